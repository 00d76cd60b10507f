// What the bot answers in a channel, where it is mentioned: few words, nothing personal.
import { helpCard } from '../cards/help.ts';
import { queueCard } from '../cards/queue.ts';
import { channelIn, wordIn } from '../locales/words.ts';
import type { Store } from '../store/store.ts';
import { holds } from '../support/person.ts';
import { may, noRight } from '../support/rights.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Log } from './log.ts';
import { cardMessage, type Reply } from './messenger.ts';
import type { Places } from './places.ts';
import type { Turn } from './turn.ts';

export type ChannelTalk = (words: string, turn: Turn) => Promise<readonly Reply[]>;

export interface ChannelTalkPorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly places: Places;
  readonly log: Log;
}

export function openChannelTalk({ store, desk, clock, places, log }: ChannelTalkPorts): ChannelTalk {
  return async (words, turn) => {
    const { by, say, conversation } = turn;
    const channel = channelIn(words);
    if (channel === 'unknown') return text(say('channel.unknown'));
    if (channel) {
      if (!may(by, 'channel/choose')) {
        const reason = noRight(by, 'channel/choose', 'it-admin-only');
        await desk.refused(by, 'channel/choose', reason);
        return text(say(reason === 'it-admin-only' ? 'channel.it-admin-only' : `refusal.${reason}`));
      }
      if (!await places.choose(channel, conversation, by.id)) return text(say('channel.again'));
      log.info('a channel was chosen', { channel, conversation });
      return text(say('channel.chosen', { channel: say(`channel.${channel}`) }));
    }
    const word = wordIn(words);
    const context = { say, now: clock.now(), reader: by };
    if (word === 'help') return card(helpCard(context), say('help.title'));
    if (word === 'queue' && (await places.channelOf(conversation)) === 'support') {
      // Whoever is in the team can speak here; who is staff, the roles say.
      if (!holds(by, 'staff') && !holds(by, 'it-admin')) {
        const reason = noRight(by, 'ticket/claim');
        await desk.refused(by, 'queue', reason);
        return text(say(`refusal.${reason}`));
      }
      const waiting = (await store.queue({ limit: 50 })).map(({ body }) => body);
      return card(queueCard(context, waiting), say('queue.title'));
    }
    return text(say('channel.personal'));
  };
}

function text(words: string): readonly Reply[] {
  return [{ activity: { type: 'message', text: words } }];
}

function card(shown: Parameters<typeof cardMessage>[0]['card'], summary: string): readonly Reply[] {
  return [{ activity: cardMessage({ card: shown, summary }) }];
}
