// The messenger: shows records where they hang, tells people what they must hear. Works off the turn, one to-do at a time.
import type { Activity } from 'botbuilder';
import { recordCard } from '../cards/record.ts';
import { onOneLine, type Card } from '../cards/render.ts';
import type { Key, Say } from '../locales/say.ts';
import { postGone, postHung } from '../store/posts.ts';
import { todoQueued } from '../store/todos.ts';
import type { AnySaved, Store, Todo } from '../store/store.ts';
import type { Statement } from '../store/statement.ts';
import type { Target } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import { ConnectorError, type Connector, type Place } from './connector.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import { kindOf } from './lives.ts';
import type { Found, Places } from './places.ts';
import { maySee } from './sight.ts';
import { placeOf, type Speech } from './speech.ts';

/** Milliseconds until the rest of an answer is tried again. */
const restAfter = 1_000;

/** Done; or not now: again later, or only when the place can be reached again. */
export type Done =
  | { readonly kind: 'done'; readonly also?: readonly Statement[] }
  | { readonly kind: 'later'; readonly after?: number; readonly why: string }
  | { readonly kind: 'given-up'; readonly why: string };

/** What a turn says: posted anew, or in place of the message with this activity id. */
export interface Reply {
  readonly activity: Partial<Activity>;
  readonly inPlaceOf?: string;
}

/** The body of a to-do `say`. */
export interface Said extends Place {
  readonly replies: readonly Reply[];
}

export interface Messenger {
  /** The to-do `post`: the record's card at the target, at the newest version. */
  show(todo: Todo): Promise<Done>;
  /** The to-do `tell`: one message to one person. */
  tell(todo: Todo): Promise<Done>;
  /** The to-do `say`: what a turn answered. */
  say(todo: Todo): Promise<Done>;
  /** The card as this reader sees it at this target; without a reader, as everyone does. */
  cardAt(record: AnySaved, target: Target, more?: { readonly notice?: string }): Promise<{ readonly card: Card; readonly summary: string }>;
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
  async function cardAt(record: AnySaved, target: Target, more: { readonly notice?: string } = {}) {
    const place = placeOf(target);
    const now = clock.now();
    const context = {
      say: await speech.forTarget(target), now, ...more,
      ...(place.kind === 'person' && { reader: await directory.person(place.person) }),
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
    if (!seen && !hung) return { kind: 'done' };
    const activity = seen ?? { type: 'message', text: (await speech.forTarget(target))('show.out-of-sight', { id }) };
    // Asked to show it anew, the card comes to the end of the chat; the message it hung on says so.
    const anew = 'anew' in todo.body;
    return sending(hung ? placeOfPost(hung.conversation) : places.of(target), async (place) => {
      const sent = hung && !anew ? await updateOrPost(place, hung.activity, activity) : await connector.post(place, activity);
      const post = { record: id, target, conversation: place.conversation, activity: sent, version: record.version, at: clock.now() };
      return { kind: 'done', also: [seen ? postHung(post) : postGone(id, target)] };
    });
  }

  /** The card as a message; undefined when the person whose chat it hangs in may no longer see the record. */
  async function sightOf(record: AnySaved, target: Target): Promise<Partial<Activity> | undefined> {
    const place = placeOf(target);
    if (place.kind === 'person' && !maySee(await directory.person(place.person), record)) return undefined;
    return cardMessage(await cardAt(record, target));
  }

  /** In place if it still hangs; a message that is no more is posted anew. */
  async function updateOrPost(place: Place, hung: string, activity: Partial<Activity>): Promise<string> {
    try {
      await connector.update(place, hung, activity);
      return hung;
    } catch (error) {
      if (error instanceof ConnectorError && error.fault.kind === 'gone') return connector.post(place, activity);
      throw error;
    }
  }

  async function placeOfPost(conversation: string): Promise<Found> {
    const met = await store.conversation(conversation);
    if (met?.parkedAt !== undefined) return { kind: 'parked' };
    return met ? { kind: 'place', place: { conversation, serviceUrl: met.serviceUrl } } : { kind: 'unknown' };
  }

  /** Finds the place, runs one send there, and turns Teams' refusals into what becomes of the to-do. */
  async function sending(where: Promise<Found>, send: (place: Place) => Promise<Done>): Promise<Done> {
    let place: Place | undefined;
    try {
      const found = await where;
      if (found.kind !== 'place') return unreachable(found);
      place = found.place;
      return await send(place);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const { fault } = error;
      if (fault.kind === 'again') return { kind: 'later', why: error.message, ...(fault.after !== undefined && { after: fault.after }) };
      if (fault.kind === 'parked' && place) await store.park(place.conversation, clock.now());
      return { kind: 'given-up', why: error.message };
    }
  }

  return {
    show,
    cardAt,
    async tell(todo) {
      const { text, data } = todo.body as { text: string; data: Readonly<Record<string, string>> };
      if (todo.target === 'it-admins') {
        const admins = await directory.members('it-admin');
        const also = admins.map(({ id }) => ({ key: `${todo.key}:${id}`, target: `person:${id}` }));
        for (const one of also) await store.enqueue({ ...one, kind: 'tell', ...(todo.record !== undefined && { record: todo.record }), body: todo.body, dueAt: todo.dueAt });
        return { kind: 'done' };
      }
      const target = todo.target as Target;
      const say: Say = await speech.forTarget(target);
      return sending(places.of(target), async (place) => {
        await connector.post(place, { type: 'message', text: say(`tell.${text}` as Key, quotable(data)), textFormat: 'plain' });
        return { kind: 'done' };
      });
    },
    async say(todo) {
      const body = todo.body as Said;
      return sending(Promise.resolve({ kind: 'place', place: body }), async (place) => {
        for (const [at, { activity, inPlaceOf }] of body.replies.entries()) {
          try {
            if (inPlaceOf === undefined) await connector.post(place, activity);
            else await connector.update(place, inPlaceOf, activity);
          } catch (error) {
            // What was said is not said again: only the rest waits.
            if (at > 0 && error instanceof ConnectorError && error.fault.kind === 'again') {
              const rest = { ...body, replies: body.replies.slice(at) };
              return { kind: 'done', also: [todoQueued({ key: todo.key, kind: 'say', body: rest, dueAt: clock.now() + (error.fault.after ?? restAfter) })] };
            }
            throw error;
          }
        }
        return { kind: 'done' };
      });
    },
  };
}

/** People's words stay within the sentence; those that end with a full stop would end the one that quotes them twice. */
function quotable(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, onOneLine(value)]));
  return own['words'] === undefined ? own : { ...own, words: own['words'].replace(/[.。]$/, '') };
}

/** A card sent alone: with text beside it Teams would make two messages, and neither could be updated. */
export function cardMessage({ card, summary }: { readonly card: Card; readonly summary: string }): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] };
}

function unreachable(found: Exclude<Found, { kind: 'place' }>): Done {
  return { kind: 'given-up', why: found.kind === 'parked' ? 'the bot was removed or blocked there' : 'no channel was chosen for it' };
}
