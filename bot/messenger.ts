// The messenger: shows records where they hang, tells people what they must hear. Works off the turn, one to-do at a time.
import type { Activity } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import { givenRoleName } from '../cards/given-role.ts';
import { recordCard } from '../cards/record.ts';
import { onOneLine } from '../cards/render.ts';
import type { VaultFault } from '../credentials/vault.ts';
import type { Say } from '../locales/say.ts';
import { postGone, postHung, postsPlanned } from '../store/posts.ts';
import { todoQueued } from '../store/todos.ts';
import type { AnySaved, NewTodo, Post, Store, Todo } from '../store/store.ts';
import { crowds, type Crowd, type Target, type Telling } from '../support/effect.ts';
import type { Category, FocusArea } from '../support/category.ts';
import type { EscalationState } from '../support/escalation.ts';
import type { GivenRole } from '../support/given-role.ts';
import type { RefusalReason } from '../support/outcome.ts';
import type { Person, Role } from '../support/person.ts';
import type { Route } from '../support/routing.ts';
import type { Promised } from '../support/service-level.ts';
import type { Section } from '../support/setting.ts';
import type { Clock } from './clock.ts';
import { ConnectorError, type Connector, type Place } from './connector.ts';
import { openDelivery, type Done } from './delivery.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import { kindOf } from './lives.ts';
import type { Places } from './places.ts';
import { maySee } from './sight.ts';
import { placeOf, type Speech } from './speech.ts';

/** Who is in a crowd. */
const roleIn = { 'it-admins': 'it-admin', 'escalation-team': 'escalation-team' } as const satisfies Readonly<Record<Crowd, Role>>;

/** Milliseconds until IT admins who could not be read are looked for again. */
const lookAfter = 60_000;

/** What a turn says: posted anew, or in place of the message with this activity id. */
export interface Reply {
  readonly activity: Partial<Activity>;
  readonly inPlaceOf?: string;
}

/** The body of a to-do `say`. */
export interface Said extends Place {
  readonly replies: readonly Reply[];
}

/**
 * The body of a to-do `tell`. Of one to a crowd, `told` are those for whom there is one of their own by now, and `except` is told nothing; a reminder
 * is said `while` its record is in this state.
 */
interface Told {
  readonly text: Telling;
  readonly data: Readonly<Record<string, string>>;
  readonly told?: readonly string[];
  readonly except?: string;
  readonly while?: string;
}

export interface Messenger {
  /** The to-do `post`: the record's card at the target, at the newest version. */
  show(todo: Todo): Promise<Done>;
  /** The to-do `tell`: one message to one person. */
  tell(todo: Todo): Promise<Done>;
  /** The to-do `say`: what a turn answered. */
  say(todo: Todo): Promise<Done>;
  /** The card as it hangs at this target. `reader`: who reads it there, when that is known already. */
  cardAt(record: AnySaved, target: Target, more?: { readonly notice?: string; readonly reader?: Person }): Promise<Card>;
}

export interface MessengerPorts {
  readonly store: Store;
  readonly connector: Connector;
  readonly places: Places;
  readonly facts: Facts;
  readonly directory: Directory;
  readonly speech: Speech;
  readonly clock: Clock;
}

