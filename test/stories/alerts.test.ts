// A threat on a device, told by what people do and see: nobody gets access to it until Operations, or whoever raised the alert, says it is over.
import assert from 'node:assert/strict';
import { cast } from '../../local/cast.ts';
import { linesOf } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { auditOf } from '../kit/audited.ts';
import { deviceEvidence, type FakeGraph, type GraphDevice, type GraphTrouble } from '../kit/fake-graph.ts';
import { idOf, openGraphTown, type TurnedClock } from '../kit/graph-town.ts';
import { cardSaying, offering, saying, verbsOf, wordsOf } from '../kit/reading.ts';
import { openTown, sendReport, type Town } from '../kit/town.ts';

const minute = 60_000;
const hour = 60 * minute;
const title = 'Suspicious PowerShell command line';

describe('a threat alert', function () {
  this.timeout(40_000);
  let graph: FakeGraph;
  let town: Town;
  let laptop: GraphDevice;
  let clock: TurnedClock;

  beforeEach(async () => {
    ({ graph, town, laptop, clock } = await openGraphTown({ alerts: { contact: idOf('sora') } }));
  });
  afterEach(async () => {
    await town.close();
    await graph.close();
  });

  /** Time goes by, a minute at a time, and everything happens that is due. */
  async function pass(milliseconds: number): Promise<void> {
    await town.app.idle();
    for (let left = milliseconds; left > 0; left -= minute) {
      clock.ahead += minute;
      await town.app.idle();
    }
  }

  /** Grace reports, Ana asks for access to her device. */
  async function request(): Promise<void> {
    await sendReport(town, 'grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    await town.say('ana', 'elevate T-1001');
    await town.press('ana', await town.waitFor('ana', 'bot', offering('elevation')), { verb: 'elevation' }, {
      device: laptop.intuneId, category: 'windows', title: 'Reinstall the driver', plan: 'Remove and install', actions: 'device-manager', minutes: '60',
    });
  }

  const card = (id: string) => town.waitFor('omar', 'operations', cardSaying(`${id} ·`));
  const cards = async (id: string) => (await town.messages('omar', 'operations')).filter(cardSaying(`${id} ·`));
  const toldAdmins = async (words: string): Promise<readonly Message[]> => (await town.messages('dana', 'it-admin')).filter(saying(words));
  const alertsOf = async () => (await auditOf(town, ({ chain }) => chain.startsWith('A-'))).map(({ actor, action, chain }) => `${chain} ${action} ${actor}`);

  it('is a card to Operations and to the Security contact, and word to the IT admins, of a managed device', async () => {
    graph.alert('da-1', { entraId: laptop.entraId });
    graph.alert('da-2', { entraId: 'e0000000-0000-4000-8000-00000000000f' });
    graph.alert('da-3', { entraId: laptop.entraId, severity: 'low' });
    await pass(2 * minute);
    const words = wordsOf(await card('A-1'));
    assert.match(words, new RegExp(`${title}.*MD-0001`, 's'));
    assert.deepEqual(verbsOf(await card('A-1')), ['alert/acknowledge', 'alert/clear']);
    const own = await town.waitFor('sora', 'bot', cardSaying('A-1 ·'));
    assert.deepEqual(verbsOf(own), []);
    assert.equal((await toldAdmins('Threat alert A-1 on MD-0001')).length, 1);
    assert.deepEqual(await alertsOf(), ['A-1 alert/raise system']);
    assert.deepEqual(await town.violations(), []);
  });

  it('is acknowledged and cleared by Operations, with every copy of its card telling so', async () => {
    graph.alert('da-1', { entraId: laptop.entraId });
    await pass(2 * minute);
    await town.press('omar', await card('A-1'), { verb: 'alert/acknowledge' });
    await town.waitFor('omar', 'operations', (message) => cardSaying('A-1 ·')(message) && wordsOf(message).includes('Omar Haddad acknowledged it'));
    await town.press('omar', await card('A-1'), { verb: 'alert/clear' }, { note: 'Our own inventory script' });
    for (const [person, chat, said] of [['omar', 'operations', 'Cleared by Omar Haddad'], ['sora', 'bot', 'Omar Haddad 님이 해제했습니다']] as const) {
      const words = wordsOf(await town.waitFor(person, chat, cardSaying(said)));
      assert.match(words, /Our own inventory script/);
    }
    assert.deepEqual(verbsOf(await card('A-1')), []);
    await pass(10 * minute);
    assert.deepEqual(await alertsOf(), ['A-1 alert/raise system', 'A-1 alert/acknowledge omar', 'A-1 alert/clear omar']);
  });

  it('ends when it is resolved where it was raised, and begins again when that is taken back', async () => {
    graph.alert('da-1', { entraId: laptop.entraId });
    await pass(2 * minute);
    graph.alert('da-1', { status: 'resolved' });
    await pass(2 * minute);
    await town.waitFor('omar', 'operations', cardSaying('Resolved at its source'));
    graph.alert('da-1', { status: 'inProgress' });
    await pass(2 * minute);
    assert.deepEqual(verbsOf(await card('A-1')), ['alert/acknowledge', 'alert/clear']);
    assert.equal((await cards('A-1')).length, 1);
    assert.equal((await toldAdmins('Threat alert A-1')).length, 2);
  });

  it('that spreads to another device is an alert of that one too', async () => {
    graph.alert('da-1', { entraId: laptop.entraId });
    await pass(2 * minute);
    const [first = assert.fail()] = graph.alerts;
    graph.alert('da-1', { evidence: [...first.evidence ?? [], deviceEvidence({ deviceDnsName: 'md-0002.corp.example' })] });
    await pass(2 * minute);
    assert.match(wordsOf(await card('A-2')), /MD-0002/);
    assert.deepEqual((await alertsOf()).filter((line) => line.includes('raise')), ['A-1 alert/raise system', 'A-2 alert/raise system']);
  });

  it('is not heard of twice, however often it is told', async () => {
    graph.alert('da-1', { entraId: laptop.entraId });
    const [twin = assert.fail()] = graph.alerts;
    graph.alerts.push(twin, twin);
    await pass(10 * minute);
    graph.alerts.splice(1);
    graph.alert('da-1', { title: 'A better name' });
    await pass(10 * minute);
    assert.match(wordsOf(await card('A-1')), /A better name/);
    assert.deepEqual(await alertsOf(), ['A-1 alert/raise system', 'A-1 alert/observe system']);
  });

  for (const skew of [-3 * hour, 3 * hour]) {
    it(`is heard of although Graph’s clock is ${Math.abs(skew / hour)} hours ${skew < 0 ? 'behind' : 'ahead'}, and so is its end`, async () => {
      graph.skew = skew;
      graph.alert('da-1', { entraId: laptop.entraId });
      await pass(10 * minute);
      graph.alert('da-2', { entraId: laptop.entraId });
      graph.alert('da-1', { status: 'resolved' });
      await pass(2 * minute);
      assert.deepEqual(await alertsOf(), ['A-1 alert/raise system', 'A-1 alert/observe system', 'A-2 alert/raise system']);
    });
  }

  it('reaches the escalation team while somebody waits for access to the device', async () => {
    await request();
    await town.waitFor('chris', 'escalation', offering('elevation/approve'));
    graph.alert('da-1', { entraId: laptop.entraId });
    await pass(2 * minute);
    await town.waitFor('chris', 'escalation', saying(`Threat alert A-1 on MD-0001, the device of elevation E-1: “${title}”.`));
  });

  describe('on the device that is asked for', () => {
    const frozen = /MD-0001.*alerta de amenaza abierta/;
    const passwordsRead = () => graph.asked.filter((asked) => asked.includes('$select=credentials')).length;
    const approve = async () => {
      const shown = await town.press('chris', await town.waitFor('chris', 'escalation', offering('elevation/approve')), { verb: 'elevation/approve' }, { note: '' });
      return shown.kind === 'card' ? linesOf(shown.card).join('\n') : JSON.stringify(shown);
    };
    const reveal = async () => {
      const own = await town.waitFor('ana', 'bot', offering('elevation/reveal'));
      return JSON.stringify(await town.press('ana', own, { verb: 'elevation/reveal' }));
    };

    it('refuses the request', async () => {
      graph.alert('da-1', { entraId: laptop.entraId });
      await pass(2 * minute);
      await request();
      await town.waitFor('ana', 'bot', saying('MD-0001 tiene una alerta de amenaza abierta'));
      assert.deepEqual((await town.messages('chris', 'escalation')).filter(offering('elevation/approve')), []);
    });

    it('refuses the approval, and no longer once Operations cleared it', async () => {
      await request();
      await town.waitFor('chris', 'escalation', offering('elevation/approve'));
      graph.alert('da-1', { entraId: laptop.entraId, severity: 'medium' });
      await pass(2 * minute);
      assert.match(await approve(), /MD-0001 is under an open threat alert/);
      await town.press('omar', await card('A-1'), { verb: 'alert/acknowledge' });
      assert.match(await approve(), /MD-0001 is under an open threat alert/);
      await town.press('omar', await card('A-1'), { verb: 'alert/clear' }, { note: 'A false alarm' });
      await approve();
      await town.waitFor('ana', 'bot', offering('elevation/reveal'));
    });

    it('refuses the reveal, and no password is even read, until it is resolved where it was raised', async () => {
      await request();
      await town.waitFor('chris', 'escalation', offering('elevation/approve'));
      await approve();
      graph.alert('da-1', { entraId: laptop.entraId });
      await pass(2 * minute);
      assert.match(await reveal(), frozen);
      assert.equal(passwordsRead(), 0);
      graph.alert('da-1', { status: 'resolved' });
      await pass(2 * minute);
      assert.match(await reveal(), /Made-before-1\?/);
      graph.alert('da-1', { status: 'new' });
      await pass(2 * minute);
      assert.match(await reveal(), frozen);
      assert.equal(passwordsRead(), 1);
    });

    it('that is mild, or about another device, refuses nothing', async () => {
      graph.alert('da-1', { entraId: laptop.entraId, severity: 'low' });
      graph.alert('da-2', { entraId: 'e0000000-0000-4000-8000-000000000002' });
      await pass(2 * minute);
      await request();
      await town.waitFor('chris', 'escalation', offering('elevation/approve'));
    });
  });

  it('names the permission that is missing, once, and is read when it was granted', async () => {
    graph.granted.delete('SecurityAlert.Read.All');
    graph.alert('da-1', { entraId: laptop.entraId });
    await pass(30 * minute);
    assert.equal((await toldAdmins('application permission SecurityAlert.Read.All')).length, 1);
    assert.deepEqual(await alertsOf(), []);
    graph.granted.add('SecurityAlert.Read.All');
    await pass(2 * minute);
    assert.equal((await cards('A-1')).length, 1);
    assert.equal((await toldAdmins('with all that came up meanwhile')).length, 1);
  });

  for (const trouble of [{ status: 503, retryAfter: '20' }, { status: 429, retryAfter: '120', on: 'alerts_v2' }, { mood: 'hang', on: 'alerts_v2' }] as const satisfies readonly GraphTrouble[]) {
    it(`is there within minutes of Graph’s return after an hour in which it ${'mood' in trouble ? 'hung' : `answered ${trouble.status}`}, and what was known before freezes all the while`, async () => {
      graph.alert('da-1', { entraId: laptop.entraId });
      await pass(2 * minute);
      graph.trouble = trouble;
      graph.alert('da-2', { entraId: 'e0000000-0000-4000-8000-000000000002' });
      graph.alert('da-1', { status: 'resolved' });
      for (let left = 12; left > 0; left -= 1) {
        clock.ahead += 5 * minute;
        await town.app.idle();
      }
      assert.equal((await toldAdmins('have not been readable for a while')).length, 1);
      assert.deepEqual(verbsOf(await card('A-1')), ['alert/acknowledge', 'alert/clear']);
      graph.trouble = undefined;
      await pass(3 * minute);
      assert.match(wordsOf(await card('A-2')), /MD-0002/);
      await town.waitFor('omar', 'operations', cardSaying('Resolved at its source'));
      assert.equal((await toldAdmins('with all that came up meanwhile')).length, 1);
    });
  }

  it('is known to a bot that was away when it was raised', async () => {
    await pass(2 * minute);
    graph.alert('da-1', { entraId: laptop.entraId });
    town = await town.restart();
    await pass(2 * minute);
    assert.equal((await cards('A-1')).length, 1);
    town = await town.restart();
    await pass(3 * minute);
    assert.deepEqual(await alertsOf(), ['A-1 alert/raise system']);
  });
});

describe('a threat alert of the local Teams', function () {
  this.timeout(20_000);
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });
  afterEach(() => town.close());

  it('can be raised and resolved there, so that people can see a device frozen', async () => {
    const [device = assert.fail()] = cast.devices;
    const { id } = await town.raise(device.name, { severity: 'medium' });
    assert.match(wordsOf(await town.waitFor('omar', 'operations', cardSaying('A-1 ·'))), new RegExp(device.name));
    await town.waitFor('dana', 'it-admin', saying(`Threat alert A-1 on ${device.name}`));
    await town.resolveAlert(id);
    await town.waitFor('omar', 'operations', cardSaying('Resolved at its source'));
    await assert.rejects(town.raise('MD-NOWHERE'), /there is no such device/);
    await assert.rejects(town.resolveAlert('local-9'), /no such alert/);
  });

  it('outlives a restart, and can be resolved after it', async () => {
    const { id } = await town.raise(cast.devices[0]?.name ?? '');
    await town.waitFor('omar', 'operations', cardSaying('A-1 ·'));
    town = await town.restart();
    await town.resolveAlert(id);
    await town.waitFor('omar', 'operations', cardSaying('Resolved at its source'));
    assert.equal((await town.messages('omar', 'operations')).filter(cardSaying('A-1 ·')).length, 1);
  });

  it('can be looked up by its id, by those who run and secure the devices alone', async () => {
    await town.raise(cast.devices[0]?.name ?? '');
    await town.waitFor('omar', 'operations', cardSaying('A-1 ·'));
    await town.say('chris', 'A-1');
    await town.waitFor('chris', 'bot', cardSaying('A-1 ·'));
    await town.say('ben', 'A-1');
    await town.waitFor('ben', 'bot', saying('A-1'));
    assert.deepEqual((await town.messages('ben')).filter(cardSaying('A-1 ·')), []);
  });
});
