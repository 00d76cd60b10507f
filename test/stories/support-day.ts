// The support day, step by step: each step can be taken after a restart, since it knows nothing but what people see.
import assert from 'node:assert/strict';
import { type LocalClient, type Shown } from '../../local/client.ts';
import { cardSaying, dialogLines, offering, passwordIn, saying, verbsOf, wordsOf } from '../kit/reading.ts';

export interface Step {
  readonly name: string;
  /** `seen` carries what people remember from one step to the next. */
  take(town: LocalClient, seen: Map<string, string>): Promise<void>;
}

const elevation = {
  category: 'infrastructure', title: 'Reinstall the printer driver', plan: 'Remove the driver and install it again', actions: 'device-manager',
  minutes: '60', justification: '',
};

export const supportDay: readonly Step[] = [
  {
    name: 'Minji writes in Korean that the printer does not print',
    async take(town) {
      await town.say('minji', '회의실 프린터가 인쇄되지 않습니다');
      await town.waitFor('minji', 'bot', saying('무엇에 관한 문제입니까?'));
    },
  },
  ...[
    ['that it is about printers', '프린터, 드라이버, VPN', '어느 디바이스입니까?'],
    ['which device', 'MD-SEL-0142', '누구에게 영향이 있습니까?'],
    ['who is affected', '여러 명', '업무에 어떤 영향이 있습니까?'],
    ['how much work suffers', '다른 방법으로 업무 가능', '신고 내용을 확인해 주십시오'],
  ].map(([what = '', answer = '', next = '']): Step => ({
    name: `Minji answers ${what}`,
    async take(town) {
      await town.say('minji', answer);
      await town.waitFor('minji', 'bot', saying(next));
    },
  })),
  {
    name: 'Minji sends the report and sees a ticket',
    async take(town) {
      await town.say('minji', '제출');
      const card = await town.waitFor('minji', 'bot', cardSaying('T-1001'));
      assert.match(wordsOf(card), /새 티켓/);
    },
  },
  {
    name: 'Ana claims it in the support channel, and Minji is told',
    async take(town) {
      await press(town, 'ana', 'support', 'ticket/claim');
      await town.waitFor('minji', 'bot', saying('Ana García 님이 티켓 T-1001 처리를 시작했습니다'));
      await town.waitFor('ben', 'support', cardSaying('Ana García is working on it.'));
    },
  },
  {
    name: 'Ana asks for admin access on the ticket',
    async take(town) {
      const device = (await town.state('ana')).cast.devices.find(({ name }) => name === 'MD-SEL-0142');
      const form = await press(town, 'ana', 'support', 'elevation');
      assert.equal(form.kind, 'dialog');
      if (form.kind !== 'dialog') return;
      const sent = await town.submit('ana', form, { ...elevation, device: device?.id });
      assert.equal(sent.kind, 'message', JSON.stringify(sent));
      await town.waitFor('ana', 'bot', cardSaying('E-1 · Reinstall the printer driver'));
    },
  },
  {
    name: 'Chris approves in the escalation channel, and Ana is told',
    async take(town) {
      const shown = await press(town, 'chris', 'escalation', 'elevation/approve', { note: '' });
      assert.equal(shown.kind, 'card');
      await town.waitFor('ana', 'bot', saying('Chris Okafor ha aprobado su solicitud de elevación E-1'));
    },
  },
  {
    name: 'Ana reveals the password in a dialog, and Minji is told that access started',
    async take(town, seen) {
      seen.set('first password', await reveal(town));
      await town.waitFor('minji', 'bot', saying('관리자 권한으로 액세스합니다'));
      await town.waitFor('chris', 'escalation', cardSaying('Ana García was shown the password'));
    },
  },
  {
    name: 'two hours pass: access ends, the password is changed, every card says so',
    async take(town) {
      await town.advance('PT2H');
      await town.waitFor('minji', 'bot', saying('관리자 액세스가 끝났습니다'));
      await town.waitFor('chris', 'escalation', cardSaying('The password was changed'));
      const card = await town.waitFor('ana', 'bot', cardSaying('La contraseña se ha renovado'));
      assert.ok(!verbsOf(card).includes('elevation/reveal'), 'a closed elevation offers no reveal');
    },
  },
  {
    name: 'Ana writes down what she did, which closes the access',
    async take(town) {
      await press(town, 'ana', 'bot', 'elevation/done', { actionsTaken: 'Removed the old driver' });
      await town.waitFor('chris', 'escalation', cardSaying('Removed the old driver'));
    },
  },
  {
    name: 'the password is another one when Ana asks again',
    async take(town, seen) {
      const device = (await town.state('ana')).cast.devices.find(({ name }) => name === 'MD-SEL-0142');
      const form = await press(town, 'ana', 'support', 'elevation');
      if (form.kind !== 'dialog') throw new Error(`no form, but ${JSON.stringify(form)}`);
      await town.submit('ana', form, { ...elevation, device: device?.id });
      const card = await town.waitFor('sora', 'escalation', (message) => cardSaying('E-2 ·')(message) && offering('elevation/approve')(message));
      await town.press('sora', card, { verb: 'elevation/approve' }, { note: '' });
      await town.waitFor('ana', 'bot', saying('solicitud de elevación E-2'));
      const second = await reveal(town);
      assert.notEqual(second, seen.get('first password'));
    },
  },
  {
    name: 'Ana is done and says what she did; the password changes at once',
    async take(town) {
      // The first request asks for the actions taken too.
      const card = await town.waitFor('ana', 'bot', (message) => cardSaying('E-2 ·')(message) && offering('elevation/done')(message));
      await town.press('ana', card, { verb: 'elevation/done' }, { actionsTaken: 'Reinstalled the driver' });
      await town.waitFor('sora', 'escalation', cardSaying('Reinstalled the driver'));
      await town.waitFor('ana', 'bot', (message) => cardSaying('E-2 ·')(message) && cardSaying('La contraseña se ha renovado')(message));
    },
  },
  {
    name: 'Ana resolves the ticket, and Minji reads how',
    async take(town) {
      await press(town, 'ana', 'support', 'ticket/resolve', { resolution: 'The driver was reinstalled.' });
      await town.waitFor('minji', 'bot', saying('The driver was reinstalled.'));
      await town.waitFor('minji', 'bot', offering('ticket/reopen'));
    },
  },
];

