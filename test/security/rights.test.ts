// Rights at the press: every verb by everyone who may not, on a card that somebody forwarded, and every road to deciding on oneself.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { presses, type Verb } from '../../bot/presses.ts';
import { cast, type CastPerson } from '../../local/cast.ts';
import type { Message } from '../../local/wire.ts';
import { refusalText } from '../../bot/refusals.ts';
import { speak } from '../../locales/say.ts';
import type { Kind } from '../../store/store.ts';
import { holds, roles, type Person, type Role } from '../../support/person.ts';
import { may, type Act } from '../../support/rights.ts';
import { auditOf } from '../kit/audited.ts';
import { alertPresses, elevationPresses, escalationPresses, incidentPresses, ticketPresses } from '../kit/presses.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town, type TownOptions } from '../kit/town.ts';

const idOf = (key: string): string => cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);
const graces = '5eee7046-2a54-4a04-a467-d1312002073a';

/** What each part in the cast means; whoever is designated is so beside it. */
const parts: Readonly<Record<CastPerson['role'], readonly Role[]>> = {
  'user': [], 'staff': ['staff'], 'approver': ['staff', 'designated', 'escalation-team'], 'it-admin': ['it-admin'], 'operations': ['operations'],
};
const personOf = ({ id, name, role, elevation }: CastPerson): Person =>
  ({ id, name, roles: [...parts[role], ...(elevation ? ['designated' as const] : [])], tiers: [] });

/** Every verb with all that it asks for. */
const events = { ...ticketPresses, ...elevationPresses, ...escalationPresses, ...alertPresses, ...incidentPresses };
const inputsOf = (verb: Verb): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(events[verb]({ id: '', name: '', roles: [], tiers: [] })).filter(([key]) => key !== 'kind' && key !== 'by'));

/** A town with a ticket of Grace's, an elevation of Ana's on it, and escalations of Ben's: X-1 is Sev A, X-2 Sev C. */
async function busyTown(options: TownOptions = {}): Promise<{ readonly town: Town; readonly carriers: ReadonlyMap<string, Message> }> {
  const town = await openTown(options);
  await sendReport(town, 'grace', { device: graces });
  await town.waitFor('ana', 'support', cardSaying('T-1001'));
  // Everyone has some message of the bot, on which anything can be made to arrive.
  const carriers = new Map<string, Message>();
  for (const { key } of cast.people) {
    await town.say(key, 'help');
    carriers.set(key, await town.waitFor(key, 'bot', ({ from }) => from.kind === 'bot'));
  }
  return { town, carriers };
}

