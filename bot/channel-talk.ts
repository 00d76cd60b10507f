// What the bot answers in a channel, where it is mentioned: few words, nothing personal.
import { helpCard } from '../cards/help.ts';
import { rolesCard } from '../cards/roles.ts';
import { channelIn, wordIn } from '../locales/words.ts';
import { may, noRight } from '../support/rights.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Log } from './log.ts';
import type { Reply } from './messenger.ts';
import type { ReadOverview } from './overview.ts';
import type { Places } from './places.ts';
import type { Queue } from './queue.ts';
import { cardReply as card, textReply as text } from './replies.ts';
import type { Turn } from './turn.ts';

export type ChannelTalk = (words: string, turn: Turn) => Promise<readonly Reply[]>;

export interface ChannelTalkPorts {
  readonly queue: Queue;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly places: Places;
  readonly overview: ReadOverview;
  readonly log: Log;
}

export function openChannelTalk({ queue, desk, clock, places, overview, log }: ChannelTalkPorts): ChannelTalk {
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
    if (word === 'roles') return card(rolesCard(context, await overview(), 'others'), say('roles.title'));
    // Whoever is in the team can speak here; who is staff, the roles say.
    if (word === 'queue' && (await places.channelOf(conversation)) === 'support') return queue.say(turn);
    return text(say('channel.personal'));
  };
}
