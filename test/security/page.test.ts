// The reveal page over HTTP: whoever asks for a password must have pressed in Teams, be signed in there, and ask once; and the page itself gives nothing away.
import assert from 'node:assert/strict';
import * as z from 'zod';
import { openConnectedTown, pageApp, publicUrl, type ConnectedTown, type Who } from '../kit/connected-town.ts';

const passwordLike = /(?<![\w-])(\w{4}-){3}\w{4}(?![\w-])/;
const opened = z.object({ task: z.object({ type: z.literal('continue'), value: z.strictObject({ title: z.string(), url: z.url(), fallbackUrl: z.url(), height: z.literal('large'), width: z.literal('medium') }) }) });

describe('the reveal page', function () {
  this.timeout(30_000);
  let town: ConnectedTown;
  before(async () => {
    town = await openConnectedTown({ pages: true });
    const done = async (activity: unknown) => assert.equal((await town.post(activity)).status, 200);
    const device = '3e21030c-dc41-41aa-af22-5b8513fb0878';
    await done(town.form('minji', { form: 'report', draft: 'draft-of-minji', description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device }));
    await done(town.invoke('ana', 'task/submit', { data: {
      form: 'elevation', draft: 'draft-of-ana', ticket: 'T-1001', device, category: 'windows', title: 'Reinstall the driver', plan: 'Remove it and install it again',
      actions: 'device-manager', justification: '', minutes: '60',
    } }));
    await done(town.press('chris', 'elevation/approve', { id: 'E-1', version: 1, note: '' }, 'escalation'));
    await town.app.idle();
  });
  after(() => town.close());

  const signedIn = (who: Who, other: object = {}) => ({ authorization: `Bearer ${town.keys.sign(town.pageClaims(who, other))}` });

  /** A press on the card; gives what the page finds in its address. */
  async function press(who: Who, id = 'E-1') {
    const { body, text } = await town.post(town.invoke(who, 'task/fetch', { data: { verb: 'elevation/reveal', id }, context: { theme: 'default' } }));
    assert.doesNotMatch(text, passwordLike);
    const { value } = opened.parse(body).task;
    const { origin, pathname, search, hash } = new URL(value.url);
    const [shownId = '', pass = ''] = hash.slice(1).split('.');
    return { value, origin, pathname, search, asked: { id: shownId, pass, language: pathname.split('/').at(-1) ?? '' } };
  }

  async function ask(body: unknown, headers: Readonly<Record<string, string>> = signedIn('ana')) {
    const response = await fetch(`${town.origin}/api/reveal`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, shows: passwordLike.test(text) };
  }

  describe('at a press', () => {
    it('is opened under the public address in the reader\'s language, with nothing that is worth anything alone', async () => {
      const { value, origin, pathname, search, asked } = await press('ana');
      assert.deepEqual([origin, pathname, search, asked.id], [publicUrl, '/web/reveal/es', '', 'E-1']);
      assert.deepEqual([value.title, value.fallbackUrl], ['Contraseña de administrador', `${publicUrl}/web/reveal/es`]);
      assert.notEqual((await press('ana')).asked.pass, asked.pass);
    });

    it('shows the password to the requester, spelled in the reader\'s language, in an answer that nobody keeps', async () => {
      const { status, headers, text, shows } = await ask((await press('ana')).asked);
      assert.deepEqual([status, shows, headers.get('cache-control'), headers.get('content-type')], [200, true, 'no-store', 'application/json']);
      assert.match(text, /"kind":"shown","device":"MD-SEL-0142","account":"\.\\\\mds-admin".* (mayúscula|minúscula) de /);
    });

    it('shows it once: a reload, or whoever is second, is sent back to the card', async () => {
      const { asked } = await press('ana');
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(asked)));
      assert.equal(answers.filter(({ shows }) => shows).length, 1);
      assert.match((await ask(asked)).text, /"kind":"message","text":".*«Mostrar contraseña»/);
    });
  });

  describe('shows nothing', () => {
    const attempts: readonly (readonly [what: string, attempt: () => ReturnType<typeof ask>])[] = [
      ['to another, who has the press but not the sign-in', async () => ask((await press('ana')).asked, signedIn('chris'))],
      ['to another, who has the sign-in but not the press', async () => ask((await press('chris')).asked)],
      ['without a press', async () => ask({ id: 'E-1', pass: '9023e033-16f5-46d5-9494-c3e5f545118d', language: 'es' })],
      ['for the press on another request', async () => ask({ ...(await press('ana', 'E-2')).asked, id: 'E-1' })],
      ['of another request than was pressed', async () => ask({ ...(await press('ana')).asked, id: 'E-2' })],
      ['to an approver who pressed and signed in', async () => ask((await press('chris')).asked, signedIn('chris'))],
      ['to a stranger of the tenant', async () => ask((await press('ana')).asked, signedIn({ id: '7d1b1f0a-52c5-4c4e-9f0f-1f6a3c1f6f55' }))],
    ];
    for (const [what, attempt] of attempts) {
      it(`${what}, says so, and writes it down`, async () => {
        const before = town.refusals();
        const { status, text, shows } = await attempt();
        assert.deepEqual([status, shows], [200, false]);
        assert.match(text, /^\{"kind":"message","text":/);
        assert.equal(town.refusals(), before + 1);
      });
    }

    const strangers: readonly (readonly [what: string, headers: () => Readonly<Record<string, string>>])[] = [
      ['no token', () => ({})],
      ['a token of the Bot Connector', () => ({ authorization: `Bearer ${town.keys.sign(town.claims())}` })],
      ['a token for the bot', () => signedIn('ana', { aud: town.appId })],
      ['a token of another tenant', () => signedIn('ana', { tid: pageApp })],
      ['a token through another app', () => signedIn('ana', { azp: pageApp })],
      ['a token that has ended', () => signedIn('ana', { exp: Math.floor(Date.now() / 1000) - 120 })],
    ];
    for (const [what, headers] of strangers) {
      it(`to ${what}: 401 without a word or a trace`, async () => {
        const { asked } = await press('ana');
        const before = [town.digest(), town.refusals()];
        const { status, text } = await ask(asked, headers());
        assert.deepEqual([status, text], [401, '{"error":"refused"}']);
        assert.deepEqual([town.digest(), town.refusals()], before);
      });
    }

    it('to a flood of strangers, which is logged in a line a minute for each reason', async () => {
      const lines = town.log.length;
      await Promise.all(Array.from({ length: 200 }, () => ask({}, {})));
      assert.ok(town.log.length <= lines + 1, `${town.log.length - lines} lines`);
    });

    const garbled: readonly (readonly [what: string, status: number, body: unknown, headers?: Readonly<Record<string, string>>])[] = [
      ['an empty object', 400, {}],
      ['broken JSON', 400, '{"id":'],
      ['more than is asked', 400, { id: 'E-1', pass: 'x', language: 'es', person: 'ana' }],
      ['a language that nobody speaks here', 400, { id: 'E-1', pass: 'x', language: 'xx' }],
      ['objects for words', 400, { id: { $ne: '' }, pass: ['x'], language: 'es' }],
      ['a form', 415, 'id=E-1', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['more than a few words', 413, { id: 'E-1', pass: 'x'.repeat(5000), language: 'es' }],
    ];
    for (const [what, status, body, headers] of garbled) {
      it(`for ${what}: ${status}`, async () => assert.equal((await ask(body, { ...signedIn('ana'), ...headers })).status, status));
    }

    it('to anybody while the keys of Entra ID cannot be had: 503, and no more is told', async () => {
      const blind = await openConnectedTown({ pages: true });
      try {
        blind.keys.mood = 'down';
        const response = await fetch(`${blind.origin}/api/reveal`, { method: 'POST', headers: { authorization: `Bearer ${blind.keys.sign(blind.pageClaims('ana'))}` } });
        assert.deepEqual([response.status, await response.text()], [503, '{"error":"refused"}']);
      } finally {
        await blind.close();
      }
    });
  });

  describe('as a file', () => {
    const get = (path: string, headers: Readonly<Record<string, string>> = {}) => fetch(`${town.origin}${path}`, { headers });

    it('may be framed by Teams alone, asks nobody but us, runs no script of others, and is kept nowhere', async () => {
      const { headers, status } = await get('/web/reveal/ko');
      assert.equal(status, 200);
      assert.deepEqual(Object.fromEntries([
        'content-type', 'cache-control', 'content-security-policy', 'x-content-type-options', 'referrer-policy', 'strict-transport-security', 'cross-origin-resource-policy', 'server',
      ].map((name) => [name, headers.get(name)])), {
        'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
          + "frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft; base-uri 'none'; form-action 'none'",
        'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'strict-transport-security': 'max-age=31536000', 'cross-origin-resource-policy': 'same-origin',
        'server': null,
      });
      assert.match(headers.get('permissions-policy') ?? '', /^clipboard-write=\(self\), clipboard-read=\(\)/);
    });

    it('has neither script nor style inside, and no address but our own', async () => {
      for (const language of ['en', 'ko', 'es']) {
        const text = await (await get(`/web/reveal/${language}`)).text();
        assert.doesNotMatch(text, /<script(?![^>]* src="\/web\/)|<style| style=| on\w+=|https?:\/\/|\{\w+\}(?<!\{(at|seconds)\})/);
        assert.ok(text.includes(`<html lang="${language}">`));
      }
    });

    it('has its parts, which browsers may keep as long as they are the same', async () => {
      for (const [path, type] of [['/web/reveal.js', 'text/javascript'], ['/web/look.css', 'text/css']] as const) {
        const first = await get(path);
        const etag = first.headers.get('etag') ?? '';
        assert.deepEqual([first.status, first.headers.get('content-type')], [200, `${type}; charset=utf-8`]);
        assert.equal((await get(path, { 'if-none-match': etag })).status, 304);
      }
    });

    for (const path of ['/web/', '/web/../package.json', '/web/%2e%2e/package.json', '/web/..%2fpackage.json', '/web/main.ts', '/web/reveal/page.html', '/web/reveal/constructor', '/web/reveal/fr']) {
      it(`is not at ${path}, nor is anything else`, async () => {
        const { status } = await get(path);
        assert.equal(status, 404);
      });
    }
  });

  it('is not there where none is set up: the card stays', async () => {
    const plain = await openConnectedTown();
    try {
      assert.equal((await fetch(`${plain.origin}/web/reveal/en`)).status, 404);
      assert.equal((await fetch(`${plain.origin}/api/reveal`, { method: 'POST' })).status, 404);
    } finally {
      await plain.close();
    }
  });
});
