// Puts messages where people see them: into the history, and live to everyone who sees the chat.

import type { History, Waiting } from './history.ts';
import type { InboundActivity } from './inbound.ts';
import type { CastPerson } from './cast.ts';
import type { Address, Place, Places } from './places.ts';
import type { Stream } from './stream.ts';
import type { Chat, Message } from './wire.ts';

export interface Board {
  post(place: Place, message: Message): void;
  /** A message of a person, with the activity that the bot has to be told. */
  say(place: Place, message: Message, activity: InboundActivity): Waiting;
  update(place: Place, message: Message): void;
  remove(place: Place, id: string): void;
  typing(at: Address): void;
  read(person: CastPerson, place: Place): void;
  /** The person's chats as the chat list shows them. */
  chats(person: CastPerson): readonly Chat[];
  /** Unread messages in all of the person's chats. */
  waiting(person: CastPerson): number;
}

export function openBoard(places: Places, history: History, stream: Stream): Board {
  const viewers = (place: Place): readonly CastPerson[] =>
    places.members(place).filter((person) => places.shown(person).some(({ id }) => id === place.id));

  const waiting = (person: CastPerson): number => places.shown(person).reduce((sum, { id }) => sum + history.unread(person.teamsId, id), 0);

  const count = (person: CastPerson, place: Place): void => {
    stream.tell(person, { type: 'unread', chat: place.id, unread: history.unread(person.teamsId, place.id) });
    stream.tellAll({ type: 'waiting', person: person.key, unread: waiting(person) });
  };

  const show = (place: Place, message: Message): void => {
    for (const person of viewers(place)) {
      stream.tell(person, { type: 'message', message });
      if (person.teamsId !== message.from.id) count(person, place);
    }
  };

  return {
    post: (place, message) => {
      history.post(message);
      show(place, message);
    },
    say: (place, message, activity) => {
      const waiting = history.say(message, activity);
      show(place, message);
      return waiting;
    },
    update: (place, message) => {
      history.replace(message);
      for (const person of viewers(place)) stream.tell(person, { type: 'updated', message });
    },
    remove: (place, id) => {
      history.remove(place.id, id);
      for (const person of viewers(place)) {
        stream.tell(person, { type: 'deleted', chat: place.id, message: id });
        count(person, place);
      }
    },
    typing: ({ place, thread }) => {
      for (const person of viewers(place)) {
        stream.tell(person, { type: 'typing', chat: place.id, ...(thread === undefined ? {} : { thread }) });
      }
    },
    read: (person, place) => {
      history.markRead(person.teamsId, place.id);
      count(person, place);
    },
    waiting,
    chats: (person) => places.shown(person).map((place) => {
      const last = history.last(place.id);
      return {
        id: place.id, key: place.key, kind: place.kind, name: place.name,
        unread: history.unread(person.teamsId, place.id),
        ...(last ? { lastMessageAt: last.at } : {}),
      };
    }),
  };
}
