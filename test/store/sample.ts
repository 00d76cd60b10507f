// Records and changes to try the store with: a printer in Daejeon that will not print.
import { openStore } from '../../store/open.ts';
import type { Change, Facets, NewTodo, Saved, Store } from '../../store/store.ts';
import type { Elevation } from '../../support/elevation.ts';
import type { Ticket } from '../../support/ticket.ts';
import type { Place } from './engine.ts';

export const auditKey = Buffer.alloc(32, 7);
export const open = async (place: Place): Promise<Store> => openStore({ driver: await place.open(), auditKey });

const minji = { id: 'minji', name: '김민지' };

export const ticket = (id: string, description = '프린터가 인쇄되지 않습니다 “offline” \u0000 😀'): Ticket => ({
  id, reporter: minji, affected: minji, description, category: 'infrastructure', reach: 'one', effect: 'impaired', severity: 'C',
  tier: 1, suggested: 'provider', openedAt: 1, state: { kind: 'new' }, history: [],
});

export const elevation = (id: string, of: string): Elevation => ({
  id, ticket: of, requester: { id: 'ana', name: 'Ana García' }, reporter: minji, affected: minji, device: { id: 'd-1', name: 'DJ-LAP-1' },
  category: 'infrastructure', title: 'Driver', plan: 'Reinstall the driver', actions: [], justification: '', minutes: 30, requestedAt: 1, breakGlass: { kind: 'none' },
  tiers: [{ role: 'escalation-team', quorum: 1 }], outOfHours: false, state: { kind: 'requested', decideBy: 2, approvals: [], reminders: 0, remindAt: 2 }, history: [],
});

export const facets: Facets = { state: 'new', open: true, people: [{ person: 'minji', part: 'reporter' }], tier: 1, holds: [] };

/** A change of a ticket; `at` is also its time of audit. */
export function step(id: string, was: Saved<'ticket'> | undefined, more: Partial<Change<'ticket'>> & { readonly at?: number } = {}): Change<'ticket'> {
  const { at = 10, ...rest } = more;
  return {
    kind: 'ticket', id, was, next: ticket(id), facets, audit: { at, actor: 'ana', action: was ? 'ticket/ask' : 'ticket/report', detail: { note: 'ñ' } },
    todos: [], refresh: [], ...rest,
  };
}

export function request(id: string, of: string, more: Partial<Change<'elevation'>> = {}): Change<'elevation'> {
  return {
    kind: 'elevation', id, was: undefined, next: elevation(id, of),
    facets: { state: 'requested', open: true, people: [{ person: 'ana', part: 'requester' }], parent: of, device: 'd-1', holds: ['device:d-1'] },
    audit: { at: 20, actor: 'ana', action: 'elevation/request', detail: {} }, todos: [], refresh: [], ...more,
  };
}

/** Commits what must succeed. */
export async function commit(store: Store, change: Change<'ticket'>): Promise<Saved<'ticket'>> {
  const done = await store.commit(change);
  if (!done) throw new Error(`${change.id} should have been committed`);
  return done.saved;
}

export const todo = (key: string, dueAt: number, more: Partial<NewTodo> = {}): NewTodo => ({ key, kind: 'timer', dueAt, ...more });
