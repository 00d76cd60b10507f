// Windows LAPS on a Graph that holds the contract: which password is shown, what proves a rotation, and what each fault is called.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { openLapsVault } from '../../credentials/laps.ts';
import { Secret } from '../../credentials/secret.ts';
import { VaultError, type Vault } from '../../credentials/vault.ts';
import { canary, graphOn, openFakeGraph, type Encoding, type FakeGraph, type GraphDevice, type GraphTrouble } from '../kit/fake-graph.ts';
import { hour, minute, nineOClock } from '../kit/people.ts';

const laptop = { id: 'b1e6c0de-0000-4000-8000-000000000001', name: 'MD-0001' };
const entraId = 'e0000000-0000-4000-8000-000000000001';
const password = 'Kx7m:9TgR?hW4p=';

describe('Windows LAPS', () => {
  let graph: FakeGraph;
  let device: GraphDevice;
  let vault: Vault;
  beforeEach(async () => {
    graph = await openFakeGraph();
    graph.now = () => nineOClock;
    device = graph.add({ intuneId: laptop.id, entraId, backups: [{ account: 'Administrator', password, at: nineOClock - 24 * hour }] });
    vault = openLapsVault({ graph: graphOn(graph), entraId: async ({ id }) => graph.devices.find(({ intuneId }) => intuneId === id)?.entraId });
  });
  afterEach(() => graph.close());

  const faultOf = async (work: Promise<unknown>): Promise<VaultError> => {
    const fault: unknown = await work.then(() => assert.fail('it worked'), (error: unknown) => error);
    assert.ok(fault instanceof VaultError, inspect(fault));
    return fault;
  };

  describe('shows a password', () => {
    for (const wrapped of [true, false]) {
      for (const encoding of ['utf8', 'utf16le'] as const satisfies readonly Encoding[]) {
        it(`written in ${encoding}, in an answer ${wrapped ? 'wrapped as the documents have it' : 'as Graph sends it'}`, async () => {
          Object.assign(graph, { wrapped, encoding });
          const { account, password: shown } = await vault.open(laptop);
          assert.deepEqual([account, shown.reveal()], ['Administrator', password]);
        });
      }
    }

    it('of the newest backup, with the account of that backup, whatever was shown before', async () => {
      await vault.open(laptop);
      device.backups.push({ account: 'WLapsAdmin-7731', password: 'Newer-one-2', at: nineOClock - hour });
      device.backups.push(...device.backups.splice(0, 1));
      const { account, password: shown } = await vault.open(laptop);
      assert.deepEqual([account, shown.reveal()], ['WLapsAdmin-7731', 'Newer-one-2']);
    });

    it('of a passphrase, and of letters beyond the Latin alphabet', async () => {
      for (const words of ['PlumOtterLanternQuiltBasil', 'año-Ñandú-9', 'x']) {
        device.backups.push({ account: 'Administrator', password: words, at: nineOClock + device.backups.length });
        assert.equal((await vault.open(laptop)).password.reveal(), words);
      }
    });

    it('as a Secret, and says until when it is due', async () => {
      const credential = await vault.open(laptop);
      assert.ok(credential.password instanceof Secret);
      assert.ok(!`${inspect(credential)} ${JSON.stringify(credential)}`.includes(password));
      assert.equal(credential.expiresAt, nineOClock + 6 * 24 * hour);
    });

    it('only when asked to: a rotation and its proof read no password', async () => {
      await vault.confirmRotation(laptop, await vault.rotate(laptop, nineOClock));
      assert.deepEqual(graph.asked.filter((asked) => asked.includes('credentials') && asked.includes('$select=credentials')), []);
    });
  });

  describe('proves a rotation', () => {
    it('by a newer backup, not by having been asked', async () => {
      const mark = await vault.rotate(laptop, nineOClock);
      assert.equal(await vault.confirmRotation(laptop, mark), false);
      graph.rotatePending();
      assert.equal(await vault.confirmRotation(laptop, mark), true);
    });

    for (const [what, skew] of [['ahead of', hour], ['behind', -hour]] as const) {
      it(`also while Graph's clock is an hour ${what} the bot's`, async () => {
        graph.skew = skew;
        device.backups.push({ account: 'Administrator', password: 'Shown-to-somebody', at: nineOClock + skew - 5 * minute });
        const mark = await vault.rotate(laptop, nineOClock);
        assert.equal(await vault.confirmRotation(laptop, mark), false);
        graph.rotatePending();
        assert.equal(await vault.confirmRotation(laptop, mark), true);
      });
    }

    it('never of a device that is offline', async () => {
      device.online = false;
      const mark = await vault.rotate(laptop, nineOClock);
      graph.rotatePending();
      assert.equal(await vault.confirmRotation(laptop, mark), false);
    });
  });

  describe('says by name', () => {
    const troubles: readonly (readonly [what: string, trouble: GraphTrouble, fault: VaultError['fault'], after?: number])[] = [
      ['that it was too much', { status: 429, retryAfter: '17', on: 'device' }, 'busy', 17_000],
      ['that it was too much, without a time', { status: 429, on: 'device' }, 'busy'],
      ['a fault of Graph\'s', { status: 500, on: 'device' }, 'unreachable'],
      ['that Graph is down for a while', { status: 503, retryAfter: '120', on: 'device' }, 'unreachable', 120_000],
      ['that the token is not accepted', { status: 401, on: 'device' }, 'not-permitted'],
      ['that nothing answers in time', { mood: 'hang', on: 'device' }, 'unreachable'],
      ['that the line breaks', { mood: 'reset', on: 'device' }, 'unreachable'],
      ['that the answer is no JSON', { mood: 'garbled', on: 'device' }, 'unreachable'],
      ['that the answer is cut off', { mood: 'cut-off', on: 'device' }, 'unreachable'],
    ];
    for (const [what, trouble, fault, after] of troubles) {
      it(`${what}, after one attempt, with nothing of the answer`, async () => {
        graph.trouble = trouble;
        for (const work of [() => vault.open(laptop), () => vault.confirmRotation(laptop, 0), () => vault.rotate(laptop, nineOClock)]) {
          const before = graph.asked.length;
          const error = await faultOf(work());
          assert.deepEqual([error.fault, error.after], [fault, after], error.message);
          assert.equal(graph.asked.length, before + 1);
          assert.doesNotMatch(inspect(error, { depth: 10 }), new RegExp(canary));
        }
      });
    }

    it('the permission that is missing, for the one who can grant it', async () => {
      graph.granted.delete('DeviceLocalCredential.Read.All');
      const reading = await faultOf(vault.open(laptop));
      assert.deepEqual([reading.fault, reading.permission], ['not-permitted', 'DeviceLocalCredential.Read.All']);
      assert.match(reading.message, /: 403 \(request-id r-1\); the app registration needs the application permission DeviceLocalCredential\.Read\.All, with an administrator's consent$/);
      graph.granted.add('DeviceLocalCredential.Read.All');
      graph.granted.delete('DeviceManagementManagedDevices.PrivilegedOperations.All');
      const rotating = await faultOf(vault.rotate(laptop, nineOClock));
      assert.deepEqual([rotating.fault, rotating.permission], ['not-permitted', 'DeviceManagementManagedDevices.PrivilegedOperations.All']);
    });

    it('that a device has no backup yet, for reading and for rotating', async () => {
      device.backups.length = 0;
      assert.equal((await faultOf(vault.open(laptop))).fault, 'no-password');
      assert.equal((await faultOf(vault.rotate(laptop, nineOClock))).fault, 'no-password');
      assert.equal(graph.pending.size, 0);
    });

    it('that a device is enrolled no more', async () => {
      graph.devices.length = 0;
      assert.equal((await faultOf(vault.open(laptop))).fault, 'device-unknown');
    });

    it('that a rotation was not accepted, as from a device that is offline', async () => {
      graph.trouble = { status: 400, on: 'rotateLocalAdminPassword' };
      assert.equal((await faultOf(vault.rotate(laptop, nineOClock))).fault, 'device-offline');
    });

    it('that a password cannot be read, and shows nothing of it', async () => {
      graph.encoding = 'broken';
      assert.equal((await faultOf(vault.open(laptop))).fault, 'unreachable');
    });

    it('that there is no token, and asks Graph nothing', async () => {
      graph.trouble = { status: 400, on: 'token' };
      const asked = graph.asked.length;
      assert.equal((await faultOf(vault.open(laptop))).fault, 'unreachable');
      assert.equal(graph.asked.length, asked);
    });
  });
});
