// The long run of the story of the mortal day: node test/stories/boundaries-full.ts [sqlite | postgres] [every] [step]. One day for each write with which
// the first life may end, up to `every`, by `step`; each life after that ends with the write `every`. Once before the write and once after it.
import { inspect } from 'node:util';
import { liveMortally } from '../kit/mortal-day.ts';
import { clusterOf, openRoom } from '../kit/room.ts';

const [engine = 'sqlite', every = '60', step = '1'] = process.argv.slice(2);
const cluster = await clusterOf(engine);
let days = 0;
let deaths = 0;
try {
  for (let first = 1; first <= Number(every); first += Number(step)) {
    for (const when of ['before', 'after'] as const) {
      const { env, bots, remove } = await openRoom(cluster);
      days += 1;
      try {
        const day = await liveMortally(env, bots, { first, every: Number(every), when });
        deaths += day.deaths;
        process.stdout.write(`${when} ${first}, then every ${every}: ${day.deaths} deaths, ${day.posts} posts, ${day.copies} copies, ${day.auditLines} audit lines\n`);
      } catch (fault) {
        process.exitCode = 1;
        process.stdout.write(`${when} ${first}, then every ${every}: ${inspect(fault)}\n`);
      }
      remove();
    }
  }
} finally {
  await cluster?.stop();
}
process.stdout.write(`${days} days, ${deaths} deaths\n`);
