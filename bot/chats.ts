// The chats and channels the bot is in: remembered at every turn, greeted once.
import { ActivityTypes, TurnContext } from 'botbuilder';
import { welcomeCard } from '../cards/welcome.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { cardMessage } from './messenger.ts';
import type { Places } from './places.ts';
import { replyTodo } from './replies.ts';
import type { Turn } from './turn.ts';

/** `new`: nobody has spoken or acted there in a language that Teams told. */
export type Met = 'new' | 'known';

export interface Chats {
  /** Remembers where this turn came from, so that the bot can speak there later; ends a parking. */
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
      const reference = TurnContext.getConversationReference(activity);
      const { serviceUrl } = activity;
      const locale = known && 'locale' in known.reference ? known.reference.locale : undefined;
      const fresh = known?.serviceUrl === serviceUrl && known.parkedAt === undefined && locale === reference.locale;
      if (!fresh) {
        const channel = await places.channelOf(conversation);
        await store.saveConversation({
          id: conversation, serviceUrl, reference, updatedAt: clock.now(),
          ...(personal ? { kind: 'personal', person: by.id } : { kind: 'channel', ...(channel !== undefined && { channel }) }),
        });
      }
      return locale === undefined ? 'new' : 'known';
    },
    async changed(turn, met) {
      const { activity, personal, by, say, conversation } = turn;
      if (activity.type === ActivityTypes.InstallationUpdate && activity.action === 'remove') return store.park(conversation, clock.now());
      // Of the activities of an installation only the last says which language the person speaks: that one is greeted.
      if (!personal || met === 'known' || activity.locale === undefined) return;
      const card = welcomeCard({ say, now: clock.now(), reader: by });
      await store.enqueue(replyTodo(`welcome:${conversation}`, turn, [{ activity: cardMessage({ card, summary: say('welcome.summary') }) }], clock.now()));
      wake();
    },
  };
}
