// A day on which the bot dies at one of its writes, is started again, and dies again, while people press until they are answered.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { cardOf, type Shown } from '../../local/client.ts';
import type { Message } from '../../local/wire.ts';
import { judge, nothingYet, storeOf, versionIn, type Aftermath } from './aftermath.ts';
import { openFleet, type FleetEnv } from './fleet.ts';
import type { Death } from './mortal.ts';
import { dialogLines, offering, passwordIn } from './reading.ts';

/** Before, or after, the write with the number `first`, and in each life after that the one with the number `every`. */
export interface Mortality {
  readonly first: number;
  readonly every: number;
  readonly when: Death['when'];
}

export interface MortalDay extends Aftermath {
  readonly deaths: number;
}

/** Longer than a lease, in milliseconds: by the time the bot is back, nobody waits for what it had begun. */
const away = 31_000;
/** Milliseconds that somebody presses again and again. */
const patience = 60_000;
const device = 'MD-SEL-0142';

/** Of several bots, the first begins with `first`, the others with `every`. Throws as `judge` does, and when the day does not end as it should. */
export async function liveMortally(env: FleetEnv, bots: number, { first, every, when }: Mortality): Promise<MortalDay> {
  const known = nothingYet();
  const fleet = await openFleet(bots, env, Array.from({ length: bots }, (_, at) => ({ at: at === 0 ? first : every, when })));
  const welcome = new Map<string, Message>();
  let over = false;
  let deaths = 0;
  const reviving = (async () => {
    for (;;) {
      await fleet.dead();
      if (over) return;
      deaths += 1;
      await fleet.pass(away);
      await fleet.start({ at: every, when });
    }
  })();
  const store = await storeOf(env);
  /** Presses until somebody answers. */
  const until = (ask: () => Promise<Shown>): Promise<Shown> => again(async () => {
    const shown = await ask();
    return shown.kind === 'error' || shown.kind === 'none' ? undefined : shown;
  });
  try {
    for (const person of ['grace', 'ana', 'ben', 'chris', 'dana', 'omar']) welcome.set(person, await fleet.waitFor(person, 'bot', (message) => cardOf(message) !== undefined, patience));
    const wanted = (await fleet.state('ana')).cast.devices.find(({ name }) => name === device);

    const form = await formOf('grace');
    known.reported.add('No sound');
    await until(() => fleet.press('grace', form, { verb: 'report' }, { description: 'No sound', category: 'windows', reach: 'one', effect: 'minor', device: 'none' }));
    // Of a number that was drawn before a death, only a gap is left.
    const ticket = await again(async () => (await store.queue({ limit: 1 }))[0]?.id);
    await press('ben', 'ticket/claim', ticket);
    await press('ben', 'ticket/ask', ticket, { question: 'Since when?' });
    await press('grace', 'ticket/reply', ticket, { reply: 'Since today' });
    const elevation = await submit('ana', 'elevation', {
      ticket, device: wanted?.id, category: 'windows', title: 'Driver', plan: 'Install it anew', actions: 'device-manager', minutes: '30', justification: '',
    });
    await press('chris', 'elevation/approve', elevation, { note: '' });
    await reveal(elevation);
    await press('ana', 'elevation/done', elevation, { actionsTaken: 'Installed it' });
    const escalation = await submit('ben', 'escalation', {
      ticket, category: 'windows', title: 'No sound', description: 'On every laptop', contact: 'Ben Carter', requestType: 'incident', severity: 'A',
    });
    await press('dana', 'escalation/file', escalation, { contact: 'Dana Weiss', commitment: 'true', coverage: '24x7' });
    await press('omar', 'escalation/accept', escalation);
    await press('ben', 'ticket/resolve', ticket, { resolution: 'A new driver' });
    // The audit is sealed.
    await again(() => fleet.advance('PT10M'));

    const aftermath = await judge(store, fleet, known);
    const state = async (kind: 'ticket' | 'elevation' | 'escalation', id: string) => (await store.get(kind, id))?.body.state.kind;
    assert.deepEqual([await state('ticket', ticket), await state('elevation', elevation), await state('escalation', escalation)], ['resolved', 'closed', 'accepted']);
    assert.deepEqual([aftermath.tickets, aftermath.elevations, aftermath.decided], [1, 1, 1]);
    assert.ok(aftermath.reveals > 0);
    return { ...aftermath, deaths };
  } finally {
    over = true;
    await fleet.stop();
    await reviving;
    await store.close();
  }

  async function again<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
    for (const giveUp = Date.now() + patience; ; await pause(20)) {
      const answer = await ask().catch(() => undefined);
      if (answer !== undefined) return answer;
      assert.ok(Date.now() < giveUp, 'nobody answered for a minute');
    }
  }

  async function formOf(person: string): Promise<Message> {
    await again(async () => (await fleet.say(person, 'report')).delivered || undefined);
    return fleet.waitFor(person, 'bot', offering('report'), patience);
  }

  async function press(person: string, verb: string, id: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
    const shown = await until(() => fleet.press(person, opener(person), { action: { type: 'Action.Execute', verb, data: { id } } }, inputs));
    if (shown.kind === 'card') known.shownAt.set(id, versionIn(shown.card, id) ?? 0);
  }

  async function submit(person: string, name: string, inputs: Readonly<Record<string, unknown>>): Promise<string> {
    const card = { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', title: 'Send', data: { form: name, draft: randomUUID() } }] } as const;
    const shown = await until(() => fleet.submit(person, { kind: 'dialog', title: '', content: { card }, opener: opener(person) }, inputs));
    const id = shown.kind === 'message' ? /[EX]-\d+/.exec(shown.text)?.[0] : undefined;
    assert.ok(id, JSON.stringify(shown));
    known.made.add(id);
    return id;
  }

  async function reveal(id: string): Promise<void> {
    const shown = await until(() => fleet.press('ana', opener('ana'), { action: { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, verb: 'elevation/reveal', id } } }));
    const lines = await dialogLines(fleet, 'ana', shown);
    assert.ok(passwordIn(lines), lines.join('\n'));
    known.revealed.push(id);
  }

  function opener(person: string): Message {
    const message = welcome.get(person);
    assert.ok(message);
    return message;
  }
}
