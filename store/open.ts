// Puts the store together from its nouns, on any driver.
import { attachments } from './attachments.ts';
import { audit } from './audit.ts';
import { conversations } from './conversations.ts';
import { dialogs } from './dialogs.ts';
import type { Driver } from './driver.ts';
import { numbers } from './milestones.ts';
import { passes } from './passes.ts';
import { people } from './people.ts';
import { posts } from './posts.ts';
import { rates } from './rates.ts';
import { records } from './records.ts';
import { settings } from './settings.ts';
import type { Store } from './store.ts';
import { todos } from './todos.ts';
import { words } from './words.ts';

/** `auditKey` seals checkpoints; it must be the same at every start and never lie in the database. */
export function openStore({ driver, auditKey }: { readonly driver: Driver; readonly auditKey: Buffer }): Store {
  const log = audit(driver, auditKey);
  return {
    ...records(driver),
    ...todos(driver),
    ...rates(driver),
    ...log,
    ...posts(driver),
    ...conversations(driver),
    ...dialogs(driver),
    ...settings(driver, log.note),
    ...people(driver),
    ...passes(driver),
    ...words(driver),
    ...numbers(driver),
    ...attachments(driver),
    close: () => driver.close(),
  };
}
