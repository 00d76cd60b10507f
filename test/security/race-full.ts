// The whole race: two hundred requests, fifty approvers each. Prints what was decided and how long it took; fails at the first untruth.
import { openRace } from './race.ts';

const rounds = 200;
const race = await openRace();
const began = performance.now();
const decided = { approved: 0, denied: 0 };
for (let done = 0; done < rounds; done += 1) decided[await race.round()] += 1;
await race.close();
process.stdout.write(`${rounds} requests, one decision each: ${decided.approved} approved, ${decided.denied} denied, in ${Math.round((performance.now() - began) / 1000)} s\n`);
