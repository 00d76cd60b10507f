// What dialogs may know: who is spoken to, in what language, and what there is to choose from.
import type { TurnContext } from 'botbuilder';
import type { Say } from '../locales/say.ts';
import type { Device } from '../support/device.ts';
import type { Person } from '../support/person.ts';
import type { Ticket } from '../support/ticket.ts';

/** Given by the bot for one turn. `draft` is the key for a draft begun in it (the activity's id); `now` is epoch ms. */
export interface Asker {
  readonly person: Person;
  readonly say: Say;
  readonly draft: string;
  readonly now: number;
  /** Devices the person uses. */
  readonly devices: () => Promise<readonly Device[]>;
  /** The person's own open tickets, newest first. */
  readonly openTickets: () => Promise<readonly Ticket[]>;
  /** Whether the form of this draft was handed in. */
  readonly isReported: (draft: string) => Promise<boolean>;
  /** Open tickets the person may elevate or escalate on, those assigned to the person first. */
  readonly workTickets: () => Promise<readonly Ticket[]>;
}

// What is kept by a turn goes with it. A WeakMap that has grown old would keep it in memory until the next full collection.
const lent = Symbol('asker');

/** Lends the asker to everything that happens on this turn; a later loan replaces it (a language changed in the middle). */
export function lend(context: TurnContext, asker: Asker): void {
  context.turnState.set(lent, asker);
}

export function askerOf(context: TurnContext): Asker {
  const asker = context.turnState.get<Asker | undefined>(lent);
  if (!asker) throw new Error('Dialogs were run on a turn that nobody lent an asker to');
  return asker;
}
