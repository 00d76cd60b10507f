// The queue as staff read it: their own tiers first, every other tier a press away, a page at a time.
import assert from 'node:assert/strict';
import { openInForce } from '../../bot/in-force.ts';
import { openQueue, type Queue } from '../../bot/queue.ts';
import { speak } from '../../locales/say.ts';
import { openOffice, organisation, ids, taken, type Name, type Office } from './office.ts';

const say = speak('en');

describe('the queue', () => {
  let office: Office;
  let queue: Queue;
  async function open(change: Readonly<Record<string, unknown>> = {}): Promise<void> {
    office = await openOffice(change);
    const { store, desk, clock, directory, config } = office;
    queue = openQueue({ store, desk, clock, directory, inForce: openInForce(store, config) });
  }
  afterEach(() => office.close());

  /** A ticket each for tier 1, 1 and 2, in this order. */
  async function three(): Promise<void> {
    const reported = [await office.report(), await office.report(), await office.report()];
    taken(await office.desk.happen('ticket', reported[2] ?? '', { kind: 'ticket/hand-off', by: await office.person('chris'), tier: 2, note: 'Theirs' }));
  }
  const turn = async (name: Name, personal = true) => ({ by: await office.person(name), say, personal, activity: {} as never, conversation: 'c' });
  const idsIn = (shown: unknown): readonly string[] => [...new Set(JSON.stringify(shown).match(/T-\d+/g))];
  const tabsIn = (shown: unknown): readonly string[] => JSON.stringify(shown).match(/(Tier \d|My tiers|All tiers)( \(\d+\))?(?=","w)/g) ?? [];

  for (const [sentence, name, personal, listed] of [
    ['shows staff the tickets of their own tier first', 'ana', true, ['T-1001', 'T-1002']],
    ['shows a tier above its own', 'chris', true, ['T-1003']],
    ['shows the IT admin, who works every tier, all', 'dana', true, ['T-1001', 'T-1002', 'T-1003']],
    ['shows all in a channel, where many read', 'ana', false, ['T-1001', 'T-1002', 'T-1003']],
  ] as const) {
    it(sentence, async () => {
      await open();
      await three();
      const shown = await queue.say(await turn(name, personal));
      assert.deepEqual(idsIn(shown), listed);
      assert.deepEqual(tabsIn(shown), ['Tier 1 (2)', 'Tier 2 (1)', 'All tiers (3)']);
    });
  }

  it('shows another tier to whoever presses it', async () => {
    await open();
    await three();
    assert.deepEqual(idsIn(await queue.show('queue:2:1', await office.person('ana'), say)), ['T-1003']);
    assert.deepEqual(idsIn(await queue.show('queue:all:1', await office.person('ana'), say)), ['T-1001', 'T-1002', 'T-1003']);
  });

  it('puts the tiers of who works several side by side', async () => {
    await open({ roles: { ...organisation.roles, support: [1, 2, 3].map((tier) => ({ tier, people: tier === 3 ? [ids.chris] : [ids.ana] })) } });
    await three();
    const shown = await queue.say(await turn('ana'));
    assert.deepEqual(idsIn(shown), ['T-1001', 'T-1002', 'T-1003']);
    assert.deepEqual(tabsIn(shown), ['My tiers (3)', 'Tier 1 (2)', 'Tier 2 (1)', 'Tier 3 (0)', 'All tiers (3)']);
  });

  it('has nothing to choose where there is one tier', async () => {
    await open({ roles: { ...organisation.roles, support: [{ tier: 1, people: [ids.ana] }] } });
    await office.report();
    assert.deepEqual(tabsIn(await queue.say(await turn('ana'))), []);
  });

  it('turns its pages, and ends at the last', async () => {
    await open();
    for (let count = 0; count < 17; count += 1) await office.report();
    const page = async (number: number) => idsIn(await queue.show(`queue:1:${number}`, await office.person('ana'), say)).length;
    assert.deepEqual([await page(1), await page(2), await page(3)], [15, 2, 2]);
  });

  for (const id of ['queue:1', 'queue:0:1', 'queue:1:0', 'queue:mine:1', 'T-1001', '']) {
    it(`knows nothing by the name of “${id}”`, async () => {
      await open();
      assert.equal(await queue.show(id, await office.person('ana'), say), undefined);
    });
  }

  it('is refused to whoever works no tickets, which is audited', async () => {
    await open();
    await three();
    const shown = await queue.show('queue:all:1', await office.person('minji'), say);
    assert.equal(shown?.kind, 'message');
    assert.deepEqual(idsIn(shown), []);
  });
});
