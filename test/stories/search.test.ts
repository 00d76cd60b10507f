// The message extension: staff find any ticket, users their own; what is posted is live for whoever may see it; a message becomes a report.
import assert from 'node:assert/strict';
import * as z from 'zod';
import { linesOf } from '../../local/card-reader.ts';
import { openConnectedTown, type ConnectedTown, type Who } from '../kit/connected-town.ts';

const result = z.object({ composeExtension: z.object({
  type: z.literal('result'), attachmentLayout: z.literal('list'),
  attachments: z.array(z.object({ content: z.looseObject({}), preview: z.object({ content: z.object({ title: z.string(), text: z.string() }) }) })),
}) });
const nothing = z.object({ composeExtension: z.object({ type: z.literal('message'), text: z.string() }) });
const dialog = z.object({ task: z.object({ type: z.literal('continue'), value: z.object({ card: z.object({ content: z.looseObject({ body: z.array(z.looseObject({ id: z.string().optional(), value: z.unknown() })) }) }) }) }) });
const told = z.object({ task: z.object({ type: z.literal('message'), value: z.string() }) });

describe('a search from any chat', function () {
  this.timeout(60_000);
  let town: ConnectedTown;

  const send = async (who: Who, name: Parameters<ConnectedTown['invoke']>[1], value: unknown) => (await town.post(town.invoke(who, name, value))).body;
  const search = (who: Who, words: string) => send(who, 'composeExtension/query', { commandId: 'search', parameters: [{ name: 'query', value: words }], queryOptions: { skip: 0, count: 25 } });
  const titles = async (who: Who, words: string) => result.parse(await search(who, words)).composeExtension.attachments.map(({ preview }) => preview.content.title);
  const report = async (who: Who, description: string) => {
    await town.post(town.form(who, { form: 'report', draft: description, description, category: 'windows', reach: 'one', effect: 'minor', device: 'none' }));
    await town.app.idle();
  };

  before(async () => {
    town = await openConnectedTown();
    await report('grace', 'The printer on the third floor prints blank pages');
    await report('minji', '회의실 프린터가 인쇄되지 않습니다');
    await report('grace', 'Excel closes when a workbook with macros is saved');
    await town.post(town.press('ana', 'ticket/number', { id: 'T-1003', externalNumber: 'INC-0042' }));
  });
  after(() => town.close());

  for (const [words, ...found] of [
    ['printer', 'T-1001 · The printer on the third floor prints blank pages'],
    ['blank prin', 'T-1001 · The printer on the third floor prints blank pages'],
    ['프린터', 'T-1002 · 회의실 프린터가 인쇄되지 않습니다'],
    ['grace', 'T-1003 · Excel closes when a workbook with macros is saved', 'T-1001 · The printer on the third floor prints blank pages'],
    ['T-1002', 'T-1002 · 회의실 프린터가 인쇄되지 않습니다'],
    ['1002', 'T-1002 · 회의실 프린터가 인쇄되지 않습니다'],
    ['inc-0042', 'T-1003 · Excel closes when a workbook with macros is saved'],
  ] as const) {
    it(`finds for staff by “${words}”: ${found.map((one) => one.slice(0, 6)).join(', ')}`, async () => {
      assert.deepEqual(await titles('ana', words), found);
    });
  }

  it('begins with what waits', async () => {
    assert.equal((await titles('ana', '')).length, 3);
  });

  it('finds for a user the own tickets, and no others', async () => {
    assert.deepEqual(await titles('grace', 'printer'), ['T-1001 · The printer on the third floor prints blank pages']);
    assert.deepEqual(nothing.parse(await search('minji', 'excel')).composeExtension.text, '해당하는 티켓이 없습니다. 다른 단어나 티켓 번호, 외부 시스템 번호로 검색해 주십시오.');
    assert.ok(nothing.safeParse(await search('minji', 'T-1001')).success);
    assert.ok(nothing.safeParse(await search('omar', 'printer')).success, 'Operations works no tickets');
  });

  it('says so when nothing is found, or nothing that can be understood was asked', async () => {
    assert.match(nothing.parse(await search('ana', 'zeppelin')).composeExtension.text, /Ningún ticket coincide/);
    for (const value of [undefined, {}, { commandId: 'other' }]) assert.ok(nothing.safeParse(await send('ana', 'composeExtension/query', value)).success);
  });

  describe('posts a card', () => {
    const posted = async () => result.parse(await search('ana', 'T-1001')).composeExtension.attachments[0]?.content;

    it('that shows everybody no more than what the ticket is about', async () => {
      const lines = linesOf(await posted()).join('\n');
      assert.match(lines, /T-1001 · The printer/);
      assert.ok(!/Grace|Sev|tier/i.test(lines), lines);
    });

    it('that is the ticket’s own for whoever may see it, by itself or at a press', async () => {
      const action = z.object({ refresh: z.object({ action: z.object({ verb: z.string(), data: z.object({ id: z.string() }) }) }) }).parse(await posted()).refresh.action;
      for (const trigger of ['automatic', 'manual']) {
        const body = z.object({ type: z.string(), value: z.unknown() }).parse(await send('ben', 'adaptiveCard/action', { action: { type: 'Action.Execute', ...action }, trigger }));
        assert.equal(body.type, 'application/vnd.microsoft.card.adaptive');
        assert.match(JSON.stringify(body.value), /ticket\/claim/);
      }
    });

    it('that tells others nothing', async () => {
      const body = z.object({ type: z.string(), value: z.string() }).parse(await send('luis', 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'record/show', data: { id: 'T-1001' } }, trigger: 'manual' }));
      assert.equal(body.type, 'application/vnd.microsoft.activity.message');
    });

    it('in a chat between people, where the bot does not take up its residence', async () => {
      const chat = '19:aaa_bbb@unq.gbl.spaces';
      const activity = town.invoke('ben', 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'ticket/claim', data: { id: 'T-1001', version: 1 } }, trigger: 'manual' });
      const { body } = await town.post({ ...activity, conversation: { ...activity.conversation, id: chat, conversationType: 'personal' } });
      assert.match(JSON.stringify(body), /Ben Carter/);
      await town.app.idle();
      assert.deepEqual(town.connector.sent.filter(({ path }) => path.includes(encodeURIComponent(chat))), []);
    });
  });

  describe('beside a message', () => {
    const message = (content: string, displayName = 'Luis Ortega') =>
      ({ commandId: 'report-message', messagePayload: { id: '1', body: { contentType: 'html', content }, from: { user: { displayName } } } });
    const formOf = async (content: string) => dialog.parse(await send('grace', 'composeExtension/fetchTask', message(content))).task.value.card.content;

    it('opens a report with the words of the message, and who wrote them', async () => {
      const { body } = await formOf('<div><p>My <b>mouse</b> is gone</p><p>since&nbsp;noon &amp; so on</p></div>');
      assert.equal(body.find(({ id }) => id === 'description')?.value, '“My mouse is gone\nsince noon & so on” (Luis Ortega)');
    });

    it('takes nothing but words from it', async () => {
      const { body } = await formOf('<img src=x onerror=alert(1)><at id="0">Support</at> help &lt;b&gt;');
      assert.equal(body.find(({ id }) => id === 'description')?.value, '“Support help <b>” (Luis Ortega)');
    });

    it('says why where there are no words', async () => {
      assert.match(told.parse(await send('grace', 'composeExtension/fetchTask', message('<img src="x">'))).task.value, /no words/);
    });

    it('makes a ticket of what is sent', async () => {
      const data = { form: 'report', draft: 'from-message', description: '“My mouse is gone” (Luis Ortega)', category: 'device', reach: 'one', effect: 'minor', device: 'none' };
      const answer = told.parse(await send('grace', 'composeExtension/submitAction', { commandId: 'report-message', data }));
      assert.match(answer.task.value, /T-1004/);
      assert.deepEqual(await titles('grace', 'mouse'), ['T-1004 · “My mouse is gone” (Luis Ortega)']);
    });
  });
});
