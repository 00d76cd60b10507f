// Alarms: what was given up is shown in the IT admins' channel, what comes close together on one card.
import { alarmCard, type GivenUp } from '../cards/alarm.ts';
import type { Statement } from '../store/statement.ts';
import type { DeadTodo, Store, Todo } from '../store/store.ts';
import { todoQueuedIfAbsent } from '../store/todos.ts';
import { toChannel, type Target } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import type { Connector } from './connector.ts';
import { isParked, openDelivery, type Done } from './delivery.ts';
import { cardMessage } from './messenger.ts';
import type { Places } from './places.ts';
import { placeOf, type Speech } from './speech.ts';

const kind = 'alarm';
const target = toChannel('it-admin');
/** Milliseconds in which what is given up comes on one card: a fault that hits everything must not fill the channel. */
const gathered = 2_000;
/** A card shows fewer, and says how many more there are. */
const mostListed = 1_000;

export interface Alarms {
  /** The to-do `alarm`. */
  raise(todo: Todo): Promise<Done>;
}

export interface AlarmsPorts {
  readonly store: Store;
  readonly connector: Connector;
  readonly places: Places;
  readonly speech: Speech;
  readonly clock: Clock;
}

interface Gathered {
  readonly from: number;
  readonly until: number;
}

/** Queues the alarm about a to-do given up at `now`. An alarm that cannot be raised raises none: the log has it. */
export function alarmOf(todo: Pick<Todo, 'kind'>, now: number): readonly Statement[] {
  if (todo.kind === kind) return [];
  const from = now - now % gathered;
  const body: Gathered = { from, until: from + gathered };
  return [todoQueuedIfAbsent({ key: `alarm:${from}`, kind, target, body, dueAt: body.until })];
}

export function openAlarms({ store, connector, places, speech, clock }: AlarmsPorts): Alarms {
  const deliver = openDelivery({ store, clock, places });

  return {
    async raise(todo) {
      const { from, until } = todo.body as Gathered;
      const dead = (await store.dead(mostListed, from)).filter((one) => one.kind !== kind && one.deadAt < until && !isParked(one.fault));
      // Run again, or parked, before anybody was told.
      if (dead.length === 0) return { kind: 'done' };
      const say = await speech.forTarget(target);
      const card = alarmCard({ say, now: clock.now() }, await Promise.all(dead.map(shown)));
      return deliver(todo, places.of(target), async (place) => {
        await connector.post(place, cardMessage(card));
        return { kind: 'done' };
      });
    },
  };

  async function shown({ kind: of, record, target: at, fault, since }: DeadTodo): Promise<GivenUp> {
    const where = at === undefined ? undefined : await whereIs(at);
    return { kind: of, why: fault, since, ...(record !== undefined && { record }), ...(where && { where }) };
  }

  async function whereIs(at: string): Promise<GivenUp['where']> {
    if (!isTarget(at)) return undefined;
    const place = placeOf(at);
    return place.kind === 'channel' ? { channel: place.channel } : { person: (await store.person(place.person))?.name ?? place.person };
  }
}

/** What is said in a turn names its conversation, a rotation its device. */
function isTarget(text: string): text is Target {
  return text.startsWith('person:') || text.startsWith('channel:');
}
