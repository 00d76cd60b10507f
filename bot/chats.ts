// The chats and channels the bot is in: remembered at every turn, greeted once.
import type { Activity } from 'botbuilder';
import { welcomeCard } from '../cards/welcome.ts';
import type { Statement } from '../store/statement.ts';
import type { Store } from '../store/store.ts';
import { todoQueuedIfAbsent } from '../store/todos.ts';
import { toChannel, toPerson } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import { cardMessage } from './messenger.ts';
import type { Places } from './places.ts';
import { replyTodo } from './replies.ts';
import type { Turn } from './turn.ts';

export interface Chats {
  /** Remembers where this turn came from, so that the bot can speak there later; greets whoever installed it, shows there what it could not show before. */
  meet(turn: Turn): Promise<void>;
}

export interface ChatsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly places: Places;
  readonly wake: () => void;
}

/** A chat of people among themselves, where somebody posted a card that was found: the bot is not in it and cannot speak there. */
const betweenPeople = /^19:.+@(unq\.gbl\.spaces|thread\.v2)$/;

export function openChats({ store, clock, places, wake }: ChatsPorts): Chats {
  return {
    async meet(turn) {
      const { activity, personal, conversation, by } = turn;
      if (betweenPeople.test(conversation)) return;
      if (isFarewell(activity)) return store.park(conversation, clock.now());
      const known = await store.conversation(conversation);
      const spoken = known && 'locale' in known.reference ? known.reference.locale : undefined;
      const { serviceUrl, locale = spoken } = activity;
      const reachable = known !== undefined && known.parkedAt === undefined;
      // In a channel everyone's Teams speaks another language: only a chat has one.
      if (reachable && known.serviceUrl === serviceUrl && (!personal || locale === spoken)) return;
      const { TurnContext } = await import('botbuilder');
      const reference = { ...TurnContext.getConversationReference(activity), locale };
      const channel = personal ? undefined : await places.channelOf(conversation);
      // In one write with the meeting: whoever is known is neither greeted nor caught up with again.
      await store.saveConversation({
        id: conversation, serviceUrl, reference, updatedAt: clock.now(), ...(personal ? { kind: 'personal', person: by.id } : { kind: 'channel' }),
      }, [
        ...reachable || !(personal || channel) ? [] : [places.reached(channel ? toChannel(channel) : toPerson(by))],
        ...personal && spoken === undefined && isInstallation(activity) ? [greeting(turn)] : [],
      ]);
      wake();
    },
  };

  /** Teams may deliver the halves of an installation side by side: whichever is first greets. */
  function greeting(turn: Turn): Statement {
    const { say, by, conversation } = turn;
    const now = clock.now();
    const card = welcomeCard({ say, now, reader: by });
    return todoQueuedIfAbsent(replyTodo(`welcome:${conversation}`, turn, [{ activity: cardMessage(card) }], now));
  }
}

/** Of the activities of an installation only the last says which language the person speaks. */
function isInstallation({ type, locale }: Activity): boolean {
  return (type === 'installationUpdate' || type === 'conversationUpdate') && locale !== undefined;
}

/** The bot itself was removed. Teams says so twice, in any order: neither may count as meeting again. */
function isFarewell({ type, action, membersRemoved, recipient }: Activity): boolean {
  if (type === 'installationUpdate') return action === 'remove';
  return type === 'conversationUpdate' && membersRemoved?.some(({ id }) => id === recipient.id) === true;
}
