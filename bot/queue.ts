// The queue, for those who work tickets: what waits, of a tier or of all, in a chat or in the support channel; a page at a time.
import type { Card } from '../cards/card.ts';
import { queueCard, queueViewIn, type QueuePart, type Queued, type QueueView } from '../cards/queue.ts';
import type { Say } from '../locales/say.ts';
import type { Store } from '../store/store.ts';
import { holds, type Person } from '../support/person.ts';
import { noRight } from '../support/rights.ts';
import type { Ticket } from '../support/ticket.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory.ts';
import type { InForce } from './in-force.ts';
import type { Reply } from './messenger.ts';
import { cardReply, textReply } from './replies.ts';
import type { Turn } from './turn.ts';

/** So many are looked through, those with the newest activity: more than anybody turns the pages of. */
const mostListed = 300;

export type Shown = { readonly kind: 'card'; readonly card: Card } | { readonly kind: 'message'; readonly text: string };

/** Whoever works no tickets is refused, which is audited. */
export interface Queue {
  /** The answer to the word: in a 1:1 chat the reader's own tiers first, in a channel all. */
  say(turn: Turn): Promise<readonly Reply[]>;
  /** The answer to a press: the view that the button names; undefined for one that no card of ours names. */
  show(id: string, by: Person, say: Say): Promise<Shown | undefined>;
}

export interface QueuePorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly inForce: InForce;
}

export function openQueue({ store, desk, clock, directory, inForce }: QueuePorts): Queue {
  async function show(view: QueueView, by: Person, say: Say, reader?: Person): Promise<Shown> {
    if (!holds(by, 'staff') && !holds(by, 'it-admin')) {
      const reason = noRight(by, 'ticket/claim');
      await desk.refused(by, 'queue', reason);
      return { kind: 'message', text: say(`refusal.${reason}`) };
    }
    const { agreement } = (await inForce()).policy.ticket;
    return { kind: 'card', card: queueCard({ say, now: clock.now(), ...reader && { reader } }, await queued(view, reader), agreement) };
  }

  async function queued(view: QueueView, reader: Person | undefined): Promise<Queued> {
    const all = await read();
    const own = reader?.tiers ?? [];
    const parts: readonly QueuePart[] = directory.tiers.length < 2 ? [] : [...own.length > 1 ? ['own'] as const : [], ...directory.tiers, 'all'];
    const isIn = (part: QueuePart) => ({ tier }: Ticket) => part === 'all' || (part === 'own' ? own.includes(tier) : part === tier);
    if (all.length < mostListed) return { view, tickets: all.filter(isIn(view.part)), parts: parts.map((part) => ({ part, count: all.filter(isIn(part)).length })) };
    const tiers = view.part === 'own' ? own : view.part === 'all' ? [] : [view.part];
    const tickets = view.part === 'all' ? all : (await Promise.all(tiers.map(read))).flat();
    return { view, tickets, parts: parts.map((part) => ({ part })) };
  }

  async function read(tier?: number): Promise<readonly Ticket[]> {
    return (await store.queue({ ...tier !== undefined && { tier }, limit: mostListed })).map(({ body }) => body);
  }

  return {
    async say({ by, say, personal }) {
      const shown = await show({ part: personal ? firstOf(by) : 'all', page: 1 }, by, say, personal ? by : undefined);
      return shown.kind === 'card' ? cardReply(shown.card, say('queue.title')) : textReply(shown.text);
    },
    async show(id, by, say) {
      const view = queueViewIn(id);
      return view && show(view, by, say, by);
    },
  };
}

/** Whoever works no tier of their own, as the IT admin, looks after all. */
function firstOf({ tiers: [tier, ...others] }: Person): QueuePart {
  return tier === undefined ? 'all' : others.length === 0 ? tier : 'own';
}
