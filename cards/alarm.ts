// What the bot gave up, for those who run it: what, where, why and since when.
import type { Say } from '../locales/say.ts';
import type { Channel } from '../support/effect.ts';
import type { Card } from './card.ts';
import { show, type CardContext } from './context.ts';
import template from './alarm.template.json' with { type: 'json' };
import { clip, dateTime, plain } from './render.ts';

export interface GivenUp {
  readonly kind: string;
  readonly record?: string;
  /** Left out where it has no place in Teams, such as a password to be changed. */
  readonly where?: { readonly channel: Channel } | { readonly person: string };
  readonly why: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** A card has room for the first of them. */
const shown = 8;

export function alarmCard(context: CardContext, given: readonly GivenUp[]): Card {
  return show(context, template, alarmData(context, given));
}

export function alarmData({ say }: CardContext, given: readonly GivenUp[]) {
  const rest = given.length - shown;
  return {
    summary: say.count('alarm.summary', given.length),
    title: say('alarm.title'),
    intro: say('alarm.intro'),
    rows: given.slice(0, shown).map((one) => ({
      what: whereOf(say, one.where, whatOf(say, one)),
      why: say('alarm.why', { why: plain(clip(one.why, 200)) }),
      since: say('alarm.since', { when: dateTime(one.since) }),
    })),
    more: rest > 0 ? say.count('alarm.more', rest) : '',
  };
}

function whatOf(say: Say, { kind, record }: GivenUp): string {
  switch (kind) {
    case 'post': return say('alarm.card', { id: record ?? '' });
    case 'tell': return record === undefined ? say('alarm.message') : say('alarm.message-about', { id: record });
    case 'say': return say('alarm.answer');
    case 'rotate': return say('alarm.rotation', { id: record ?? '' });
    case 'webhook': return say('alarm.webhook', { id: record ?? '' });
    default: return say('alarm.task', { kind: plain(kind) });
  }
}

function whereOf(say: Say, where: GivenUp['where'], what: string): string {
  if (!where) return what;
  if ('person' in where) return say('alarm.to-person', { what, name: plain(clip(where.person, 60)) });
  return say('alarm.to-channel', { what, channel: say(`channel.${where.channel}`) });
}
