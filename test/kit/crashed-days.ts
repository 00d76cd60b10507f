// A day of many hands at once, on which the bot is killed again and again, and everything that must be true of it afterwards.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keyFrom, subKey } from '../../credentials/key.ts';
import { buttonsOf, cardOf, type Shown } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { openStore } from '../../store/open.ts';
import { openPostgres } from '../../store/postgres.ts';
import { openSqlite } from '../../store/sqlite.ts';
import type { LoggedLine, Store } from '../../store/store.ts';
import { chance } from './chance.ts';
import { runBot, type RunningBot } from './process.ts';
import { dialogLines, offering, passwordIn } from './reading.ts';

export interface CrashOptions {
  /** What the bot is started with; the store is where DATABASE_URL says, else in DATA_DIR. PORT is the same every time. */
  readonly env: Readonly<Record<'DATA_DIR' | 'PORT' | 'VAULT_KEY' | 'SUPPORT_CONFIG', string>> & { readonly DATABASE_URL?: string };
  readonly kills: number;
  readonly seed: number;
  /** Told now and then how far it is. */
  readonly note?: (line: string) => void;
}

export interface CrashReport {
  readonly kills: number;
  readonly presses: number;
  readonly acknowledged: number;
  readonly tickets: number;
  readonly elevations: number;
  readonly decided: number;
  readonly reveals: number;
  readonly posts: number;
  /** Copies of cards beyond the one that is kept up to date: posted, and killed before that was written down. */
  readonly copies: number;
  readonly auditLines: number;
}

const users = ['minji', 'luis', 'grace'] as const;
const staff = ['ana', 'ben'] as const;
const approvers = ['chris', 'sora'] as const;
type Person = (typeof users)[number] | (typeof staff)[number] | (typeof approvers)[number];
const batch = 8;
/** Milliseconds of the machine that everything has, at the end, to arrive. */
const patience = 5 * 60_000;

