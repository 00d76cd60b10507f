// The chats and channels the bot is in: remembered at every turn, greeted once.
import { ActivityTypes, TurnContext, type Activity } from 'botbuilder';
import { welcomeCard } from '../cards/welcome.ts';
import type { Store } from '../store/store.ts';
import { toChannel, toPerson } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import { cardMessage } from './messenger.ts';
import type { Places } from './places.ts';
import { replyTodo } from './replies.ts';
import type { Turn } from './turn.ts';

/** `new`: nobody has spoken or acted there in a language that Teams told. */
export type Met = 'new' | 'known';

export interface Chats {
  /** Remembers where this turn came from, so that the bot can speak there later; shows there what it could not show before. */
  meet(turn: Turn): Promise<Met>;
  /** The app was installed or removed, or people joined. */
  changed(turn: Turn, met: Met): Promise<void>;
}

export interface ChatsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly places: Places;
  readonly wake: () => void;
}

export function openChats({ store, clock, places, wake }: ChatsPorts): Chats {
  return {
    async meet({ activity, personal, conversation, by }) {
      const known = await store.conversation(conversation);
      const spoken = known && 'locale' in known.reference ? known.reference.locale : undefined;
      const met = spoken === undefined ? 'new' : 'known';
      if (isFarewell(activity)) return met;
      const { serviceUrl, locale = spoken } = activity;
      const reachable = known !== undefined && known.parkedAt === undefined;
      // In a channel everyone's Teams speaks another language: only a chat has one.
      if (!reachable || known.serviceUrl !== serviceUrl || (personal && locale !== spoken)) {
        const reference = { ...TurnContext.getConversationReference(activity), locale };
        await store.saveConversation({
          id: conversation, serviceUrl, reference, updatedAt: clock.now(), ...(personal ? { kind: 'personal', person: by.id } : { kind: 'channel' }),
        });
      }
      if (!reachable) {
        const channel = personal ? undefined : await places.channelOf(conversation);
        if (personal || channel) await places.reached(channel ? toChannel(channel) : toPerson(by));
        wake();
      }
      return met;
    },
    async changed(turn, met) {
      const { activity, personal, by, say, conversation } = turn;
      if (isFarewell(activity)) return store.park(conversation, clock.now());
      // Of the activities of an installation only the last says which language the person speaks: that one is greeted.
      if (!personal || met === 'known' || activity.locale === undefined) return;
      const card = welcomeCard({ say, now: clock.now(), reader: by });
      // Teams may deliver them side by side; whoever is first greets.
      await store.enqueueIfAbsent(replyTodo(`welcome:${conversation}`, turn, [{ activity: cardMessage({ card, summary: say('welcome.summary') }) }], clock.now()));
      wake();
    },
  };
}

/** The bot itself was removed. Teams says so twice, in any order: neither may count as meeting again. */
function isFarewell({ type, action, membersRemoved, recipient }: Activity): boolean {
  if (type === ActivityTypes.InstallationUpdate) return action === 'remove';
  return type === ActivityTypes.ConversationUpdate && membersRemoved?.some(({ id }) => id === recipient.id) === true;
}
