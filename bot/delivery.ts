// Delivers one thing to one place, and turns Teams' refusals into what becomes of the to-do.
import type { Statement } from '../store/statement.ts';
import type { Store, Todo } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { ConnectorError, type Place } from './connector.ts';
import type { Found, Places } from './places.ts';

/**
 * Done; tried in vain, and to be tried again; not its turn yet, which is no attempt; waiting until the place can be reached again, which
 * nobody has to be told; or given up, which somebody must look at.
 */
export type Done =
  | { readonly kind: 'done'; readonly also?: readonly Statement[] }
  | { readonly kind: 'later'; readonly after?: number; readonly why: string }
  | { readonly kind: 'wait'; readonly after: number }
  | { readonly kind: 'parked'; readonly why: ParkedFor }
  | { readonly kind: 'given-up'; readonly why: string };

const parkedFor = { parked: 'the bot was removed or blocked there', unknown: 'no channel was chosen for it' } as const;
type ParkedFor = (typeof parkedFor)[keyof typeof parkedFor];

/** Whether a dead to-do waits for somebody in Teams; the others wait for somebody to look into it. */
export const isParked = (fault: string): boolean => Object.values<string>(parkedFor).includes(fault);

/** Milliseconds of the machine's clock that one send may take, its token included, until it is broken off. */
const longestSend = 10_000;

/** Finds the place, and runs what is sent there; `mine` is asked before each send, and ends it when the lease might not last. */
export type Deliver = (todo: Todo, where: Found | Promise<Found>, send: (place: Place, mine: () => void) => Promise<Done>) => Promise<Done>;

export interface DeliveryPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly places: Pick<Places, 'reopened'>;
}

export function openDelivery({ store, clock, places }: DeliveryPorts): Deliver {
  return async (todo, where, send) => {
    // Whoever slept through its lease is not alone any more: what it sends now could overwrite something newer.
    const mine = (): void => {
      if (clock.machine() + longestSend > todo.leasedUntil) throw new LeaseLapsing();
    };
    let place: Place | undefined;
    try {
      const found = await where;
      if (found.kind !== 'place') return { kind: 'parked', why: parkedFor[found.kind] };
      place = found.place;
      mine();
      try {
        return await send(place, mine);
      } catch (error) {
        const anew = isGone(error) ? await places.reopened(place.conversation) : undefined;
        if (!anew) throw error;
        if (anew.kind !== 'place') throw new ConnectorError('the chat is no more, and none is opened', { kind: 'parked' }, error);
        mine();
        return await send(anew.place, mine);
      }
    } catch (error) {
      if (error instanceof LeaseLapsing) return { kind: 'wait', after: 0 };
      if (!(error instanceof ConnectorError)) throw error;
      const { fault } = error;
      switch (fault.kind) {
        case 'over-rate': return { kind: 'wait', after: fault.after };
        case 'again': return { kind: 'later', why: error.message, ...(fault.after !== undefined && { after: fault.after }) };
        case 'parked':
          if (place) await store.park(place.conversation, clock.now());
          return { kind: 'parked', why: parkedFor.parked };
        case 'gone':
        case 'wrong': return { kind: 'given-up', why: error.message };
      }
    }
  };
}

function isGone(error: unknown): boolean {
  return error instanceof ConnectorError && error.fault.kind === 'gone' && error.fault.what === 'conversation';
}

class LeaseLapsing extends Error {}
