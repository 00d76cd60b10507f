// The roster of a team over the Connector: every page or nothing, and who of it counts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Writable } from 'node:stream';
import { openConnector, ConnectorError, type Connector, type Rosters } from '../../bot/connector.ts';
import { openLog } from '../../bot/log.ts';
import { openTeams } from '../../bot/roster.ts';
import { ids, openOffice, tenant } from './office.ts';

const team = '19:team@thread.tacv2';
const silent = openLog('silent', new Writable({ write: (_, __, done) => done() }));

describe('the roster of a team', () => {
  let server: Server;
  let serviceUrl: string;
  let pages: object[];
  let asked: string[];
  let connector: Connector & Rosters;
  before(async () => {
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      const page = url.includes('/pagedmembers') ? pages[Number(new URL(url, 'http://x').searchParams.get('continuationToken') ?? 0)] : { id: team, name: 'Contoso Desk' };
      response.statusCode = page ? 200 : 503;
      response.end(JSON.stringify(page ?? {}));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/amer/`;
    connector = openConnector({ botId: '28:bot', token: async () => undefined, allowed: () => true, timeout: 2000 });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    pages = [];
  });

  const ana = { id: '29:1', objectId: ids.ana.toUpperCase(), name: 'Ana', tenantId: tenant, userRole: 'user' };
  const read = () => connector.members({ conversation: team, serviceUrl });

  it('is read to its last page', async () => {
    pages = [{ members: [ana], continuationToken: '1' }, { members: [], continuationToken: '2' }, { members: [{ ...ana, objectId: ids.ben, name: 'Ben' }] }];
    assert.deepEqual((await read()).map(({ id, name }) => [id, name]), [[ids.ana, 'Ana'], [ids.ben, 'Ben']]);
    assert.deepEqual(asked.map((url) => url.replace(/^.*pagedmembers/, '')), ['?pageSize=500', '?pageSize=500&continuationToken=1', '?pageSize=500&continuationToken=2']);
  });

  it('counts for nothing when one of its pages fails', async () => {
    pages = [{ members: [ana], continuationToken: '7' }];
    await assert.rejects(read(), ConnectorError);
  });

  it('that goes in a circle is given up', async () => {
    pages = [{ members: [ana], continuationToken: '0' }];
    await assert.rejects(read(), /more than 200 pages/);
  });

  it('that is no roster is refused', async () => {
    pages = [{ members: 'everyone' }];
    await assert.rejects(read(), /without members/);
  });

  it('gives roles to people of our tenant who are neither guests nor anonymous', async () => {
    const office = await openOffice();
    pages = [{ members: [
      ana,
      { ...ana, objectId: ids.ben, userRole: 'owner' },
      { ...ana, objectId: ids.chris, userRole: 'guest' },
      { ...ana, objectId: ids.sora, userRole: 'anonymous' },
      { ...ana, objectId: ids.dana, userRole: undefined },
      { ...ana, objectId: ids.omar, tenantId: '00000000-0000-4000-8000-0000000000ee' },
      { ...ana, objectId: ids.minji, tenantId: undefined },
      { id: '28:bot', name: 'A bot', tenantId: tenant, userRole: 'user' },
    ] }];
    const teams = openTeams({ rosters: connector, store: office.store, tenant, serviceUrl: () => serviceUrl, machine: () => 0, log: silent });
    assert.deepEqual([...await teams.members(team) ?? []], [[ids.ana, 'Ana'], [ids.ben, 'Ana']]);
    assert.equal(await teams.name(team), 'Contoso Desk');
    await office.close();
  });

  it('is asked for where the team was last heard from', async () => {
    const office = await openOffice();
    await office.store.saveConversation({ id: team, kind: 'channel', serviceUrl: `${serviceUrl}emea/`, reference: {}, updatedAt: 1 });
    pages = [{ members: [ana] }];
    await openTeams({ rosters: connector, store: office.store, tenant, serviceUrl: () => serviceUrl, machine: () => 0, log: silent }).members(team);
    assert.match(asked[0] ?? '', /^\/amer\/emea\/v3\/conversations\/19%3Ateam%40thread\.tacv2\/pagedmembers/);
    await office.close();
  });
});
