// The connector: what each answer of Teams means, one attempt at a time, and a token that goes nowhere else.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { openConnector, ConnectorError, type Connector, type ConnectorFault, type Place } from '../../bot/connector.ts';

const canary = 'Kx7m-9TgR-hW4p-Zb2N';

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

// One statement each: once restify is loaded, `writeHead` of every response in the process gives nothing back.
function reply(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body = ''): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** A refusal's kind, or more where it says more. */
type Fate = 'again' | 'parked' | 'wrong' | Extract<ConnectorFault, { readonly kind: 'gone' }>;
const faultFor = (fate: Fate): ConnectorFault => (typeof fate === 'string' ? { kind: fate } : fate);
const named = (fate: Fate): string => (typeof fate === 'string' ? fate : `a ${fate.what} that is gone`);

describe('the connector', () => {
  let server: Server;
  let origin: string;
  let heard: Heard[];
  let answer: (response: ServerResponse) => void;
  let connector: Connector;
  let place: Place;
  before(async () => {
    server = createServer((request, response) => {
      void json(request).then((body) => {
        const { method, url, headers: { authorization } } = request;
        heard.push({ method, url, authorization, body });
        answer(response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    heard = [];
    answer = (response) => response.end('{"id":"1"}');
    connector = openConnector({ botId: '28:bot', token: async () => canary, allowed: ({ href }) => href.startsWith(`${origin}/amer`), timeout: 200 });
    place = { serviceUrl: `${origin}/amer/`, conversation: '19:x@thread.tacv2;messageid=1' };
  });

  const say = () => connector.post(place, { type: 'message', text: 'Hello' });
  const faultOf = async (attempt: Promise<unknown>): Promise<ConnectorFault> => {
    const error: unknown = await attempt.then(() => undefined, (reason: unknown) => reason);
    assert.ok(error instanceof ConnectorError, String(error));
    assert.ok(!`${error.message} ${String(error.cause)}`.includes(canary));
    return error.fault;
  };
  const refuse = (status: number, code = '', headers: Readonly<Record<string, string>> = {}) => {
    answer = (response) => reply(response, status, headers, code && JSON.stringify({ error: { code, message: canary } }));
  };

  it('posts as the bot, and gives the id', async () => {
    assert.equal(await say(), '1');
    assert.deepEqual(heard, [{
      method: 'POST', url: '/amer/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities', authorization: `Bearer ${canary}`,
      body: { type: 'message', text: 'Hello', from: { id: '28:bot', name: '' }, conversation: { id: place.conversation }, serviceUrl: place.serviceUrl, channelId: 'msteams' },
    }]);
  });

  it('updates in place', async () => {
    answer = (response) => response.end();
    await connector.update(place, 'a/b', { type: 'message', text: 'Hello' });
    assert.deepEqual([heard[0]?.method, heard[0]?.url], ['PUT', '/amer/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities/a%2Fb']);
  });

  it('opens a chat with a person of the tenant', async () => {
    assert.equal(await connector.open(place.serviceUrl, 'ana', 't1'), '1');
    assert.deepEqual([heard[0]?.url, heard[0]?.body],
      ['/amer/v3/conversations', { isGroup: false, bot: { id: '28:bot' }, members: [{ id: 'ana' }], tenantId: 't1', channelData: { tenant: { id: 't1' } } }]);
  });

  it('means the same service URL without its last slash', async () => {
    place = { ...place, serviceUrl: `${origin}/amer` };
    await say();
    assert.match(heard[0]?.url ?? '', /^\/amer\/v3/);
  });

  const [message, conversation] = [{ kind: 'gone', what: 'message' }, { kind: 'gone', what: 'conversation' }] as const;
  const answers: readonly (readonly [status: number, code: string, posted: Fate, updated: Fate])[] = [
    [400, 'BadArgument', 'wrong', 'wrong'],
    [401, 'BotNotRegistered', 'wrong', 'wrong'],
    [403, 'BotDisabledByAdmin', 'parked', 'parked'],
    [403, 'BotNotInConversationRoster', 'parked', 'parked'],
    [403, 'ConversationBlockedByUser', 'parked', 'parked'],
    [403, 'NotEnoughPermissions', 'parked', 'parked'],
    [403, 'Unknown', 'parked', message],
    [404, 'ConversationNotFound', conversation, conversation],
    [404, 'ActivityNotFoundInConversation', conversation, message],
    [412, 'PreconditionFailed', 'again', 'again'],
    [413, 'MessageSizeTooBig', 'wrong', 'wrong'],
    [429, 'Throttled', 'again', 'again'],
    [500, '', 'wrong', 'wrong'],
    [502, '', 'again', 'again'],
    [503, '', 'again', 'again'],
    [504, '', 'again', 'again'],
  ];
  for (const [status, code, posted, updated] of answers) {
    it(`takes ${status} ${code} for ${named(posted)}${updated === posted ? '' : `, of an update for ${named(updated)}`}, and asks once`, async () => {
      refuse(status, code);
      assert.deepEqual(await faultOf(say()), faultFor(posted));
      assert.deepEqual(await faultOf(connector.update(place, '1', {})), faultFor(updated));
      assert.equal(heard.length, 2);
    });
  }

  it('heeds how long Teams wants it to wait', async () => {
    refuse(429, 'Throttled', { 'retry-after': '7' });
    assert.deepEqual(await faultOf(say()), { kind: 'again', after: 7000 });
    refuse(429, 'Throttled', { 'retry-after': 'soon' });
    assert.deepEqual(await faultOf(say()), { kind: 'again' });
  });

  const silences: readonly (readonly [string, typeof answer])[] = [
    ['nothing', () => undefined],
    ['half an answer', (response) => response.setHeader('content-length', '99').write('{"id":')],
    ['a reset', (response) => response.destroy()],
    ['more than anybody answers', (response) => response.end(`{"id":"1","more":"${'x'.repeat(5 * 1024 * 1024)}"}`)],
    ['a way elsewhere', (response) => reply(response, 307, { location: 'http://evil.test/' })],
  ];
  for (const [what, silence] of silences) {
    it(`that gets ${what} in time tries again later`, async () => {
      answer = silence;
      assert.deepEqual(await faultOf(say()), { kind: 'again' });
      assert.equal(heard.length, 1);
    });
  }

  it('that cannot connect tries again later', async () => {
    const closed = openConnector({ botId: '28:bot', token: async () => canary, allowed: () => true, timeout: 200 });
    assert.deepEqual(await faultOf(closed.post({ ...place, serviceUrl: 'http://127.0.0.1:1/' }, {})), { kind: 'again' });
  });

  for (const [what, body] of [['no id', '{}'], ['an id that is none', '{"id":7}'], ['no JSON', '<html>']] as const) {
    it(`does not repeat a post that was answered with ${what}`, async () => {
      answer = (response) => response.end(body);
      assert.deepEqual(await faultOf(say()), { kind: 'wrong' });
    });
  }

  it('sends nothing, and no token, to an address off the allow-list', async () => {
    for (const serviceUrl of [`${origin}/emea/`, 'https://evil.test/', '']) {
      const tokens: string[] = [];
      const careful = openConnector({ botId: '28:bot', token: async () => String(tokens.push(canary)), allowed: () => false, timeout: 200 });
      assert.deepEqual(await faultOf(careful.post({ ...place, serviceUrl }, {})), { kind: 'wrong' });
      assert.deepEqual(await faultOf(careful.open(serviceUrl, 'ana', 't1')), { kind: 'wrong' });
      assert.deepEqual(tokens, []);
    }
    assert.deepEqual(heard, []);
  });

  it('sends nothing to what is no address', async () => {
    const careless = openConnector({ botId: '28:bot', token: async () => canary, allowed: () => true, timeout: 200 });
    assert.deepEqual(await faultOf(careless.post({ ...place, serviceUrl: 'amer' }, {})), { kind: 'wrong' });
  });

  it('signs nothing in local mode', async () => {
    await openConnector({ botId: '28:bot', token: async () => undefined, allowed: () => true, timeout: 200 }).post(place, {});
    assert.equal(heard[0]?.authorization, undefined);
  });
});
