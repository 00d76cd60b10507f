// The long run of the crash story: node test/stories/crash-full.ts [sqlite | postgres] [kills] [seed]; on PostgreSQL two bots share the day.
import { liveThroughCrashes } from '../kit/crashed-days.ts';
import { clusterOf, openRoom } from '../kit/room.ts';

const [engine = 'sqlite', kills = '200', seed = '1'] = process.argv.slice(2);
const cluster = await clusterOf(engine);
const { env, bots, remove } = await openRoom(cluster);
try {
  const report = await liveThroughCrashes({ env, bots, kills: Number(kills), seed: Number(seed), note: (line) => process.stdout.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
} finally {
  remove();
  await cluster?.stop();
}
