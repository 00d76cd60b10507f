// A ticket from the report to the rating: one outage reported in three languages, a fault for the vendor, a colleague who gets it.
import assert from 'node:assert/strict';
import { cast } from '../../local/cast.ts';
import type { Shown } from '../../local/client.ts';
import { cardSaying, offering, saying } from '../kit/reading.ts';
import { closeUnharmed, openTown, sendReport, type Town } from '../kit/town.ts';

const idOf = (key: string): string => cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);

describe('a ticket, from the report to the rating', function () {
  this.timeout(60_000);
  let town: Town;
  beforeEach(async () => {
    town = await openTown({
      config: { routes: { vendors: [{ name: 'HP Care', manufacturer: 'HP', contact: '+1 555 0142' }], microsoft: { plan: 'Unified', contact: '+1 555 0143' } } },
    });
  });
  afterEach(() => closeUnharmed(town));

  const byVerb = (id: string, verb: string) => (message: Parameters<ReturnType<typeof offering>>[0]) => cardSaying(id)(message) && offering(verb)(message);
  async function press(person: string, chat: string, id: string, verb: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
    return town.press(person, await town.waitFor(person, chat, byVerb(id, verb)), { verb }, inputs);
  }
  async function report(person: string, description: string, device = 'none'): Promise<void> {
    await sendReport(town, person, { description, category: 'infrastructure', effect: 'stopped', device });
    await town.app.idle();
  }
  const heard = async (person: string, text: string, chat = 'bot') => {
    await town.waitFor(person, chat, saying(text));
  };

  it('one outage in three languages is solved once, and everybody is told, asked and heard in their own', async () => {
    await report('grace', 'VPN does not connect');
    await report('minji', 'VPN에 연결할 수 없습니다');
    await report('luis', 'No se conecta la VPN');

    await press('ana', 'support', 'T-1001', 'ticket/assign', { assignee: idOf('ben') });
    await heard('ben', 'Ana García assigned ticket T-1001 to Ben Carter.');
    await press('ben', 'support', 'T-1002', 'ticket/duplicate', { of: '1001' });
    await press('ben', 'support', 'T-1003', 'ticket/duplicate', { of: 't-1001' });
    await heard('minji', '지원 담당자가 이미 처리하고 있습니다');
    await heard('luis', 'soporte ya está trabajando en él');
    await town.waitFor('ben', 'support', cardSaying('Duplicates, resolved together with this ticket: T-1002 and T-1003'));
    await town.waitFor('ben', 'support', cardSaying('Follows T-1001, and is resolved together with it.'));

    // No chain, in either direction.
    await report('grace', 'VPN is slow');
    const chained = await press('ben', 'support', 'T-1004', 'ticket/duplicate', { of: 'T-1002' });
    assert.match(JSON.stringify(chained), /T-1002 is itself a duplicate of T-1001/);
    const headless = await press('ben', 'support', 'T-1001', 'ticket/duplicate', { of: 'T-1004' });
    assert.match(JSON.stringify(headless), /Other tickets follow T-1001/);

    await press('ben', 'support', 'T-1001', 'ticket/resolve', { resolution: 'The gateway was restarted.' });
    await heard('grace', 'Your ticket T-1001 is resolved');
    await heard('minji', '티켓 T-1002의 문제가 해결되었습니다');
    await heard('luis', 'Su ticket T-1003 está resuelto');

    await press('minji', 'bot', 'T-1002', 'ticket/rate', { rating: '5', comment: '빨랐습니다' });
    await press('luis', 'bot', 'T-1003', 'ticket/rate', { rating: '2', comment: '' });
    await town.waitFor('minji', 'bot', cardSaying('5 – 매우 만족 · 빨랐습니다'));
    await town.waitFor('luis', 'bot', cardSaying('2 – baja'));
    await town.waitFor('ben', 'support', cardSaying('5 – very satisfied · 빨랐습니다'));
    await press('luis', 'bot', 'T-1003', 'ticket/reopen', { reason: 'Sigue igual' });
    await town.waitFor('ben', 'support', byVerb('T-1003', 'ticket/claim'));
  });

  it('when the main ticket is withdrawn, those that followed it are back in the queue', async () => {
    await report('grace', 'No sound');
    await report('luis', 'Sin sonido');
    await press('ben', 'support', 'T-1002', 'ticket/duplicate', { of: 'T-1001' });
    await press('grace', 'bot', 'T-1001', 'ticket/withdraw');
    await town.waitFor('ben', 'support', byVerb('T-1002', 'ticket/claim'));
    await town.waitFor('ben', 'support', cardSaying('The ticket it followed ended without a solution'));
  });

  it('a fault of the device goes to the vendor that the configuration names for it', async () => {
    const graces = '5eee7046-2a54-4a04-a467-d1312002073a';
    await report('grace', 'The screen flickers', graces);
    await town.waitFor('ben', 'support', byVerb('T-1001', 'ticket/claim'));
    const unnumbered = await press('ben', 'support', 'T-1001', 'ticket/route', { route: 'hardware', contact: '', caseNumber: '' });
    assert.match(JSON.stringify(unnumbered), /The case number is missing/);
    await press('ben', 'support', 'T-1001', 'ticket/route', { route: 'hardware', contact: '', caseNumber: '5012' });
    await town.waitFor('ben', 'support', cardSaying('HP Care, +1 555 0142 · 5012'));
    // Sent on to Operations, it keeps what happened at the vendor, and can be escalated although nobody has claimed it.
    await press('ben', 'support', 'T-1001', 'ticket/route', { route: 'service', contact: '', caseNumber: '' });
    await town.waitFor('ben', 'support', byVerb('T-1001', 'escalation'));
    await town.waitFor('ben', 'support', cardSaying('HP Care, +1 555 0142 · 5012'));
    assert.ok(!(await town.messages('grace')).some(saying('HP Care')), 'the user reads no internal notes');
  });

  it('security is told to its admin contact, who need not look for it', async () => {
    await report('grace', 'A window asks for my password');
    await press('ben', 'support', 'T-1001', 'ticket/route', { route: 'security', contact: '', caseNumber: '' });
    await heard('dana', 'Ben Carter sees a security problem in ticket T-1001: “A window asks for my password”.');
  });

  it('goes to nobody who does not work it, and whoever chose so is told who does', async () => {
    await report('grace', 'No sound');
    const shown = await press('ben', 'support', 'T-1001', 'ticket/assign', { assignee: idOf('minji') });
    assert.match(JSON.stringify(shown), /works on tickets of tier 1 or above. Choose one of them, such as: .*Ana García/);
  });
});
