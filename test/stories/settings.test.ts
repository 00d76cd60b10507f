// Settings that an IT admin changes in Teams, told by what people do and see: previewed, in force at once, audited, held against the file.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { localDefaults } from '../../bot/local-mode.ts';
import { SettingsFault } from '../../bot/settings-fault.ts';
import { cast } from '../../local/cast.ts';
import type { Message } from '../../local/wire.ts';
import { auditOf } from '../kit/audited.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const levels = {
  'A-initial': '1', 'A-update': '4', 'A-coverage': 'support-hours', 'B-initial': '4', 'B-update': '8', 'B-coverage': 'support-hours',
  'C-initial': '8', 'C-update': '24', 'C-coverage': 'support-hours',
};
const tuesdayNoon = Date.parse('2026-11-17T20:00:00Z');

const deviceOf = (person: string): string => cast.devices.find(({ user }) => user === cast.people.find(({ key }) => key === person)?.id)?.id ?? '';

describe('the service settings', function () {
  this.timeout(20_000);
  let town: Town;
  let file: Readonly<Record<string, unknown>> | undefined;
  let ahead = 0;
  beforeEach(async () => {
    file = undefined;
    ahead = 0;
    const started = Date.now();
    town = await openTown({ file: () => file, machine: () => tuesdayNoon + Date.now() - started + ahead });
  });
  afterEach(() => town.close());

  /** The card on which the IT admin has come to the settings. */
  async function open(person = 'dana', word = 'admin', button = 'Service settings'): Promise<Message> {
    await town.say(person, word);
    const roles = await town.waitFor(person, 'bot', offering('role'));
    await town.press(person, roles, { title: button });
    return town.waitFor(person, 'bot', (message) => message.id === roles.id && !offering('role')(message));
  }
  const again = (id: string, text: string) => town.waitFor('dana', 'bot', (message) => message.id === id && wordsOf(message).includes(text));
  async function preview(section: string, inputs: Readonly<Record<string, string>>): Promise<Message> {
    const { id } = await open();
    await town.press('dana', await again(id, 'Choose what to change'), { title: 'Change' }, { section });
    await town.press('dana', await again(id, 'Back to the settings'), { title: 'Preview the effect' }, inputs);
    return again(id, 'Preview:');
  }
  const changes = () => auditOf(town, ({ action }) => action.startsWith('setting/')).then((lines) => lines.map(({ actor, action, detail }) => [actor, action, detail['section'] ?? detail['refused']]));

  async function report(id = 'T-1001'): Promise<void> {
    await sendReport(town, 'grace', { reach: 'group', effect: 'stopped' });
    await town.waitFor('ana', 'support', cardSaying(id));
  }

  it('promise a faster answer once saved, and what is open is told late then, once', async () => {
    await report();
    ahead += 2 * 60 * 60_000;
    const shown = await preview('user-levels', { ...levels, 'B-initial': '0.5' });
    assert.match(wordsOf(shown), /Now: first response within 4 hours.*\nFrom then on: first response within 30 minutes/);
    assert.match(wordsOf(shown), /Open tickets past their promised time: 0 now, 1 after the change/);
    assert.deepEqual(await changes(), [], 'a preview changes nothing');

    await town.press('dana', shown, { title: 'Save' });
    await again(shown.id, 'Saved, and in force: Service level for users');
    await town.waitFor('dana', 'it-admin', saying('Dana Weiss changed a setting: Service level for users.'));
    await town.waitFor('ana', 'support', saying('T-1001'));
    await town.app.idle();
    const missed = (await town.messages('ana', 'support')).filter(saying('the first response'));
    assert.equal(missed.length, 1, missed.map(wordsOf).join('\n---\n'));
    assert.deepEqual(await changes(), [['dana', 'setting/change', 'user-levels']]);
    assert.deepEqual(await town.violations(), []);
  });

  it('say what is wrong in the form, and keep what was typed', async () => {
    const { id } = await open();
    await town.press('dana', await again(id, 'Choose what to change'), { title: 'Change' }, { section: 'support-hours' });
    const typed = { zone: 'Mars/Olympus', days: '1,2', from: 'nine', to: '17:00', holidays: '2026-02-30' };
    await town.press('dana', await again(id, 'Back to the settings'), { title: 'Preview the effect' }, typed);
    const words = wordsOf(await again(id, 'Please enter dates'));
    for (const part of ['such as 09:00 or 17:30', 'the name of a time zone']) assert.ok(words.includes(part), words);
    assert.deepEqual(await changes(), []);
  });

  it('name the provider to everyone at once, and after a restart', async () => {
    await town.press('dana', await preview('provider', { kind: 'partner-led', name: 'Fabrikam Care', contact: '' }), { title: 'Save' });
    await town.waitFor('dana', 'it-admin', saying('Support provider'));
    for (const restarted of [false, true]) {
      if (restarted) town = await town.restart();
      await town.say('grace', 'roles');
      await town.waitFor('grace', 'bot', cardSaying('Support provider: Fabrikam Care (partner-led)'));
    }
  });

  it('tell before they are saved which areas would get no escalation any more', async () => {
    const shown = await preview('admin-contacts', {
      'devices-name': 'Dana, ext. 4400', ...Object.fromEntries(['app-packaging', 'security', 'it-help-desk', 'other'].flatMap((area) => [[`${area}-name`, ''], [`${area}-person`, '']])),
    });
    assert.match(wordsOf(shown), /Escalations are refused until somebody is named for: App packaging, Security, IT help desk, and Other/);
  });

  it('name an admin contact who is told by no message, and after a restart', async () => {
    await town.press('dana', await preview('admin-contacts', { 'devices-name': 'Dee, ext. 4400', 'devices-person': 'none' }), { title: 'Save' });
    await town.waitFor('dana', 'it-admin', saying('Admin contacts'));
    for (const restarted of [false, true]) {
      if (restarted) town = await town.restart();
      const { id } = await open();
      await again(id, 'Devices: Dee, ext. 4400');
    }
  });

  it('have staff shown the vendor that was named, on the tickets that are open', async () => {
    const shown = await preview('routes', { 'vendors': 'Dell; Northwind repairs; ext. 77\nHP; HP care; ext. 78', 'plan': 'Premier', 'microsoft-contact': 'ext. 79' });
    assert.match(wordsOf(shown), /Unified · \\?\+1 555 0141\nFrom then on: Premier · ext\. 79/);
    await town.press('dana', shown, { title: 'Save' });
    await town.waitFor('dana', 'it-admin', saying('Vendors and Microsoft support'));
    await report();
    assert.match(wordsOf(await town.waitFor('ana', 'support', cardSaying('T-1001'))), /Microsoft Premier, ext\. 79/);
  });

  it('have more approve what is requested from then on, and say before what becomes of the rest', async () => {
    const limits = {
      'approvals-escalation-team': '2', 'approvals-it-admin': '0', 'approver-hours': 'always', 'approvals-outside-escalation-team': '0', 'approvals-outside-it-admin': '0',
      'decideWithin': '8', 'remindAfter': '15', 'lookingFor': '10', 'revealWithin': '30', 'cap': '0.5', 'dailyBudget': '8', 'rotateWithin': '1',
    };
    const request = async (id: string, ticket: string, device: string): Promise<void> => {
      await town.say('ana', `elevate ${ticket}`);
      await town.press('ana', await town.waitFor('ana', 'bot', (message) => offering('elevation')(message) && wordsOf(message).includes(ticket)), { verb: 'elevation' }, {
        device, category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install', actions: 'device-manager', minutes: '30',
      });
      await town.waitFor('chris', 'escalation', cardSaying(`${id} ·`));
    };
    await report();
    await request('E-1', 'T-1001', deviceOf('grace'));
    const shown = await preview('elevation', limits);
    assert.match(wordsOf(shown), /Now: Support escalation team \(1\)\nFrom then on: Support escalation team \(2\)/);
    assert.match(wordsOf(shown), /1 request that is still undecided keeps who must approve it.*\nRefused from then on.*requests for 1 hour and 2 hours/s);
    await town.press('dana', shown, { title: 'Save' });
    await again(shown.id, 'Saved, and in force: Admin access');

    await town.press('chris', await town.waitFor('chris', 'escalation', cardSaying('E-1 ·')), { verb: 'elevation/approve' });
    await town.waitFor('chris', 'escalation', (message) => cardSaying('E-1 ·')(message) && !offering('elevation/approve')(message));
    await report('T-1002');
    await request('E-2', 'T-1002', deviceOf('minji'));
    await town.waitFor('chris', 'escalation', (message) => cardSaying('E-2 ·')(message) && wordsOf(message).includes('2 approvals needed'));
    assert.deepEqual(await town.violations(), []);
  });

  it('say how many people make a major incident, and by which names they call what does not work', async () => {
    const shown = await preview('incidents', { threshold: '2', window: '30', lapseAfter: '24', applications: 'Contoso ERP; the till' });
    assert.match(wordsOf(shown), /Now: 5\nFrom then on: 2/);
    await town.press('dana', shown, { title: 'Save' });
    await again(shown.id, 'Saved, and in force: Major incidents');
    for (const [person, description] of [['grace', 'Contoso ERP does not start'], ['ben', 'The till is down']] as const) {
      await sendReport(town, person, { description, category: 'line-of-business', effect: 'stopped' });
    }
    await town.waitFor('dana', 'it-admin', cardSaying('I-1 · Major incident: Contoso ERP'));
    assert.deepEqual(await town.violations(), []);
  });

  it('are not written over by somebody who has not seen the newer ones', async () => {
    const old = await preview('provider', { kind: 'partner-led', name: 'Fabrikam Care', contact: '' });
    await town.press('dana', await preview('provider', { kind: 'customer-led', name: 'Northwind Desk', contact: '' }), { title: 'Save' });
    await town.waitFor('dana', 'it-admin', saying('Support provider'));
    await town.press('dana', old, { title: 'Save' });
    await again(old.id, 'changed by somebody else after you opened it');
    assert.deepEqual((await changes()).map(([, , what]) => what), ['provider', 'setting-overtaken']);
  });

  it('go back to what the file says, after a preview', async () => {
    await town.press('dana', await preview('provider', { kind: 'partner-led', name: 'Fabrikam Care', contact: '' }), { title: 'Save' });
    const changed = await town.waitFor('dana', 'bot', cardSaying('Saved, and in force: Support provider'));
    await town.press('dana', changed, { title: 'Use the configured value' }, { section: 'provider' });
    const shown = await again(changed.id, 'Nothing is changed yet');
    assert.match(wordsOf(shown), /Now: Fabrikam Care\nFrom then on: Contoso Service Desk/);
    await town.press('dana', shown, { title: 'Use the configured value' });
    await again(changed.id, 'The configured value is in force: Support provider');
    assert.deepEqual((await changes()).map(([, action]) => action), ['setting/change', 'setting/reset']);
  });

  it('are an IT admin’s alone', async () => {
    await town.say('ben', 'help');
    const chat = await town.waitFor('ben', 'bot', ({ from }) => from.kind === 'bot');
    const data = { form: 'setting', step: 'save', section: 'provider', seen: 0, kind: 'partner-led', name: 'Ben & Sons' };
    await town.press('ben', chat, { action: { type: 'Action.Submit', data } });
    await town.waitFor('ben', 'bot', saying('Your role does not include this'));
    assert.deepEqual(await changes(), [['ben', 'setting/change', 'not-allowed']]);
  });

  it('stop the start when the file contradicts them, with the difference', async () => {
    await town.press('dana', await preview('provider', { kind: 'partner-led', name: 'Fabrikam Care', contact: '' }), { title: 'Save' });
    await town.waitFor('dana', 'it-admin', saying('Support provider'));
    file = { provider: { kind: 'partner-led', name: 'Fabrikam Care' } };
    town = await town.restart();
    file = { provider: localDefaults(cast).provider };
    const held = town;
    town = await openTown();
    await assert.rejects(held.restart(), (error) => error instanceof SettingsFault
      && /provider is \{.*Contoso Service Desk.*\}; in Teams Dana Weiss changed it to \{.*Fabrikam Care.*\} on 2026-11-17; take it out of the file/.test(error.lines.join()));
    rmSync(held.dataDir, { recursive: true });
  });

  for (const [language, person, words] of [
    ['ko', '관리', ['서비스 설정', '사용자 서비스 수준']], ['es', 'administración', ['Ajustes del servicio', 'Nivel de servicio para usuarios']],
  ] as const) {
    it(`are read in ${language}`, async () => {
      await town.say('dana', `language ${language}`);
      const shown = wordsOf(await open('dana', person, words[0]));
      for (const word of words) assert.ok(shown.includes(word), shown);
    });
  }
});
