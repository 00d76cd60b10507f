// Time that goes by, told by what people see: a Sev B over a weekend, a user who never answers, a filer who does not either, a case that belongs elsewhere.
import assert from 'node:assert/strict';
import type { Shown } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { openTown, type Town } from '../kit/town.ts';

const zone = 'America/Los_Angeles';
/** A Friday at four in the afternoon, an hour before support ends. */
const friday = Temporal.ZonedDateTime.from(`2026-11-20T16:00[${zone}]`).epochMilliseconds;

describe('service levels', function () {
  this.timeout(30_000);
  let town: Town;
  beforeEach(async () => {
    const began = Date.now();
    town = await openTown({ machine: () => friday + Date.now() - began, config: { serviceLevels: { operations: 'managed-desktop-2021' } } });
  });
  afterEach(async () => {
    const [violations, faults] = [await town.violations(), town.log.filter((line) => line.includes('"level":"error"'))];
    await town.close();
    assert.deepEqual([violations, faults], [[], []]);
  });

  async function press(person: string, chat: string, verb: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
    return town.press(person, await town.waitFor(person, chat, offering(verb)), { verb }, inputs);
  }

  /** Somebody reports, Ben claims it. */
  async function claimed(person: string, reach = 'one'): Promise<void> {
    await town.say(person, 'report');
    await press(person, 'bot', 'report', { description: 'The docking station does not charge', category: 'device', reach, effect: 'stopped', device: 'none' });
    await press('ben', 'support', 'ticket/claim');
  }

  async function escalate(person: string, severity: string): Promise<void> {
    const form = await press(person, 'support', 'escalation');
    if (form.kind !== 'dialog') throw new Error(`no form, but ${JSON.stringify(form)}`);
    const sent = await town.submit(person, form, {
      category: 'device', title: 'No device charges', description: 'Since noon, all of floor 3', contact: 'Ben Carter, +1 555 0101', requestType: 'incident', severity,
    });
    assert.equal(sent.kind, 'message', JSON.stringify(sent));
  }

  const told = async (person: string, chat: string, text: string): Promise<readonly Message[]> => (await town.messages(person, chat)).filter(saying(text));
  const late = 'X-1, severity B: the first response is overdue';

  async function filedAsB(coverage: '24x7' | 'support-hours'): Promise<void> {
    await claimed('grace', 'group');
    await escalate('ben', 'B');
    await press('dana', 'it-admin', 'escalation/file', { contact: 'Dana Weiss, +1 555 0199', commitment: 'true', coverage });
    await town.waitFor('omar', 'operations', cardSaying('First response due by'));
  }

  it('hold a Sev B that is worked around the clock through the weekend', async () => {
    await filedAsB('24x7');
    await town.advance('PT3H');
    await town.waitFor('omar', 'operations', saying('X-1, severity B: the first response is due in'));
    await town.advance('PT1H');
    await town.waitFor('omar', 'operations', saying(late));
    await town.waitFor('dana', 'bot', saying(late));
    await town.waitFor('ben', 'bot', cardSaying('First response overdue since'));
  });

  it('let a Sev B in support hours rest until Monday', async () => {
    await filedAsB('support-hours');
    await town.advance('P2DT17H');
    await town.app.idle();
    assert.deepEqual(await told('omar', 'operations', 'X-1, severity B'), [], 'Monday at nine, one of four hours has passed');
    await town.advance('PT2H');
    await town.waitFor('omar', 'operations', saying('X-1, severity B: the first response is due in 1 hour'));
    await press('omar', 'operations', 'escalation/accept');
    await town.waitFor('ben', 'bot', cardSaying('Next update due by'));
    await town.advance('PT1H');
    await town.app.idle();
    assert.deepEqual(await told('dana', 'bot', late), []);
  });

  it('lower a Sev B whose filer does not answer, close it after two days, and take it up again for a day', async () => {
    await filedAsB('24x7');
    await press('omar', 'operations', 'escalation/accept');
    await press('omar', 'operations', 'escalation/ask', { question: 'Which firmware do they have?' });
    await town.waitFor('ben', 'bot', cardSaying('Please answer by'));
    await town.waitFor('omar', 'operations', cardSaying('Nothing is due while an answer is awaited.'));
    await town.advance('PT4H');
    await town.waitFor('ben', 'bot', saying('its severity is now C'));
    await town.advance('P3D');
    await town.waitFor('ben', 'bot', saying('Escalation X-1 was mitigated and closed'));
    await press('ben', 'bot', 'escalation/reactivate', { reason: 'Firmware 1.0.9, and it still does not charge' });
    await town.waitFor('omar', 'operations', saying('Ben Carter reactivated escalation X-1'));
    assert.ok(verbsOf(await town.waitFor('omar', 'operations', offering('escalation/accept'))).includes('escalation/transfer'));
  });

  it('recall a question to a user who never answers, resolve the ticket in the end, and take the answer even then', async () => {
    await claimed('minji');
    await press('ben', 'support', 'ticket/ask', { question: 'Does another charger help?' });
    await town.waitFor('minji', 'bot', saying('Does another charger help?'));
    await town.waitFor('minji', 'bot', cardSaying('답변 기한:'));
    // Two days of support after Friday at four.
    await town.advance('P4D');
    await town.waitFor('minji', 'bot', saying('답변이 없으면'));
    await town.waitFor('ben', 'support', cardSaying('Nothing is due while an answer is awaited.'));
    await town.advance('P3D');
    await town.waitFor('minji', 'bot', saying('다음 질문에 답변이 없어 T-1001 티켓이 해결된 것으로 처리되었습니다'));
    await town.waitFor('ben', 'support', cardSaying('Resolved, because the user did not answer:'));
    await press('minji', 'bot', 'ticket/reopen', { reason: '다른 충전기도 안 됩니다' });
    await town.waitFor('ben', 'support', cardSaying('First response due by'));
  });

  it('tell a user by when to expect somebody, and staff when that time has passed', async () => {
    await town.say('luis', 'informar');
    await press('luis', 'bot', 'report', { description: 'El portátil no carga', category: 'device', reach: 'one', effect: 'minor', device: 'none' });
    await town.waitFor('luis', 'bot', cardSaying('Soporte se pondrá en contacto con usted antes de'));
    await town.advance('P3D');
    await town.waitFor('ben', 'support', saying('T-1001, severity C: the first response is overdue'));
    await town.waitFor('luis', 'bot', cardSaying('Lo sentimos; hemos avisado al personal.'));
  });

  it('end with a transfer: the filer reads why, and the ticket goes the other way with its history', async () => {
    await claimed('grace');
    await escalate('chris', 'C');
    await press('omar', 'operations', 'escalation/accept');
    await press('omar', 'operations', 'escalation/transfer', { to: 'hardware', reason: 'The docking stations are broken; no policy of ours touches them' });
    await town.waitFor('chris', 'bot', saying("The route of ticket T-1001 is now: Hardware (the device's vendor)"));
    const ticket = wordsOf(await town.waitFor('ben', 'support', cardSaying('Omar Haddad from Operations sent it another way – The docking stations are broken')));
    assert.match(ticket, /Route: Hardware/);
    assert.match(ticket, /X-1 “No device charges” · transferred/);
    await press('ben', 'support', 'ticket/route', { route: 'hardware', contact: 'HP support', caseNumber: '5012' });
    await town.waitFor('ben', 'support', cardSaying('HP support · 5012'));
    assert.doesNotMatch(wordsOf(await town.waitFor('grace', 'bot', cardSaying('T-1001 ·'))), /no policy of ours/);
  });
});
