// Settings change here: read → rule → commit, with the audit line and what follows, or not at all.
import { prefix } from '../store/settings.ts';
import { todoQueued } from '../store/todos.ts';
import type { Store } from '../store/store.ts';
import type { Outcome } from '../support/outcome.ts';
import { changeSetting, type Section, type SettingBook, type SettingChange } from '../support/setting.ts';
import type { Clock } from './clock.ts';
import type { SupportConfig } from './config.ts';
import type { Desk } from './desk.ts';
import { todosOf } from './effects.ts';
import { bookIn, bookSetting, sectionsIn, standingUnder } from './in-force.ts';
import { retiming } from './retiming.ts';

/** Losing this often against others in a row is a fault, not bad luck. */
const patience = 100;
/** What these say moves the timers of what is open. */
const moving: ReadonlySet<Section> = new Set(['user-levels', 'operations-levels', 'support-hours']);

export interface SettingChangePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  /** What the configuration file says. */
  readonly file: SupportConfig;
  readonly wake: () => void;
}

export type ChangeSetting = (event: SettingChange) => Promise<Outcome<SettingBook>>;

export function openSettingChange({ store, clock, desk, file, wake }: SettingChangePorts): ChangeSetting {
  return async (event) => {
    const { by } = event;
    const section = event.kind === 'setting/change' ? event.to.section : event.section;
    for (let tries = 0; tries < patience; tries += 1) {
      const setting = await store.setting(bookSetting);
      const book = bookIn(setting);
      const now = clock.now();
      const was = sectionsIn(standingUnder(file, book));
      const outcome = changeSetting(book, event, was, now);
      if (!outcome.ok) {
        await desk.refused(by, event.kind, outcome.refusal.reason);
        return outcome;
      }
      const { next, effects } = outcome.value;
      const version = setting?.version ?? 0;
      // As it will be read from now on, in every turn: what could not be is a fault of this one alone.
      const is = sectionsIn(standingUnder(file, bookIn({ value: JSON.parse(JSON.stringify(next)), version: version + 1 })));
      const line = { at: now, actor: by.id, action: event.kind, detail: { section, was: was[section], is: is[section] } };
      const todos = [
        ...effects.flatMap((effect, at) => todosOf(effect, `${prefix}${bookSetting}`, version + 1, at, now)),
        ...moving.has(section) ? [retiming(now)] : [],
      ];
      if (!await store.saveSetting(bookSetting, next, version, line, todos.map(todoQueued))) continue;
      wake();
      return { ok: true, value: next };
    }
    throw new Error(`${event.kind} found someone faster ${patience} times`);
  };
}
