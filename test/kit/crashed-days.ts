// A day of many hands at once, on which bots are killed again and again at any moment.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { cardOf, type Shown } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { judge, nothingYet, storeOf, versionIn, type Aftermath } from './aftermath.ts';
import { chance } from './chance.ts';
import { openFleet, type FleetEnv } from './fleet.ts';
import { dialogLines, offering, passwordIn } from './reading.ts';

export interface CrashOptions {
  readonly env: FleetEnv;
  /** How many bots share the store; SQLite takes one. */
  readonly bots: number;
  /** Moments at which somebody is killed: one of the bots, or all of them. */
  readonly kills: number;
  readonly seed: number;
  /** Told now and then how far it is. */
  readonly note?: (line: string) => void;
}

export interface CrashReport extends Aftermath {
  readonly bots: number;
  readonly kills: number;
  readonly presses: number;
  readonly acknowledged: number;
}

const users = ['minji', 'luis', 'grace'] as const;
const staff = ['ana', 'ben'] as const;
const approvers = ['chris', 'sora'] as const;
type Person = (typeof users)[number] | (typeof staff)[number] | (typeof approvers)[number];
const batch = 8;
/** Milliseconds. */
const longestBetween = 1_500;
const longestAlone = 800;
/** A crowd that presses as fast as it is answered makes more news in a quarter of an hour than Teams takes in two. */
const aLook = 400;

/** Throws as `judge` does. */
export async function liveThroughCrashes({ env, bots, kills, seed, note = () => undefined }: CrashOptions): Promise<CrashReport> {
  const lots = chance(seed);
  const known = nothingYet();
  let presses = 0;
  let acknowledged = 0;
  const fleet = await openFleet(bots, env);
  const store = await storeOf(env);
  try {
    const everyone = [...users, ...staff, ...approvers];
    const welcome = new Map(await Promise.all(everyone.map(async (person): Promise<[Person, Message]> =>
      [person, await fleet.waitFor(person, 'bot', (message) => cardOf(message) !== undefined, 30_000)])));
    const people = (await fleet.state('ana')).cast;
    const forms: { readonly user: string; readonly form: Message }[] = [];

    for (let kill = 0; kill < kills; kill += 1) {
      if (forms.length === 0) forms.push(...await openForms());
      let alive = true;
      const crowd = (async () => {
        for (let wave = 0; alive; wave += 1) {
          await Promise.all(await handsOf(kill, wave));
          await pause(aLook);
        }
      })();
      await pause(lots.below(longestBetween));
      // One of them, or all at once.
      const struck = lots.below(bots === 1 ? 1 : bots + 1);
      if (struck < bots && bots > 1) {
        await fleet.kill(struck);
        await pause(lots.below(longestAlone));
        alive = false;
      } else {
        alive = false;
        await fleet.kill(...Array.from({ length: bots }, (_, at) => at));
      }
      await crowd;
      await fleet.start();
      // A day has only so many hours of access for one person.
      if (kill % batch === batch - 1) await fleet.advance('P1D');
      if (kill % 10 === 9) note(`${kill + 1} kills, ${acknowledged} of ${presses} presses acknowledged`);
    }
    return { bots, kills, presses, acknowledged, ...await judge(store, fleet, known) };

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

    async function openForms(): Promise<typeof forms> {
      const had = new Set((await Promise.all(users.map((user) => fleet.messages(user)))).flat().map(({ id }) => id));
      for (const user of users) for (let n = 0; n < batch; n += 1) await fleet.say(user, 'report');
      const found: typeof forms = [];
      for (const until = Date.now() + 60_000; found.length < users.length * batch && Date.now() < until; await pause(200)) {
        found.length = 0;
        for (const user of users) found.push(...(await fleet.messages(user)).filter((one) => !had.has(one.id) && offering('report')(one)).map((form) => ({ user, form })));
      }
      assert.ok(found.length > 0, 'no form came within a minute');
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
      const description = `Killed while I wrote ${presses}`;
      const shown = await answer(() => fleet.press(one.user, one.form, { verb: 'report' }, { description, category: 'windows', reach: 'one', effect: 'minor', device: 'none' }));
      if (shown?.kind === 'sent') known.reported.add(description);
    }

    async function press(person: Person, verb: string, id: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
      const shown = await answer(() => fleet.press(person, opener(person), { action: { type: 'Action.Execute', verb, data: { id } } }, inputs));
      // Whoever was shown a version will find it, or a newer one, whatever happens.
      if (shown?.kind === 'card') known.shownAt.set(id, Math.max(known.shownAt.get(id) ?? 0, versionIn(shown.card, id) ?? 0));
    }

    async function request(ticket: string, round: number): Promise<void> {
      const device = people.devices.filter(({ ring }) => ring !== 'Test')[round % 6];
      const card = { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', title: 'Send', data: { form: 'elevation', draft: randomUUID() } }] } as const;
      const shown = await answer(() => fleet.submit('ana', { kind: 'dialog', title: '', content: { card }, opener: opener('ana') }, {
        ticket, device: device?.id, category: 'windows', title: 'Repair', plan: 'Repair it', actions: 'device-manager', minutes: '30', justification: '',
      }));
      const id = shown?.kind === 'message' ? /E-\d+/.exec(shown.text)?.[0] : undefined;
      if (id !== undefined) known.made.add(id);
    }

    async function reveal(id: string): Promise<void> {
      const shown = await answer(() => fleet.press('ana', opener('ana'), { action: { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, verb: 'elevation/reveal', id } } }));
      const lines = shown && await dialogLines(fleet, 'ana', shown).catch(() => undefined);
      if (lines && passwordIn(lines) !== undefined) known.revealed.push(id);
    }

    function opener(person: Person): Message {
      const message = welcome.get(person);
      assert.ok(message);
      return message;
    }
  } finally {
    await fleet.stop();
    await store.close();
  }
}
