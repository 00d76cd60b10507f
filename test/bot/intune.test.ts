// Managed devices from Intune: found by what people know of them, with all their ids and their ring, and never guessed.
import assert from 'node:assert/strict';
import { DevicesUnread, type DeviceKeys, type Devices } from '../../bot/devices.ts';
import { openIntune } from '../../bot/intune.ts';
import { openLog } from '../../bot/log.ts';
import { graphOn, openFakeGraph, type FakeGraph, type GraphTrouble } from '../kit/fake-graph.ts';
import { hour, nineOClock } from '../kit/people.ts';

const id = (n: number): string => `b1e6c0de-0000-4000-8000-00000000000${n}`;
const entra = (n: number): string => `e0000000-0000-4000-8000-00000000000${n}`;
const groups = { Test: 'a0000000-0000-4000-8000-000000000001', First: 'a0000000-0000-4000-8000-000000000002', Fast: 'a0000000-0000-4000-8000-000000000003' };
const minji = '00000000-0000-4000-8000-000000000001';

describe('devices from Intune', () => {
  let graph: FakeGraph;
  let devices: Devices;
  let machine: number;
  let lines: string[];
  beforeEach(async () => {
    graph = await openFakeGraph();
    graph.now = () => nineOClock;
    machine = nineOClock;
    lines = [];
    const log = openLog('info', { write: (line: string) => void lines.push(line) });
    devices = openIntune({ graph: graphOn(graph), groups, machine: () => machine, log });
    graph.add({ intuneId: id(1), entraId: entra(1), name: 'MD-SEL-0142', serial: 'PF3X9', user: minji, userPrincipalName: 'minji@contoso.com', groups: [entra(9), groups.First] });
  });
  afterEach(() => graph.close());

  it('have Intune\'s id, the one in Entra ID, a name, a user, a ring, and when they were seen', async () => {
    assert.deepEqual(await devices.get(id(1)), {
      id: id(1), entraDeviceId: entra(1), name: 'MD-SEL-0142', serial: 'PF3X9', manufacturer: 'Contoso', model: 'Book 3', user: minji, ring: 'First', hardware: 'ok', seenAt: nineOClock,
    });
  });

  for (const words of ['pf3x9', ' MD-SEL-0142 ', 'minji@contoso.com']) {
    it(`are found by ${words.trim()}`, async () => {
      assert.deepEqual((await devices.find(words)).map(({ name }) => name), ['MD-SEL-0142']);
    });
  }

  it('are all listed where a serial number or a name is not unique', async () => {
    for (const n of [2, 3, 4]) graph.add({ intuneId: id(n), entraId: entra(n), name: `MD-${n}`, serial: 'To be filled by O.E.M.' });
    assert.deepEqual((await devices.find('to be filled by o.e.m.')).map(({ name }) => name), ['MD-2', 'MD-3', 'MD-4']);
  });

  it('are searched by words that mean nothing else in the search', async () => {
    graph.add({ intuneId: id(2), entraId: entra(2), name: 'O\'Brien\'s PC & co' });
    assert.deepEqual((await devices.find('o\'brien\'s pc & co')).map(({ id: found }) => found), [id(2)]);
    assert.deepEqual(await devices.find('x\' or deviceName ne \''), []);
    assert.deepEqual(await devices.find(' '), []);
  });

  it('of a person are those that run Windows', async () => {
    graph.add({ intuneId: id(2), entraId: entra(2), name: 'phone', user: minji, system: 'iOS' });
    graph.add({ intuneId: id(3), entraId: entra(3), name: 'MD-3', user: minji });
    assert.deepEqual((await devices.of(minji)).map(({ name }) => name), ['MD-SEL-0142', 'MD-3']);
    assert.equal(await devices.get(id(2)), undefined);
  });

  const rings: readonly (readonly [what: string, of: readonly string[], ring: string])[] = [
    ['no group of a ring', [entra(9)], 'Broad'], ['several, the one with the least support', [groups.Fast, groups.Test], 'Test'], ['one, on the second page', [entra(7), entra(8), entra(9), groups.Fast], 'Fast'],
  ];
  for (const [what, of, ring] of rings) {
    it(`in ${what}: ${ring}`, async () => {
      graph.add({ intuneId: id(5), entraId: entra(5), groups: of });
      assert.equal((await devices.get(id(5)))?.ring, ring);
    });
  }

  it('without an identity in Entra ID have none', async () => {
    graph.add({ intuneId: id(6), entraId: '00000000-0000-0000-0000-000000000000' });
    assert.deepEqual([(await devices.get(id(6)))?.entraDeviceId, (await devices.get(id(6)))?.ring], [undefined, 'Broad']);
  });

  it('that Intune does not know, or that nobody could have, are none', async () => {
    assert.equal(await devices.get(id(9)), undefined);
    assert.equal(await devices.get('../users'), undefined);
    assert.deepEqual(await devices.of('nobody'), []);
    assert.ok(!graph.asked.some((asked) => asked.includes('..')));
  });

  it('are remembered for a minute, so that a move to another ring counts after that', async () => {
    await devices.get(id(1));
    const asked = graph.asked.length;
    await devices.get(id(1));
    assert.equal(graph.asked.length, asked);
    graph.devices[0] = { ...graph.add({ intuneId: id(8), entraId: entra(8) }), intuneId: id(1), entraId: entra(1), groups: [groups.Test] };
    machine += 60_001;
    assert.equal((await devices.get(id(1)))?.ring, 'Test');
  });

  const troubles: readonly GraphTrouble[] = [
    { status: 401 }, { status: 403 }, { status: 429, retryAfter: '30' }, { status: 500 }, { status: 503 }, { mood: 'hang' }, { mood: 'reset' }, { mood: 'garbled' }, { mood: 'cut-off' },
    { status: 503, on: 'memberOf' },
  ];
  for (const trouble of troubles) {
    it(`are unread, not unknown, while Graph answers ${JSON.stringify(trouble)}; what was known is good for a card`, async () => {
      await devices.get(id(1));
      machine += hour;
      graph.trouble = trouble;
      await assert.rejects(devices.get(id(1)), (error) => error instanceof DevicesUnread && error.known[0]?.name === 'MD-SEL-0142');
      await assert.rejects(devices.find('pf3x9'), DevicesUnread);
      assert.ok(lines.some((line) => line.includes('a device could not be read')));
      graph.trouble = undefined;
      machine += 60_001;
      assert.equal((await devices.get(id(1)))?.ring, 'First');
    });
  }

  it('are meant by their id in Entra ID, whatever name is said with it, and by every device of the name where there is none', async () => {
    for (const n of [2, 3]) graph.add({ intuneId: id(n), entraId: entra(n), name: 'MD-SPARE' });
    const meant = async (keys: DeviceKeys) => (await devices.meant(keys)).map(({ id: found }) => found);
    assert.deepEqual(await meant({ entraDeviceId: entra(1).toUpperCase(), name: 'MD-SPARE' }), [id(1)]);
    graph.add({ intuneId: id(4), entraId: '00000000-0000-0000-0000-000000000000' });
    assert.deepEqual(await meant({ entraDeviceId: '00000000-0000-0000-0000-000000000000', name: 'MD-SPARE' }), [id(2), id(3)]);
    assert.deepEqual(await meant({ entraDeviceId: entra(9), name: 'MD-SPARE' }), []);
    assert.deepEqual(await meant({ defenderId: 'mde-2', name: 'md-spare' }), [id(2), id(3)]);
    assert.deepEqual(await meant({ entraDeviceId: 'null', name: 'MD-SEL-0142' }), [id(1)]);
    assert.deepEqual(await meant({ defenderId: 'mde-2' }), []);
    graph.trouble = { status: 503 };
    await assert.rejects(meant({ name: 'another' }), DevicesUnread);
  });

  it('that may not be read name the permission in the log', async () => {
    graph.granted.delete('Device.Read.All');
    await assert.rejects(devices.get(id(1)), DevicesUnread);
    assert.match(lines.join(''), /needs the application permission Device\.Read\.All/);
  });
});
