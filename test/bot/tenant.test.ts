// Outside local mode, with LAPS and Intune: the bot starts, asks nothing before it is needed, and finds its way by the settings alone.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../bot/app.ts';
import { openLog } from '../../bot/log.ts';
import { readSettings, type Settings } from '../../bot/settings.ts';
import { openTenant, tenantGraph } from '../../bot/tenant.ts';
import { openFakeGraph, type FakeGraph } from '../kit/fake-graph.ts';
import { organisation, tenant } from './office.ts';

const laptop = { id: 'b1e6c0de-0000-4000-8000-000000000001', name: 'MD-0001' };
const group = 'a0000000-0000-4000-8000-000000000001';

describe('with LAPS and Intune, outside local mode,', () => {
  let graph: FakeGraph;
  let folder: string;
  let settings: Settings;
  const log = openLog('silent');
  beforeEach(async () => {
    graph = await openFakeGraph();
    graph.add({ intuneId: laptop.id, entraId: 'e0000000-0000-4000-8000-000000000001', groups: [group], backups: [{ account: 'Administrator', password: 'One-1', at: Date.now() }] });
    graph.groups.set(group, [{ id: '00000000-0000-4000-8000-000000000001', displayName: 'Ana' }]);
    folder = mkdtempSync(join(tmpdir(), 'tenant-'));
    const file = join(folder, 'support.config.json');
    writeFileSync(file, JSON.stringify({
      ...organisation, roles: { ...organisation.roles, operations: { group } }, credentials: { provider: 'laps' }, devices: { provider: 'intune', rings: { Fast: group } },
    }));
    settings = readSettings(undefined, {
      SUPPORT_CONFIG: file, DATA_DIR: folder, PORT: '0', VAULT_KEY: randomBytes(32).toString('base64'), GRAPH_URL: graph.url, LOGIN_URL: graph.loginUrl,
      MicrosoftAppId: '11111111-1111-4111-8111-111111111111', MicrosoftAppPassword: 'of-the-bot', MicrosoftAppTenantId: tenant,
    });
  });
  afterEach(async () => {
    await graph.close();
    rmSync(folder, { recursive: true });
  });

  it('the bot starts, is ready, and asks Graph nothing yet', async () => {
    const app = await startApp(settings, { machine: Date.now, chance: Math.random, uuid: randomUUID, log });
    try {
      assert.equal((await fetch(`http://127.0.0.1:${app.port}/readyz`)).status, 200);
      assert.deepEqual([graph.asked, graph.forms], [[], []]);
    } finally {
      await app.stop();
    }
  });

  it('passwords, devices and groups are read with one token of the registration', async () => {
    const { vault, devices, groups } = openTenant(tenantGraph(settings, Date.now), settings.config, { machine: Date.now, log });
    assert.equal((await devices?.get(laptop.id))?.ring, 'Fast');
    assert.equal((await vault?.open(laptop))?.password.reveal(), 'One-1');
    assert.deepEqual([...await groups?.members(group) ?? []].map(([, name]) => name), ['Ana']);
    assert.deepEqual(graph.forms.map((form) => Object.fromEntries(form)), [{
      grant_type: 'client_credentials', client_id: '11111111-1111-4111-8111-111111111111', client_secret: 'of-the-bot', scope: `${graph.url}/.default`,
    }]);
  });
});
