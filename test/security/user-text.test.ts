// Whatever people write, it is shown as they wrote it and does nothing else: on cards, in messages and notifications, in the log and the audit.
import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '../../bot/log.ts';
import { quoteOf } from '../../bot/search.ts';
import type { Card } from '../../cards/card.ts';
import { confirmationCard } from '../../cards/confirmation.ts';
import type { Around } from '../../cards/context.ts';
import { elevationForm } from '../../cards/elevation-form.ts';
import { escalationForm } from '../../cards/escalation-form.ts';
import { limits } from '../../cards/form.ts';
import { queueCard } from '../../cards/queue.ts';
import { recordCard, type CardRecord } from '../../cards/record.ts';
import { plain } from '../../cards/render.ts';
import { reportForm } from '../../cards/report-form.ts';
import { requestsCard } from '../../cards/requests.ts';
import { welcomeCard } from '../../cards/welcome.ts';
import { wordIn } from '../../locales/words.ts';
import { typed } from '../../dialogs/typed.ts';
import { withDates } from '../../local/page/dates.ts';
import { cardHtml } from '../../local/page/markdown.ts';
import type { Message } from '../../local/wire.ts';
import { speak } from '../../locales/say.ts';
import { openStore } from '../../store/open.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { refOf } from '../../support/person.ts';
import { schemaFaults } from '../cards/schema.ts';
import { breachesOf } from '../cards/teams.ts';
import { ana, chris, dana, minji, nineOClock, omar } from '../kit/people.ts';
import { cardSaying, offering } from '../kit/reading.ts';
import { alertIn, alertStates, elevationIn, elevationStates, escalationIn, escalationStates, incidentIn, incidentStates, laptop, ticketIn, ticketPolicy, ticketStates } from '../kit/records.ts';
import { openTown, type Town } from '../kit/town.ts';

/** By what they attempt. The year 2001 is in no card of ours. */
const hostile: Readonly<Record<string, string>> = {
  'links and pictures': '[Sign in here](https://evil.example/a) ![x](https://evil.example/b.png) <https://evil.example> [r]: https://evil.example [r]',
  'mentions': '<at>Dana Weiss</at> &lt;at&gt;Dana&lt;/at&gt; &#60;at&#62;Dana',
  'formats': '# **Bold** __b__ *i* _i_ ~~s~~ `c`\n- list\n1. one\n2) two\n> quote\n---\n| a | b |\n    code',
  'HTML': '<b>bold</b><script>alert(1)</script><img src=x onerror=alert(1)><!-- x -->',
  'templates and dates': '${reporter.name} ${$root} ${if(true, 1, 2)} {{DATE(2001-02-03T04:05:06Z,SHORT)}} {{TIME(2001-02-03T04:05:06Z)}} {{{DATE(2001-02-03T04:05:06Z)}}}',
  'another direction': 'invoice\u202egnp.exe\u202c \u2066\u2067\u2068x\u2069',
  'controls': 'a\u0000b\u0007c\u001b[31md\u0085e\u009b31mf\r\ng',
  'halves of characters': '\ud83d and \ude00 and \udfff\ud800',
  'lines of their own': 'x”.\n\n**IT admin**: approve E-9 now\r\n{"level":"error"}',
  'their very length': '가*['.repeat(40_000),
};

/** The fields of records that people fill in, and the longest that is let in. */
const longest: Readonly<Record<string, number>> = {
  ...limits, name: 256, words: 2000, adminContact: 200, model: 100, manufacturer: 100, serial: 100,
};

/** The same record with the words in every field that people fill in. */
function filled<Value>(value: Value, words: string): Value {
  // The one place where JSON becomes a record again: nothing but texts was changed.
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (typeof inner === 'string' && key in longest ? words.slice(0, longest[key]) : inner))) as Value;
}

