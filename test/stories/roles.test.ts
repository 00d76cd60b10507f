// Who holds a role, told by what people do and see: teams and groups that people leave, and roles that an IT admin gives and takes.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { SettingsFault } from '../../bot/settings-fault.ts';
import { cast } from '../../local/cast.ts';
import type { Message } from '../../local/wire.ts';
import { localDefaults } from '../../bot/local-mode.ts';
import { auditOf } from '../kit/audited.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town, type TownOptions } from '../kit/town.ts';

const idOf = (key: string): string => cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);
const { roles } = localDefaults(cast);
const team = cast.team.id;
const group = '8d1c1f0a-52a7-4c0e-9c86-5b1a0a4f0099';
const minute = 60_000;

describe('a role', function () {
  this.timeout(20_000);
  let town: Town;
  let ahead = 0;
  afterEach(() => town.close());

  async function open(options: TownOptions): Promise<void> {
    ahead = 0;
    town = await openTown({ ...options, machine: () => Date.now() + ahead });
  }

  /** Grace reports, Ana requests access to her device; gives the card in the escalation channel. */
  async function request(): Promise<Message> {
    await sendReport(town, 'grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    await town.say('ana', 'elevate T-1001');
    const form = await town.waitFor('ana', 'bot', offering('elevation'));
    await town.press('ana', form, { verb: 'elevation' }, {
      device: '5eee7046-2a54-4a04-a467-d1312002073a', category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install', actions: 'device-manager', minutes: '60',
    });
    return town.waitFor('chris', 'escalation', offering('elevation/approve'));
  }

  async function approve(person: string, card: Message): Promise<string> {
    const shown = await town.press(person, card, { action: { type: 'Action.Execute', verb: 'elevation/approve', data: { id: 'E-1', version: 1 } } }, { note: '' });
    return shown.kind === 'message' ? shown.text : shown.kind;
  }

  const refusals = (actor: string) => auditOf(town, (line) => line.actor === actor && line.action === 'elevation/approve').then((lines) => lines.map(({ detail }) => detail['refused']));
  const pending = async () => verbsOf(await town.waitFor('chris', 'escalation', cardSaying('E-1 ·'))).includes('elevation/approve');

  it('from a team is lost within a minute of leaving the team', async () => {
    await open({ config: { roles: { ...roles, escalationTeam: { team } } } });
    const card = await request();
    await town.stand('chris', 'gone');
    ahead += minute + 1;
    assert.match(await approve('chris', card), /Your role does not include this/);
    assert.ok(await pending());
    assert.deepEqual(await refusals('chris'), ['not-allowed']);
    assert.equal(await approve('sora', card), 'card');
    assert.deepEqual(await town.violations(), []);
  });

  it('from a team is held neither by its guests nor by people of another tenant, but by a guest who is named', async () => {
    await open({ config: { roles: { ...roles, escalationTeam: { people: [idOf('dana')], team } } } });
    for (const person of ['chris', 'dana']) await town.stand(person, 'guest');
    await town.stand('sora', 'stranger');
    ahead += minute + 1;
    const card = await request();
    assert.match(await approve('chris', card), /Your role does not include this/);
    assert.match(await approve('sora', card), /현재 역할로는/);
    assert.equal(await approve('dana', card), 'card');
  });

  it('from a team that cannot be read is nobody’s: the press is refused, and says what to do', async () => {
    await open({ config: { roles: { ...roles, escalationTeam: { team } } } });
    const card = await request();
    await town.faults({ match: 'GET', status: 503 });
    ahead += minute + 1;
    assert.match(await approve('chris', card), /could not be checked just now.*Try again in a minute/);
    assert.ok(await pending());
    assert.deepEqual(await refusals('chris'), ['membership-unknown']);
    assert.ok(town.log.some((line) => line.includes('members could not be read')));
    await town.noFaults();
    ahead += minute;
    assert.equal(await approve('chris', card), 'card');
  });

  it('from an Entra group is lost within a minute of leaving the group', async () => {
    const members = new Set([idOf('chris'), idOf('sora')]);
    await open({ config: { roles: { ...roles, escalationTeam: { group } } }, groups: { members: async (asked) => new Map(asked === group ? [...members].map((id) => [id, '']) : []) } });
    const card = await request();
    members.delete(idOf('chris'));
    ahead += minute + 1;
    assert.match(await approve('chris', card), /Your role does not include this/);
    assert.equal(await approve('sora', card), 'card');
  });

  it('says where it comes from, to everyone who asks', async () => {
    await open({ config: { roles: { ...roles, operations: { people: [], team } } } });
    await town.say('minji', '역할');
    const words = wordsOf(await town.waitFor('minji', 'bot', cardSaying('Omar Haddad')));
    assert.match(words, /출처: 로컬 Teams · 팀 “Managed Desktop”/);
  });
});

describe('an IT admin', function () {
  this.timeout(20_000);
  let town: Town;
  let file: Readonly<Record<string, unknown>> | undefined;
  beforeEach(async () => {
    file = undefined;
    town = await openTown({ file: () => file });
  });
  afterEach(() => town.close());

  async function change(verb: 'Grant' | 'Revoke', role: string, person: string, activityId?: string): Promise<Message> {
    await town.say('dana', 'admin');
    const card = await town.waitFor('dana', 'bot', offering('role'));
    await town.press('dana', card, { title: verb }, { role, person: idOf(person) }, activityId === undefined ? {} : { activityId });
    return card;
  }
  const changes = () => auditOf(town, ({ action }) => action.startsWith('role/')).then((lines) => lines.map(({ actor, action, detail }) => [actor, action, detail]));

  it('designates somebody, who is told and can request elevation at once, and takes it back', async () => {
    await change('Grant', 'designated', 'ben');
    await town.waitFor('dana', 'bot', cardSaying('Ben Carter now holds this role: Designated for elevation.'));
    await town.waitFor('ben', 'bot', saying('Dana Weiss gave you this role: Designated for elevation.'));
    await town.waitFor('dana', 'bot', cardSaying('Granted in Teams: Ben Carter (by Dana Weiss,'));
    await town.say('ben', 'roles');
    assert.match(wordsOf(await town.waitFor('ben', 'bot', cardSaying('Your roles'))), /Your roles: .*Designated for elevation/);

    await change('Revoke', 'designated', 'ben');
    await town.waitFor('ben', 'bot', saying('Dana Weiss took this role from you: Designated for elevation.'));
    assert.deepEqual(await changes(), [
      ['dana', 'role/grant', { role: 'designated', person: idOf('ben') }],
      ['dana', 'role/revoke', { role: 'designated', person: idOf('ben') }],
    ]);
    assert.deepEqual(await town.violations(), []);
  });

  it('reads nothing of a configuration file where there is none', async () => {
    await change('Revoke', 'designated', 'ana');
    const words = wordsOf(await town.waitFor('dana', 'bot', cardSaying('Ana García no longer holds this role: Designated for elevation.')));
    assert.match(words, /People of the local Teams: /);
    assert.doesNotMatch(words, /Named in the configuration file|still names/);
  });

  it('changes nothing twice when the form arrives again', async () => {
    const card = await change('Grant', 'designated', 'ben', 'f:once');
    await town.waitFor('ben', 'bot', saying('Dana Weiss gave you this role'));
    await change('Revoke', 'designated', 'ben');
    await town.waitFor('ben', 'bot', saying('Dana Weiss took this role from you'));
    for (const activityId of ['f:once', 'f:again']) {
      await town.press('dana', card, { title: 'Grant' }, { role: 'designated', person: idOf('ben') }, { activityId });
    }
    await town.app.idle();
    assert.equal((await changes()).length, 2);
  });

  it('is refused a role of trust for themselves, the last IT admin, and is told why', async () => {
    await change('Grant', 'escalation-team', 'dana');
    await town.waitFor('dana', 'bot', cardSaying('You cannot give yourself a role that requests or decides admin access'));
    await change('Revoke', 'it-admin', 'dana');
    await town.waitFor('dana', 'bot', cardSaying('Dana Weiss is the last IT admin'));
    assert.deepEqual((await changes()).map(([, action, detail]) => [action, detail]), [['role/grant', { refused: 'own-role' }], ['role/revoke', { refused: 'last-it-admin' }]]);
  });

  it('is warned when the escalation team is more than half of the staff', async () => {
    await change('Grant', 'escalation-team', 'ben');
    await town.waitFor('dana', 'bot', cardSaying('3 of 4 members of staff are in the support escalation team. The service asks'));
    await town.waitFor('dana', 'it-admin', saying('After a change by Dana Weiss, 3 of 4 members of staff are in the support escalation team.'));
  });

  it('alone sees the card and its form', async () => {
    await town.say('ben', 'admin');
    await town.waitFor('ben', 'bot', saying('Your role does not include this'));
    const chat = await town.waitFor('ben', 'bot', ({ from }) => from.kind === 'bot');
    await town.press('ben', chat, { action: { type: 'Action.Submit', data: { form: 'role', draft: 'x', change: 'grant', role: 'it-admin', person: idOf('ben') } } });
    await town.app.idle();
    assert.deepEqual(await changes(), [['ben', 'role/change', { refused: 'not-allowed' }]]);
    assert.ok(!(await town.messages('ben')).some(offering('role')));
  });

  it('is held to the file: one that gives back what was revoked in Teams stops the start', async () => {
    await town.close();
    file = { roles };
    town = await openTown({ file: () => file });
    await change('Revoke', 'designated', 'ana');
    await town.waitFor('dana', 'bot', cardSaying('The configuration file still names Ana García for it.'));
    const held = town;
    town = await openTown();
    await assert.rejects(held.restart(), (error) => error instanceof SettingsFault
      && /roles\.elevation\.people names "9dec1ae9[^"]*" \(Ana García\); in Teams Dana Weiss revoked it on \d{4}-\d\d-\d\d; take the id out of the file/.test(error.lines.join()));
    rmSync(held.dataDir, { recursive: true });
  });
});

describe('a configuration with a group', () => {
  it('stops the start while there is nothing that reads groups', async () => {
    await assert.rejects(openTown({ config: { roles: { ...roles, operations: { group } } } }), (error) => error instanceof SettingsFault
      && error.lines.join() === `${error.lines.join().split(':')[0]}: roles.operations.group is "${group}"; it is read from Microsoft Graph, which needs the bot registration (MicrosoftAppId): name people or a team`);
  });
});
