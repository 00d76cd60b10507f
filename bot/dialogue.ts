// What people write to the bot: words, answers to questions, descriptions of problems, forms handed in.
import type { Activity, TurnContext } from 'botbuilder';
import type { Asker } from '../dialogs/asker.ts';
import type { Wish } from '../dialogs/wish.ts';
import type { Store } from '../store/store.ts';
import { postHung } from '../store/posts.ts';
import { todoQueued } from '../store/todos.ts';
import { holds, type Person } from '../support/person.ts';
import { assigneeOf, type Ticket } from '../support/ticket.ts';
import { worksTier } from '../support/rights.ts';
import type { ChannelTalk } from './channel-talk.ts';
import type { Clock } from './clock.ts';
import { draftKey } from './desk.ts';
import { devicesAtHand, type Devices } from './devices.ts';
import type { Forms } from './forms.ts';
import { cardMessage, type Reply } from './messenger.ts';
import { replyTodo } from './replies.ts';
import type { Turn } from './turn.ts';
import type { Wishes } from './wishes.ts';

const mostTickets = 50;
/** Losing this often against others in the same conversation is a fault, not bad luck. */
const patience = 100;

export interface Dialogue {
  /** A message activity. What it answers is committed with the state of the dialog and sent off the turn. */
  hear(context: TurnContext, turn: Turn): Promise<void>;
}

export interface DialoguePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly devices: Devices;
  readonly forms: Forms;
  readonly wishes: Wishes;
  readonly channelTalk: ChannelTalk;
  readonly wake: () => void;
}

export function openDialogue({ store, clock, devices, forms, wishes, channelTalk, wake }: DialoguePorts): Dialogue {
  return {
    async hear(context, turn) {
      const { activity, personal } = turn;
      if (!personal) await once(turn, async () => ({ replies: await channelTalk(await wordsOf(activity), turn), state: {} }));
      else if (isObject(activity.value)) await handIn(turn, activity.value);
      else await once(turn, (state) => converseIn(context, turn, state));
      wake();
    },
  };

  /** What an activity is answered is committed with the state it leads to: delivered again, it leads nowhere. */
  async function once(turn: Turn, hear: (state: object | undefined) => Promise<{ readonly replies: readonly Reply[]; readonly state: object }>): Promise<void> {
    const { activity: { id = '' }, conversation } = turn;
    for (let tries = 0; tries < patience; tries += 1) {
      const was = await store.dialog(conversation);
      if (was?.processed.includes(id)) return;
      const { replies, state } = await hear(was?.body);
      const also = replies.length > 0 ? [todoQueued(replyTodo(`say:${id}`, turn, replies, clock.now()))] : [];
      if (await store.saveDialog({ conversation, was, body: state, activity: id, at: clock.now() }, also)) return;
    }
    throw new Error(`${id} in ${conversation} found someone faster ${patience} times`);
  }

  /** Forms live in 1:1 chats only. A form's message becomes the place where the new record's card hangs. */
  async function handIn(turn: Turn, value: object): Promise<void> {
    const { by, say, activity, conversation } = turn;
    const form = activity.replyToId;
    const hang = (id: string) => (form === undefined ? []
      : [postHung({ record: id, target: `person:${by.id}`, conversation, activity: form, version: 0, at: clock.now() })]);
    const result = await forms.handIn(value, by, say, hang);
    if (!result) return answer(turn, [{ activity: { type: 'message', text: say('press.unknown') } }]);
    if (result.kind === 'record') return;
    const again = result.kind === 'form' ? cardMessage(result.card, result.title) : { type: 'message', text: result.text };
    return answer(turn, [{ activity: again, ...(form !== undefined && { inPlaceOf: form }) }]);
  }

  async function answer(turn: Turn, replies: readonly Reply[]): Promise<void> {
    if (replies.length > 0) await store.enqueue(replyTodo(`say:${turn.activity.id}`, turn, replies, clock.now()));
  }

  async function converseIn({ adapter }: TurnContext, turn: Turn, was: object | undefined): Promise<{ replies: readonly Reply[]; state: object }> {
    // Nothing leaves in the turn: what dialogs say, on a context of their own, is written down with their state first.
    const asked: Partial<Activity>[] = [];
    // Loaded when somebody first writes: a start need not wait for it.
    const [sdk, { converse }] = await Promise.all([import('botbuilder'), import('../dialogs/conversation.ts')]);
    const aside = new sdk.TurnContext(adapter, turn.activity);
    aside.onSendActivities(async (_, activities) => {
      asked.push(...activities);
      return activities.map(() => ({ id: '' }));
    });
    const { wishes: wished, state } = await converse(aside, was, askerOf(turn));
    const granted = await grant(wished, turn);
    return { state, replies: [...granted, ...asked.map((one): Reply => ({ activity: sayable(one) }))] };
  }

  async function grant(wished: readonly Wish[], turn: Turn): Promise<readonly Reply[]> {
    const replies: Reply[] = [];
    for (const wish of wished) replies.push(...await wishes(wish, turn));
    return replies;
  }

  function askerOf({ by, say, activity }: Turn): Asker {
    return {
      person: by, say, now: clock.now(), draft: activity.id ?? '',
      devices: () => devicesAtHand(devices, by.id),
      isReported: async (draft) => await store.byDraft(draftKey('ticket/report', draft), by.id) !== undefined,
      openTickets: async () => (await store.requestsOf(by.id, { kinds: ['ticket'], open: true, limit: mostTickets }))
        .flatMap((saved) => (saved.kind === 'ticket' ? [saved.body] : []))
        .filter(({ reporter, affected }) => reporter.id === by.id || affected.id === by.id),
      workTickets: async () => workable((await store.queue({ limit: mostTickets })).map(({ body }) => body), by),
    };
  }
}

/** Open tickets this member of staff may work on, the own ones first. */
function workable(tickets: readonly Ticket[], by: Person): readonly Ticket[] {
  if (!holds(by, 'staff') && !holds(by, 'it-admin')) return [];
  const mine = (ticket: Ticket) => assigneeOf(ticket)?.id === by.id;
  const theirs = tickets.filter((ticket) => worksTier(by, ticket.tier));
  return [...theirs.filter(mine), ...theirs.filter((ticket) => !mine(ticket))];
}

/** Of what a dialog wants sent, what belongs to the message itself; whom and where is the messenger's to fill in. */
function sayable({ type, text, textFormat, attachments, suggestedActions, summary, inputHint }: Partial<Activity>): Partial<Activity> {
  return JSON.parse(JSON.stringify({ type, text, textFormat, attachments, suggestedActions, summary, inputHint }));
}

async function wordsOf(activity: Activity): Promise<string> {
  const { TurnContext } = await import('botbuilder');
  return TurnContext.removeRecipientMention(activity) ?? activity.text ?? '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