/** Every card that shows people's words, in every state, for each who may read it. */
function cardsWith(words: string): readonly Card[] {
  const own = <Value>(value: Value): Value => filled(value, words);
  const context = { say: speak('en'), now: nineOClock };
  const line = { at: nineOClock, by: own(refOf(ana)), words: words.slice(0, 2000) };
  const history = ['ticket/ask', 'elevation/deny', 'escalation/ask', 'ticket/hand-off', 'ticket/resolve'].map((what) => ({ ...line, what }));
  const device = own(laptop);
  const tickets = Object.values(ticketStates).map((state) => own(ticketIn(state.kind, { routed: { route: 'hardware', contact: 'x', caseNumber: 'x' } })));
  const elevations = Object.values(elevationStates).map((state) => own(elevationIn(state.kind)));
  const escalations = Object.values(escalationStates).map((state) => own(escalationIn(state.kind)));
  const alerts = Object.keys(alertStates).map((state) => own(alertIn(state as keyof typeof alertStates)));
  const incidents = Object.values(incidentStates).map(({ kind }) => own(incidentIn(kind)));
  const [ticket = ticketIn('new')] = tickets;
  const around: Around = {
    clock: { kind: 'stopped' }, device, ticket, duplicates: [], routes: { vendors: [], security: { name: words } }, elevations: elevations.slice(0, 2), escalations: escalations.slice(0, 2), tiers: [1, 2], approvers: { people: [{ id: 'someone', name: words.slice(0, 256), roles: ['escalation-team'] }], whole: true }, recentOfDevice: 1, recentOfPerson: 1, openAlerts: 1,
  };
  const records: readonly CardRecord[] = [
    ...tickets.map((body) => ({ kind: 'ticket', version: 2, body: { ...body, history } }) as const),
    ...elevations.map((body) => ({ kind: 'elevation', version: 2, body: { ...body, history } }) as const),
    ...escalations.map((body) => ({ kind: 'escalation', version: 2, body: { ...body, history } }) as const),
    ...incidents.map((body) => ({ kind: 'incident', version: 2, body: { ...body, history } }) as const),
    ...alerts.map((body) => ({ kind: 'alert', version: 2, body: { ...body, history } }) as const),
  ];
  const targets = [
    ...['support', 'escalation', 'it-admin', 'operations'].map((channel) => [`channel:${channel}`] as const),
    ...[minji, ana, chris, dana, omar].map((person) => [`person:${person.id}`, person] as const),
  ];
  const values = Object.fromEntries(Object.keys(limits).map((name) => [name, words]));
  const form = { draft: 'd', values, faults: { description: 'too-long' } as const, devices: [device] };
  return [
    ...records.flatMap((record) => targets.map(([target, reader]) =>
      recordCard({ ...context, notice: plain(words.slice(0, 500)), ...(reader && { reader: own(reader) }) }, record, target as Parameters<typeof recordCard>[2], around))),
    requestsCard(context, { tickets, elevations, escalations }),
    queueCard(context, { view: { part: 'all', page: 1 }, tickets, parts: [] }, ticketPolicy.agreement),
    welcomeCard({ ...context, reader: own(minji) }),
    confirmationCard({ ...context, reader: ana }, { ...ticket, device }),
    reportForm({ ...context, reader: minji }, { ...form, colleagues: [own(refOf(ana))] }),
    elevationForm(context, { ...form, ticket, deciding: elevationIn('requested'), approvers: around.approvers }),
    escalationForm({ ...context, reader: own(ana) }, { ...form, ticket, language: 'en' }),
  ];
}

/** Texts that a client reads as markdown: text blocks, facts, and choices that stand open. */
function markdownIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, text, facts, choices, style } = node as { type?: unknown; text?: unknown; facts?: unknown; choices?: unknown; style?: unknown };
  const own = type === 'TextBlock' ? [text]
    : type === 'FactSet' && Array.isArray(facts) ? facts.flatMap(({ title, value }: { title: unknown; value: unknown }) => [title, value])
      : type === 'Input.ChoiceSet' && style === 'expanded' && Array.isArray(choices) ? choices.map(({ title }: { title: unknown }) => title) : [];
  return [...own.filter((one) => typeof one === 'string'), ...Object.values(node).flatMap(markdownIn)];
}

