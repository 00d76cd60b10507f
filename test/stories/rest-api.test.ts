// Another ticket system works tickets through the REST API: what it does, people see; what it may not, nobody gets done.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { attachmentContent, ticketPage, operations, type OperationName } from '../../bot/api/operations.ts';
import { problemView } from '../../bot/api/problem.ts';
import { ticketView } from '../../bot/api/view.ts';
import { cast } from '../../local/cast.ts';
import { runCommand } from '../kit/command.ts';
import { freePort, runBot, type RunningBot } from '../kit/process.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';

interface Asked {
  readonly token?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const idOf = (key: string): string => cast.people.find((person) => person.key === key)?.id ?? assert.fail(key);
const broken = { description: 'The scanner is broken', category: 'infrastructure', reach: 'one', effect: 'impaired', affected: { id: idOf('minji') }, externalNumber: 'INC0012345' } as const;

describe('another ticket system', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'rest-api-'));
  let bot: RunningBot;
  let env: Readonly<Record<string, string>>;
  let token = '';

  const clients = (...args: readonly string[]) => runCommand('bot/api/clients-command.ts', env, ...args);
  const make = async (name: string, scopes: string) => (await clients('add', name, '--scopes', scopes)).out.trim();
  async function ask(method: string, path: string, body?: unknown, { token: by = token, key, headers = {} }: Asked = {}): Promise<Said> {
    const response = await fetch(`${bot.origin}/api${path}`, {
      method,
      headers: { ...(by && { authorization: `Bearer ${by}` }), ...(body !== undefined && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
  const granted = async (method: string, path: string, body?: unknown, asked?: Asked): Promise<z.infer<typeof ticketView>> => {
    const said = await ask(method, `/v1${path}`, body, asked);
    assert.ok(said.status === 200 || said.status === 201, JSON.stringify(said.body));
    return z.strictObject(ticketView.shape).parse(said.body);
  };
  const problem = async (method: string, path: string, body?: unknown, asked?: Asked): Promise<z.infer<typeof problemView>> => {
    const said = await ask(method, `/v1${path}`, body, asked);
    assert.equal(said.headers.get('content-type'), 'application/problem+json');
    const details = problemView.parse(said.body);
    assert.equal(details.status, said.status);
    return details;
  };
  const listed = async (query: string) => ticketPage.parse((await ask('GET', `/v1/tickets?${query}`)).body);

  before(async () => {
    env = { DATA_DIR: dataDir, PORT: String(await freePort()), VAULT_KEY: randomBytes(32).toString('base64'), SUPPORT_CONFIG: join(dataDir, 'none.json') };
    bot = await runBot(env);
    token = await make('itsm', 'tickets:read,tickets:write');
  });
  after(async () => {
    await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('gets a token that is shown once and kept nowhere', async () => {
    assert.match(token, /^mds_[\w-]{43}$/);
    assert.match((await clients('list')).out, /^itsm\n {2}scopes {2}tickets:read, tickets:write\n {2}since {3}\S+Z\n1 in all\n$/);
    assert.ok(!bot.printed().includes(token));
  });

  it('reports a problem for somebody, whose ticket it is and who reads it in the own language', async () => {
    const said = await ask('POST', '/v1/tickets', broken, { key: 'first' });
    assert.deepEqual([said.status, said.headers.get('location')], [201, '/api/v1/tickets/T-1001']);
    const { state, severity, reporter, externalNumber } = ticketView.parse(said.body);
    assert.deepEqual({ state, severity, reporter: reporter.name, externalNumber }, { state: 'new', severity: 'C', reporter: 'Minji Kim 김민지', externalNumber: 'INC0012345' });
    assert.match(wordsOf(await bot.waitFor('minji', 'bot', cardSaying('T-1001 ·'))), /외부 시스템 번호: INC0012345/);
    assert.match(wordsOf(await bot.waitFor('ana', 'support', cardSaying('T-1001 ·'))), /itsm reported the problem/);
  });

  it('makes one ticket, however often it sends the same under the same key', async () => {
    const again = await Promise.all([1, 2, 3].map(() => granted('POST', '/tickets', broken, { key: 'first' })));
    assert.deepEqual(again.map(({ id }) => id), ['T-1001', 'T-1001', 'T-1001']);
  });

  it('is told when a key stands for something else', async () => {
    const { status, errors } = await problem('POST', '/tickets', { ...broken, description: 'Another' }, { key: 'first' });
    assert.deepEqual([status, errors], [422, [{ field: 'header.Idempotency-Key', value: 'first', allowed: 'a key that was not used for another request' }]]);
  });

  it('reads what people did', async () => {
    await bot.press('ana', await bot.waitFor('ana', 'support', offering('ticket/claim')), { verb: 'ticket/claim' });
    const { state, assignee, history } = await granted('GET', '/tickets/T-1001');
    assert.deepEqual([state, assignee?.name, history.map(({ what }) => what)], ['assigned', 'Ana García', ['ticket/report', 'ticket/claim']]);
  });

  it('tells the user something, and whoever works on it', async () => {
    await granted('POST', '/tickets/T-1001/comments', { text: 'A technician comes at ten' });
    await bot.waitFor('minji', 'bot', saying('itsm 님이 티켓 T-1001에 메시지를 남겼습니다: “A technician comes at ten”'));
    await bot.waitFor('ana', 'bot', saying('itsm ha escrito en el ticket T-1001: «A technician comes at ten»'));
  });

  it('sees what the user attached, and gets it with a scope of its own', async () => {
    const bytes = Buffer.from('Error 1603\n');
    await bot.say('minji', 'T-1001', 'bot', { files: [await bot.putUp(bytes, 'setup.log')] });
    await bot.waitFor('ana', 'support', cardSaying('setup.log'));
    const { attachments: [file] = [] } = await granted('GET', '/tickets/T-1001');
    assert.deepEqual([file?.name, file?.type, file?.size], ['setup.log', 'text/plain', bytes.length]);
    const path = `/tickets/T-1001/attachments/${file?.id}`;
    assert.match((await problem('GET', path)).detail ?? '', /This needs the scope attachments:read/);

    const archive = await make('archive', 'tickets:read,attachments:read');
    const { body } = await ask('GET', `/v1${path}`, undefined, { token: archive });
    const { content, sha256 } = attachmentContent.parse(body);
    assert.deepEqual([Buffer.from(content, 'base64'), sha256], [bytes, createHash('sha256').update(bytes).digest('hex')]);
    for (const other of ['/tickets/T-1001/attachments/made-up', `/tickets/T-9/attachments/${file?.id}`]) assert.equal((await problem('GET', other, undefined, { token: archive })).status, 404);
  });

  it('answers for the user when staff ask', async () => {
    await bot.press('ana', await bot.waitFor('ana', 'support', offering('ticket/ask')), { verb: 'ticket/ask' }, { question: 'Which floor?' });
    const asked = await granted('GET', '/tickets/T-1001');
    assert.deepEqual([asked.state, asked.question], ['waiting-for-user', 'Which floor?']);
    assert.equal((await granted('POST', '/tickets/T-1001/replies', { text: 'The third' })).state, 'assigned');
    await bot.waitFor('ana', 'bot', saying('«The third»'));
  });

  it('changes the severity, sets another number, resolves and reopens', async () => {
    assert.equal((await granted('PUT', '/tickets/T-1001/severity', { severity: 'B', reason: 'The whole floor' })).severity, 'B');
    assert.equal((await granted('PUT', '/tickets/T-1001/external-number', { externalNumber: 'CHG-77' })).externalNumber, 'CHG-77');
    const resolved = await granted('POST', '/tickets/T-1001/resolution', { text: 'New scanner' }, { key: 'resolved' });
    assert.deepEqual([resolved.state, resolved.open, resolved.resolution], ['resolved', false, 'New scanner']);
    await bot.waitFor('minji', 'bot', saying('New scanner'));
    assert.equal((await granted('POST', '/tickets/T-1001/reopening', { reason: 'Broken again' })).state, 'new');
    const repeated = await granted('POST', '/tickets/T-1001/resolution', { text: 'New scanner' }, { key: 'resolved' });
    assert.equal(repeated.state, 'new', 'what was granted once is not done again');
  });

  it('finds tickets by its own number, as it is now', async () => {
    assert.deepEqual((await listed('externalNumber=chg-77')).tickets.map(({ id }) => id), ['T-1001']);
    assert.deepEqual((await listed('externalNumber=INC0012345')).tickets, []);
  });

  it('follows what changes, page by page, without missing anything', async () => {
    for (const description of ['One', 'Two', 'Three']) await granted('POST', '/tickets', { ...broken, description, externalNumber: undefined });
    const seen: string[] = [];
    let next: string | undefined;
    for (let pages = 0; pages < 4; pages += 1) {
      const page = await listed(`limit=2${next === undefined ? '' : `&after=${next}`}`);
      seen.push(...page.tickets.map(({ id }) => id));
      next = page.next;
    }
    assert.deepEqual([...new Set(seen)].toSorted(), ['T-1001', 'T-1002', 'T-1003', 'T-1004']);
    await bot.advance('PT1M');
    const settled = (await listed(`after=${next}`)).next;
    assert.deepEqual((await listed(`after=${settled}`)).tickets, [], 'what has settled does not come again');
    await granted('POST', '/tickets/T-1002/comments', { text: 'News' });
    assert.deepEqual((await listed(`after=${settled}`)).tickets.map(({ id }) => id), ['T-1002']);
  });

  describe('sees internal notes', () => {
    it('only with the scope for them', async () => {
      const insider = await make('insider', 'tickets:read,tickets:write,internal-notes');
      const note = { text: 'Waiting for the vendor', internal: true };
      assert.equal((await problem('POST', '/tickets/T-1002/comments', note)).status, 403);
      await granted('POST', '/tickets/T-1002/comments', note, { token: insider });
      assert.ok(JSON.stringify(await granted('GET', '/tickets/T-1002', undefined, { token: insider })).includes('vendor'));
      assert.ok(!JSON.stringify(await granted('GET', '/tickets/T-1002')).includes('vendor'));
      assert.ok(!wordsOf(await bot.waitFor('minji', 'bot', cardSaying('T-1002 ·'))).includes('vendor'));
    });
  });

  describe('is refused', () => {
    const wrong: readonly (readonly [what: string, method: string, path: string, body: unknown, status: number, ...fields: readonly string[]])[] = [
      ['a ticket that there is not', 'GET', '/tickets/T-9999', undefined, 404],
      ['a record that is no ticket', 'GET', '/tickets/E-1', undefined, 404],
      ['an address that there is not', 'GET', '/people', undefined, 404],
      ['a method that there is not', 'PUT', '/tickets', {}, 405],
      ['a body that is no JSON', 'POST', '/tickets', '{', 400],
      ['a body that goes on and on', 'POST', '/tickets', { description: 'x'.repeat(70_000) }, 413],
      ['nothing at all', 'POST', '/tickets', {}, 422, 'body.description', 'body.category', 'body.reach', 'body.effect', 'body.affected'],
      ['a category that there is not', 'POST', '/tickets', { ...broken, category: 'cars' }, 422, 'body.category'],
      ['a field that there is not', 'POST', '/tickets', { ...broken, severity: 'A' }, 422, 'body.severity'],
      ['a person whom nobody knows', 'POST', '/tickets', { ...broken, affected: { id: randomUUID() } }, 422, 'body.affected.name'],
      ['a device that there is not', 'POST', '/tickets', { ...broken, device: 'PC-0' }, 422, 'body.device'],
      ['a cursor that is made up', 'GET', '/tickets?after=abc', undefined, 422, 'query.after'],
      ['a page that is too long', 'GET', '/tickets?limit=1000', undefined, 422, 'query.limit'],
      ['a severity without a reason', 'PUT', '/tickets/T-1001/severity', { severity: 'A', reason: ' ' }, 422, 'body.reason'],
    ];
    for (const [what, method, path, body, status, ...fields] of wrong) {
      it(`${what}: ${status}`, async () => {
        const details = await problem(method, path, body);
        assert.deepEqual([details.status, details.errors?.map(({ field }) => field) ?? []], [status, fields]);
      });
    }

    it('what a rule refuses, in its words', async () => {
      await granted('POST', '/tickets/T-1003/resolution', { text: 'Done' });
      const { status, type, detail } = await problem('POST', '/tickets/T-1003/comments', { text: 'More' });
      assert.deepEqual([status, type], [409, 'refusal:ticket-ended']);
      assert.match(detail ?? '', /\w/);
    });

    it('without a token, with a wrong one, or with one that was revoked', async () => {
      for (const by of ['', 'mds_x', `mds_${'A'.repeat(43)}`]) assert.equal((await problem('GET', '/tickets', undefined, { token: by, headers: by ? {} : { authorization: 'Basic eDp5' } })).status, 401);
      const gone = await make('gone', 'tickets:read');
      assert.equal((await ask('GET', '/v1/tickets', undefined, { token: gone })).status, 200);
      assert.equal((await clients('revoke', 'gone')).out, 'gone is shut out\n');
      assert.equal((await problem('GET', '/tickets', undefined, { token: gone })).status, 401);
    });

    it('beyond its scopes, which is audited', async () => {
      const reader = await make('reader', 'tickets:read');
      assert.equal((await problem('POST', '/tickets/T-1001/resolution', { text: 'Mine' }, { token: reader })).status, 403);
      const { out } = await runCommand('bot/audit.ts', env, 'export');
      const lines = out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
      assert.ok(lines.some(({ actor, action, record, detail }) => actor === 'client:reader' && action === 'resolveTicket' && record === 'T-1001' && detail.refused === 'not-allowed'));
      assert.ok(lines.some(({ actor, action, chain }) => actor === 'client:itsm' && action === 'ticket/resolve' && chain === 'T-1001'));
      assert.ok(lines.some(({ action, detail }) => action === 'client/add' && detail.client === 'reader'));
      assert.ok(!out.includes('mds_') && !out.includes(reader.slice(4)));
      assert.equal((await runCommand('bot/audit.ts', env, 'verify')).code, 0);
    });

    it('for a while when it asks too fast', async () => {
      const fast = await make('fast', 'tickets:read');
      const said = await Promise.all(Array.from({ length: 120 }, () => ask('GET', '/v1/tickets/T-1001', undefined, { token: fast })));
      const over = said.filter(({ status }) => status === 429);
      assert.ok(over.length > 0 && said.some(({ status }) => status === 200));
      assert.ok(over.every(({ headers }) => Number(headers.get('retry-after')) >= 1));
    });
  });

  it('is told of the conflict when two requests of one key that differ come at once', async () => {
    for (const key of ['race-1', 'race-2', 'race-3', 'race-4']) {
      const said = await Promise.all(['One', 'Another'].map((description) => ask('POST', '/v1/tickets', { ...broken, description }, { key })));
      assert.deepEqual(said.map(({ status }) => String(status)).toSorted(), ['201', '422'], key);
    }
  });

  it('finds the API described, in schemas that hold for what it answers', async () => {
    const { status, body } = await ask('GET', '/openapi.json', undefined, { token: '' });
    assert.equal(status, 200);
    const document = z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string(), responses: z.record(z.string(), z.looseObject({})) }))) }).parse(body);
    const described = Object.values(document.paths).flatMap((path) => Object.values(path));
    assert.deepEqual(described.map(({ operationId }) => operationId).toSorted(), Object.keys(operations).toSorted());
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const answers = { getTicket: await ask('GET', '/v1/tickets/T-1001'), listTickets: await ask('GET', '/v1/tickets') } as const;
    for (const { operationId, responses } of described) {
      const { status: good } = operations[operationId as OperationName];
      const { content } = z.looseObject({ content: z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) }) }).parse(responses[good]);
      const valid = ajv.compile(content['application/json'].schema);
      if (operationId === 'getTicket' || operationId === 'listTickets') assert.ok(valid(answers[operationId].body), JSON.stringify(valid.errors));
    }
  });

  for (const [line, ...args] of [
    ['The command is missing; add, revoke or list'],
    ['The name is "Big Corp"; lower case, such as service-desk', 'add', 'Big Corp', '--scopes', 'tickets:read'],
    ['--scopes is missing; tickets:read, tickets:write, internal-notes, attachments:read, parted by commas', 'add', 'x'],
    ['--scopes is "tickets:all"; tickets:read, tickets:write, internal-notes, attachments:read, parted by commas', 'add', 'x', '--scopes', 'tickets:all'],
  ] as const) {
    it(`is not let in by a command that cannot be understood: ${args.join(' ')}`, async () => {
      assert.deepEqual(await clients(...args), { code: 2, out: '', err: `${line}\nAll commands and flags: npm run clients -- --help\n` });
    });
  }
});
