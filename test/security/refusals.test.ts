// Whatever an authenticated person is refused is in the audit log: who, what, why, about which record, and nothing of what was sent.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Message, PressedAction } from '../../local/wire.ts';
import { openStore } from '../../store/open.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { cardSaying, saying, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const words = 'Zirkonblau';

describe('a refusal', function () {
  this.timeout(20_000);
  let town: Town;
  let card: Message;
  before(async () => {
    town = await openTown();
    await sendReport(town, 'grace', { description: `${words} is broken` });
    await town.waitFor('grace', 'bot', cardSaying('T-1001'));
    await town.say('minji', 'help');
    card = await town.waitFor('minji', 'bot', (message) => message.attachments.length > 0);
  });
  after(() => town.close());

  interface Refused {
    readonly action: string;
    readonly refused: string;
    readonly record?: string;
  }

  async function audited(): Promise<readonly Refused[]> {
    const store = openStore({ driver: openSqlite(join(town.dataDir, 'support.sqlite')), auditKey: Buffer.alloc(32) });
    const lines = await Array.fromAsync(store.lines({}));
    await store.close();
    return lines.flatMap(({ action, detail, record }) => ('refused' in detail ? [{ action, refused: String(detail.refused), ...(record !== undefined && { record }) }] : []));
  }

  const press = (action: PressedAction) => town.press('minji', card, { action });
  const execute = (verb: string, data: object) => press({ type: 'Action.Execute', verb, data });
  const fetchTask = (data: object) => press({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, ...data } });

  const acts: readonly (readonly [what: string, act: () => Promise<unknown>, line: Refused])[] = [
    ['of somebody else’s record, asked for by its number', () => town.say('minji', 'T-1001'), { action: 'record/show', refused: 'not-allowed', record: 'T-1001' }],
    ['of a record that is not there', () => town.say('minji', 'T-7777'), { action: 'record/show', refused: 'not-found', record: 'T-7777' }],
    ['of the queue', () => town.say('minji', 'queue'), { action: 'queue', refused: 'not-allowed' }],
    ['of what only IT admins see', () => town.say('minji', 'admin'), { action: 'admin', refused: 'not-allowed' }],
    ['of the numbers', () => town.say('minji', 'stats'), { action: 'stats/see', refused: 'not-allowed' }],
    ['of a press', () => execute('ticket/claim', { id: 'T-1001', version: 1 }), { action: 'ticket/claim', refused: 'not-allowed', record: 'T-1001' }],
    ['of a press on nothing', () => execute('ticket/claim', { id: 'T-7777' }), { action: 'ticket/claim', refused: 'not-found', record: 'T-7777' }],
    ['of a verb that is none', () => execute(words, { id: 'T-1001' }), { action: 'press', refused: 'unknown', record: 'T-1001' }],
    ['of a verb of another kind of record', () => execute('elevation/approve', { id: 'T-1001' }), { action: 'press', refused: 'unknown', record: 'T-1001' }],
    ['of a press that is not shaped like one', () => execute('ticket/claim', { id: [words] }), { action: 'press', refused: 'unknown' }],
    ['of a form', () => fetchTask({ form: 'elevation', ticket: 'T-1001' }), { action: 'elevation/request', refused: 'not-designated', record: 'T-1001' }],
    ['of a reveal', () => fetchTask({ verb: 'elevation/reveal', id: 'E-1' }), { action: 'elevation/reveal', refused: 'not-found', record: 'E-1' }],
    ['of a dialog that is none of ours', () => fetchTask({ verb: words }), { action: 'press', refused: 'unknown' }],
  ];
  for (const [what, act, line] of acts) {
    it(`${what} is audited`, async () => {
      const before = await audited();
      await act();
      assert.deepEqual((await audited()).slice(before.length), [line]);
    });
  }

  it('of choosing a channel is audited', async () => {
    await town.say('ben', 'use this channel for operations', 'support');
    await town.waitFor('ben', 'support', saying('IT admin'));
    assert.deepEqual((await audited()).at(-1), { action: 'channel/choose', refused: 'it-admin-only' });
  });

  it('of a form that was handed in without being shown is audited, and tells nothing about its ticket', async () => {
    for (const [form, act, reason] of [['elevation', 'elevation/request', 'not-designated'], ['escalation', 'escalation/draft', 'not-allowed']] as const) {
      await press({ type: 'Action.Submit', data: { form, draft: `d-${form}`, ticket: 'T-1001' } });
      await town.app.idle();
      assert.doesNotMatch((await town.messages('minji')).map(wordsOf).join('\n'), new RegExp(words));
      assert.deepEqual((await audited()).at(-1), { action: act, refused: reason, record: 'T-1001' });
    }
  });

  it('keeps nothing of what was sent', async () => {
    assert.equal((await audited()).filter((line) => JSON.stringify(line).includes(words)).length, 0);
  });
});