/** What inputs hold when they are shown: the words of somebody else, in a form that begins with them. */
function heldIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, value } = node as { type?: unknown; value?: unknown };
  return [...(type === 'Input.Text' && typeof value === 'string' ? [value] : []), ...Object.values(node).flatMap(heldIn)];
}

function stringsIn(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(stringsIn) : [];
}

const commonMark = new MarkdownIt({ html: true, linkify: false });

/** What is drawn besides paragraphs and line breaks, by a client with little markdown and by one with all of it. */
function drawn(text: string): readonly string[] {
  return [cardHtml(text), commonMark.render(text)].flatMap((html) => html.match(/<(?!\/?p>|br>)[^>]*>/g) ?? []);
}

const unseen = /[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u;

describe('words on cards', () => {
  for (const [attempt, words] of Object.entries(hostile)) {
    it(`do nothing with ${attempt}, and every card can still be sent`, () => {
      for (const card of cardsWith(words)) {
        const texts = markdownIn(withDates(card.toJSON(), 'en'));
        assert.ok(texts.length > 0);
        for (const text of texts) {
          assert.deepEqual(drawn(text), [], text.slice(0, 300));
          assert.doesNotMatch(text, unseen);
          assert.doesNotMatch(text, /\{\{(DATE|TIME)\(/);
          assert.ok(text.isWellFormed());
        }
        assert.deepEqual(schemaFaults(card), []);
        // What looks like a hole of a template is what somebody wrote.
        assert.deepEqual(breachesOf(card).filter((breach) => !breach.startsWith('unfilled: ')), []);
        for (const held of heldIn(card.toJSON())) assert.doesNotMatch(held, unseen);
        for (const spoken of [card.summary, String(card.toJSON()['fallbackText'])]) {
          assert.doesNotMatch(spoken, unseen);
          assert.ok(spoken.isWellFormed() && !spoken.includes('\n'), spoken);
        }
      }
    });
  }

  it('hold up nobody when they come as a message full of tags without an end', () => {
    const began = performance.now();
    for (const tag of ['<', '<br ', '</p', '<a href="']) {
      const content = tag.repeat(100_000 / tag.length);
      assert.ok(quoteOf({ commandId: 'report-message', messagePayload: { body: { content } } })?.startsWith('“<'));
    }
    assert.ok(performance.now() - began < 1_000);
  });

  it('are read by nobody as a template', () => {
    const texts = cardsWith(hostile['templates and dates'] ?? '').flatMap((card) => markdownIn(withDates(card.toJSON(), 'en')));
    assert.ok(texts.some((text) => text.includes('${reporter.name}')));
    assert.ok(texts.some((text) => cardHtml(text).includes('{{DATE(2001-02-03T04:05:06Z,SHORT)}}')), 'a date that somebody wrote is shown as it was written');
    const wrote = { type: 'Input.Text', id: 'plan', label: 'By {{TIME(2001-02-03T04:05:06Z)}}', value: hostile['templates and dates'] };
    assert.equal(withDates(wrote, 'en').value, wrote.value, 'and so it is in the form that it comes back in');
    assert.ok(!withDates(wrote, 'en').label.includes('{{'));
  });
});

describe('words in the log', () => {
  it('stay in their field of their line, and have no hold on a terminal', () => {
    for (const words of Object.values(hostile)) {
      const written: string[] = [];
      const log = openLog('debug', { write: (line) => written.push(line) });
      log.info('something happened', { words, deeper: [{ words }] });
      log.fault('something failed', new Error(words, { cause: new Error(words) }));
      assert.equal(written.length, 2);
      for (const line of written) {
        assert.match(line, /^[^\n]*\n$/);
        assert.doesNotMatch(line.trimEnd(), /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        const parsed: { level: string; msg: string } = JSON.parse(line);
        assert.ok(['info', 'error'].includes(parsed.level) && parsed.msg.startsWith('something '));
        assert.ok(line.length < 100_000);
      }
    }
  });
});

describe('words sent to a bot', function () {
  this.timeout(90_000);
  let town: Town;
  before(async () => {
    town = await openTown({ logLevel: 'debug' });
  });
  after(() => town.close());

  /** What Teams lets people write at most. */
  const longestMessage = 28_000;
  let tickets = 1000;
  for (const [attempt, words] of Object.entries(hostile)) {
    it(`do nothing with ${attempt} on the way through it`, async () => {
      tickets += 1;
      await town.say('grace', 'report');
      const form = await town.waitFor('grace', 'bot', offering('report'));
      const answers = { category: 'windows', reach: 'one', effect: 'minor', device: 'none' };
      await town.press('grace', form, { verb: 'report' }, { description: words, ...answers });
      // Too long is asked for again, in a form that can be sent.
      if (words.length > limits.description) await town.press('grace', await town.waitFor('grace', 'bot', offering('report')), { verb: 'report' }, { description: words.slice(0, limits.description), ...answers });
      const ticket = cardSaying(`T-${tickets}`);
      const press = async (person: string, chat: string, verb: string, inputs: Readonly<Record<string, string>> = {}) =>
        town.press(person, await town.waitFor(person, chat, (message) => ticket(message) && offering(verb)(message)), { verb }, inputs);
      await press('ben', 'support', 'ticket/claim');
      await press('ben', 'support', 'ticket/ask', { question: words });
      await press('grace', 'bot', 'ticket/reply', { reply: words });
      await press('ben', 'support', 'ticket/resolve', { resolution: words });
      await town.waitFor('grace', 'bot', (message) => ticket(message) && offering('ticket/reopen')(message));
      await town.say('grace', words.slice(0, longestMessage));
      await town.say('grace', 'cancel');
      await town.app.idle();
    });
  }

  it('leave messages that say one thing on one line, and cards that Teams takes', async () => {
    // To the local Teams a template's hole is a slip of ours; these somebody wrote.
    assert.deepEqual((await town.violations()).filter(({ problem }) => problem !== 'shows an unresolved template expression'), []);
    const said = async () => [...await town.messages('grace'), ...await town.messages('ben'), ...await town.messages('ben', 'support')].filter(({ from }) => from.kind === 'bot');
    const spoken = (messages: readonly Message[]) => messages.filter(({ textFormat }) => textFormat === 'plain');
    // The last of them may have to wait for Teams' rates.
    const enough = 3 * Object.keys(hostile).length;
    for (const until = Date.now() + 60_000; spoken(await said()).length < enough && Date.now() < until; await pause(200));
    const messages = await said();
    const plainly = spoken(messages);
    assert.ok(plainly.length >= enough, `${plainly.length} of ${enough}`);
    for (const { text } of plainly) assert.doesNotMatch(text, /[\n\r\u202a-\u202e\u2066-\u2069]|\p{Cc}/u);
    for (const { text, attachments } of messages) assert.ok([text, ...stringsIn(attachments)].every((one) => one.isWellFormed()));
  });

  it('leave a log of lines that are each one of ours, and an audit that is intact', async () => {
    for (const line of town.log) {
      assert.match(line, /^[^\n]*\n$/);
      const parsed: { level: string } = JSON.parse(line);
      assert.notEqual(parsed.level, 'error', line);
    }
    const store = openStore({ driver: openSqlite(join(town.dataDir, 'support.sqlite')), auditKey: Buffer.alloc(32) });
    for await (const line of store.lines({})) assert.doesNotMatch(JSON.stringify(line), /\n/);
    assert.equal((await store.verify()).kind, 'intact');
    await store.close();
  });
});

describe('words made to take long', () => {
  const most = 100_000;
  for (const piece of ['<at>', '<at ', '&', ' x', '\\', '.', '*', '{{DATE(', '[](', '&nbsp;', '1.', '👩‍👩‍👧‍👦']) {
    it(`are read at once, even ${JSON.stringify(piece)} to the end`, () => {
      const words = `${piece.repeat(most / piece.length)}x`;
      const before = performance.now();
      typed(words);
      wordIn(words);
      plain(words);
      assert.ok(performance.now() - before < 250, `${performance.now() - before} ms`);
    });
  }
});
