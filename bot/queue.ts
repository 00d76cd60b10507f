// The queue, for those who work tickets: what waits, in a chat or in the support channel.
import { queueCard } from '../cards/queue.ts';
import type { Store } from '../store/store.ts';
import { holds } from '../support/person.ts';
import { noRight } from '../support/rights.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { InForce } from './in-force.ts';
import type { Reply } from './messenger.ts';
import { cardReply, textReply } from './replies.ts';
import type { Turn } from './turn.ts';

const mostListed = 50;

/** @param shown which of the open tickets belong into this answer. Whoever works no tickets is refused, which is audited. */
export type Queue = (turn: Turn, shown: (ticket: Ticket) => boolean) => Promise<readonly Reply[]>;

export interface QueuePorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly inForce: InForce;
}

export function openQueue({ store, desk, clock, inForce }: QueuePorts): Queue {
  return async ({ by, say }, shown) => {
    if (!holds(by, 'staff') && !holds(by, 'it-admin')) {
      const reason = noRight(by, 'ticket/claim');
      await desk.refused(by, 'queue', reason);
      return textReply(say(`refusal.${reason}`));
    }
    const waiting = (await store.queue({ limit: mostListed })).map(({ body }) => body).filter(shown);
    const { agreement } = (await inForce()).policy.ticket;
    return cardReply(queueCard({ say, now: clock.now(), reader: by }, waiting, agreement), say('queue.title'));
  };
}
