// The long run of the soak: node test/stories/soak-full.ts [minutes] [turns a second]; an hour at 50 by default. Exits with 1 when memory grows,
// or is more than 250 MB.
import { growthOf, megabytes, soak } from '../kit/soak.ts';

const [minutes = '60', perSecond = '50'] = process.argv.slice(2);
/** A round has three stretches of ten seconds. */
const [rounds, turns] = [Number(minutes) * 2, 10 * Number(perSecond)];
/** A dozen readings. */
const every = Math.max(1, Math.round(rounds / 12));
const { held, resident, p99 } = await soak({ rounds, turns, perSecond: Number(perSecond), every, note: (line) => process.stdout.write(`${line}\n`) });
const growth = growthOf(held);
process.stdout.write(`${rounds * turns * 3} turns: ${megabytes(growth)} MB more held in the last third than in the second, ${megabytes(resident)} MB resident at most, p99 of the worst stretch ${Math.round(p99)} ms\n`);
process.exitCode = growth < 4 * 2 ** 20 && resident < 250 * 2 ** 20 ? 0 : 1;
