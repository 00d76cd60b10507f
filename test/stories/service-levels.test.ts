// Time that goes by, told by what people see in three languages: a Sev B over a weekend, a user who never answers, a filer who does not either, a case that belongs elsewhere.
import assert from 'node:assert/strict';
import type { Message } from '../../local/wire.ts';
import type { Language } from '../../locales/say.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { closeUnharmed, openTown, pressOffered, type Town } from '../kit/town.ts';

const zone = 'America/Los_Angeles';
/** A Friday at four in the afternoon, an hour before support ends. */
const friday = Temporal.ZonedDateTime.from(`2026-11-20T16:00[${zone}]`).epochMilliseconds;

/** Who speaks this language, and what they and the channels read in it. */
interface Reading {
  readonly user: string;
  readonly staff: string;
  readonly first: { readonly due: string; readonly soon: string; readonly late: string; readonly lateSince: string };
  readonly nextUpdate: string;
  readonly soonAt: string;
  readonly waiting: string;
  readonly answerBy: string;
  readonly lowered: string;
  readonly closed: string;
  readonly reactivated: string;
  readonly silent: { readonly asked: string; readonly recalled: string; readonly resolved: string; readonly onCard: string };
  readonly transferred: { readonly told: string; readonly history: string; readonly route: RegExp; readonly escalation: RegExp };
}

const readings: Readonly<Record<Language, Reading>> = {
  en: {
    user: 'grace', staff: 'ben',
    first: { due: 'First response due by', soon: 'X-1, severity B: the first response is due in', late: 'X-1, severity B: the first response is overdue', lateSince: 'First response overdue since' },
    nextUpdate: 'Next update due by', soonAt: 'X-1, severity B: the first response is due in 1 hour',
    waiting: 'Nothing is due while an answer is awaited.', answerBy: 'Please answer by',
    lowered: 'its severity is now C', closed: 'Escalation X-1 was mitigated and closed', reactivated: 'reactivated escalation X-1',
    silent: {
      asked: 'has a question about your ticket T-1001', recalled: 'Without an answer, the ticket will be resolved in',
      resolved: 'Ticket T-1001 is resolved, because no answer came to the question', onCard: 'Resolved, because the user did not answer:',
    },
    transferred: {
      told: "The route of ticket T-1001 is now: Hardware (the device's vendor)", history: 'Omar Haddad from Operations sent it another way – The docking stations are broken',
      route: /Route: Hardware/, escalation: /X-1 “No device charges” · transferred/,
    },
  },
  ko: {
    user: 'minji', staff: 'sora',
    first: { due: '최초 응답 기한:', soon: 'X-1(심각도 B): 최초 응답 기한까지 남은 시간은', late: 'X-1(심각도 B): 최초 응답 기한이 지났습니다', lateSince: '최초 응답 기한 초과:' },
    nextUpdate: '다음 업데이트 기한:', soonAt: 'X-1(심각도 B): 최초 응답 기한까지 남은 시간은 1시간입니다',
    waiting: '답변을 기다리는 동안에는 기한이 적용되지 않습니다.', answerBy: '답변 기한:',
    lowered: '기한까지 답변이 없어 심각도가 하향되었습니다(현재 심각도 C)', closed: '에스컬레이션(X-1)이 완화 처리 후 종료되었습니다', reactivated: '에스컬레이션(X-1)을 다시 활성화했습니다',
    silent: {
      asked: '티켓 T-1001에 대해 질문했습니다', recalled: '답변이 없으면', resolved: '다음 질문에 답변이 없어 T-1001 티켓이 해결된 것으로 처리되었습니다',
      onCard: '사용자의 답변이 없어 해결된 것으로 처리되었습니다.',
    },
    transferred: {
      told: '티켓 T-1001의 처리 경로: 하드웨어', history: '운영 팀의 Omar Haddad 님이 다른 경로로 이관함 – The docking stations are broken',
      route: /처리 경로: 하드웨어/, escalation: /X-1 “No device charges” · 이관됨/,
    },
  },
  es: {
    user: 'luis', staff: 'ana',
    first: {
      due: 'Plazo de la primera respuesta:', soon: 'X-1, gravedad B: el plazo para la primera respuesta vence dentro de', late: 'X-1, gravedad B: el plazo para la primera respuesta ha vencido',
      lateSince: 'Primera respuesta atrasada desde:',
    },
    nextUpdate: 'Plazo de la próxima actualización:', soonAt: 'X-1, gravedad B: el plazo para la primera respuesta vence dentro de 1 hora',
    waiting: 'No hay ningún plazo mientras se espera una respuesta.', answerBy: 'Responda, por favor, antes de:',
    lowered: 'su gravedad es ahora C', closed: 'El escalado X-1 se ha mitigado y cerrado', reactivated: 'ha reactivado el escalado X-1',
    silent: {
      asked: 'tiene una pregunta sobre su ticket T-1001', recalled: 'Si no responde, el ticket se dará por resuelto dentro de',
      resolved: 'El ticket T-1001 se ha dado por resuelto porque no hubo respuesta', onCard: 'Resuelto porque el usuario no respondió:',
    },
    transferred: {
      told: 'La ruta del ticket T-1001 es ahora: Hardware (proveedor del dispositivo)', history: 'Omar Haddad, de operaciones, lo envió por otra ruta – The docking stations are broken',
      route: /Ruta: Hardware/, escalation: /X-1 «No device charges» · transferido/,
    },
  },
};

