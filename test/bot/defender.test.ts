// Threat alerts of Microsoft Defender, as Graph tells of them: each with its devices, to the last page, and a fault by its name.
import assert from 'node:assert/strict';
import { AlertsUnread, type Alerts } from '../../bot/alerts.ts';
import { openDefender } from '../../bot/defender.ts';
import { deviceEvidence, graphOn, openFakeGraph, type FakeGraph, type GraphTrouble } from '../kit/fake-graph.ts';
import { hour, minute, nineOClock } from '../kit/people.ts';

const laptop = 'e0000000-0000-4000-8000-000000000001';

describe('threat alerts of Defender', () => {
  let graph: FakeGraph;
  let alerts: Alerts;
  let now: number;
  beforeEach(async () => {
    now = nineOClock;
    graph = await openFakeGraph();
    graph.now = () => now;
    alerts = openDefender(graphOn(graph));
  });
  afterEach(() => graph.close());

  const ids = async (since?: number) => (await alerts.since(since)).map(({ threat }) => threat.id);
  const faultOf = async (): Promise<AlertsUnread> => {
    const error: unknown = await alerts.since(undefined).catch((fault: unknown) => fault);
    return error instanceof AlertsUnread ? error : assert.fail(String(error));
  };

  it('say what was seen, how bad it is, where it is shown, and which device it is about by every key', async () => {
    graph.alert('da-1', { entraId: laptop, severity: 'medium' });
    assert.deepEqual(await alerts.since(undefined), [{
      threat: {
        id: 'da-1', title: 'Suspicious PowerShell command line', category: 'Execution', severity: 'medium', resolved: false,
        createdAt: nineOClock, updatedAt: nineOClock, link: 'https://security.example/alerts/da-1',
      },
      devices: [{ entraDeviceId: laptop, defenderId: `mde-${laptop}` }],
    }]);
  });

  it('name a device that is in no directory by its host name, without its domain', async () => {
    graph.alert('da-1', { evidence: [deviceEvidence({ azureAdDeviceId: null, mdeDeviceId: 'mde-9', deviceDnsName: 'md-sel-0142.corp.example' })] });
    assert.deepEqual((await alerts.since(undefined)).map(({ devices }) => devices), [[{ defenderId: 'mde-9', name: 'md-sel-0142' }]]);
  });

  it('about people and mailboxes name no device', async () => {
    graph.alert('da-1', {});
    graph.alert('da-2', { evidence: [{ createdDateTime: 'yesterday' }] });
    assert.deepEqual((await alerts.since(undefined)).map(({ devices }) => devices), [[], []]);
  });

  it('at first are those that are open and high or medium, and from then on all that was written about', async () => {
    graph.alert('old', { entraId: laptop });
    graph.alert('mild', { entraId: laptop, severity: 'low' });
    graph.alert('over', { entraId: laptop, status: 'resolved' });
    assert.deepEqual(await ids(), ['old']);
    now += hour;
    graph.alert('mild', { severity: 'informational' });
    graph.alert('over', { status: 'resolved' });
    assert.deepEqual(await ids(now - minute), ['mild', 'over']);
    assert.deepEqual(await ids(now + 1), []);
  });

  it('are read to the last page', async () => {
    for (const n of [1, 2, 3, 4, 5]) graph.alert(`da-${n}`, { entraId: laptop });
    assert.deepEqual(await ids(), ['da-1', 'da-2', 'da-3', 'da-4', 'da-5']);
  });

  it('of a severity that nobody knows are not taken for harmless', async () => {
    graph.alert('da-1', { entraId: laptop, severity: 'unknownFutureValue' });
    assert.deepEqual((await alerts.since(nineOClock)).map(({ threat }) => threat.severity), ['medium']);
  });

  it('link to nothing but a web page', async () => {
    graph.alert('da-1', { entraId: laptop, alertWebUrl: 'javascript:alert(1)' });
    graph.alert('da-2', { entraId: laptop, alertWebUrl: null, title: null });
    assert.deepEqual((await alerts.since(undefined)).map(({ threat: { link, title } }) => [link, title]),
      [[undefined, 'Suspicious PowerShell command line'], [undefined, 'da-2']]);
  });

  it('that may not be read name the permission that is missing', async () => {
    graph.granted.delete('SecurityAlert.Read.All');
    assert.equal((await faultOf()).permission, 'SecurityAlert.Read.All');
  });

  const troubles: readonly (readonly [GraphTrouble, { readonly permission?: string; readonly after?: number }])[] = [
    [{ status: 401 }, { permission: 'SecurityAlert.Read.All' }],
    [{ status: 403 }, { permission: 'SecurityAlert.Read.All' }],
    [{ status: 404 }, {}],
    [{ status: 429, retryAfter: '90' }, { after: 90_000 }],
    [{ status: 503, retryAfter: '20' }, { after: 20_000 }],
    [{ status: 500 }, {}],
    [{ mood: 'hang' }, {}],
    [{ mood: 'reset' }, {}],
    [{ mood: 'garbled' }, {}],
    [{ mood: 'cut-off' }, {}],
  ];
  for (const [trouble, says] of troubles) {
    it(`cannot be read while Graph answers ${'mood' in trouble ? trouble.mood : trouble.status}`, async () => {
      graph.alert('da-1', { entraId: laptop });
      await ids();
      graph.trouble = { ...trouble, on: 'alerts_v2' };
      const { permission, after } = await faultOf();
      assert.deepEqual({ ...(permission !== undefined && { permission }), ...(after !== undefined && { after }) }, says);
    });
  }
});
