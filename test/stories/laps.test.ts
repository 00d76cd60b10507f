// Admin access on real device credentials, told by what people do and see: Windows LAPS on a Graph that may be slow, wrong or down.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../local/client.ts';
import { cast } from '../../local/cast.ts';
import { auditOf } from '../kit/audited.ts';
import { canary, type FakeGraph, type GraphDevice, type GraphTrouble } from '../kit/fake-graph.ts';
import { managedDevice, openGraphTown, testRing, type TurnedClock } from '../kit/graph-town.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { sendReport } from '../kit/town.ts';
import type { Town } from '../kit/town.ts';
import { tracesIn } from '../kit/traces.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('admin access with Windows LAPS', function () {
  this.timeout(40_000);
  let graph: FakeGraph;
  let town: Town;
  let laptop: GraphDevice;
  let tablet: GraphDevice;
  let clock: TurnedClock;

  beforeEach(async () => {
    ({ graph, town, laptop, tablet, clock } = await openGraphTown());
  });
  afterEach(async () => {
    await town.close();
    await graph.close();
  });

  /** Time goes by, five minutes at a time, and everything happens that is due. */
  async function pass(milliseconds: number, meanwhile: () => void = () => undefined): Promise<void> {
    // What is under way would seem to have taken that long.
    await town.app.idle();
    for (let left = milliseconds; left > 0; left -= Math.min(left, 5 * minute)) {
      clock.ahead += Math.min(left, 5 * minute);
      meanwhile();
      await town.app.idle();
    }
  }

  const report = async (person: string) => {
    await sendReport(town, person);
  };

  /** Somebody reports, Ana asks for access to their device, Chris approves. */
  async function approved(ticket: string, elevation: string, person: string, { intuneId }: GraphDevice): Promise<void> {
    await report(person);
    await town.waitFor('ana', 'support', cardSaying(ticket));
    await town.say('ana', `elevate ${ticket}`);
    const form = await town.waitFor('ana', 'bot', (message) => offering('elevation')(message) && wordsOf(message).includes(ticket));
    await town.press('ana', form, { verb: 'elevation' }, {
      device: intuneId, category: 'windows', title: `Reinstall the driver for ${ticket}`, plan: 'Remove and install', actions: 'device-manager', minutes: '60',
    });
    const card = await town.waitFor('chris', 'escalation', (message) => cardSaying(`${elevation} ·`)(message) && offering('elevation/approve')(message));
    await town.press('chris', card, { verb: 'elevation/approve' }, { note: '' });
  }

  const cardOf = (elevation: string, verb: string) => town.waitFor('ana', 'bot', (message) => cardSaying(`${elevation} ·`)(message) && offering(verb)(message));

  /** What the dialog shows, a line each; or the words of a refusal. */
  async function reveal(elevation: string): Promise<readonly string[]> {
    const shown = await town.press('ana', await cardOf(elevation, 'elevation/reveal'), { verb: 'elevation/reveal' });
    if (shown.kind !== 'dialog') return [shown.kind === 'message' ? shown.text : shown.kind];
    return 'card' in shown.content ? linesOf(shown.content.card) : [];
  }
  const done = async (elevation: string) => town.press('ana', await cardOf(elevation, 'elevation/done'), { verb: 'elevation/done' }, { actionsTaken: 'Driver replaced' });
  const isClosed = async (elevation: string) =>
    (await town.messages('chris', 'escalation')).some((message) => cardSaying(`${elevation} ·`)(message) && wordsOf(message).includes('The password was changed'));

  /** Neither a password nor a word of Graph's faults is in a log, a message, the audit or a file, in whatever form. */
  async function nothingLeaked(): Promise<void> {
    const people = await Promise.all(cast.people.map(({ key }) => town.messages(key)));
    const audit = await auditOf(town, () => true);
    const said = Buffer.from([town.log.join(''), JSON.stringify(people), JSON.stringify(audit)].join(''));
    const files = readdirSync(town.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
    for (const bytes of [said, ...files]) assert.deepEqual(tracesIn(bytes, [canary, ...graph.passwords()]), []);
  }

  it('shows the password of that moment, and is closed by a newer backup, not by the asking', async () => {
    await approved('T-1001', 'E-1', 'grace', laptop);
    laptop.backups.push({ account: 'WLapsAdmin-42', password: 'Newest:one?2', at: graph.now() });
    const lines = await reveal('E-1');
    assert.ok(lines.some((line) => line.includes('WLapsAdmin-42')), lines.join('\n'));
    assert.ok(lines.includes('Newest:one?2'), lines.join('\n'));
    await done('E-1');
    await pass(20 * minute);
    assert.equal(graph.asked.filter((asked) => asked.includes('rotateLocalAdminPassword')).length, 1);
    assert.equal(await isClosed('E-1'), false);
    graph.rotatePending();
    await pass(2 * minute);
    assert.equal(await isClosed('E-1'), true);
    await nothingLeaked();
    assert.deepEqual(await town.violations(), []);
  });

  it('alarms when the device is away for a day, asks it again when it is back, and is closed then', async () => {
    await approved('T-1001', 'E-1', 'grace', laptop);
    await reveal('E-1');
    laptop.online = false;
    await done('E-1');
    await pass(23 * hour, () => graph.rotatePending());
    assert.deepEqual((await town.messages('dana', 'it-admin')).filter(saying('has not been changed in time')), []);
    await pass(2 * hour);
    await town.waitFor('dana', 'it-admin', saying('The administrator password of MD-0001 has not been changed in time'));
    Object.assign(laptop, { online: true, seenAt: graph.now() });
    await pass(20 * minute, () => graph.rotatePending());
    assert.equal(await isClosed('E-1'), true);
  });

  for (const trouble of [{ status: 503, retryAfter: '20' }, { mood: 'hang' }] as const satisfies readonly GraphTrouble[]) {
    it(`shows nothing, loses nothing and refuses nobody else while Graph ${'mood' in trouble ? 'hangs' : 'is down'} for an hour, and proves every rotation within minutes of its return`, async () => {
      await approved('T-1001', 'E-1', 'grace', laptop);
      await approved('T-1002', 'E-2', 'luis', tablet);
      assert.ok((await reveal('E-1')).includes('Made-before-1?'));
      graph.trouble = trouble;
      await town.app.idle();
      clock.ahead += 2 * minute;

      const [refusal = ''] = await reveal('E-2');
      assert.match(refusal, /no se pueden leer los dispositivos/);
      assert.match(JSON.stringify(await done('E-1')), /E-1/);
      await report('minji');
      await town.waitFor('ben', 'support', cardSaying('T-1003'));
      await pass(hour);
      assert.equal(await isClosed('E-1'), false);
      // The window had not begun: what could not be revealed expired unused.
      await town.waitFor('ana', 'bot', saying('E-2'));

      graph.trouble = undefined;
      const back = clock.ahead;
      while (!await isClosed('E-1') && clock.ahead - back < 10 * minute) {
        clock.ahead += minute;
        await town.app.idle();
        graph.rotatePending();
      }
      assert.ok(clock.ahead - back <= 5 * minute, `${(clock.ahead - back) / minute} min`);
      assert.equal(await isClosed('E-1'), true);
      await nothingLeaked();
    });
  }

  it('tells the IT admins once which permission is missing, and goes on when it is granted', async () => {
    const permission = 'DeviceManagementManagedDevices.PrivilegedOperations.All';
    await approved('T-1001', 'E-1', 'grace', laptop);
    await reveal('E-1');
    graph.granted.delete(permission);
    await done('E-1');
    await pass(30 * minute);
    const told = (await town.messages('dana', 'it-admin')).filter(saying(permission));
    assert.equal(told.length, 1);
    assert.match(wordsOf(told[0] ?? assert.fail('nobody was told')), /MD-0001 could not be reached for elevation E-1\..*Grant it the application permission/);
    graph.granted.add(permission);
    await pass(10 * minute, () => graph.rotatePending());
    assert.equal(await isClosed('E-1'), true);
  });

  it('needs devices that can be read: which permission is missing is told to the IT admins, once a day for as long as it is missed', async () => {
    const permission = 'DeviceManagementManagedDevices.Read.All';
    const told = async () => (await town.messages('dana', 'it-admin')).filter(saying(`the application permission ${permission}`)).length;
    const look = async () => {
      clock.ahead += 2 * minute;
      await town.say('ana', 'elevate T-1001');
      await town.app.idle();
    };
    await report('grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    graph.granted.delete(permission);
    await look();
    await town.waitFor('dana', 'it-admin', saying(permission));
    await look();
    assert.equal(await told(), 1);
    clock.ahead += 24 * hour;
    await look();
    await look();
    assert.equal(await told(), 2);
  });

  it('says what to do when a device has no password yet, and tells the IT admins', async () => {
    await approved('T-1001', 'E-1', 'grace', laptop);
    laptop.backups.length = 0;
    const [words = ''] = await reveal('E-1');
    assert.match(words, /Windows LAPS no tiene ninguna copia/);
    await town.waitFor('dana', 'it-admin', saying('Windows LAPS has no backup of its password'));
  });

  it('is asked for a device that is searched for, among several of one name', async () => {
    const [spare, other] = [managedDevice(graph, 3, 'omar'), managedDevice(graph, 4, 'dana')].map((one) => {
      const same = { ...one, name: 'MD-SPARE' };
      graph.devices.splice(graph.devices.indexOf(one), 1, same);
      return same;
    });
    await report('grace');
    await town.waitFor('ana', 'support', cardSaying('T-1001'));
    await town.say('ana', 'elevate T-1001');
    const typed = { device: '', category: 'windows', title: 'Prepare the spare one', plan: 'Remove and install', actions: 'device-manager', minutes: '60' };
    await town.press('ana', await town.waitFor('ana', 'bot', offering('elevation')), { verb: 'elevation' }, { ...typed, search: 'md-nowhere' });
    const again = await town.waitFor('ana', 'bot', (message) => offering('elevation')(message) && wordsOf(message).includes('Ningún dispositivo'));
    await town.press('ana', again, { verb: 'elevation' }, { ...typed, search: 'md-spare' });
    const form = await town.waitFor('ana', 'bot', (message) => offering('elevation')(message) && [spare, other].every((one) => JSON.stringify(message).includes(one?.intuneId ?? '-')));
    await town.press('ana', form, { verb: 'elevation' }, { ...typed, device: spare?.intuneId, search: '' });
    const card = await town.waitFor('chris', 'escalation', offering('elevation/approve'));
    assert.match(wordsOf(card), /MD-SPARE.*SN3/);
    assert.deepEqual(await town.violations(), []);
  });

  it('is for no device that was moved to the Test ring since it was approved', async () => {
    await approved('T-1001', 'E-1', 'grace', laptop);
    graph.devices.splice(0, 1, { ...laptop, groups: [testRing] });
    clock.ahead += 2 * minute;
    assert.match((await reveal('E-1')).join(), /Test/);
    assert.deepEqual(graph.asked.filter((asked) => asked.includes('$select=credentials')), []);
  });
});