const outage = {
  category: 'windows', title: 'Nobody can sign in', description: 'Since 9:00 no managed device accepts a sign-in.', contact: 'Ben Carter, +1 555 0101',
  requestType: 'incident', severity: 'A',
};

export const sevADay: readonly Step[] = [
  {
    name: 'Grace reports by the form that nobody can sign in',
    async take(town) {
      await town.say('grace', 'report');
      const form = await town.waitFor('grace', 'bot', offering('report'));
      await town.press('grace', form, { verb: 'report' }, {
        description: 'Nobody in the company can sign in', category: 'windows', reach: 'business', effect: 'stopped', device: 'none',
      });
      await town.waitFor('grace', 'bot', cardSaying('Nobody in the company can sign in'));
    },
  },
  {
    name: 'Ben claims it and escalates it as Sev A: it does not reach Operations, it is handed to the IT admin',
    async take(town) {
      await press(town, 'ben', 'support', 'ticket/claim');
      const form = await press(town, 'ben', 'support', 'escalation');
      if (form.kind !== 'dialog') throw new Error(`no form, but ${JSON.stringify(form)}`);
      const sent = await town.submit('ben', form, outage);
      assert.equal(sent.kind, 'message', JSON.stringify(sent));
      await town.waitFor('dana', 'it-admin', offering('escalation/file'));
      await town.waitFor('ben', 'bot', saying('which only an IT admin can file'));
      assert.match(wordsOf(await town.waitFor('ben', 'bot', saying('which only an IT admin can file'))), /Dana Weiss/);
      assert.deepEqual((await town.messages('omar', 'operations')).filter(cardSaying('Nobody can sign in')), []);
    },
  },
  {
    name: 'an escalation-team member cannot file it either',
    async take(town) {
      const card = await town.waitFor('dana', 'it-admin', offering('escalation/file'));
      const shown = await town.press('chris', card, { verb: 'escalation/file' }, { contact: 'Chris', commitment: 'true', coverage: '24x7' });
      assert.equal(shown.kind, 'message');
      assert.deepEqual((await town.messages('omar', 'operations')).filter(cardSaying('Nobody can sign in')), []);
    },
  },
  {
    name: 'Dana confirms the commitment and a contact, and files it',
    async take(town) {
      await press(town, 'dana', 'it-admin', 'escalation/file', { contact: 'Dana Weiss, +1 555 0199', commitment: 'true', coverage: '24x7' });
      await town.waitFor('ben', 'bot', saying('Dana Weiss filed your escalation'));
    },
  },
  {
    name: 'Omar accepts it, and Ben sees it',
    async take(town) {
      await press(town, 'omar', 'operations', 'escalation/accept');
      await town.waitFor('ben', 'bot', saying('Omar Haddad from Operations accepted your escalation'));
    },
  },
];

async function press(town: LocalClient, person: string, chat: string, verb: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<Shown> {
  const card = await town.waitFor(person, chat, offering(verb));
  return town.press(person, card, { verb }, inputs);
}

/** Reads the password as Ana does, from the dialog. */
async function reveal(town: LocalClient): Promise<string> {
  const lines = await dialogLines(town, 'ana', await press(town, 'ana', 'bot', 'elevation/reveal'));
  const password = passwordIn(lines);
  if (password === undefined) throw new Error(`no password in ${lines.join('\n')}`);
  return password;
}