describe('rights', function () {
  this.timeout(30_000);
  let town: Town;
  let carriers: ReadonlyMap<string, Message>;
  let reading: DatabaseSync;

  const carrier = (person: string): Message => carriers.get(person) ?? assert.fail(person);
  const handIn = (person: string, value: object) => town.press(person, carrier(person), { action: { type: 'Action.Submit', data: value } });
  const press = async (person: string, verb: string, id: string, inputs: object = {}) => {
    const shown = await town.press(person, carrier(person), { action: { type: 'Action.Execute', verb, data: { id, version: 1 } } }, { ...inputs });
    return shown.kind === 'message' ? shown.text : shown.kind;
  };
  const fetch = async (person: string, data: object) => {
    const shown = await town.press(person, carrier(person), { action: { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, ...data } } });
    return shown.kind === 'message' ? shown.text : shown.kind;
  };
  const request = (person: string, draft: string) => handIn(person, {
    form: 'elevation', draft, ticket: 'T-1001', device: graces, category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install',
    actions: 'device-manager', justification: '', minutes: '60',
  });
  const escalate = (person: string, draft: string, severity: string) => handIn(person, {
    form: 'escalation', draft, ticket: 'T-1001', category: 'windows', title: 'No sound', description: 'On every device', contact: 'Ben', requestType: 'incident', severity,
  });
  /** All that was ever decided. */
  const digest = (): string => {
    const rows = ['record', 'record_person', 'hold', 'setting', 'draft'].map((table) => reading.prepare(`select * from ${table} order by 1, 2`).all());
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  };
  const stateOf = (id: string): unknown => reading.prepare('select state from record where id = ?').get(id)?.['state'];

  async function open(options: TownOptions = {}): Promise<void> {
    ({ town, carriers } = await busyTown(options));
    reading = new DatabaseSync(join(town.dataDir, 'support.sqlite'), { readOnly: true, timeout: 5000 });
  }
  async function close(): Promise<void> {
    reading.close();
    await town.close();
  }

  describe('of every verb', () => {
    before(async () => {
      await open({ config: { incidents: { threshold: 2 } } });
      await request('ana', 'd1');
      await escalate('ben', 'd2', 'A');
      await escalate('ben', 'd3', 'C');
      await town.waitFor('ben', 'bot', cardSaying('X-2 ·'));
      await town.raise(cast.devices[0]?.name ?? '');
      await town.waitFor('omar', 'operations', cardSaying('A-1 ·'));
      for (const key of ['minji', 'luis']) {
        await handIn(key, { form: 'report', draft: 'd4', description: 'Outlook', category: 'microsoft-365-apps', reach: 'one', effect: 'minor', device: 'none' });
      }
      await town.waitFor('dana', 'it-admin', cardSaying('I-1 ·'));
      await town.app.idle();
    });
    after(close);

    it('are asked for with all its inputs', () => {
      assert.deepEqual(Object.keys(events).filter((verb) => !verb.startsWith('elevation/reveal') && verb !== 'ticket/attach').toSorted(), Object.keys(presses).toSorted());
    });

    for (const verb of Object.keys(presses) as Verb[]) {
      const records = { ticket: ['T-1001'], elevation: ['E-1'], escalation: ['X-1', 'X-2'], alert: ['A-1'], incident: ['I-1'] }[verb.split('/')[0] as Kind];
      for (const id of records) {
        const act: Act = verb === 'escalation/file' && id === 'X-1' ? 'escalation/file-a-b' : verb;
        const barred = cast.people.filter((person) => !may(personOf(person), act));
        if (barred.length === 0) continue;
        it(`${act} on ${id} are not ${barred.map(({ key }) => key).join(', ')}’s`, async () => {
          const before = digest();
          for (const { key, language } of barred) {
            const answer = await press(key, verb, id, inputsOf(verb));
            const reasons = (['not-allowed', 'not-designated', 'it-admin-only'] as const).map((reason) => refusalText({ reason, data: { severity: 'A' } }, speak(language)));
            assert.ok(reasons.includes(answer), `${key}: ${answer}`);
            const lines = await auditOf(town, ({ actor, action, record }) => actor === key && action === verb && record === id);
            assert.deepEqual(lines.map(({ detail }) => Object.keys(detail)), [['refused']], key);
          }
          assert.equal(digest(), before);
        });
      }
    }

    for (const verb of ['ticket/reply', 'ticket/withdraw', 'ticket/reopen'] as const) {
      it(`${verb} are the user’s own, whoever else presses`, async () => {
        const before = digest();
        for (const { key, language } of cast.people.filter((person) => person.key !== 'grace')) {
          assert.equal(await press(key, verb, 'T-1001', inputsOf(verb)), refusalText({ reason: 'not-the-user', data: {} }, speak(language)), key);
        }
        assert.equal(digest(), before);
      });
    }

    it('of the reveal are the requester’s own, and nobody sees a dialog', async () => {
      const before = digest();
      for (const { key } of cast.people) assert.notEqual(await fetch(key, { verb: 'elevation/reveal', id: 'E-1' }), 'dialog', key);
      assert.equal(digest(), before);
      const refused = await auditOf(town, ({ action }) => action === 'elevation/reveal');
      assert.equal(refused.length, cast.people.length);
    });

    it('of the queue are not given by being in its channel', async () => {
      await town.say('omar', 'queue', 'support');
      await town.app.idle();
      assert.deepEqual((await auditOf(town, ({ actor, action }) => actor === 'omar' && action === 'queue')).map(({ detail }) => detail), [{ refused: 'not-allowed' }]);
      assert.ok(!(await town.messages('omar', 'support')).some((message) => wordsOf(message).includes('open ticket')));
    });

    for (const [form, act, hand] of [
      ['elevation', 'elevation/request', (person: string) => request(person, 'd9')],
      ['escalation', 'escalation/draft', (person: string) => escalate(person, 'd9', 'C')],
      ['role', 'role/change', (person: string) => handIn(person, { form: 'role', draft: 'd9', change: 'grant', role: 'it-admin', person: idOf(person) })],
    ] as const) {
      it(`of the form ${form} are held to when it is handed in unseen`, async () => {
        const barred = cast.people.filter((person) => !may(personOf(person), act));
        const before = digest();
        for (const { key } of barred) {
          await hand(key);
          assert.equal((await auditOf(town, ({ actor, action, detail }) => actor === key && action === act && 'refused' in detail)).length, 1, key);
        }
        assert.equal(digest(), before);
      });
    }
  });

  describe('to decide on oneself', () => {
    const own = refusalText({ reason: 'self-approval', data: {} }, speak('en'));
    afterEach(close);

    it('nobody has directly, nor on another card of the same request', async () => {
      await open();
      await request('chris', 'd1');
      const channel = await town.waitFor('chris', 'escalation', offering('elevation/approve'));
      const chat = await town.waitFor('chris', 'bot', cardSaying('E-1 ·'));
      for (const card of [channel, chat]) {
        for (const [verb, inputs] of [['elevation/approve', { note: '' }], ['elevation/deny', { reason: 'No' }]] as const) {
          const shown = await town.press('chris', card, { action: { type: 'Action.Execute', verb, data: { id: 'E-1', version: 1 } } }, inputs);
          assert.equal(shown.kind === 'message' && shown.text, own);
        }
      }
      assert.equal(stateOf('E-1'), 'requested');
    });

    it('nobody has on the review of their own emergency access, which says so without a card in its place', async () => {
      await open();
      await request('chris', 'd1');
      assert.equal(await press('chris', 'elevation/break-glass', 'E-1', { reason: 'Nobody answers', confirm: 'true' }), 'card');
      assert.equal(await press('chris', 'elevation/review', 'E-1', { note: 'Fine' }), refusalText({ reason: 'own-review', data: {} }, speak('en')));
    });

    it('nobody gets by joining the escalation team after the request', async () => {
      await open();
      await request('ana', 'd1');
      await town.waitFor('chris', 'escalation', offering('elevation/approve'));
      await handIn('dana', { form: 'role', draft: 'r1', change: 'grant', role: 'escalation-team', person: idOf('ana') });
      await town.waitFor('ana', 'bot', saying('Dana Weiss le ha concedido este rol'));
      assert.equal(await press('ana', 'elevation/approve', 'E-1', { note: '' }), refusalText({ reason: 'self-approval', data: {} }, speak('es')));
      assert.equal(stateOf('E-1'), 'requested');
      assert.equal(await press('chris', 'elevation/approve', 'E-1', { note: '' }), 'card');
    });

    it('nobody keeps by leaving the designated staff, who then see no password either', async () => {
      await open();
      await request('chris', 'd1');
      await town.waitFor('sora', 'escalation', offering('elevation/approve'));
      await handIn('dana', { form: 'role', draft: 'r1', change: 'revoke', role: 'designated', person: idOf('chris') });
      await town.waitFor('chris', 'bot', saying('took this role from you'));
      await town.waitFor('dana', 'bot', cardSaying('Chris Okafor still has open elevations: E-1.'));
      assert.equal(await press('chris', 'elevation/approve', 'E-1', { note: '' }), own);
      assert.equal(await press('sora', 'elevation/approve', 'E-1', { note: '' }), 'card');
      assert.match(await fetch('chris', { verb: 'elevation/reveal', id: 'E-1' }), /Only people whom an IT admin has designated/);
      assert.equal(stateOf('E-1'), 'approved');
    });

    it('nobody makes up for by approving twice where two have to', async () => {
      await open({ config: { elevation: { quorum: 2 } } });
      await request('ana', 'd1');
      await town.waitFor('chris', 'escalation', offering('elevation/approve'));
      assert.equal(await press('chris', 'elevation/approve', 'E-1', { note: '' }), 'card');
      await press('chris', 'elevation/approve', 'E-1', { note: 'once more' });
      assert.equal(stateOf('E-1'), 'requested');
      assert.equal(await press('sora', 'elevation/approve', 'E-1', { note: '' }), 'card');
      assert.equal(stateOf('E-1'), 'approved');
    });

    it('an IT admin cannot give themselves', async () => {
      await open();
      for (const role of ['designated', 'escalation-team']) await handIn('dana', { form: 'role', draft: `r-${role}`, change: 'grant', role, person: idOf('dana') });
      await town.app.idle();
      const refused = await auditOf(town, ({ action }) => action === 'role/grant');
      assert.deepEqual(refused.map(({ detail }) => detail), [{ refused: 'own-role' }, { refused: 'own-role' }]);
      await request('dana', 'd1');
      assert.equal(stateOf('E-1'), undefined);
    });
  });

  it('of the cast are the rights of the town', async () => {
    await open();
    try {
      for (const person of cast.people) {
        await town.say(person.key, 'roles');
        const expected = personOf(person);
        const language = speak(person.language);
        const held = roles.filter((role) => holds(expected, role));
        const card = await town.waitFor(person.key, 'bot', cardSaying(language('roles.title')));
        const [mine = ''] = JSON.stringify(card).match(new RegExp(`${language('roles.you', { roles: '' }).trim()}[^"]*`)) ?? [];
        for (const role of roles) assert.equal(mine.includes(language(`role.${role}`)), held.includes(role), `${person.key}: ${role} in ${mine}`);
      }
    } finally {
      await close();
    }
  });
});
