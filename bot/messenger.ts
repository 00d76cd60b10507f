// The messenger: shows records where they hang, tells people what they must hear. Works off the turn, one to-do at a time.
import type { Activity } from 'botbuilder';
import { recordCard } from '../cards/record.ts';
import type { Card } from '../cards/render.ts';
import type { Key, Say } from '../locales/say.ts';
import { postHung } from '../store/posts.ts';
import type { AnySaved, Store, Todo } from '../store/store.ts';
import type { Statement } from '../store/statement.ts';
import type { Target } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import { ConnectorError, type Connector, type Place } from './connector.ts';
import type { Directory } from './directory.ts';
import type { Facts } from './facts.ts';
import { kindOf } from './lives.ts';
import type { Found, Places } from './places.ts';
import { placeOf, type Speech } from './speech.ts';

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
    const activity = cardMessage(await cardAt(record as AnySaved, target));
    // Asked to show it anew, the card comes to the end of the chat; the message it hung on says so.
    const anew = 'anew' in todo.body;
    const found = hung ? await placeOfPost(hung.conversation) : await places.of(target);
    if (found.kind !== 'place') return unreachable(found);
    const { place } = found;
    return sending(place, async () => {
      const sent = hung && !anew ? await updateOrPost(place, hung.activity, activity) : await connector.post(place, activity);
      const post = { record: id, target, conversation: place.conversation, activity: sent, version: record.version, at: clock.now() };
      return { kind: 'done', also: [postHung(post)] };
    });
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

  /** Runs one send and turns Teams' refusals into what becomes of the to-do. */
  async function sending(place: Place, send: () => Promise<Done>): Promise<Done> {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const { fault } = error;
      if (fault.kind === 'again') return { kind: 'later', why: error.message, ...(fault.after !== undefined && { after: fault.after }) };
      if (fault.kind === 'parked') await store.park(place.conversation, clock.now());
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
      const found = await places.of(target);
      if (found.kind !== 'place') return unreachable(found);
      return sending(found.place, async () => {
        await connector.post(found.place, { type: 'message', text: say(`tell.${text}` as Key, data), textFormat: 'plain' });
        return { kind: 'done' };
      });
    },
    async say(todo) {
      const { conversation, serviceUrl, replies } = todo.body as { conversation: string; serviceUrl: string; replies: readonly Reply[] };
      const place = { conversation, serviceUrl };
      return sending(place, async () => {
        for (const { activity, inPlaceOf } of replies) {
          if (inPlaceOf === undefined) await connector.post(place, activity);
          else await connector.update(place, inPlaceOf, activity);
        }
        return { kind: 'done' };
      });
    },
  };
}

/** A card sent alone: with text beside it Teams would make two messages, and neither could be updated. */
export function cardMessage({ card, summary }: { readonly card: Card; readonly summary: string }): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] };
}

function unreachable(found: Exclude<Found, { kind: 'place' }>): Done {
  return { kind: 'given-up', why: found.kind === 'parked' ? 'the bot was removed or blocked there' : 'no channel was chosen for it' };
}
