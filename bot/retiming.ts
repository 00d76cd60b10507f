// Once agreements or support hours have changed, what is open gets timers by the new ones: a to-do that goes through it.
import { earliest, pointOf, type Point } from '../store/saved.ts';
import { todoQueued } from '../store/todos.ts';
import type { NewTodo, Store } from '../store/store.ts';
import { escalationTimers, ticketTimers } from '../support/retiming.ts';
import type { Clock } from './clock.ts';
import { nextDigest } from './digest.ts';
import { todosOf } from './effects.ts';
import type { InForce } from './in-force.ts';
import type { Work } from './runner.ts';

/** So many at a time: a to-do must be done within its lease. */
const atOnce = 100;

/** Where it goes on: with what was changed after this point, of this kind. */
interface Reached {
  readonly kind: 'ticket' | 'escalation';
  readonly point?: Point;
}

/** A newer change takes the place of one under way, and begins anew. */
export function retiming(now: number, reached: Reached = { kind: 'ticket' }): NewTodo {
  return { key: 'retiming', kind: 'retiming', body: reached, dueAt: now };
}

export function openRetiming({ store, clock, inForce }: { readonly store: Store; readonly clock: Clock; readonly inForce: InForce }): Work {
  return async ({ body }) => {
    const { kind, point = earliest } = body as Reached;
    const { policy } = await inForce();
    const now = clock.now();
    const some = kind === 'ticket'
      ? (await store.openAfter('ticket', point, atOnce)).map((saved) => ({ saved, timers: ticketTimers(saved.body, policy.ticket) }))
      : (await store.openAfter('escalation', point, atOnce)).map((saved) => ({ saved, timers: escalationTimers(saved.body, policy.escalation) }));
    const anew = some.flatMap(({ saved, timers }) => timers.flatMap((timer, at) => todosOf(timer, saved.id, saved.version, at, now)));
    const last = some.at(-1)?.saved;
    if (last && some.length === atOnce) anew.push(retiming(now, { kind, point: pointOf(last) }));
    else if (kind === 'ticket') anew.push(retiming(now, { kind: 'escalation' }));
    // The morning may be another one too.
    else anew.push(...nextDigest(policy.supportHours, now));
    return { kind: 'done', also: anew.map(todoQueued) };
  };
}
