// Teams takes nothing for half an hour while people go on: presses are answered all the while, and afterwards every card catches up.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cast } from '../../local/cast.ts';
import { buttonsOf, cardOf } from '../../local/client.ts';
import { invokeActivity } from '../../local/inbound.ts';
import type { Message } from '../../local/wire.ts';
import type { Fault } from '../../local/trial.ts';
import { openLine, overRate, type Line } from '../kit/line.ts';
import { cardSaying, offering, saying, wordsOf } from '../kit/reading.ts';
import { openTown, type Town } from '../kit/town.ts';

const second = 1000;
const minute = 60 * second;
const users = ['grace', 'minji', 'luis'] as const;
/** Reports and presses of each stretch; five stretches make 200. */
const reportsEach = 12;

describe('half an hour without Teams', function () {
  this.timeout(240_000);
  let town: Town;
  let line: Line;
  let ahead = 0;
  let serviceUrl = '';
  const now = () => Date.now() + ahead;
  let returned = 0;
  const waits: number[] = [];
  const forms = new Map<string, Message[]>();
  const versions = new Map<string, number>();
  let anyCard: Message;

  before(async () => {
    line = await openLine(now);
    town = await openTown({
      machine: now,
      async between(origin) {
        const outside = await line.between(origin);
        serviceUrl = `${outside}/local/connector/`;
        return outside;
      },
    });
    for (const user of users) {
      for (let n = 0; n < 22; n += 1) await town.say(user, 'report');
      await settled(2 * minute);
      forms.set(user, (await town.messages(user)).filter(offering('report')));
    }
    await report('grace', 'The first of all');
    await settled(minute);
    anyCard = await town.waitFor('ben', 'support', cardSaying('T-1001'));
  });
  after(async () => {
    await town.close();
    await line.close();
  });

  /** Lets time pass for everybody, in steps, and what is due in each be done. */
  async function pass(time: number, step: number): Promise<void> {
    for (let passed = 0; passed < time; passed += step) {
      ahead += step;
      await town.app.idle();
    }
  }

  /** Milliseconds until nothing waits any more; fails after `most`. */
  async function settled(most: number): Promise<number> {
    const from = now();
    while (await waiting()) {
      assert.ok(now() - from < most, `something still waits after ${most / minute} minutes`);
      await pass(second, second);
    }
    return now() - from;
  }

  async function waiting(): Promise<boolean> {
    await town.app.idle();
    const { oldestDueSeconds } = await (await fetch(`${town.origin}/readyz`)).json() as { oldestDueSeconds: number };
    return oldestDueSeconds > 0;
  }

  async function timed<T>(ask: Promise<T>): Promise<T> {
    const from = performance.now();
    const answer = await ask;
    waits.push(performance.now() - from);
    return answer;
  }

  async function report(user: (typeof users)[number], description: string): Promise<void> {
    const form = forms.get(user)?.shift();
    assert.ok(form, `${user} has no form left`);
    assert.equal((await timed(town.press(user, form, { verb: 'report' }, { description, category: 'windows', reach: 'one', effect: 'minor', device: 'none' }))).kind, 'sent');
    versions.set(`T-${1001 + versions.size}`, 1);
  }

  /** Ben presses on a ticket whose card Teams has not shown him yet. */
  async function press(verb: string, id: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
    const shown = await timed(town.press('ben', anyCard, { action: { type: 'Action.Execute', verb, data: { id, version: versions.get(id) } } }, inputs));
    assert.equal(shown.kind, 'card', `${verb} ${id}: ${JSON.stringify(shown)}`);
    if (shown.kind === 'card') versions.set(id, versionOf(shown.card, id));
  }

  /** Ben presses, and what he sends comes by a way of its own: the one that is cut is the bot's. */
  async function pressUnheard(verb: string, id: string, inputs: Readonly<Record<string, string>>): Promise<void> {
    const ben = cast.people.find(({ key }) => key === 'ben');
    const support = cast.channels.find(({ key }) => key === 'support');
    assert.ok(ben && support);
    const activity = invokeActivity(
      { cast, person: ben, serviceUrl, now: now(), id: `f:${randomUUID()}`, at: { place: { ...support, kind: 'channel' } } },
      { name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb, data: { id, version: versions.get(id), ...inputs } }, trigger: 'manual' }, replyToId: anyCard.id },
    );
    const answer = await timed(fetch(`${town.origin}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) }));
    const { value } = await answer.json() as { value: unknown };
    versions.set(id, versionOf(value, id));
  }

  async function crowd(stretch: number): Promise<void> {
    for (let n = 0; n < reportsEach; n += 1) await report(users[n % users.length] ?? 'grace', `Problem ${stretch}.${n}`);
    const ids = [...versions.keys()].slice(-reportsEach);
    for (const id of ids) await press('ticket/claim', id);
    for (const id of ids) await press('ticket/ask', id, { question: `Since when, ${id}?` });
    for (const id of ids.slice(0, 4)) await press('ticket/regrade', id, { severity: 'B', reason: `Many have ${id}` });
  }

  const stretches: readonly (readonly [what: string, fault: Fault | undefined, step: number])[] = [
    ['answers 503', { status: 503 }, 5 * second],
    ['cuts every connection', { reset: true }, 5 * second],
    ['wants to be left alone for 20 seconds, again and again', { status: 429, retryAfter: 20 }, 5 * second],
    ['answers after an age that the gateway gave up', { status: 504, hang: 400 }, 15 * second],
    ['answers nothing', { status: 504, hang: 60_000 }, 2 * minute],
  ];
  for (const [index, [what, fault, step]] of stretches.entries()) {
    it(`while Teams ${what}, 40 requests are taken, each answered within 2 s`, async () => {
      waits.length = 0;
      await town.faults(fault ?? {});
      await crowd(index);
      assert.equal(waits.length, 40);
      await pass(6 * minute, step);
      assert.ok(Math.max(...waits) < 2000, `${Math.max(...waits)} ms`);
    });
  }

  it('while nobody listens, presses that still come are answered within 2 s, and the bot says that it is not ready and why', async () => {
    await line.cut();
    waits.length = 0;
    for (const id of [...versions.keys()].slice(5, 1 + reportsEach)) await pressUnheard('ticket/regrade', id, { severity: 'B', reason: `Many have ${id}` });
    assert.ok(Math.max(...waits) < 2000, `${Math.max(...waits)} ms`);
    await pass(2 * minute, 5 * second);
    const response = await fetch(`${town.origin}/readyz`);
    await line.mend();
    const { missing, oldestDueSeconds } = await response.json() as { missing: readonly string[]; oldestDueSeconds: number };
    assert.deepEqual([response.status, missing], [503, ['connector', 'to-dos']]);
    assert.ok(oldestDueSeconds > 30 * 60, `${oldestDueSeconds} s`);
  });

  it('did not press Teams meanwhile: each conversation was tried three times a minute at most, whatever waited for it', () => {
    const tries = Map.groupBy(line.sent.filter(({ status }) => status > 399 || status === 0), ({ conversation }) => conversation);
    for (const [conversation, those] of tries) assert.ok(those.length <= 32 * 3, `${those.length} to ${conversation}`);
  });

  it('when Teams is back, everything arrives within five minutes', async () => {
    await town.noFaults();
    returned = line.sent.length;
    assert.ok(await settled(5 * minute) <= 5 * minute);
    const ready = await fetch(`${town.origin}/readyz`);
    assert.equal(ready.status, 200, await ready.text());
  });

  it('every ticket hangs once in the channel and once with its user, as it stands now', async () => {
    const channel = await town.messages('ben', 'support');
    const chats = (await Promise.all(users.map((user) => town.messages(user)))).flat();
    assert.equal(versions.size, 1 + 5 * reportsEach);
    for (const [id, version] of versions) {
      const hung = channel.filter((message) => new RegExp(`${id} ·`).test(wordsOf(message)) && cardOf(message));
      assert.equal(hung.length, 1, `${id} hangs ${hung.length} times`);
      assert.equal(versionOf(cardOf(hung[0] as Message), id), version, id);
      if (version > 1) assert.match(wordsOf(hung[0] as Message), /Ben Carter/);
      const own = chats.filter((message) => cardOf(message) && new RegExp(`${id} ·`).test(wordsOf(message)));
      assert.equal(own.length, 1, `${id} hangs ${own.length} times with its user`);
      assert.equal(versionOf(cardOf(own[0] as Message), id), version, `${id} with its user`);
    }
  });

  it('people are told everything once, in the order in which it happened', async () => {
    for (const user of users) {
      const told = (await town.messages(user)).filter((message) => !cardOf(message) && message.from.kind === 'bot').map(wordsOf);
      const mine = (await town.messages(user)).flatMap((message) => (cardOf(message) ? (/T-\d+/.exec(wordsOf(message))?.[0] ?? []) : [])).filter((id) => (versions.get(id) ?? 0) > 1);
      for (const id of new Set(mine)) {
        const about = told.filter((text) => text.includes(id));
        assert.equal(about.length, 2, `${user} about ${id}: ${about.join(' / ')}`);
        assert.ok(about[1]?.includes(`Since when, ${id}?`), about.join(' / '));
      }
      const asked = told.filter((text) => text.includes('Since when')).map((text) => /T-(\d+)\?/.exec(text)?.[1]);
      assert.deepEqual(asked, asked.toSorted((one = '', other = '') => one.localeCompare(other)));
    }
  });

  it('no conversation was ever sent more than Teams takes', () => {
    assert.deepEqual(overRate(line.sent), []);
    assert.ok(returned < line.sent.length);
  });

  it('Teams was sent nothing that it would refuse, and the bot met no fault of its own', async () => {
    assert.deepEqual(await town.violations(), []);
    assert.deepEqual(town.log.filter((entry) => entry.includes('"level":"error"')), []);
    assert.deepEqual(town.log.filter((entry) => entry.includes('given up')), []);
  });

  it('only a post that Teams took without saying so comes twice, and both copies are the same ticket', async () => {
    const [first] = forms.values();
    assert.ok(first && first.length > 0);
    await town.faults({ status: 503, accepted: true, match: 'POST', count: 1 });
    await report('grace', 'Said once, heard twice');
    await settled(2 * minute);
    const id = [...versions.keys()].at(-1) ?? '';
    const hung = (await town.messages('ben', 'support')).filter(cardSaying(id));
    assert.equal(hung.length, 2);
    await town.press('ben', hung[0] as Message, { verb: 'ticket/claim' });
    const again = await town.press('ana', hung[1] as Message, { verb: 'ticket/claim' });
    assert.equal(again.kind, 'card');
    await settled(minute);
    await town.waitFor('grace', 'bot', saying('Ben Carter'));
  });
});

function versionOf(card: unknown, id: string): number {
  const versions = buttonsOf(card).flatMap(({ data }) => (typeof data === 'object' && data !== null && 'id' in data && data.id === id && 'version' in data ? [Number(data.version)] : []));
  assert.ok(versions.length > 0, `the card of ${id} has no button with a version`);
  return Math.max(...versions);
}
