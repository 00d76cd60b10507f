// Which card of a record hangs where: in each channel the one its people work with, in a person's chat the one that is theirs.
import type { Alert } from '../support/alert.ts';
import { channels, toChannel, toPerson, type Target } from '../support/effect.ts';
import type { Elevation } from '../support/elevation.ts';
import type { Escalation } from '../support/escalation.ts';
import type { Incident } from '../support/incident.ts';
import { holds } from '../support/person.ts';
import type { Ticket } from '../support/ticket.ts';
import { alertCard } from './alert.ts';
import { approvalCard } from './approval.ts';
import type { Card } from './card.ts';
import type { Around, CardContext } from './context.ts';
import { elevationCard } from './elevation.ts';
import { escalationCard } from './escalation.ts';
import { handOffCard } from './hand-off.ts';
import { incidentCard } from './incident.ts';
import { operationsCard } from './operations.ts';
import { proposalCard } from './proposal.ts';
import { ticketCard } from './ticket.ts';

/** A record as it is kept, at one of its versions. */
export type CardRecord =
  | { readonly kind: 'ticket'; readonly version: number; readonly body: Ticket }
  | { readonly kind: 'elevation'; readonly version: number; readonly body: Elevation }
  | { readonly kind: 'escalation'; readonly version: number; readonly body: Escalation }
  | { readonly kind: 'alert'; readonly version: number; readonly body: Alert }
  | { readonly kind: 'incident'; readonly version: number; readonly body: Incident };

/** Its summary is safe in notifications: of people's own words it holds a title at most, and never a secret. */
export function recordCard(context: CardContext, record: CardRecord, target: Target, around: Around): Card {
  const { body, kind, version } = record;
  switch (kind) {
    case 'ticket':
      return ticketCard(context, body, version, [toPerson(body.affected), toPerson(body.reporter)].includes(target) ? 'user' : 'staff', around);
    case 'elevation':
      return target === toPerson(body.requester) ? elevationCard(context, body, version, around) : approvalCard(context, body, version, around, target);
    case 'escalation':
      return escalationCardFor(context, body, target)(context, body, version, around);
    case 'alert':
      return alertCard(context, body, version, around);
    case 'incident':
      return incidentCard(context, body, version);
  }
}

/** The filer follows the own escalation everywhere; others see, in a chat too, the card of the channel their role works in. */
function escalationCardFor({ reader }: CardContext, escalation: Escalation, target: Target): typeof escalationCard {
  const channel = channels.find((name) => toChannel(name) === target);
  if (target === toPerson(escalation.filer)) return escalationCard;
  if (channel === 'it-admin' || (!channel && reader && holds(reader, 'it-admin'))) return handOffCard;
  if (channel === 'operations' || (!channel && reader && holds(reader, 'operations'))) return operationsCard;
  if (channel === 'escalation' || (!channel && reader && holds(reader, 'escalation-team'))) return proposalCard;
  return escalationCard;
}
