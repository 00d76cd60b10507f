// The whole fuzz: a hundred thousand mutated activities with a genuine token, a hundred thousand without. Prints what became of them.
import { openFuzz, type Fuzzed } from './fuzz.ts';

const each = 100_000;
const slices = 10;
const seen = new Set<string>();
let rejections = 0;
process.on('unhandledRejection', (error) => {
  rejections += 1;
  process.stderr.write(`${String(error)}\n`);
});

const fuzz = await openFuzz(Number(process.argv[2] ?? 1));
for (const kind of ['authenticated', 'unauthenticated'] as const) {
  const statuses = new Map<number, number>();
  const sizes: string[] = [];
  const began = performance.now();
  for (let slice = 0; slice < slices; slice += 1) {
    const fuzzed: Fuzzed = await fuzz[kind](each / slices);
    for (const [status, count] of fuzzed.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    const { heap, rss } = fuzz.memory();
    sizes.push(`${Math.round(heap / 2 ** 20)}/${Math.round(rss / 2 ** 20)}`);
    for (const line of fuzz.faults()) {
      const story = /"name".*?\\n.*?\\n/.exec(line)?.[0] ?? line;
      if (!seen.has(story)) process.stderr.write(`${story}\n`);
      seen.add(story);
    }
  }
  const answers = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
  process.stdout.write(`${each} ${kind} in ${Math.round((performance.now() - began) / 1000)} s, answered ${answers}; heap/RSS in MB after each tenth: ${sizes.join(' ')}\n`);
}
process.stdout.write(`unhandled rejections: ${rejections}; the bot ${await fuzz.works() ? 'works' : 'does not work'}\n`);
await fuzz.town.close();
