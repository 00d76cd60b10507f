// The local Teams as a whole: what it remembers, what it tells live, how its clock moves and whom it lets in.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { cast } from '../../local/cast.ts';
import type { Happening, Refused } from '../../local/wire.ts';
import { card, cardMessage, openStage, type Stage } from './scripted-bot.ts';

describe('the local Teams', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const until = async (fits: () => boolean): Promise<void> => {
    for (let turn = 0; !fits(); turn += 1) {
      assert.ok(turn < 400, 'this did not come to be within four seconds');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  it('installs the app once, for every person and in the team, across restarts', async () => {
    const all = (cast.people.length + 1) * 2;
    // One that was under way when the bot stopped arrives again, under its id.
    const installs = () => [...new Map(stage.installs.map((one) => [one.id, one])).values()];
    await until(() => installs().length === all);
    await stage.reopen();
    await stage.client.say('grace', 'hello');
    assert.equal(installs().length, all);
    const { id: chat } = await stage.client.chat('minji');
    const minji = installs().filter(({ conversation }) => conversation.id === chat);
    assert.deepEqual(minji.map(({ type, action, membersAdded, locale }) => ({ type, action, membersAdded, locale })), [
      { type: 'conversationUpdate', action: undefined, membersAdded: [{ id: cast.bot.id }], locale: undefined },
      { type: 'installationUpdate', action: 'add', membersAdded: undefined, locale: 'ko-KR' },
    ]);
    const inTeam = installs().filter(({ conversation }) => conversation.conversationType === 'channel');
    assert.deepEqual(inTeam.map(({ channelData }) => channelData.team?.id), [cast.team.id, cast.team.id]);
  });

  it('repeats an install until the bot takes it, also at the next start, and lets people speak meanwhile', async () => {
    let takes = false;
    const taken = new Set<string>();
    await stage.close();
    stage = await openStage(({ id }) => {
      if (takes) taken.add(id);
      return { status: takes ? 200 : 503 };
    });
    assert.equal((await stage.client.say('grace', 'hello')).delivered, true);
    await stage.reopen();
    takes = true;
    await until(() => taken.size === (cast.people.length + 1) * 2);
  });

  it('keeps chats, unread marks and the order of ids over a restart', async () => {
    const { id: chat } = await stage.client.chat('grace');
    const first = await stage.post(chat, cardMessage(card({ type: 'TextBlock', text: 'one' })));
    await stage.client.say('grace', 'two');
    const third = await stage.post(chat, { type: 'message', text: 'three' });
    const before = await stage.client.messages('grace');
    await stage.reopen();
    assert.deepEqual(await stage.client.messages('grace'), before);
    assert.equal((await stage.client.chat('grace')).unread, 1);
    const fourth = await stage.post(chat, { type: 'message', text: 'four' });
    assert.ok(first < third && third < fourth);
  });

  it('delivers again at the next start what was cut off, under the same id', async () => {
    let cut: (() => void) | undefined;
    stage.answer(() => new Promise((resolve) => {
      cut = () => resolve({ status: 200 });
    }));
    const saying = stage.client.say('grace', 'do not lose this').catch(() => undefined);
    await until(() => stage.received.length === 1);
    await stage.reopen();
    await until(() => stage.received.length === 2);
    assert.deepEqual(stage.received[1], stage.received[0]);
    cut?.();
    await saying;
    stage.answer(() => ({ status: 200 }));
    await stage.client.say('grace', 'next');
    await stage.reopen();
    await stage.client.say('grace', 'last');
    assert.deepEqual(stage.received.map(({ text }) => text), ['do not lose this', 'do not lose this', 'next', 'last']);
  });

  it('tells live what people see, and of the chats of others only how much is unread', async () => {
    const grace = await watch(stage, 'grace');
    const ben = await watch(stage, 'ben');
    const { id: chat } = await stage.client.chat('grace');
    await stage.connector('POST', `v3/conversations/${encodeURIComponent(chat)}/activities`, { type: 'typing' });
    const id = await stage.post(chat, { type: 'message', text: 'one' });
    await stage.connector('PUT', `v3/conversations/${encodeURIComponent(chat)}/activities/${id}`, { type: 'message', text: 'two' });
    await stage.connector('DELETE', `v3/conversations/${encodeURIComponent(chat)}/activities/${id}`);
    await stage.client.advance('PT1H');
    await until(() => grace.heard.length >= 9 && ben.heard.length >= 3);
    assert.deepEqual(grace.heard.map((happening) => ('message' in happening && typeof happening.message === 'object' ? [happening.type, happening.message.text]
      : 'unread' in happening ? [happening.type, happening.unread] : [happening.type])), [
      ['typing'], ['message', 'one'], ['unread', 1], ['waiting', 1], ['updated', 'two'], ['deleted'], ['unread', 0], ['waiting', 0], ['clock'],
    ]);
    const toBen = [{ type: 'waiting', person: 'grace', unread: 1 }, { type: 'waiting', person: 'grace', unread: 0 }];
    assert.deepEqual(ben.heard.filter(({ type }) => type !== 'clock'), toBen);
    assert.equal(ben.heard.length, toBen.length + 1);
    grace.close();
    ben.close();
  });

  it('lets a test wait for what a person comes to see, and says what is there instead', async () => {
    const { id: chat } = await stage.client.chat('grace');
    const waiting = stage.client.waitFor('grace', 'bot', ({ text }) => text === 'ready');
    await stage.post(chat, { type: 'message', text: 'soon' });
    await stage.post(chat, { type: 'message', text: 'ready' });
    assert.equal((await waiting).text, 'ready');
    await assert.rejects(stage.client.waitFor('grace', 'bot', ({ text }) => text === 'never', 30), /waited 30 ms[\s\S]*- soon\n- ready/);
  });

  it('moves the clock by an ISO 8601 duration, and stamps messages by it', async () => {
    const before = Date.now();
    const now = await stage.client.advance('PT2H');
    assert.ok(now >= before + 7_200_000 && now < before + 7_205_000);
    const { message } = await stage.client.say('grace', 'later');
    assert.ok(Date.parse(message.at) >= now);
    for (const wrong of ['2h', '-PT1H', 'PT0S', 'P1M', 'P400D', '']) {
      const answer = await stage.raw('POST', '/local/clock', { body: JSON.stringify({ advance: wrong }) });
      const { error }: Refused = JSON.parse(await answer.text());
      assert.equal(answer.status, 400);
      assert.ok(error.message.startsWith(`advance: ${JSON.stringify(wrong)} is not allowed; an ISO 8601 duration`), error.message);
    }
    assert.ok(stage.clock.offset < 7_205_000);
  });

  it('serves the page with a strict policy, its script, its styles and a Korean font', async function () {
    this.timeout(20_000);
    const page = await stage.raw('GET', '/local');
    assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'; style-src 'self'/);
    const parts = [...(await page.text()).matchAll(/(?:href|src)="(\/local\/[^"]+)"/g)].map(([, path]) => path ?? '');
    assert.ok(parts.length >= 2);
    for (const path of parts) {
      const part = await stage.raw('GET', path);
      assert.equal(part.status, 200, path);
      const again = await stage.raw('GET', path, { headers: { 'If-None-Match': part.headers.get('etag') ?? '' } });
      assert.equal(again.status, 304, path);
    }
    const korean = await (await stage.raw('GET', '/local/assets/fonts/korean.css')).text();
    const [, file] = /url\(\.\/(files\/[\w.-]+\.woff2)\)/.exec(korean) ?? [];
    assert.equal((await stage.raw('GET', `/local/assets/fonts/${file}`)).headers.get('content-type'), 'font/woff2');
    assert.equal((await stage.raw('GET', '/local/assets/../teams.ts')).status, 404);
    assert.equal((await stage.raw('GET', '/local/assets/fonts/files/..%2Fpackage.json')).status, 404);
  });

  const strangers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a host name that only points here', { Host: 'rebound.example' }],
    ['a page from elsewhere', { Origin: 'https://elsewhere.example' }],
    ['a page of another server on this machine', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an origin of its own', { Origin: 'null' }],
  ];
  for (const [who, headers] of strangers) {
    it(`turns away ${who}`, async () => {
      assert.equal(await statusOf(`${stage.origin}/local/api/state?as=grace`, headers), 403);
    });
  }

  it('lets in its own page under every name of this machine', async () => {
    const { port } = new URL(stage.origin);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      assert.equal(await statusOf(`${stage.origin}/local/api/state?as=grace`, { Host: host, Origin: `http://${host}` }), 200);
    }
  });

  const wrong: readonly (readonly [string, string, string | undefined, number, RegExp])[] = [
    ['GET', 'api/state?as=nobody', undefined, 404, /allowed are minji, luis/],
    ['GET', 'api/nothing', undefined, 404, /nothing at this path/],
    ['PUT', 'api/press', '{}', 405, /PUT is not among POST/],
    ['POST', 'api/press', '{"as":', 400, /not JSON/],
    ['POST', 'api/press', '{"as":"grace","chat":"bot","message":"1","action":{"type":"Action.OpenUrl"}}', 400, /action\.type/],
    ['POST', 'api/chats/bot/messages', '{"as":"grace","text":" "}', 400, /text/],
    ['POST', 'api/chats/bot/messages', `{"as":"grace","text":"${'x'.repeat(2_100_000)}"}`, 413, /bytes/],
    ['GET', 'api/chats/%E0%A4%A/messages', undefined, 400, /encoded/],
  ];
  for (const [method, path, body, status, message] of wrong) {
    it(`answers ${method} ${path} ${body?.slice(0, 40) ?? ''} with ${status} and why`, async () => {
      const answer = await stage.raw(method, `/local/${path}`, body === undefined ? {} : { body });
      const { error }: Refused = JSON.parse(await answer.text());
      assert.equal(answer.status, status);
      assert.match(error.message, message);
    });
  }
});

async function watch(stage: Stage, person: string): Promise<{ readonly heard: readonly Happening[]; close(): void }> {
  const ending = new AbortController();
  const heard: Happening[] = [];
  const response = await stage.raw('GET', `/local/api/events?as=${person}`, { signal: ending.signal });
  const listen = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      heard.push(...events.filter((event) => event.startsWith('data: ')).map((event): Happening => JSON.parse(event.slice(6))));
    }
  };
  listen().catch(() => undefined);
  return { heard, close: () => ending.abort() };
}

function statusOf(address: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(address, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject).end();
  });
}
