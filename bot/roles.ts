// Roles change here: read → rule → commit, with the audit line and the messages that follow, or not at all.
import { todoQueued } from '../store/todos.ts';
import { prefix } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import type { Effect } from '../support/effect.ts';
import type { Outcome } from '../support/outcome.ts';
import { changeRole, type RoleChange } from '../support/role-change.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import { todosOf } from './effects.ts';
import type { Directory } from './directory.ts';
import { roleSetting, rolesIn } from './role-book.ts';

/** Losing this often against others in a row is a fault, not bad luck. */
const patience = 100;
/** So many forms handed in are remembered. */
const mostDrafts = 200;

export interface Roles {
  /** @param draft the form's own. Gives what follows from the change; undefined: the same form was handed in before, and nothing does */
  change(event: RoleChange, draft: string): Promise<Outcome<readonly Effect[] | undefined>>;
}

export interface RolesPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly wake: () => void;
}

export function openRoles({ store, clock, desk, directory, wake }: RolesPorts): Roles {
  return {
    async change(event, draft) {
      const { by, role, whom } = event;
      for (let tries = 0; tries < patience; tries += 1) {
        const was = await store.setting(roleSetting);
        const { book, drafts } = rolesIn(was);
        if (drafts.includes(`${by.id} ${draft}`)) return { ok: true, value: undefined };
        const now = clock.now();
        const outcome = changeRole(book, event, await directory.held(), now);
        if (!outcome.ok) {
          await desk.refused(by, event.kind, outcome.refusal.reason);
          return outcome;
        }
        const { next, effects } = outcome.value;
        const kept = { book: next, drafts: [`${by.id} ${draft}`, ...drafts].slice(0, mostDrafts) };
        const line = { at: now, actor: by.id, action: event.kind, detail: { role, person: whom.id } };
        const version = was?.version ?? 0;
        const todos = effects.flatMap((effect, at) => todosOf(effect, `${prefix}${roleSetting}`, version + 1, at, now));
        if (!await store.saveSetting(roleSetting, kept, version, line, todos.map(todoQueued))) continue;
        wake();
        return { ok: true, value: effects };
      }
      throw new Error(`${event.kind} found someone faster ${patience} times`);
    },
  };
}
