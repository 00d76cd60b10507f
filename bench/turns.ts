// The turns that are measured: what Teams sends, what comes back, and how much the bot sends off the turn.
import { cast } from '../local/cast.ts';
import { invokeActivity, messageActivity, type InboundActivity, type Occasion } from '../local/inbound.ts';
import { cardInThread, chatOf, crowds, personIn, staff, threadOf, ticketOf, type Crowd } from './town.ts';

export interface TurnKind {
  /** The turn with this number. */
  readonly activity: (number: number, serviceUrl: string) => InboundActivity;
  /** Must be in the HTTP answer: a turn that fails quickly must not look fast. */
  readonly answer: string;
  /** Requests to the Connector that belong to each turn; it is not over before they came. */
  readonly sends: number;
}

/** A report told question by question and given up at the end: five turns, one message out for each. */
const story = ['The printer on floor 3 prints blank pages since this morning', '1', '2', '1', 'cancel'];

export const turnKinds = {
  'card action': {
    activity: (number, serviceUrl) => {
      const person = staff[number % staff.length];
      if (!person) throw new Error('Nobody is on tier 1');
      const place = { kind: 'channel', key: 'support', name: 'Support', id: threadOf(number) } as const;
      const action = { type: 'Action.Execute', verb: 'ticket/claim', data: { id: ticketOf(number), version: 1 } };
      return invokeActivity({ ...occasion(number, serviceUrl), person, at: { place } },
        { name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, replyToId: cardInThread(number) });
    },
    answer: '"application/vnd.microsoft.card.adaptive"',
    // The staff's card and the user's are drawn anew, and the user is told.
    sends: 3,
  },
  'dialog': {
    activity: (number, serviceUrl) => said('led', number, serviceUrl, story[Math.floor(number / crowds.led) % story.length] ?? ''),
    answer: '',
    sends: 1,
  },
  'my requests': {
    activity: (number, serviceUrl) => said('asking', number, serviceUrl, 'my requests'),
    answer: '',
    sends: 1,
  },
  'echo': {
    activity: (number, serviceUrl) => said('asking', number, serviceUrl, 'my requests'),
    answer: '',
    sends: 1,
  },
} as const satisfies Readonly<Record<string, TurnKind>>;

export type TurnName = keyof typeof turnKinds;

function said(crowd: Exclude<Crowd, 'claimed'>, number: number, serviceUrl: string, text: string): InboundActivity {
  const person = personIn(crowd, number % crowds[crowd]);
  const place = { kind: 'personal', key: 'bot', name: cast.bot.name, id: chatOf(person), person } as const;
  return messageActivity({ ...occasion(number, serviceUrl), person, at: { place } }, { text });
}

function occasion(number: number, serviceUrl: string): Pick<Occasion, 'cast' | 'serviceUrl' | 'now' | 'id'> {
  return { cast, serviceUrl, now: Date.now(), id: `f:${process.pid}-${number}` };
}