/** Throws an AssertionError when anything acknowledged is lost, decided twice, revealed without its line, not shown or not in the chain. */
export async function liveThroughCrashes({ env, kills, seed, note = () => undefined }: CrashOptions): Promise<CrashReport> {
  const lots = chance(seed);
  const shownAt = new Map<string, number>();
  const made = new Set<string>();
  const revealed: { readonly id: string; readonly by: string }[] = [];
  let presses = 0;
  let acknowledged = 0;
  let bot = await runBot(env);

  const store = await storeOf(env);
  try {
    const welcome = new Map(await Promise.all([...users, ...staff, ...approvers].map(async (person): Promise<[Person, Message]> => [person, await bot.waitFor(person, 'bot', (message) => cardOf(message) !== undefined, 20_000)])));
    const people = (await bot.state('ana')).cast;
    const forms: { readonly user: string; readonly form: Message }[] = [];

    for (let kill = 0; kill < kills; kill += 1) {
      if (forms.length === 0) forms.push(...await openForms(bot));
      let alive = true;
      const crowd = (async () => {
        for (let wave = 0; alive; wave += 1) await Promise.all(await handsOf(kill, wave));
      })();
      await pause(lots.below(1_500));
      alive = false;
      await bot.kill();
      await crowd;
      bot = await runBot(env);
      // A day has only so many hours of access for one person.
      if (kill % batch === batch - 1) await bot.advance('P1D');
      if (kill % 10 === 9) note(`${kill + 1} kills, ${acknowledged} of ${presses} presses acknowledged`);
    }
    return await judged();

    async function handsOf(kill: number, wave: number): Promise<readonly Promise<void>[]> {
      const { tickets, elevations } = await recent();
      return [
        ...(wave === 0 ? [report(forms.shift())] : []),
        ...[...staff, ...staff].map((person) => press(person, 'ticket/claim', lots.pick(tickets))),
        press(lots.pick(staff), 'ticket/ask', lots.pick(tickets), { question: `What now? ${kill}.${wave}` }),
        press(lots.pick(staff), 'ticket/regrade', lots.pick(tickets), { severity: lots.pick(['B', 'C']), reason: `It changed ${kill}.${wave}` }),
        request(lots.pick(tickets), kill + wave),
        ...approvers.flatMap((person) => elevations.slice(-3).map((id) => lots.below(3) === 0
          ? press(person, 'elevation/deny', id, { reason: 'Not now' }) : press(person, 'elevation/approve', id, { note: '' }))),
        ...elevations.map((id) => reveal(id)),
        ...elevations.slice(0, 2).map((id) => press('ana', 'elevation/done', id, { actionsTaken: `Did it ${kill}.${wave}` })),
      ];
    }

    async function openForms(now: RunningBot): Promise<typeof forms> {
      const had = new Set((await Promise.all(users.map((user) => now.messages(user)))).flat().map(({ id }) => id));
      for (const user of users) for (let n = 0; n < batch; n += 1) await now.say(user, 'report');
      const found: typeof forms = [];
      for (const until = Date.now() + 60_000; found.length < users.length * batch && Date.now() < until; await pause(200)) {
        found.length = 0;
        for (const user of users) found.push(...(await now.messages(user)).filter((one) => !had.has(one.id) && offering('report')(one)).map((form) => ({ user, form })));
      }
      return found.toSorted((one, other) => one.form.id.localeCompare(other.form.id));
    }

    /** Those that the crowd works on: some new, and some that had time to get further. */
    async function recent(): Promise<{ tickets: [string, ...string[]]; elevations: string[] }> {
      const tickets = (await store.queue({ limit: 6 })).map(({ id }) => id);
      const mine = await store.requestsOf(personOf('ana'), { kinds: ['elevation'], open: true, limit: 6 });
      return { tickets: [tickets[0] ?? 'T-1001', ...tickets.slice(1)], elevations: mine.map(({ id }) => id).toSorted() };
    }

    function personOf(key: string): string {
      return people.people.find((person) => person.key === key)?.id ?? '';
    }

    /** What was answered, if anybody was left to answer. */
    async function answer(ask: () => Promise<Shown>): Promise<Shown | undefined> {
      presses += 1;
      const shown = await ask().catch(() => undefined);
      if (shown && shown.kind !== 'error' && shown.kind !== 'none') acknowledged += 1;
      return shown?.kind === 'error' ? undefined : shown;
    }

    async function report(one: (typeof forms)[number] | undefined): Promise<void> {
      if (!one) return;
      await answer(() => bot.press(one.user, one.form, { verb: 'report' }, { description: `Killed while I wrote ${presses}`, category: 'windows', reach: 'one', effect: 'minor', device: 'none' }));
    }

    async function press(person: Person, verb: string, id: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
      const shown = await answer(() => bot.press(person, opener(person), { action: { type: 'Action.Execute', verb, data: { id } } }, inputs));
      // Whoever was shown a version will find it, or a newer one, whatever happens.
      if (shown?.kind === 'card') shownAt.set(id, Math.max(shownAt.get(id) ?? 0, versionIn(shown.card, id) ?? 0));
    }

    async function request(ticket: string, round: number): Promise<void> {
      const device = people.devices.filter(({ ring }) => ring !== 'Test')[round % 6];
      const card = { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', title: 'Send', data: { form: 'elevation', draft: randomUUID() } }] } as const;
      const shown = await answer(() => bot.submit('ana', { kind: 'dialog', title: '', content: { card }, opener: opener('ana') }, {
        ticket, device: device?.id, category: 'windows', title: 'Repair', plan: 'Repair it', actions: 'device-manager', minutes: '30', justification: '',
      }));
      const id = shown?.kind === 'message' ? /E-\d+/.exec(shown.text)?.[0] : undefined;
      if (id !== undefined) made.add(id);
    }

    async function reveal(id: string): Promise<void> {
      const shown = await answer(() => bot.press('ana', opener('ana'), { action: { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, verb: 'elevation/reveal', id } } }));
      const lines = shown && await dialogLines(bot, 'ana', shown).catch(() => undefined);
      if (lines && passwordIn(lines) !== undefined) revealed.push({ id, by: personOf('ana') });
    }

    function opener(person: Person): Message {
      const message = welcome.get(person);
      assert.ok(message);
      return message;
    }

    async function judged(): Promise<CrashReport> {
      await settled();
      const lines: LoggedLine[] = [];
      for await (const line of store.lines({})) lines.push(line);
      const accepted = (record: string, ...actions: readonly string[]) => lines.filter((line) => line.chain === record && actions.includes(line.action));
      const records = [...Map.groupBy(lines.filter(({ chain }) => /^[TE]-\d+$/.test(chain)), ({ chain }) => chain).keys()];

      for (const id of made) assert.ok(records.includes(id), `${id} was acknowledged and is lost`);
      for (const [id, version] of shownAt) assert.ok(accepted(id, ...lines.map(({ action }) => action)).length >= version, `${id} was shown at version ${version} and has fewer`);
      let decided = 0;
      for (const id of records.filter((one) => one.startsWith('E-'))) {
        const decisions = accepted(id, 'elevation/approve', 'elevation/deny');
        assert.ok(decisions.length <= 1, `${id} was decided ${decisions.length} times`);
        decided += decisions.length;
        for (const action of ['elevation/done', 'elevation/rotated', 'elevation/rotation-requested']) assert.ok(accepted(id, action).length <= 1, `${id}: ${action} more than once`);
      }
      for (const id of records.filter((one) => one.startsWith('T-'))) assert.equal(accepted(id, 'ticket/report').length, 1, id);
      for (const [id, shown] of Map.groupBy(revealed, (one) => one.id)) {
        for (const action of ['elevation/reveal', 'elevation/revealed']) {
          const audited = accepted(id, action).length;
          assert.ok(audited >= shown.length, `${id} was shown ${shown.length} times and ${action} audited ${audited} times`);
        }
      }
      const reports = lines.filter(({ action }) => action === 'ticket/report');
      assert.equal(new Set(reports.map(({ chain }) => chain)).size, reports.length);
      const verdict = await store.verify();
      assert.equal(verdict.kind, 'intact', JSON.stringify(verdict));
      const { posts, copies } = await shownEverywhere(records);
      assert.deepEqual(await store.dead(9), []);
      return {
        kills, presses, acknowledged, tickets: reports.length, elevations: records.filter((one) => one.startsWith('E-')).length, decided, reveals: revealed.length,
        posts, copies, auditLines: lines.length,
      };
    }

    async function settled(): Promise<void> {
      for (const until = Date.now() + patience; ; await pause(250)) {
        const { oldestDueSeconds } = await (await fetch(`${bot.origin}/readyz`)).json() as { oldestDueSeconds: number };
        if (oldestDueSeconds === 0) return;
        assert.ok(Date.now() < until, `something waits for ${oldestDueSeconds} s`);
      }
    }

    /** Each record hangs wherever it was to hang, at its newest version. */
    async function shownEverywhere(records: readonly string[]): Promise<{ readonly posts: number; readonly copies: number }> {
      const chats = new Map<string, readonly Message[]>();
      for (const [person, chat] of [['ana', 'support'], ['chris', 'escalation'], ...[...users, ...staff, ...approvers].map((key) => [key, 'bot'])] as const) {
        for (const message of await bot.messages(person ?? '', chat)) chats.set(message.chat, [...chats.get(message.chat) ?? [], message]);
      }
      let posts = 0;
      let copies = 0;
      for (const id of records) {
        const record = await store.get(id.startsWith('T-') ? 'ticket' : 'elevation', id);
        assert.ok(record, id);
        const hung = await store.posts(id);
        assert.ok(hung.length >= 2, `${id} hangs in ${hung.length} places`);
        for (const post of hung) {
          assert.equal(post.version, record.version, `${id} at ${post.target}`);
          const messages = chats.get(post.conversation) ?? [];
          const message = messages.find((one) => one.id === post.activity);
          assert.ok(message, `${id} at ${post.target} is not in the chat`);
          assert.equal(versionIn(cardOf(message), id) ?? record.version, record.version, `${id} at ${post.target}`);
          posts += 1;
          copies += messages.filter((one) => one !== message && versionIn(cardOf(one), id) !== undefined).length;
        }
      }
      return { posts, copies };
    }
  } finally {
    await bot.stop();
    await store.close();
  }
}

async function storeOf({ DATABASE_URL: url, DATA_DIR: folder, VAULT_KEY: key }: CrashOptions['env']): Promise<Store> {
  const driver = url === undefined ? openSqlite(join(folder, 'support.sqlite')) : await openPostgres(url);
  return openStore({ driver, auditKey: subKey(keyFrom(key), 'audit').export() });
}

/** The version that the buttons of this record's card carry; undefined when it has none. */
function versionIn(card: unknown, id: string): number | undefined {
  const versions = buttonsOf(card).flatMap(({ data }) => (typeof data === 'object' && data !== null && 'id' in data && data.id === id && 'version' in data ? [Number(data.version)] : []));
  return versions.length === 0 ? undefined : Math.max(...versions);
}
