// Where files may come from, and how much of them: nobody who writes to the bot chooses what it calls, or how long it listens.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { openFileHosts } from '../../bot/file-host.ts';
import { download, TransferError, upload } from '../../bot/file-transfer.ts';
import { openGate } from '../../bot/gate.ts';
import { addressOf, closed } from '../kit/listening.ts';

const tokens = { verify: async () => ({ ok: false, status: 401, why: '' }) as const };
const inTeams = openFileHosts(openGate({ tokens, tenant: '', serviceUrls: ['https://teams.contoso.example/bot/'] }).allows);
const local = openFileHosts(openGate({ tokens: undefined, tenant: '', serviceUrls: [] }).allows);
const original = '/emea/v3/attachments/0-weu-d1/views/original';

describe('the address of a picture, where the bot’s token goes', () => {
  for (const address of [`https://smba.trafficmanager.net${original}`, `https://smba.infra.gcc.teams.microsoft.com${original}`, `https://teams.contoso.example${original}`]) {
    it(`is ${address}`, () => assert.ok(inTeams.picture(address)));
  }

  for (const [why, address] of [
    ['another host', `https://evil.example${original}`], ['a host that begins alike', `https://smba.trafficmanager.net.evil.example${original}`],
    ['a host that ends alike', `https://evilsmba.trafficmanager.net${original}`], ['plain http', `http://smba.trafficmanager.net${original}`],
    ['another port', `https://smba.trafficmanager.net:8443${original}`], ['a name before the host', `https://smba.trafficmanager.net@evil.example${original}`],
    ['something else of the Connector', 'https://smba.trafficmanager.net/emea/v3/conversations/a'], ['OneDrive', `https://contoso-my.sharepoint.com${original}`],
    ['this machine', `http://127.0.0.1:3978${original}`], ['this machine by name', `https://localhost${original}`], ['the cloud’s own data', 'http://169.254.169.254/metadata/instance'],
    ['an address of the house', `https://10.0.0.5${original}`], ['a file', 'file:///etc/passwd'], ['data', 'data:image/png;base64,AAAA'], ['no address', 'picture'], ['nothing', undefined],
  ] as const) {
    it(`is never ${why}`, () => assert.equal(inTeams.picture(address), undefined));
  }

  it('is on this machine in local mode, and nowhere else', () => {
    assert.ok(local.picture(`http://127.0.0.1:3978/local/connector${original}`));
    assert.equal(local.picture(`https://smba.trafficmanager.net${original}`), undefined);
  });
});

describe('the address of a file', () => {
  for (const address of ['https://contoso-my.sharepoint.com/personal/minji/_layouts/15/download.aspx?tempauth=1', 'https://contoso.sharepoint.us/x', 'https://contoso.sharepoint-mil.us/x', 'https://contoso.sharepoint.cn/x']) {
    it(`is ${new URL(address).hostname}`, () => assert.ok(inTeams.file(address)));
  }

  for (const [why, address] of [
    ['another host', 'https://evil.example/x'], ['a host that ends alike', 'https://evilsharepoint.com/x'], ['a host that begins alike', 'https://contoso.sharepoint.com.evil.example/x'],
    ['a host below somebody’s', 'https://a.b.sharepoint.com/x'], ['plain http', 'http://contoso.sharepoint.com/x'], ['another port', 'https://contoso.sharepoint.com:22/x'],
    ['a name before the host', 'https://user:pass@contoso.sharepoint.com/x'], ['this machine', 'http://127.0.0.1:3978/local/drive/1'], ['the cloud’s own data', 'http://169.254.169.254/x'],
    ['this machine in IPv6', 'http://[::1]/x'], ['this machine as a number', 'http://2130706433/x'], ['a host that only the United States have, elsewhere', 'https://contoso.sharepoint-mil.com/x'], ['the same in China', 'https://contoso.sharepoint-mil.cn/x'], ['an address that is too long', `https://contoso.sharepoint.com/${'x'.repeat(5000)}`],
  ] as const) {
    it(`is never ${why}`, () => assert.equal(inTeams.file(address), undefined));
  }
});

describe('a file on its way', () => {
  const limits = { largest: 1000, timeout: 300 };
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let heard: IncomingMessage[];
  let origin: URL;
  const server = createServer((request, response) => {
    heard.push(request);
    answer(request, response);
  });
  before(async () => {
    origin = new URL(await addressOf(server));
  });
  after(() => closed(server));
  beforeEach(() => {
    heard = [];
  });

  const why = async (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof TransferError ? error.why : error instanceof Error ? error.message : ''));

  it('comes whole, up to its limit', async () => {
    answer = (_, response) => void response.end(Buffer.alloc(1000, 7));
    assert.deepEqual(await download(origin, {}, limits), Buffer.alloc(1000, 7));
  });

  for (const [what, answers, says] of [
    ['announces too much', (_: IncomingMessage, response: ServerResponse) => {
      response.setHeader('content-length', 5000);
      response.write('x');
    }, 'too-large'],
    ['comes without an end', (_: IncomingMessage, response: ServerResponse) => {
      const more = setInterval(() => response.write(Buffer.alloc(300)), 5);
      response.on('close', () => clearInterval(more));
    }, 'too-large'],
    ['leads elsewhere', (_: IncomingMessage, response: ServerResponse) => {
      response.statusCode = 302;
      response.setHeader('location', 'http://169.254.169.254/');
      response.end();
    }, 'refused'],
    ['is not there', (_: IncomingMessage, response: ServerResponse) => {
      response.statusCode = 404;
      response.end();
    }, 'refused'],
    ['never begins', () => undefined, 'Not done within 300 ms'],
    ['drips', (_: IncomingMessage, response: ServerResponse) => {
      const more = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(more));
    }, 'Not done within 300 ms'],
    ['breaks off', (request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('content-length', 900);
      response.write('x');
      setTimeout(() => request.socket.destroy(), 20);
    }, 'aborted'],
  ] as const) {
    it(`that ${what} is given up, with no address in what is said`, async () => {
      answer = answers;
      const said = await why(download(new URL('/x?tempauth=secret', origin), {}, limits));
      assert.equal(said, says);
    });
  }

  it('goes out in one piece, as an upload session wants it, and nowhere else', async () => {
    answer = (request, response) => {
      request.resume();
      response.statusCode = 201;
      response.end('{}');
    };
    await upload(origin, Buffer.from('words'), limits);
    assert.deepEqual([heard[0]?.method, heard[0]?.headers['content-range'], heard[0]?.headers.authorization], ['PUT', 'bytes 0-4/5', undefined]);
  });
});
