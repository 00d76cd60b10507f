// The endpoint, over HTTP: what is no JSON of Teams is turned away without a trace of what is inside, and nobody ends the process.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import sinon from 'sinon';
import type { TurnContext } from 'botbuilder';
import { TeamsAdapter } from '../../bot/adapter.ts';
import { openGate } from '../../bot/gate.ts';
import type { Health } from '../../bot/health.ts';
import { openLog } from '../../bot/log.ts';
import { respond } from '../../bot/respond.ts';
import { openServer, type Server } from '../../bot/server.ts';
import { ids, tenant } from './office.ts';

const canary = 'Kx7m-9TgR-hW4p-Zb2N';

describe('the endpoint', () => {
  let server: Server;
  let port: number;
  let lines: Record<string, unknown>[];
  let turn: sinon.SinonStub<[TurnContext], Promise<void>>;
  let missing: Health['missing'];
  let loading: Promise<void>;
  let admitting: Promise<void>;
  let now = 0;
  beforeEach(async () => {
    lines = [];
    missing = [];
    loading = Promise.resolve();
    admitting = Promise.resolve();
    turn = sinon.stub<[TurnContext], Promise<void>>().resolves();
    const log = openLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
    const adapter = new TeamsAdapter({ log, only: undefined, sorry: async (context, fault) => respond(context, { sorry: fault }) });
    const gate = openGate({ tokens: undefined, tenant, serviceUrls: [] });
    const patient = { ...gate, admit: async (headers: Parameters<typeof gate.admit>[0]) => admitting.then(() => gate.admit(headers)) };
    server = openServer({ gate: patient, adapter: () => loading.then(() => adapter), turn: (context) => turn(context), log, machine: () => now, health: async () => ({ missing, connector: {}, oldestDueSeconds: 7 }) });
    port = await server.listen(0, '127.0.0.1');
  });
  afterEach(() => server.close());

  const activity = () => ({
    type: 'invoke', name: 'adaptiveCard/action', id: '1', channelId: 'msteams', serviceUrl: `http://127.0.0.1:${port}/`, value: {},
    from: { id: '29:ana', aadObjectId: ids.ana }, recipient: { id: '28:bot' },
    conversation: { id: 'a:1', conversationType: 'personal' }, channelData: { tenant: { id: tenant } },
  });
  const send = async (body: string | Buffer, headers: Readonly<Record<string, string>> = {}, path = '/api/messages') => {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
    const sent = ask({ port, host: '127.0.0.1', method: 'POST', path, headers: { 'content-type': 'application/json', 'connection': 'close', ...headers } }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode, body: answer }), reject);
    });
    sent.on('error', reject).end(body);
    return promise;
  };

  it('answers an invoke with what the bot answered', async () => {
    turn.callsFake(async (context) => respond(context, { statusCode: 200, value: 'Done' }));
    assert.deepEqual(await send(JSON.stringify(activity())), { status: 200, body: '{"statusCode":200,"value":"Done"}' });
  });

  it('is well while the SDK is still being loaded, and answers what came meanwhile once it is', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    loading = promise;
    turn.callsFake(async (context) => respond(context, { statusCode: 200, value: 'Done' }));
    const waiting = send(JSON.stringify(activity()));
    assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
    sinon.assert.notCalled(turn);
    resolve();
    assert.equal((await waiting).body, '{"statusCode":200,"value":"Done"}');
  });

  it('answers a message with nothing', async () => {
    const { status } = await send(JSON.stringify({ ...activity(), type: 'message', text: 'Hello' }));
    assert.deepEqual([status, turn.callCount], [200, 1]);
  });

  it('answers an invoke that nobody answered with 501, and takes the last of two answers', async () => {
    assert.deepEqual(await send(JSON.stringify(activity())), { status: 501, body: '' });
    turn.callsFake(async (context) => {
      await respond(context, { value: 'At work' });
      await respond(context, { value: 'Done' });
    });
    assert.equal((await send(JSON.stringify(activity()))).body, '{"value":"Done"}');
  });

  const refused: readonly (readonly [what: string, status: number, body: string | Buffer, headers?: Readonly<Record<string, string>>])[] = [
    ['nothing', 400, ''],
    ['an empty object', 400, '{}'],
    ['broken JSON', 400, '{"type":'],
    ['JSON that is no object', 400, '"message"'],
    ['no JSON', 415, 'type=message', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a file', 415, '--x\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\nb\r\n--x--\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['bytes', 415, Buffer.alloc(1000), { 'content-type': 'application/octet-stream' }],
    ['more than 256 KB', 413, JSON.stringify({ text: 'x'.repeat(300_000) })],
    ['what only says it is compressed', 415, 'not at all', { 'content-encoding': 'gzip' }],
    ['a name of its own for this machine', 403, '{}', { host: 'evil.test' }],
  ];
  for (const [what, status, body, headers] of refused) {
    it(`refuses ${what} with ${status}, and lives on`, async () => {
      assert.equal((await send(body, headers)).status, status);
      assert.equal(turn.callCount, 0);
      assert.equal((await send(JSON.stringify({ ...activity(), type: 'message' }))).status, 200);
    });
  }

  for (const path of ['/api/messages', '/api/messages?from=teams']) {
    it(`answers an activity at ${path} that cannot be taken, and says nothing but that`, async () => {
      loading = Promise.reject(new Error('the SDK is not there'));
      loading.catch(() => undefined);
      assert.deepEqual(await send(JSON.stringify(activity()), {}, path), { status: 500, body: '{"error":"failed"}' });
      assert.deepEqual(lines.map(({ msg }) => msg), ['a request could not be answered']);
    });
  }

  it('tells nobody outside what went wrong inside, but for the fault\'s id in the log', async () => {
    turn.rejects(new Error(`cannot open ${canary}`));
    const { status, body } = await send(JSON.stringify(activity()));
    const [line] = lines;
    assert.deepEqual([status, JSON.parse(body)], [200, { sorry: line?.['fault'] }]);
    assert.ok(!body.includes(canary));
  });

  const failing: readonly (readonly [what: string, turn: (context: TurnContext) => Promise<unknown>])[] = [
    ['is broken off with no more than words', async () => Promise.reject('no error')],
    ['is broken off after its answer', async (context) => respond(context, { value: 'Done' }).then(() => Promise.reject(new Error('late')))],
    ['says something by the SDK', async (context) => context.sendActivity('Hello')],
    ['types by the SDK', async (context) => context.sendActivity({ type: 'typing' })],
    ['traces by the SDK', async (context) => context.sendTraceActivity('What is in here')],
    ['updates by the SDK', async (context) => context.updateActivity({ type: 'message', id: '1', text: 'Hello' })],
    ['deletes by the SDK', async (context) => context.deleteActivity('1')],
  ];
  for (const [what, fails] of failing) {
    it(`answers a turn that ${what} with the id of the fault that it is`, async () => {
      turn.callsFake(async (context) => void await fails(context));
      const { body } = await send(JSON.stringify(activity()));
      assert.deepEqual(lines.map(({ msg, fault }) => [msg, fault]), [['a turn failed', JSON.parse(body).sorry]]);
    });
  }

  const knocks: readonly (readonly [what: string, said: string, answer: RegExp])[] = [
    ['an address that is none', 'GET /where?is=<it> HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n', /^HTTP\/1.1 404 /],
    ['a badly written address', 'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 404 /],
    ['another method', 'GET /api/messages HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1.1 405 /],
    ['a body of two lengths', 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', /^HTTP\/1.1 400 /],
    ['garbage behind a request', 'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}where?is=<it>\r\n\r\n', /^HTTP\/1.1 403 [^]*HTTP\/1.1 400 /],
    ['endless headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431 /],
    ['a request for a web socket', 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', /^HTTP\/1.1 200 /],
    ['no HTTP at all', '\0\x01\x02', /^HTTP\/1.1 400 /],
  ];
  for (const [what, said, answer] of knocks) {
    it(`answers ${what} without a word about itself or of what was said`, async () => {
      const heard = await text(connect(port, '127.0.0.1').end(said));
      assert.match(heard, answer);
      assert.doesNotMatch(heard, /where|restify|node|does not exist|\bat\b.*:\d+/i);
      assert.equal((await send(JSON.stringify({ ...activity(), type: 'message' }))).status, 200);
    });
  }

  it('waits for nobody who sends slowly', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n');
    assert.equal((await send(JSON.stringify({ ...activity(), type: 'message' }))).status, 200);
    socket.destroy();
    assert.equal((await send(JSON.stringify({ ...activity(), type: 'message' }))).status, 200);
    assert.deepEqual(lines.filter(({ level }) => level === 'error'), []);
  });

  it('forgets who broke off while it was asked who they are, and stops without waiting for them', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    admitting = promise;
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{');
    await fetch(`http://127.0.0.1:${port}/healthz`);
    await once(socket.destroy(), 'close');
    await fetch(`http://127.0.0.1:${port}/healthz`);
    resolve();
    await server.drain();
    assert.deepEqual(lines.map(({ why }) => why), ['broken off']);
  });

  it('logs a flood of refusals in one line a minute for each reason, with their number', async () => {
    await Promise.all(Array.from({ length: 50 }, () => send('{}')));
    assert.equal(lines.length, 1);
    assert.partialDeepStrictEqual(lines[0], { level: 'warn', msg: 'refused at the gate', status: 400 });
    await send('no JSON');
    await send('no JSON');
    assert.partialDeepStrictEqual(lines.slice(1), [{ status: 400, why: 'no JSON' }]);
    now += 61_000;
    await send('{}');
    await send('{}');
    assert.partialDeepStrictEqual(lines.slice(2), [{ status: 400, before: 49 }]);
  });

  it('says whether it lives and whether it is ready', async () => {
    const get = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).then(async (response) => [response.status, await response.json()]);
    assert.deepEqual(await get('/healthz'), [200, { status: 'ok' }]);
    assert.deepEqual(await get('/readyz'), [200, { status: 'ready', missing: [], connector: {}, oldestDueSeconds: 7 }]);
    missing = ['store'];
    assert.deepEqual(await get('/readyz'), [503, { status: 'not ready', missing: ['store'], connector: {}, oldestDueSeconds: 7 }]);
    assert.deepEqual(await get('/healthz'), [503, { status: 'store' }]);
    missing = ['connector', 'to-dos'];
    assert.equal((await get('/readyz'))[0], 503);
    assert.deepEqual(await get('/healthz'), [200, { status: 'ok' }], 'Teams out of reach is no reason to send people elsewhere');
  });
});
