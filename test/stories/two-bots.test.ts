// Two instances share the days: whichever gets a delivery knows all that the other has done.
import assert from 'node:assert/strict';
import { openPair, type Pair } from '../kit/pair.ts';
import { postgresOrSkip } from '../kit/postgres.ts';
import { sevADay, supportDay } from './support-day.ts';

describe('days on two bots with one PostgreSQL', () => {
  let pair: Pair;
  let close = async (): Promise<void> => undefined;
  const seen = new Map<string, string>();
  before(async function () {
    pair = await openPair(await (await postgresOrSkip(this)).make());
    close = () => pair.close();
  });
  after(() => close());

  for (const step of [...supportDay, ...sevADay]) it(step.name, () => step.take(pair, seen));

  it('send Teams nothing that it would refuse', async () => {
    assert.deepEqual(await pair.violations(), []);
  });

  it('are lived by both', () => {
    const [one = 0, other = 0] = pair.answered();
    assert.ok(one > 10 && other > 10, `${one} and ${other} deliveries`);
  });

  it('show each card once, however many worked on it', async () => {
    for (const [person, channel] of [['ana', 'support'], ['chris', 'escalation'], ['dana', 'it-admin'], ['omar', 'operations']] as const) {
      const shown = (await pair.messages(person, channel)).flatMap(({ summary }) => /\b[TEX]-\d+/.exec(summary ?? '')?.[0] ?? []);
      assert.deepEqual(shown, [...new Set(shown)], channel);
    }
  });
});
