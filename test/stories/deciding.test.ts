// How a request for admin access is decided, told by what people do and see: tiers, who is on it, reminders, and who decides at night.
import assert from 'node:assert/strict';
import { linesOf } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { auditOf } from '../kit/audited.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const graces = '5eee7046-2a54-4a04-a467-d1312002073a';
const teamAndAdmin = [{ role: 'escalation-team', quorum: 1 }, { role: 'it-admin', quorum: 1 }];

describe('a request for admin access', function () {
  this.timeout(30_000);
  let town: Town;
  afterEach(() => town.close());

  const open = async (elevation: object, more: object = {}, machine?: () => number) => {
    town = await openTown({ config: { elevation, ...more }, ...(machine && { machine }) });
  };

  /** Grace reports, Ana opens the form for her device. */
  async function form(): Promise<Message> {
    await sendReport(town, 'grace', { device: graces });
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    await town.say('ana', 'elevate T-1001');
    return town.waitFor('ana', 'bot', offering('elevation'));
  }

  async function request(): Promise<void> {
    await town.press('ana', await form(), { verb: 'elevation' }, {
      device: graces, category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install', actions: 'device-manager', minutes: '60',
    });
    await town.waitFor('ana', 'bot', cardSaying('E-1 ·'));
  }

  const card = (person: string, chat: string) => town.waitFor(person, chat, cardSaying('E-1 ·'));
  /** What the press was answered: the words of the card or of the message. */
  async function press(person: string, chat: string, verb: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const hung = await card(person, chat);
    const shown = await town.press(person, hung, { action: { type: 'Action.Execute', verb, data: { id: 'E-1', version: 0 } } }, inputs);
    return shown.kind === 'message' ? shown.text : shown.kind === 'card' ? linesOf(shown.card).join('\n') : shown.kind;
  }
  async function pass(span: string): Promise<void> {
    await town.advance(span);
    await town.app.idle();
  }
  const reminders = async (person: string, chat: string) => (await town.messages(person, chat)).filter(saying('is still undecided')).map(wordsOf);

  it('that two tiers decide is shown to both and to its requester, and approved when both have', async () => {
    await open({ tiers: teamAndAdmin });
    await request();
    await town.waitFor('ana', 'bot', cardSaying('Equipo de escalado de soporte técnico: hace falta 1 aprobación. Quién puede decidir: Chris Okafor y Sora Lee 이소라.'));
    await town.waitFor('ana', 'bot', cardSaying('Administrador de TI: hace falta 1 aprobación. Quién puede decidir: Dana Weiss.'));
    await town.waitFor('dana', 'it-admin', offering('elevation/approve'));
    assert.match(await press('chris', 'escalation', 'elevation/approve'), /Support escalation team: approved by Chris Okafor\./);
    await town.waitFor('ana', 'bot', cardSaying('Equipo de escalado de soporte técnico: con la aprobación de Chris Okafor.'));
    assert.match(await press('sora', 'escalation', 'elevation/approve'), /필요한 승인: IT 관리자/);
    const beside = await town.waitFor('chris', 'escalation', (message) => cardSaying('E-1 ·')(message) && !verbsOf(message).includes('elevation/approve'));
    assert.ok(verbsOf(beside).includes('elevation/deny'), 'the team may still deny');
    await town.waitFor('dana', 'it-admin', (message) => cardSaying('approved by Chris Okafor')(message) && offering('elevation/approve')(message));
    assert.match(await press('dana', 'it-admin', 'elevation/approve', { note: 'Only the driver' }), /approved it/);
    await town.waitFor('ana', 'bot', saying('Dana Weiss ha aprobado su solicitud de elevación E-1'));
    for (const [person, chat] of [['chris', 'escalation'], ['dana', 'it-admin']] as const) {
      await town.waitFor(person, chat, (message) => cardSaying('Chris Okafor and Dana Weiss approved it')(message) && !verbsOf(message).includes('elevation/deny'));
    }
    assert.deepEqual(await town.violations(), []);
  });

  it('is not for an IT admin to decide where no tier says so', async () => {
    await open({});
    await request();
    await town.waitFor('chris', 'escalation', offering('elevation/approve'));
    assert.deepEqual((await town.messages('dana', 'it-admin')).filter(cardSaying('E-1 ·')), []);
    assert.match(await press('dana', 'escalation', 'elevation/approve'), /Your role does not include this/);
    assert.deepEqual((await auditOf(town, ({ action }) => action === 'elevation/approve')).map(({ detail }) => detail), [{ refused: 'not-allowed' }]);
  });

  it('shows who is looking, to everybody; after ten minutes another takes over', async () => {
    await open({});
    await request();
    await town.waitFor('chris', 'escalation', offering('elevation/looking'));
    await press('chris', 'escalation', 'elevation/looking');
    await town.waitFor('sora', 'escalation', cardSaying('Chris Okafor has been looking at it since'));
    await town.waitFor('ana', 'bot', cardSaying('Chris Okafor la está revisando desde las'));
    assert.match(await press('sora', 'escalation', 'elevation/looking'), /Chris Okafor 님이 이 요청을 검토하고 있습니다\. \{\{TIME\(/);
    await town.advance('PT10M');
    await press('sora', 'escalation', 'elevation/looking');
    await town.waitFor('chris', 'escalation', cardSaying('Sora Lee 이소라 has been looking at it since'));
    assert.match(await press('chris', 'escalation', 'elevation/approve'), /Chris Okafor approved it/, 'a mark locks nobody out');
  });

  it('is brought to mind ever more seldom, with who is on it, until it is decided', async () => {
    await open({ tiers: teamAndAdmin });
    await request();
    await town.waitFor('dana', 'it-admin', offering('elevation/approve'));
    await town.advance('PT15M');
    await town.waitFor('chris', 'escalation', saying('Approve or deny it on its card; time left: 7 hours, 45 minutes.'));
    await town.waitFor('dana', 'it-admin', saying('Approve or deny it on its card; time left: 7 hours, 45 minutes.'));
    await press('chris', 'escalation', 'elevation/approve');
    await press('dana', 'it-admin', 'elevation/looking');
    await pass('PT29M');
    assert.equal((await reminders('dana', 'it-admin')).length, 1);
    await town.advance('PT2M');
    await town.waitFor('dana', 'it-admin', saying('Dana Weiss has been looking at it for'));
    await press('dana', 'it-admin', 'elevation/approve');
    await town.waitFor('ana', 'bot', saying('Dana Weiss ha aprobado'));
    await pass('PT6H');
    assert.deepEqual([(await reminders('chris', 'escalation')).length, (await reminders('dana', 'it-admin')).length], [1, 2]);
  });

  it('is not brought to mind after an outage in which it was decided, and at most once where it was not', async () => {
    await open({});
    await request();
    const hung = await town.waitFor('chris', 'escalation', offering('elevation/looking'));
    await town.faults({ status: 503 });
    await pass('PT16M');
    await pass('PT31M');
    await town.noFaults();
    await town.waitFor('chris', 'escalation', saying('is still undecided'));
    await pass('PT2M');
    assert.equal((await reminders('chris', 'escalation')).length, 1);
    await town.faults({ status: 503 });
    await pass('PT65M');
    await town.press('chris', hung, { action: { type: 'Action.Execute', verb: 'elevation/approve', data: { id: 'E-1', version: 0 } } });
    await town.noFaults();
    await pass('PT2M');
    await town.waitFor('chris', 'escalation', cardSaying('Chris Okafor approved it'));
    assert.equal((await reminders('chris', 'escalation')).length, 1);
  });

  describe('outside the approvers’ hours', () => {
    const hours = { zone: 'Asia/Seoul', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays: [] };
    const policy = { hours, outOfHours: { tiers: [{ role: 'it-admin', quorum: 1 }] } };
    const monday = (time: string) => Date.parse(`2026-11-23T${time}+09:00`);

    it('is decided by those named for that time, as form and cards say', async () => {
      const from = Date.now();
      await open(policy, {}, () => monday('20:00') + Date.now() - from);
      assert.match(wordsOf(await form()), /Fuera del horario de los aprobadores.*\n?.*Administrador de TI: hace falta 1 aprobación\. Quién puede decidir: Dana Weiss\./s);
      await request();
      const hung = await town.waitFor('dana', 'it-admin', offering('elevation/approve'));
      assert.match(wordsOf(hung), /Outside the approvers’ hours/);
      const beside = await town.waitFor('chris', 'escalation', cardSaying('E-1 ·'));
      assert.deepEqual(verbsOf(beside).filter((verb) => verb.startsWith('elevation/')), [], 'the team follows it, and decides nothing');
      assert.match(await press('chris', 'escalation', 'elevation/approve'), /Your role does not include this/);
      await press('dana', 'it-admin', 'elevation/approve');
      await town.waitFor('chris', 'escalation', cardSaying('Dana Weiss approved it'));
    });

    it('stays with them in the morning, while a new one is the team’s', async () => {
      const from = Date.now();
      await open(policy, {}, () => monday('08:30') + Date.now() - from);
      await request();
      await town.advance('PT45M');
      assert.match(await press('chris', 'escalation', 'elevation/approve'), /Your role does not include this/);
      await town.say('ana', 'elevate T-1001');
      await town.waitFor('ana', 'bot', (message) => offering('elevation')(message) && wordsOf(message).includes('Equipo de escalado de soporte técnico: hace falta 1'));
    });
  });

  it('is asked for in a form that says its title once: above the dialog, or on the card in a chat', async () => {
    await open({});
    assert.match(wordsOf(await form()), /^\n?Solicitar elevación para T-1001\n/);
    const ticket = await town.waitFor('ana', 'support', cardSaying('T-1001'));
    await town.press('ana', ticket, { verb: 'ticket/claim' });
    const claimed = await town.waitFor('ana', 'support', offering('elevation'));
    const dialog = await town.press('ana', claimed, { verb: 'elevation' });
    assert.ok(dialog.kind === 'dialog' && 'card' in dialog.content);
    assert.equal(dialog.title, 'Solicitar elevación para T-1001');
    assert.ok(!linesOf(dialog.content.card).includes(dialog.title));
  });

  it('that nobody could decide says so on the form, and is refused with whom to ask', async () => {
    await open({ tiers: [{ role: 'it-admin', quorum: 2 }] });
    const opened = await form();
    assert.match(wordsOf(opened), /Administrador de TI: hacen falta 2 aprobaciones/);
    await town.press('ana', opened, { verb: 'elevation' }, {
      device: graces, category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install', actions: 'device-manager', minutes: '60',
    });
    await town.waitFor('ana', 'bot', cardSaying('Falta: Administrador de TI. Pida a un administrador de TI que añada a alguien: Dana Weiss.'));
  });
});
