// What a command in Teams' menu means to the bot when a person picks it.
import { type ChannelName, channelIn, type Word, wordIn } from '../locales/words.ts';

export type Meaning = Word | `use-channel-for-${ChannelName}`;

/** The meaning of a title, in whatever language; undefined when the bot would take it for somebody's story. */
export const meaningOf = (title: string): Meaning | undefined => {
  const channel = channelIn(title);
  if (channel === undefined) return wordIn(title);
  return channel === 'unknown' ? undefined : `use-channel-for-${channel}`;
};