for (const [language, reading] of Object.entries(readings)) {
  describe(`service levels (${language})`, function () {
    this.timeout(30_000);
    const { user, staff, first } = reading;
    let town: Town;
    beforeEach(async () => {
      const began = Date.now();
      town = await openTown({
        machine: () => friday + Date.now() - began,
        config: { language, operations: { language }, serviceLevels: { operations: 'managed-desktop-2021' } },
      });
    });
    afterEach(() => closeUnharmed(town));

    const press = (person: string, chat: string, verb: string, inputs?: Readonly<Record<string, unknown>>) => pressOffered(town, person, chat, verb, inputs);

    /** Somebody reports, one of the staff claims it. */
    async function claimed(reach = 'one'): Promise<void> {
      await town.say(user, 'report');
      await press(user, 'bot', 'report', { description: 'The docking station does not charge', category: 'device', reach, effect: 'stopped', device: 'none' });
      await press(staff, 'support', 'ticket/claim');
    }

    async function escalate(severity: string): Promise<void> {
      const form = await press(staff, 'support', 'escalation');
      if (form.kind !== 'dialog') throw new Error(`no form, but ${JSON.stringify(form)}`);
      const sent = await town.submit(staff, form, {
        category: 'device', title: 'No device charges', description: 'Since noon, all of floor 3', contact: 'Ben Carter, +1 555 0101', requestType: 'incident', severity,
      });
      assert.equal(sent.kind, 'message', JSON.stringify(sent));
    }

    const told = async (person: string, chat: string, text: string): Promise<readonly Message[]> => (await town.messages(person, chat)).filter(saying(text));
    /** IT admins are told in their own chats, and Dana speaks English. */
    const toldLate = readings.en.first.late;

    async function filedAsB(coverage: '24x7' | 'support-hours'): Promise<void> {
      await claimed('group');
      await escalate('B');
      await press('dana', 'it-admin', 'escalation/file', { contact: 'Dana Weiss, +1 555 0199', commitment: 'true', coverage });
      await town.waitFor('omar', 'operations', cardSaying(first.due));
    }

    it('hold a Sev B that is worked around the clock through the weekend', async () => {
      await filedAsB('24x7');
      await town.advance('PT3H');
      await town.waitFor('omar', 'operations', saying(first.soon));
      await town.advance('PT1H');
      await town.waitFor('omar', 'operations', saying(first.late));
      await town.waitFor('dana', 'bot', saying(toldLate));
      await town.waitFor(staff, 'bot', cardSaying(first.lateSince));
    });

    it('let a Sev B in support hours rest until Monday', async () => {
      await filedAsB('support-hours');
      await town.advance('P2DT17H');
      await town.app.idle();
      assert.deepEqual(await told('omar', 'operations', first.soon), [], 'Monday at nine, one of four hours has passed');
      await town.advance('PT2H');
      await town.waitFor('omar', 'operations', saying(reading.soonAt));
      await press('omar', 'operations', 'escalation/accept');
      await town.waitFor(staff, 'bot', cardSaying(reading.nextUpdate));
      await town.advance('PT1H');
      await town.app.idle();
      assert.deepEqual(await told('dana', 'bot', toldLate), []);
    });

    it('lower a Sev B whose filer does not answer, close it after two days, and take it up again for a day', async () => {
      await filedAsB('24x7');
      await press('omar', 'operations', 'escalation/accept');
      await press('omar', 'operations', 'escalation/ask', { question: 'Which firmware do they have?' });
      await town.waitFor(staff, 'bot', cardSaying(reading.answerBy));
      await town.waitFor('omar', 'operations', cardSaying(reading.waiting));
      await town.advance('PT4H');
      await town.waitFor(staff, 'bot', saying(reading.lowered));
      await town.advance('P3D');
      await town.waitFor(staff, 'bot', saying(reading.closed));
      await press(staff, 'bot', 'escalation/reactivate', { reason: 'Firmware 1.0.9, and it still does not charge' });
      await town.waitFor('omar', 'operations', saying(reading.reactivated));
      assert.ok(verbsOf(await town.waitFor('omar', 'operations', offering('escalation/accept'))).includes('escalation/transfer'));
    });

    it('recall a question to a user who never answers, resolve the ticket in the end, and take the answer even then', async () => {
      const { asked, recalled, resolved, onCard } = reading.silent;
      await claimed();
      await press(staff, 'support', 'ticket/ask', { question: 'Does another charger help?' });
      await town.waitFor(user, 'bot', saying(asked));
      await town.waitFor(user, 'bot', cardSaying(reading.answerBy));
      // Two days of support after Friday at four.
      await town.advance('P4D');
      await town.waitFor(user, 'bot', saying(recalled));
      await town.waitFor(staff, 'support', cardSaying(reading.waiting));
      await town.advance('P3D');
      await town.waitFor(user, 'bot', saying(resolved));
      await town.waitFor(staff, 'support', cardSaying(onCard));
      await press(user, 'bot', 'ticket/reopen', { reason: 'Another charger does not help either' });
      await town.waitFor(staff, 'support', cardSaying(first.due));
    });

    it('end with a transfer: the filer reads why, and the ticket goes the other way with its history', async () => {
      const { told: news, history, route, escalation } = reading.transferred;
      await claimed();
      await escalate('C');
      // The escalation team's own is filed at once; that of other staff waits for the team.
      if (staff !== 'sora') await press('chris', 'escalation', 'escalation/file', { contact: 'Ben Carter, +1 555 0101' });
      await press('omar', 'operations', 'escalation/accept');
      await press('omar', 'operations', 'escalation/transfer', { to: 'hardware', reason: 'The docking stations are broken; no policy of ours touches them' });
      await town.waitFor(staff, 'bot', saying(news));
      const ticket = wordsOf(await town.waitFor(staff, 'support', cardSaying(history)));
      assert.match(ticket, route);
      assert.match(ticket, escalation);
      await press(staff, 'support', 'ticket/route', { route: 'hardware', contact: 'HP support', caseNumber: '5012' });
      await town.waitFor(staff, 'support', cardSaying('HP support · 5012'));
      assert.doesNotMatch(wordsOf(await town.waitFor(user, 'bot', cardSaying('T-1001 ·'))), /no policy of ours/);
    });
  });
}

describe('a service level that is missed', function () {
  this.timeout(30_000);

  it('tells a user by when to expect somebody, and staff when that time has passed', async () => {
    const began = Date.now();
    const town = await openTown({ machine: () => friday + Date.now() - began });
    await town.say('luis', 'informar');
    await pressOffered(town, 'luis', 'bot', 'report', { description: 'El portátil no carga', category: 'device', reach: 'one', effect: 'minor', device: 'none' });
    await town.waitFor('luis', 'bot', cardSaying('Soporte se pondrá en contacto con usted antes de'));
    await town.advance('P3D');
    await town.waitFor('ben', 'support', saying('T-1001, severity C: the first response is overdue'));
    await town.waitFor('luis', 'bot', cardSaying('Lo sentimos; hemos avisado al personal.'));
    await town.close();
  });
});
