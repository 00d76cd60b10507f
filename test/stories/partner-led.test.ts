// A support partner with three tiers, in three languages: a problem that climbs all of them, and a hardware fault that goes to the vendor.
import assert from 'node:assert/strict';
import type { Message } from '../../local/wire.ts';
import type { Language } from '../../locales/say.ts';
import { localDefaults } from '../../bot/local-mode.ts';
import { cast } from '../../local/cast.ts';
import { cardSaying, saying, wordsOf } from '../kit/reading.ts';
import { closeUnharmed, openTown, pressOffered, type Town } from '../kit/town.ts';

const idOf = (key: string): string => cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);
const named = (...keys: readonly string[]) => ({ people: keys.map(idOf) });
const partner = {
  provider: { kind: 'partner-led', name: 'Fabrikam', contact: '+1 555 0142' },
  roles: {
    ...localDefaults(cast).roles,
    support: [{ tier: 1, ...named('ana') }, { tier: 2, ...named('ben') }, { tier: 3, ...named('sora') }],
    escalationTeam: named('chris'),
  },
  routes: { vendors: ['HP', 'Lenovo', 'Microsoft'].map((manufacturer) => ({ name: `${manufacturer} care`, manufacturer, contact: '+1 555 0160' })), microsoft: { plan: 'Premier', contact: '+1 555 0161' } },
  links: [{ title: 'Support handbook', url: 'https://contoso.example/support' }],
};

/** What a user of that language says and reads. */
interface Reading {
  readonly user: string;
  readonly says: { readonly roles: string; readonly report: string; readonly problem: string; readonly still: string };
  readonly reads: { readonly partner: string; readonly tiers: string; readonly claimed: string; readonly resolution: string };
}

const readings: Readonly<Record<Language, Reading>> = {
  en: {
    user: 'grace',
    says: { roles: 'roles', report: 'report', problem: 'The laptop switches itself off', still: 'It did it again' },
    reads: {
      partner: 'Support is partner-led: Fabrikam does it', tiers: 'Fabrikam takes it on at tier 1; what needs more goes on to tier 2 and tier 3.',
      claimed: 'Ana García is now working on your ticket T-1001.', resolution: 'The battery was replaced',
    },
  },
  ko: {
    user: 'minji',
    says: { roles: '역할', report: '문제 신고', problem: '노트북이 저절로 꺼집니다', still: '다시 꺼졌습니다' },
    reads: {
      partner: '파트너 주도 지원입니다.', tiers: 'Fabrikam의 티어 1에서 먼저 담당하고, 필요하면 상위 티어에 인계합니다(티어 2 및 티어 3).',
      claimed: 'Ana García', resolution: '배터리를 교체했습니다',
    },
  },
  es: {
    user: 'luis',
    says: { roles: 'roles', report: 'informar', problem: 'El portátil se apaga solo', still: 'Se ha vuelto a apagar' },
    reads: {
      partner: 'dirigido por un partner: Fabrikam lo presta', tiers: 'Fabrikam se ocupa de él en el nivel 1; lo que requiere más pasa a niveles superiores (nivel 2 y nivel 3).',
      claimed: 'Ana García', resolution: 'Se cambió la batería',
    },
  },
};

for (const [language, { user, says, reads }] of Object.entries(readings)) {
  describe(`with a support partner of three tiers (${language})`, function () {
    this.timeout(30_000);
    const device = cast.devices.find((one) => one.user === idOf(user)) ?? assert.fail(user);
    let town: Town;
    before(async () => {
      town = await openTown({ config: partner });
      await town.app.idle();
    });
    after(() => closeUnharmed(town));

    const press = (person: string, chat: string, verb: string, inputs?: Readonly<Record<string, unknown>>) => pressOffered(town, person, chat, verb, inputs);
    const onCard = (person: string, chat: string, text: string): Promise<Message> => town.waitFor(person, chat, cardSaying(text));

    it('the user reads who supports them, and the tiers that there are', async () => {
      await town.say(user, says.roles);
      const words = wordsOf(await onCard(user, 'bot', reads.partner));
      for (const told of [reads.tiers, '[Support handbook](https://contoso.example/support)', '1 555 0142']) assert.ok(words.includes(told), `${told} is not in\n${words}`);
      assert.doesNotMatch(words, /Unified/, 'what staff have to know stays with staff');
    });

    it('staff read in their own way which plan for Microsoft products there is, and whom to call', async () => {
      await town.say('ben', 'roles');
      const words = wordsOf(await onCard('ben', 'bot', 'other Microsoft products, to Premier'));
      for (const told of ['**HP** hardware: HP care', 'Fabrikam claims it at tier 1', 'in the times agreed with your organization']) assert.ok(words.includes(told), `${told} is not in\n${words}`);
    });

    it('tier 1 takes the problem on and hands it up, and no note of theirs is read by the user', async () => {
      await town.say(user, says.report);
      await press(user, 'bot', 'report', { description: says.problem, category: 'device', reach: 'one', effect: 'impaired', device: device.id });
      await press('ana', 'support', 'ticket/claim');
      await town.waitFor(user, 'bot', saying(reads.claimed));
      await press('ana', 'support', 'ticket/hand-off', { tier: '2', note: 'No loose contact, charger is fine' });
      await onCard('ben', 'support', 'No loose contact, charger is fine');
      await press('ben', 'support', 'ticket/claim');
      await press('ben', 'support', 'ticket/hand-off', { tier: '3', note: 'The battery reports a fault' });
      await onCard('sora', 'support', 'The battery reports a fault');
      await town.app.idle();
      for (const message of await town.messages(user)) assert.doesNotMatch(wordsOf(message), /loose contact|reports a fault/);
    });

    it('a tier that does not have it is told which one does', async () => {
      const refused = await press('ana', 'support', 'ticket/resolve', { resolution: 'Done' });
      assert.ok(refused.kind === 'message' && refused.text.includes('3'), JSON.stringify(refused));
    });

    it('tier 3 sends the hardware fault to the vendor, whom the organisation has named, under the number it got there', async () => {
      await press('sora', 'support', 'ticket/claim');
      await press('sora', 'support', 'ticket/route', { route: 'hardware', contact: '', caseNumber: 'CD-77' });
      await onCard('ben', 'support', `${device.manufacturer} care, +1 555 0160 · CD-77`);
      await town.app.idle();
      for (const message of await town.messages(user)) assert.doesNotMatch(wordsOf(message), /CD-77/);
    });

    it('the user reads how it was solved, and has it back with the whole of its history when it was not', async () => {
      await press('sora', 'support', 'ticket/resolve', { resolution: reads.resolution });
      await town.waitFor(user, 'bot', saying(reads.resolution));
      await press(user, 'bot', 'ticket/reopen', { reason: says.still });
      assert.match(wordsOf(await onCard('sora', 'support', says.still)), /CD-77/);
    });
  });
}
