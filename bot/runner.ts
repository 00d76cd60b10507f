// The runner: claims what is due, or is given what a commit claimed for it, and has it done, again with back-off when it did not work. Timers are to-dos, so it is the only clockwork.
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Committed, Lease, Store, Todo } from '../store/store.ts';
import { alarmOf } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { Done } from './delivery.ts';
import type { Log } from './log.ts';

/** Milliseconds of the machine's clock: longer than any work on one to-do may take. */
const lease = 30_000;
/** So many to-dos are under way at once: enough that some which hang, until their time-out, do not hold up the others, and that many share a write. */
const room = 128;
/** So many come with a commit, as a rule. */
const handful = 4;
/** Looks again at least this often, so that what another instance left behind is found. */
const longestSleep = 15_000;
const longestBackOff = 60_000;
/** Attempts, more than a day of them: an outage may last that long, and a password that is not changed must not be forgotten. */
const patience = 2_000;

export type Work = (todo: Todo) => Promise<Done>;

export interface Runner {
  /** There may be something to do now. */
  readonly wake: () => void;
  /** Has a commit claim its to-dos for it, while there is room, and begins them: it need not look for them. */
  along<Done extends Pick<Committed, 'claimed' | 'next'>>(commit: (lease?: Lease) => Promise<Done | false>): Promise<Done | false>;
  /** Resolves when nothing is due and nothing is being done; for tests and a graceful stop. */
  readonly idle: () => Promise<void>;
  /** Takes nothing new, waits for what was begun, and gives back whatever is still leased. */
  stop(): Promise<void>;
}

export interface RunnerPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this instance in leases. */
  readonly name: string;
  /** What to do, by the to-do's kind. */
  readonly works: Readonly<Record<string, Work>>;
  /** Chance, 0 to 1: spreads repeated attempts. */
  readonly chance: () => number;
}

export function startRunner({ store, clock, log, name, works, chance }: RunnerPorts): Runner {
  let stopped = false;
  let roused = true;
  /** Until then it sleeps, by the movable clock; while it looks around, nobody knows. */
  let nextLook = Infinity;
  /** There was more to do than there was room for: each place that is free again may be taken. */
  let crowded = false;
  /** So much of the room is kept for what is being claimed. */
  let kept = 0;
  let endSleep: (() => void) | undefined;
  const underWay = new Set<Promise<void>>();
  const idlers: (() => void)[] = [];

  function wake(): void {
    roused = true;
    endSleep?.();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      roused = false;
      nextLook = Infinity;
      const wait = await look().catch((error: unknown) => {
        log.fault('the runner could not work', error);
        return longestSleep;
      });
      if (!roused && underWay.size === 0 && wait > 0) for (const idler of idlers.splice(0)) idler();
      nextLook = clock.now() + wait;
      await sleep(wait);
    }
    await Promise.all(underWay);
    // Leased by a claim whose answer never came, or not settled for a fault of the store: others need not wait for the lease to run out.
    await store.freeLeases(name).catch((error: unknown) => log.fault('leases could not be given back', error));
    for (const idler of idlers.splice(0)) idler();
  }

  const ours = (): Lease => ({ by: name, now: clock.now(), machine: clock.machine(), lease });
  const free = (): number => room - underWay.size - kept;

  /** Keeps so many places until what is claimed was begun. */
  async function keeping<Answer>(places: number, claim: () => Promise<Answer>): Promise<Answer> {
    kept += places;
    try {
      return await claim();
    } finally {
      kept -= places;
    }
  }

  /** Begins what is due, as far as there is room. Milliseconds until there may be more; an end that lets something else begin rouses as well. */
  async function look(): Promise<number> {
    const limit = Math.max(free(), 0);
    crowded = await keeping(limit, async () => {
      const todos = limit > 0 ? await store.claim({ ...ours(), limit }) : [];
      for (const todo of todos) start(todo);
      return todos.length === limit;
    });
    // Who left room meanwhile did not know yet that others wait for it, and roused nobody.
    if (crowded) return free() > 0 ? 0 : longestSleep;
    // What ended in the same round rouses first: then nobody sleeps, and need not ask for how long.
    await nextRound();
    if (roused) return 0;
    const due = await store.nextDue({ now: clock.now(), machine: clock.machine() });
    return Math.min(due ?? longestSleep, longestSleep);
  }

  /** Without waiting for it. */
  function start(todo: Todo): void {
    const work = attempt(todo).then((more) => {
      underWay.delete(work);
      if (more || crowded || (underWay.size === 0 && idlers.length > 0)) wake();
    });
    underWay.add(work);
  }

  /** Whether there may be something to do since it ended. Never rejects: what cannot be settled is free again when its lease is over. */
  async function attempt(todo: Todo): Promise<boolean> {
    const done = await perform(todo);
    try {
      return await settle(todo, done) || crowded || await store.isAwaited(todo);
    } catch (error) {
      log.fault('a to-do could not be settled', error, { todo: todo.key, attempts: todo.attempts });
      return true;
    }
  }

  async function perform(todo: Todo): Promise<Done> {
    const work = works[todo.kind];
    if (!work) return { kind: 'given-up', why: `nobody does to-dos of the kind ${todo.kind}` };
    try {
      return await work(todo);
    } catch (error) {
      const fault = log.fault('a to-do failed', error, { todo: todo.key, attempts: todo.attempts });
      return { kind: 'later', why: `fault ${fault}` };
    }
  }

  async function settle(todo: Todo, done: Done): Promise<boolean> {
    const now = clock.now();
    if (done.kind === 'done') return store.finish(todo, done.also);
    if (done.kind === 'wait') {
      await store.postpone(todo, now + done.after);
    } else if (done.kind === 'later' && todo.attempts < patience) {
      const backOff = Math.min(longestBackOff, 500 * 2 ** Math.min(todo.attempts, 8)) * (0.5 + chance() / 2);
      await store.retry(todo, now + Math.max(done.after ?? 0, backOff), done.why);
    } else {
      const { key, attempts } = todo;
      log.warn(done.kind === 'parked' ? 'a to-do was parked' : 'a to-do was given up', { todo: key, why: done.why, attempts });
      await store.bury(todo, now, done.why, done.kind === 'parked' ? [] : alarmOf(todo, now));
    }
    return true;
  }

  function begin({ claimed, next }: Pick<Committed, 'claimed' | 'next'>): void {
    for (const todo of claimed) {
      if (!stopped && underWay.size < room) start(todo);
      else void giveBack(todo);
    }
    if (next !== undefined && next < nextLook) wake();
  }

  /** A commit claimed more than there is room for, or later than the stop: whoever has room may do it. */
  async function giveBack(todo: Todo): Promise<void> {
    await store.postpone(todo, todo.dueAt).catch((error: unknown) => log.fault('a to-do could not be given back', error, { todo: todo.key }));
    wake();
  }

  async function sleep(milliseconds: number): Promise<void> {
    if (roused || stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(milliseconds, 5));
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    endSleep = undefined;
  }

  const running = run();
  return {
    wake,
    async along(commit) {
      const places = !stopped && free() >= handful ? handful : 0;
      return keeping(places, async () => {
        const done = await commit(places > 0 ? ours() : undefined);
        if (done) begin(done);
        return done;
      }).finally(() => {
        if (crowded) wake();
      });
    },
    async idle() {
      await new Promise<void>((resolve) => {
        idlers.push(resolve);
        wake();
      });
    },
    async stop() {
      stopped = true;
      endSleep?.();
      await running;
    },
  };
}
