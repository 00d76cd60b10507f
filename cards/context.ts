// What every card is told: language, time, notice and reader; and what may lie around a record.
import type { Say } from '../locales/say.ts';
import type { Approvers } from '../support/approval-tier.ts';
import type { Device } from '../support/device.ts';
import type { Elevation } from '../support/elevation.ts';
import type { Escalation } from '../support/escalation.ts';
import type { Person } from '../support/person.ts';
import type { RoutePolicy } from '../support/routing.ts';
import type { ServiceClock } from '../support/service-level.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Card } from './card.ts';
import type { Spoken, Template } from './frame.ts';
import { render } from './render.ts';

/**
 * `now` is epoch ms. `notice` is a line on top, in the reader's language and safe for markdown. `reader` is known in 1:1 chats and
 * answers: then only buttons show that will not refuse them. A channel post has no one reader: there the state alone decides.
 */
export interface CardContext {
  readonly say: Say;
  readonly now: number;
  readonly notice?: string;
  readonly reader?: Person;
}

/** A card for one person. */
export interface ReaderContext extends CardContext {
  readonly reader: Person;
}

/** Everything that cards of a record show besides the record, so that the bot reads it once. */
export interface Around {
  /** What this record owes its reader, and when. */
  readonly clock: ServiceClock;
  /** When a question that is open will wait no longer, epoch ms. */
  readonly answerBy?: number;
  readonly device?: Device;
  readonly ticket?: Ticket;
  readonly elevations: readonly Elevation[];
  /** Ids of the tickets that follow this one. */
  readonly duplicates: readonly string[];
  /** Whom the organisation calls for what is not its own. */
  readonly routes: RoutePolicy;
  readonly escalations: readonly Escalation[];
  /** Support tiers that somebody works, lowest first. */
  readonly tiers: readonly number[];
  /** Those who may decide an elevation that waits for it, the requester left out. */
  readonly approvers: Approvers;
  /** Elevations of the same device, and of the same requester, in the last 30 days; this one left out. */
  readonly recentOfDevice: number;
  readonly recentOfPerson: number;
  /** Open threat alerts that freeze the device. */
  readonly openAlerts: number;
}

/** The card in the reader's language, with the notice on top. */
export function show({ say: { language }, notice = '' }: CardContext, template: Template, data: Spoken): Card {
  return render(template, data, { language, notice });
}
