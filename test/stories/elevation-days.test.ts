// Admin access over days, told by what people do and see: more time, what was done, emergencies and their review, and what a day allows.
import assert from 'node:assert/strict';
import { linesOf } from '../../local/client.ts';
import { cast } from '../../local/cast.ts';
import { auditOf } from '../kit/audited.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const idOf = (key: string): string => cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);

describe('admin access over days', function () {
  this.timeout(60_000);
  let town: Town;
  let ahead: number;

  beforeEach(async () => {
    ahead = 0;
    town = await openTown({ machine: () => Date.now() + ahead });
    await sendReport(town, 'grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
  });
  afterEach(async () => {
    const violations = await town.violations();
    await town.close();
    assert.deepEqual(violations, []);
    assert.deepEqual(town.log.filter((line) => line.includes('"level":"error"')), []);
  });

  /** Time goes by, and everything happens that is due. */
  async function pass(milliseconds: number): Promise<void> {
    await town.app.idle();
    for (let left = milliseconds; left > 0; left -= Math.min(left, 6 * hour)) {
      ahead += Math.min(left, 6 * hour);
      await town.app.idle();
    }
  }

  const plan = { category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install', actions: 'device-manager', minutes: '60', search: '' };
  const graces = async () => (await town.state('ana')).cast.devices.find(({ user }) => user === idOf('grace'))?.id ?? assert.fail('Grace has no device');

  async function request(person: string, change: Readonly<Record<string, string>> = {}) {
    await town.say(person, 'elevate T-1001');
    const form = await town.waitFor(person, 'bot', offering('elevation'));
    return town.press(person, form, { verb: 'elevation' }, { ...plan, device: await graces(), ...change });
  }
  const press = async (person: string, chat: string, elevation: string, verb: string, inputs: object = {}) =>
    town.press(person, await town.waitFor(person, chat, (message) => cardSaying(`${elevation} ·`)(message) && offering(verb)(message)), { verb }, { ...inputs });
  const told = async (person: string, chat: string, words: string) => (await town.messages(person, chat)).filter(saying(words)).length;
  const cardOf = async (person: string, chat: string, elevation: string) =>
    (await town.messages(person, chat)).findLast(cardSaying(`${elevation} ·`)) ?? assert.fail(`${person} sees no ${elevation}`);

  async function active(minutes = '60'): Promise<void> {
    await request('ana', { minutes });
    await press('chris', 'escalation', 'E-1', 'elevation/approve');
    const shown = await press('ana', 'bot', 'E-1', 'elevation/reveal');
    assert.equal(shown.kind, 'dialog');
  }

  it('is extended by one press after the warning, ends an hour later, and is closed when it is known what was done', async () => {
    await active();
    await pass(50 * minute);
    await town.waitFor('ana', 'bot', saying('termina dentro de 10 minutos'));
    const brought = await cardOf('ana', 'bot', 'E-1');
    assert.ok(verbsOf(brought).includes('elevation/extend'));
    await town.waitFor('ana', 'bot', saying('E-1 se ha movido'));
    assert.equal((await town.messages('ana', 'bot')).filter(cardSaying('E-1 ·')).length, 1);

    await press('ana', 'bot', 'E-1', 'elevation/extend', { reason: 'The download is slow' });
    await town.waitFor('chris', 'escalation', saying('Ana García asks for more time'));
    assert.match(JSON.stringify(await press('ana', 'bot', 'E-1', 'elevation/reveal')), /dialog/);
    await press('sora', 'escalation', 'E-1', 'elevation/approve');
    await town.waitFor('ana', 'bot', saying('ha aprobado más tiempo'));
    await town.waitFor('grace', 'bot', saying('administrator access was extended'));

    await pass(60 * minute);
    await town.waitFor('ana', 'bot', saying('Termine antes y cierre la sesión'));
    assert.ok(!verbsOf(await cardOf('ana', 'bot', 'E-1')).includes('elevation/extend'));
    await pass(11 * minute);
    await town.waitFor('grace', 'bot', saying('no longer has administrator access'));
    assert.match(wordsOf(await cardOf('chris', 'escalation', 'E-1')), /Report missing.*What was done with the access is not written down yet/s);

    await pass(day);
    assert.equal(await told('ana', 'bot', 'aún no consta qué hizo'), 1);
    await pass(2 * day);
    assert.equal(await told('ana', 'bot', 'aún no consta qué hizo'), 3);
    assert.equal(await told('chris', 'escalation', 'what was done is still not written down'), 1);
    await press('ana', 'bot', 'E-1', 'elevation/done', { actionsTaken: 'Driver replaced' });
    await town.waitFor('chris', 'escalation', (message) => cardSaying('Driver replaced')(message) && cardSaying('Closed')(message));
    await pass(3 * day);
    assert.equal(await told('ana', 'bot', 'aún no consta qué hizo'), 3);
  });

  it('ends with the window when nobody decides about more time, also over a restart', async () => {
    await active();
    await press('ana', 'bot', 'E-1', 'elevation/extend', { reason: 'The download is slow' });
    await pass(30 * minute);
    town = await town.restart();
    await pass(31 * minute);
    const happened = await auditOf(town, ({ chain, action }) => chain === 'E-1' && action.startsWith('elevation/'));
    assert.deepEqual(happened.map(({ action }) => action).slice(-4), ['elevation/extend', 'elevation/expire', 'elevation/rotation-requested', 'elevation/rotated']);
    const late = await town.press('sora', await cardOf('sora', 'escalation', 'E-1'), { action: { type: 'Action.Execute', verb: 'elevation/approve', data: { id: 'E-1', version: 1 } } }, {});
    assert.equal(late.kind, 'card');
    assert.equal((await auditOf(town, ({ action, detail }) => action === 'elevation/approve' && 'refused' in detail)).length, 1);
  });

  it('is taken in an emergency, told to everyone passed over at once, and reviewed by somebody else afterwards', async () => {
    await request('chris');
    await press('chris', 'bot', 'E-1', 'elevation/break-glass', { reason: 'The till is down and nobody answers', confirm: 'true' });
    await town.waitFor('sora', 'bot', saying('긴급 액세스: Chris Okafor'));
    await town.waitFor('dana', 'it-admin', saying('Emergency access: Chris Okafor took admin access'));
    assert.equal(await told('chris', 'bot', 'took admin access'), 0);
    assert.match(wordsOf(await cardOf('dana', 'it-admin', 'E-1')), /Emergency access · password not shown yet.*The till is down/s);
    assert.match(wordsOf(await cardOf('sora', 'escalation', 'E-1')), /Emergency access · password not shown yet/);

    const shown = await press('chris', 'bot', 'E-1', 'elevation/reveal');
    assert.ok(shown.kind === 'dialog' && 'card' in shown.content && linesOf(shown.content.card).some((line) => /^(\w{4}-){3}\w{4}$/.test(line)));
    await press('chris', 'bot', 'E-1', 'elevation/done', { actionsTaken: 'Restarted the till' });
    await town.waitFor('sora', 'escalation', (message) => cardSaying('Emergency access · closed')(message) && offering('elevation/review')(message));
    await pass(4 * hour);
    assert.equal(await told('dana', 'it-admin', 'has not been reviewed yet'), 1);
    await pass(2 * day);
    const reminded = await told('dana', 'it-admin', 'has not been reviewed yet');
    assert.ok(reminded >= 5 && reminded <= 8, String(reminded));
    await press('dana', 'it-admin', 'E-1', 'elevation/review', { note: 'Justified' });
    await town.waitFor('sora', 'escalation', cardSaying('Dana Weiss reviewed it'));
    await pass(2 * day);
    assert.equal(await told('dana', 'it-admin', 'has not been reviewed yet'), reminded);
  });

  it('is for an IT admin in an emergency only, asked for in the form', async () => {
    await request('dana');
    const again = await town.waitFor('dana', 'bot', (message) => offering('elevation')(message) && wordsOf(message).includes('not designated to request elevation'));
    assert.match(wordsOf(again), /Only when nobody who could approve can be reached/);
    await town.press('dana', again, { verb: 'elevation' }, { ...plan, device: await graces(), breakGlass: 'Nobody answers', confirm: 'true' });
    await town.waitFor('chris', 'bot', saying('Emergency access: Dana Weiss'));
    const shown = await press('dana', 'bot', 'E-1', 'elevation/reveal');
    assert.equal(shown.kind, 'dialog');
    await press('chris', 'escalation', 'E-1', 'elevation/revoke', { reason: 'Not an emergency' });
    await town.waitFor('dana', 'bot', saying('Chris Okafor revoked your access'));
    await town.waitFor('grace', 'bot', saying('no longer has administrator access'));
  });

  it('is not for what is not supported, which can be asked for as a change with the words already typed, in the language of Operations', async () => {
    await request('ana', { actions: 'disable-protection' });
    const again = await town.waitFor('ana', 'bot', (message) => offering('elevation')(message) && wordsOf(message).includes('Escalarlo como solicitud de cambio'));
    await town.press('ana', again, { action: { type: 'Action.Submit', data: { form: 'elevation', draft: 'd-change', ticket: 'T-1001', instead: 'change' } } }, { ...plan, device: await graces() });
    const change = await town.waitFor('ana', 'bot', offering('escalation'));
    assert.match(JSON.stringify(change), /"value":"change".*"value":"Reinstall the driver"/);
    assert.match(wordsOf(change), /Escriba en inglés, el idioma de operaciones\./);
  });

  it('is no more in a day than the budget says, and as much again the next day', async () => {
    await town.close();
    town = await openTown({ machine: () => Date.now() + ahead, config: { elevation: { dailyBudget: 'PT1H' }, supportHours: { zone: 'UTC' } } });
    await sendReport(town, 'grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    // Well before the midnight at which a new day begins.
    ahead += day - (Date.now() % day) + hour;
    await request('ana', { minutes: '120' });
    await town.waitFor('ana', 'bot', saying('tiempo restante hoy: 1 hora'));
    await active();
    await press('ana', 'bot', 'E-1', 'elevation/done', { actionsTaken: 'Driver replaced' });
    await town.waitFor('ana', 'bot', (message) => cardSaying('E-1 ·')(message) && cardSaying('Cerrada')(message));
    await request('ana', { minutes: '30' });
    await town.waitFor('ana', 'bot', saying('Hoy ya se ha concedido todo el acceso'));
    await pass(day);
    await request('ana', { minutes: '30' });
    await town.waitFor('chris', 'escalation', cardSaying('E-2 ·'));
  });
});