export function openMessenger({ store, connector, places, facts, directory, speech, clock }: MessengerPorts): Messenger {
  const deliver = openDelivery({ store, clock, places });

  async function cardAt(record: AnySaved, target: Target, more: { readonly notice?: string; readonly reader?: Person } = {}) {
    const place = placeOf(target);
    const now = clock.now();
    const context = {
      say: await speech.forTarget(target), now, ...more,
      ...(place.kind === 'person' && !more.reader && { reader: await directory.person(place.person) }),
    };
    return recordCard(context, record, target, await facts.around(record, now));
  }

  async function show(todo: Todo): Promise<Done> {
    const { record: id = '' } = todo;
    const target = todo.target as Target;
    const kind = kindOf(id);
    const record = kind && await store.get(kind, id);
    if (!record) return { kind: 'given-up', why: `there is no record ${id}` };
    const hung = (await store.posts(id)).find((post) => post.target === target);
    const seen = await sightOf(record as AnySaved, target);
    if (seen === 'unread') return { kind: 'later', why: 'it cannot be read who may see it' };
    if (!seen && !hung) return { kind: 'done' };
    const activity = seen ?? { type: 'message', text: (await speech.forTarget(target))('show.out-of-sight', { id }) };
    // Asked to show it anew, the card comes to the end of the chat; the message it hung on says so.
    const anew = 'anew' in todo.body;
    return deliver(todo, hung ? places.at(hung) : places.of(target), async (place) => {
      if (hung && !anew) {
        // There it hangs where it hung.
        if (await updated(place, hung.activity, activity)) return { kind: 'done', also: seen ? [] : [postGone(id, target)] };
        // A message that is no more is posted anew, as a send of its own.
        return { kind: 'done', also: [postGone(id, target), ...postsPlanned(id, [target], todo.dueAt), todoQueued({ ...todo, record: id, target, dueAt: clock.now() })] };
      }
      const sent = await connector.post(place, activity);
      const post = { record: id, target, conversation: place.conversation, activity: sent, version: record.version, at: clock.now() };
      const left = hung ? [todoQueued(await moved(hung, place))] : [];
      // Where a card hangs must not be forgotten, or it is hung twice.
      return { kind: 'done', also: [seen ? postHung(post) : postGone(id, target), ...left] };
    });
  }

  /** What is left where a card hung before it moved to the end of the chat: no copy of it, which would grow old. */
  async function moved({ record, target, activity }: Post, place: Place): Promise<NewTodo> {
    const text = (await speech.forTarget(target as Target))('show.moved', { id: record });
    const said: Said = { ...place, replies: [{ activity: { type: 'message', text }, inPlaceOf: activity }] };
    return { key: `moved:${activity}`, kind: 'say', target, body: said, dueAt: clock.now() };
  }

  /** The card as a message; undefined when the person whose chat it hangs in may no longer see the record. */
  async function sightOf(record: AnySaved, target: Target): Promise<Partial<Activity> | 'unread' | undefined> {
    const place = placeOf(target);
    const person = place.kind === 'person' ? await directory.person(place.person) : undefined;
    if (person && !maySee(person, record)) return person.unread ? 'unread' : undefined;
    return cardMessage(await cardAt(record, target, person && { reader: person }));
  }

  /** False: the message is no more. */
  async function updated(place: Place, hung: string, activity: Partial<Activity>): Promise<boolean> {
    try {
      await connector.update(place, hung, activity);
      return true;
    } catch (error) {
      if (error instanceof ConnectorError && error.fault.kind === 'gone') return false;
      throw error;
    }
  }

  /** Whoever holds the role from a source that cannot be read now is told once it can. */
  async function tellCrowd(crowd: Crowd, { key, record, body, dueAt }: Todo): Promise<Done> {
    const { told = [], except, ...telling } = body as Told;
    const { people, whole } = await directory.members(roleIn[crowd]);
    const about = record !== undefined && { record };
    const fresh = people.filter(({ id }) => id !== except && !told.includes(id));
    const each = fresh.map(({ id }) => todoQueued({ key: `${key}:${id}`, kind: 'tell', target: `person:${id}`, ...about, body: telling, dueAt }));
    if (whole) return { kind: 'done', also: each };
    const rest = { ...telling, ...(except !== undefined && { except }), told: [...told, ...fresh.map(({ id }) => id)] };
    return { kind: 'done', also: [...each, todoQueued({ key, kind: 'tell', target: crowd, ...about, body: rest, dueAt: clock.now() + lookAfter })] };
  }

  async function stateOf(id: string): Promise<string | undefined> {
    const kind = kindOf(id);
    return kind && (await store.get(kind, id))?.body.state.kind;
  }

  return {
    show,
    cardAt,
    async tell(todo) {
      const { text, data, while: state } = todo.body as Told;
      const crowd = crowds.find((one) => one === todo.target);
      if (crowd) return tellCrowd(crowd, todo);
      if (state !== undefined && await stateOf(todo.record ?? '') !== state) return { kind: 'done' };
      const target = todo.target as Target;
      const say: Say = await speech.forTarget(target);
      return deliver(todo, places.of(target), async (place) => {
        await connector.post(place, { type: 'message', text: say(`tell.${text}`, worded(data, say)), textFormat: 'plain' });
        return { kind: 'done' };
      });
    },
    async say(todo) {
      const body = todo.body as Said;
      return deliver(todo, { kind: 'place', place: body }, async (place, mine) => {
        for (const [at, { activity, inPlaceOf }] of body.replies.entries()) {
          try {
            mine();
            if (inPlaceOf === undefined) await connector.post(place, activity);
            else await connector.update(place, inPlaceOf, activity);
          } catch (error) {
            // What was said is not said again: only the rest waits.
            if (at === 0) throw error;
            const rest = { ...body, replies: body.replies.slice(at) };
            const { key, target, since } = todo;
            const again = todoQueued({ key, kind: 'say', ...(target !== undefined && { target }), body: rest, since, dueAt: clock.now() + restAfter(error) });
            return { kind: 'done', also: [again] };
          }
        }
        return { kind: 'done' };
      });
    },
  };
}

/** The machine's words are translated; people's stay within the sentence, and those that end with a full stop would end the sentence that quotes them twice. */
function worded(data: Readonly<Record<string, string>>, say: Say): Readonly<Record<string, string>> {
  const { words, role, section, category, fault, permission = '', since, promised, left, focus, state, route, refusal } = data;
  return {
    ...Object.fromEntries(Object.entries(data).map(([name, value]) => [name, onOneLine(value)])),
    ...(words !== undefined && { words: onOneLine(words).replace(/[.。]$/, '') }),
    ...(since !== undefined && { since: say.duration(Number(since)) }),
    ...(left !== undefined && { left: say.duration(Number(left)) }),
    ...(refusal !== undefined && { why: say(`refusal.${refusal as RefusalReason}`, data) }),
    ...(fault !== undefined && { why: say(`vault.${fault as VaultFault}`, { permission }) }),
    ...(promised !== undefined && { promise: say(`promised.${promised as Promised}`) }),
    ...(category !== undefined && { category: say(`category.${category as Category}`) }),
    ...(focus !== undefined && { focus: say(`focus.${focus as FocusArea}`) }),
    ...(state !== undefined && { state: say(`escalation.state.${state as EscalationState['kind']}`) }),
    ...(route !== undefined && { route: say(`route.${route as Route}`) }),
    ...(section !== undefined && { section: say(`section.${section as Section}`) }),
    ...(role !== undefined && { role: givenRoleName(say, role as GivenRole) }),
  };
}

/** A card sent alone: with text beside it Teams would make two messages, and neither could be updated. */
export function cardMessage(card: Card, summary = card.summary): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] };
}

/** Milliseconds until the rest of an answer is tried, which is then judged by its own fault. */
function restAfter(error: unknown): number {
  const fault = error instanceof ConnectorError ? error.fault : undefined;
  return (fault && 'after' in fault ? fault.after : undefined) ?? 1_000;
}
