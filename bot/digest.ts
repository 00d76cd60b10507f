// The morning digest: a to-do due when the next day of support begins, which queues the card and the morning after.
import { digestCard } from '../cards/digest.ts';
import type { NewTodo, Store } from '../store/store.ts';
import { todoQueued } from '../store/todos.ts';
import { digestOf, nextMorning, saysNothing, type Digest } from '../support/digest.ts';
import { toChannel } from '../support/effect.ts';
import type { SupportHours } from '../support/support-hours.ts';
import type { Clock } from './clock.ts';
import type { Connector } from './connector.ts';
import { openDelivery } from './delivery.ts';
import type { InForce } from './in-force.ts';
import { cardMessage } from './messenger.ts';
import { openRecords } from './open-records.ts';
import type { Places } from './places.ts';
import type { Work } from './runner.ts';
import type { Speech } from './speech.ts';

const target = toChannel('it-admin');
const day = 24 * 60 * 60 * 1000;

/** `since` is when the last digest was made; left out: a day ago. */
interface Morning {
  readonly since?: number;
}
/** One that was queued by an earlier version names no incidents. */
interface Written {
  readonly digest: Omit<Digest, 'incidents'> & Partial<Pick<Digest, 'incidents'>>;
  readonly since: number;
}

/** The next digest, under a key of its own; none where support is never there. */
export function nextDigest(hours: SupportHours, now: number, since?: number): readonly NewTodo[] {
  const at = nextMorning(hours, now);
  const body: Morning = { ...(since !== undefined && { since }) };
  return at === undefined ? [] : [{ key: 'digest', kind: 'digest', body, dueAt: at }];
}

export interface DigestPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly inForce: InForce;
  readonly connector: Connector;
  readonly places: Places;
  readonly speech: Speech;
}

/** The to-do `digest` and the card it has posted, apart, so that a channel that cannot be reached does not hold up the morning after. */
export function openDigest({ store, clock, inForce, connector, places, speech }: DigestPorts): { readonly digest: Work; readonly 'digest-card': Work } {
  const deliver = openDelivery({ store, clock, places });

  async function all<One>(records: AsyncIterable<{ readonly body: One }>): Promise<readonly One[]> {
    const bodies: One[] = [];
    for await (const { body } of records) bodies.push(body);
    return bodies;
  }

  return {
    async digest({ body }) {
      const now = clock.now();
      const { since = now - day } = body as Morning;
      const { policy: { supportHours: hours, ticket, escalation } } = await inForce();
      const elevated = (await store.tally('elevated-device', since, now)).counts.reduce((sum, { count }) => sum + count, 0);
      const open = {
        tickets: await all(openRecords(store, 'ticket')), escalations: await all(openRecords(store, 'escalation')), elevations: await all(openRecords(store, 'elevation')),
        incidents: await all(openRecords(store, 'incident')), elevated,
      };
      const digest = digestOf(open, { hours, users: ticket.agreement, operations: escalation.agreement }, now);
      const written: Written = { digest, since };
      const card: readonly NewTodo[] = saysNothing(digest) ? [] : [{ key: 'digest-card', kind: 'digest-card', target, body: written, dueAt: now }];
      return { kind: 'done', also: [...card, ...nextDigest(hours, now, now)].map(todoQueued) };
    },

    async 'digest-card'(todo) {
      const { digest: { incidents = [], ...rest }, since } = todo.body as Written;
      const digest: Digest = { ...rest, incidents };
      const say = await speech.forTarget(target);
      return deliver(todo, places.of(target), async (place) => {
        await connector.post(place, cardMessage(digestCard({ say, now: clock.now() }, digest, since)));
        return { kind: 'done' };
      });
    },
  };
}
