// An outage that nine people report in three languages: from the suspicion to the nine who are told that it is over, and the one for whom it is not.
import assert from 'node:assert/strict';
import { cast } from '../../local/cast.ts';
import type { Shown } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import type { Language } from '../../locales/say.ts';
import { auditOf } from '../kit/audited.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { closeUnharmed, openTown, sendReport, type Town } from '../kit/town.ts';

/** What somebody of that language reads of the outage. */
const reads: Readonly<Record<Language, { readonly others: string; readonly solved: string }>> = {
  en: { others: 'Others have the same problem as in your ticket', solved: 'is resolved: “The update of last night was taken back”' },
  ko: { others: '다른 분에게도 발생했습니다. IT 관리자가 상황을 파악하고', solved: '“The update of last night was taken back”' },
  es: { others: 'Otras personas tienen el mismo problema que en su ticket', solved: '«The update of last night was taken back»' },
};
const languageOf = (key: string): Language => cast.people.find((person) => person.key === key)?.language ?? assert.fail(key);

describe('an outage that nine people report', function () {
  this.timeout(30_000);
  let town: Town;
  before(async () => {
    // Ten times as fast, or the story would wait for the rate at which a channel may be written to.
    const began = Date.now();
    town = await openTown({ machine: () => began + 10 * (Date.now() - began) });
    await town.app.idle();
  });
  after(() => closeUnharmed(town));

  async function press(person: string, chat: string, verb: string, inputs: Readonly<Record<string, unknown>> = {}, about = ''): Promise<Shown> {
    const shown = await town.press(person, await town.waitFor(person, chat, (message) => offering(verb)(message) && wordsOf(message).includes(about)), { verb }, inputs);
    assert.notEqual(shown.kind, 'message', JSON.stringify(shown));
    return shown;
  }
  async function report(person: string, description: string, more: object = {}): Promise<void> {
    await sendReport(town, person, { description, category: 'microsoft-365-apps', effect: 'stopped', ...more });
    await town.app.idle();
  }
  const incidents = async (): Promise<readonly Message[]> => (await town.messages('dana', 'it-admin')).filter(cardSaying('I-1 · Major incident: Outlook'));
  /** The one card of the incident, once it says all of this. */
  const card = async (...lines: readonly string[]): Promise<Message> => {
    const shown = await town.waitFor('dana', 'it-admin', (message) => cardSaying('I-1 · Major incident: Outlook')(message) && lines.every((line) => wordsOf(message).includes(line)));
    assert.equal((await incidents()).length, 1, 'one card, however often it changes');
    return shown;
  };
  const ticket = (id: string, ...lines: readonly string[]): Promise<Message> =>
    town.waitFor('ben', 'support', (message) => cardSaying(`${id} ·`)(message) && lines.every((line) => wordsOf(message).includes(line)));
  /** How often each was told so, once all of these were. */
  const told = async (what: keyof (typeof reads)['en'], ...keys: readonly string[]): Promise<Readonly<Record<string, number>>> => {
    for (const key of keys) await town.waitFor(key, 'bot', saying(reads[languageOf(key)][what]));
    await town.app.idle();
    const counts = cast.people.map(async ({ key }) => [key, (await town.messages(key)).filter((message) => message.text.includes(reads[languageOf(key)][what])).length] as const);
    return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count > 0));
  };

  it('is none yet for four people, one of whom reports twice, beside a ticket about something else', async () => {
    await report('minji', '아웃룩이 열리지 않습니다');
    await report('luis', 'Outlook no se abre desde esta mañana');
    await report('grace', 'Outlook closes at once');
    await report('minji', 'Outlook이 아직도 열리지 않습니다');
    await report('ben', 'I cannot open outlook');
    await report('omar', 'Excel prints blank pages');
    assert.deepEqual(await incidents(), []);
  });

  it('becomes one card of the IT admins with the fifth', async () => {
    await report('sora', 'Outlook이 계속 멈춥니다');
    const shown = await card('Suspected', 'People affected: 5', '6 tickets', 'T-1001 · Minji', 'And 1 more', 'Suggested severity: B');
    assert.doesNotMatch(wordsOf(shown), /T-1006/);
  });

  it('is not yet told to anybody but staff, on the cards of its tickets', async () => {
    for (const id of ['T-1001', 'T-1004', 'T-1007']) await ticket(id, 'May be part of a major incident: I-1');
    assert.doesNotMatch(wordsOf(await ticket('T-1006')), /I-1/);
    assert.deepEqual(await told('others'), {});
  });

  it('takes further reports on the same card', async () => {
    await report('chris', 'Outlook hangs');
    await report('ana', 'Outlook: pantalla en blanco');
    await card('Suspected', 'People affected: 7', '8 tickets');
  });

  it('is confirmed by an IT admin, and nobody else', async () => {
    const refused = await town.press('dana', await card(), { action: { type: 'Action.Execute', verb: 'incident/dismiss', data: { id: 'I-1', version: 1 } } }, { reason: '' });
    assert.equal(refused.kind, 'message', 'a reason is asked for, and the card still stands with all that was typed');
    await town.say('ben', 'I-1');
    assert.deepEqual(verbsOf(await town.waitFor('ben', 'bot', cardSaying('I-1 · Major incident: Outlook'))), [], 'staff may read it');
    await press('dana', 'it-admin', 'incident/confirm');
    await town.waitFor('ben', 'support', saying('Major incident I-1, confirmed by Dana Weiss: 7 people report problems with Outlook (Microsoft 365 apps)'));
  });

  it('is told to each of the seven once, in their own language', async () => {
    assert.deepEqual(await told('others', 'minji', 'luis', 'grace', 'ana', 'ben', 'chris', 'sora'), { minji: 1, luis: 1, grace: 1, ana: 1, ben: 1, chris: 1, sora: 1 });
    await town.waitFor('minji', 'bot', cardSaying('IT 관리자가 상황을 파악하고 있습니다. 해결되면'));
    await card('Confirmed');
  });

  it('tells whoever reports it now at once', async () => {
    await report('dana', 'Outlook does not start');
    await report('omar', 'Outlook is gone');
    const { dana, omar } = await told('others', 'dana', 'omar');
    assert.deepEqual([dana, omar], [1, 1]);
    await card('People affected: 9');
  });

  it('is left by a ticket that staff find to be something else', async () => {
    await report('grace', 'The colours of my Outlook calendar are odd', { effect: 'minor' });
    await press('ben', 'support', 'ticket/leave', {}, 'T-1012 ·');
    assert.doesNotMatch(wordsOf(await ticket('T-1012', 'took it out of the incident')), /Part of major incident/);
    await card('People affected: 9', '10 tickets');
  });

  it('is escalated as one hand-off with the number of people, which an IT admin files', async () => {
    await press('dana', 'it-admin', 'incident/escalate');
    await town.waitFor('dana', 'it-admin', cardSaying('X-1 · I-1: Outlook (Microsoft 365 apps), people affected: 9'));
    await town.waitFor('dana', 'it-admin', cardSaying('Escalated by Dana Weiss'));
    const refused = await town.press('ben', await town.waitFor('ben', 'bot', cardSaying('I-1 ·')),
      { action: { type: 'Action.Execute', verb: 'incident/resolve', data: { id: 'I-1', version: 1 } } }, { resolution: 'Done' });
    assert.equal(refused.kind, 'message', 'staff resolve no incident');
    await press('dana', 'it-admin', 'escalation/file', { contact: 'Dana Weiss, +1 555 0199', commitment: 'true', coverage: '24x7' });
    const words = wordsOf(await town.waitFor('omar', 'operations', cardSaying('X-1 ·')));
    for (const line of ['T-1001 · Minji Kim', 'T-1011 · Omar Haddad']) assert.ok(words.includes(line), `${line} is not in\n${words}`);
  });

  it('is over when Operations resolve the escalation: each of the nine is told once, with what solved it', async () => {
    await press('omar', 'operations', 'escalation/accept');
    await press('omar', 'operations', 'escalation/resolve', { note: 'The update of last night was taken back' });
    await town.waitFor('dana', 'it-admin', cardSaying('Resolved by Omar Haddad'));
    assert.deepEqual(await told('solved', ...cast.people.map(({ key }) => key)), { minji: 1, luis: 1, grace: 1, ana: 1, ben: 1, chris: 1, sora: 1, dana: 1, omar: 1 });
    const [solved, others] = [[1, 2, 3, 4, 5, 7, 8, 9, 10, 11], [6, 12]].map((numbers) => numbers.map((number) => `T-${1000 + number}`));
    for (const id of solved ?? []) await ticket(id, 'Resolved by Omar Haddad:', 'resolved it for everyone affected');
    for (const id of others ?? []) assert.ok(verbsOf(await ticket(id)).includes('ticket/claim'), 'what is not part of it goes on');
  });

  it('is not over for one of them, who reopens the own ticket; a report after it makes no new incident of the old ones', async () => {
    await press('luis', 'bot', 'ticket/reopen', { reason: 'Sigue sin abrirse' });
    await town.waitFor('ben', 'support', cardSaying('Sigue sin abrirse'));
    await report('luis', 'Outlook no se abre');
    assert.deepEqual((await town.messages('dana', 'it-admin')).filter(cardSaying('I-2 ·')), []);
  });

  it('stands in the audit from beginning to end', async () => {
    const lines = await auditOf(town, ({ chain }) => chain === 'I-1');
    assert.deepEqual(lines.map(({ actor, action }) => `${actor} ${action}`), [
      'system incident/suspect', 'system incident/join', 'system incident/join', 'dana incident/confirm', 'system incident/join', 'system incident/join',
      'system incident/join', 'system incident/leave', 'dana incident/escalate', 'system incident/escalated', 'system incident/escalation-ended',
    ]);
    const refusals = await auditOf(town, ({ record, detail }) => record === 'I-1' && 'refused' in detail);
    assert.deepEqual(refusals.map(({ actor, action, detail }) => [actor, action, detail['refused']]),
      [['dana', 'incident/dismiss', 'reason-needed'], ['ben', 'incident/resolve', 'not-allowed']]);
  });
});
