// A press on a card: verb → event → desk → the answer that only the presser sees.
import { hash } from 'node:crypto';
import * as z from 'zod';
import type { Card } from '../cards/card.ts';
import { plain } from '../cards/render.ts';
import type { Say } from '../locales/say.ts';
import type { AnySaved, Saved, Store } from '../store/store.ts';
import type { Refusal, RefusalReason } from '../support/outcome.ts';
import { channels, toChannel, toPerson, type Target } from '../support/effect.ts';
import type { Person } from '../support/person.ts';
import type { ShowAttachments } from './attachment-show.ts';
import type { Desk } from './desk.ts';
import { kindOf, type AnyEvent } from './lives.ts';
import type { Messenger } from './messenger.ts';
import type { Places } from './places.ts';
import { isVerb, presses } from './presses.ts';
import type { Queue } from './queue.ts';
import { refusalText } from './refusals.ts';
import { maySee } from './sight.ts';

/** Where a press came from, as the Connector vouches for it. */
export interface Pressed {
  readonly by: Person;
  readonly say: Say;
  readonly conversation: string;
  readonly personal: boolean;
  /** The message that carries the card. */
  readonly message: string | undefined;
}

export type Answer = { readonly kind: 'card'; readonly card: Card } | { readonly kind: 'message'; readonly text: string };

const execution = z.object({
  action: z.object({
    verb: z.string().max(60),
    data: z.looseObject({ id: z.string().max(20), version: z.int().min(0).optional() }),
  }),
  trigger: z.string().optional(),
});

/** These are told in a message: the presser has no business with the card, there is none to show, or a new one would come without what was typed. */
const withoutCard: ReadonlySet<RefusalReason> = new Set([
  'case-number-needed', 'commitment-needed', 'confirm-needed', 'contact-needed', 'coverage-needed', 'justification-needed', 'reason-needed', 'text-needed',
  'main-is-duplicate', 'main-unknown', 'not-assignable', 'same-severity', 'tier-unknown', 'too-many-words',
  'not-allowed', 'not-designated', 'not-found', 'not-the-user', 'not-the-requester', 'not-the-filer', 'it-admin-only', 'other-tier', 'own-review', 'self-approval',
  'membership-unknown',
]);

export interface Actions {
  /** Answers an `adaptiveCard/action` invoke. */
  press(value: unknown, pressed: Pressed): Promise<Answer>;
}

export interface ActionsPorts {
  readonly store: Store;
  readonly desk: Desk;
  readonly messenger: Messenger;
  readonly places: Places;
  readonly queue: Queue;
  readonly attachments: ShowAttachments;
}

export function openActions({ store, desk, messenger, places, queue, attachments }: ActionsPorts): Actions {
  return {
    async press(value, pressed) {
      const { by, say } = pressed;
      const parsed = execution.safeParse(value);
      if (!parsed.success) return unknown(pressed);
      const { action: { verb, data }, trigger } = parsed.data;
      // About no record, and it changes nothing.
      if (verb === 'queue/show') return await queue.show(data.id, by, say) ?? unknown(pressed);
      const kind = kindOf(data.id);
      const was = kind && await store.get(kind, data.id);
      if (!kind || !was) {
        await desk.refused(by, isVerb(verb) ? verb : 'press', 'not-found', data.id);
        return { kind: 'message', text: say('refusal.not-found', { id: plain(data.id) }) };
      }
      // A client may ask by itself how a card looks now; only a person's own press changes anything.
      if (trigger !== 'manual' || verb === 'record/show') {
        if (maySee(by, was as AnySaved)) return show(was as AnySaved, pressed);
        await desk.refused(by, 'record/show', 'not-allowed', data.id);
        return { kind: 'message', text: say('refusal.not-found', { id: plain(data.id) }) };
      }
      if (verb === 'ticket/attachments' && was.kind === 'ticket') return { kind: 'message', text: await attachments.press(was as Saved<'ticket'>, data['attachment'], by, say) };
      const event = isVerb(verb) && verb.startsWith(`${kind}/`) ? presses[verb](by, data) : undefined;
      if (!event) return unknown(pressed, data.id);

      const decided = await decidedUnseen(event, was as AnySaved, data.version);
      if (decided) {
        await desk.refused(by, event.kind, decided.reason, data.id);
        return refused(decided, data.id, pressed);
      }
      const once = { key: `${data.id}:${data.version ?? was.version}:${saidIn(event)}`, person: by.id };
      const outcome = await desk.happen(kind, data.id, event, once, { read: was });
      if (outcome.ok) return show(outcome.value as AnySaved, pressed);
      return refused(outcome.refusal, data.id, pressed);
    },
  };

  /** What no card of ours sends. */
  async function unknown({ by, say }: Pressed, id?: string): Promise<Answer> {
    await desk.refused(by, 'press', 'unknown', id);
    return { kind: 'message', text: say('press.unknown') };
  }

  /** Nobody decides what they have not seen: a card on which the request was still to be decided may hang where more time is asked for by now. */
  async function decidedUnseen(event: AnyEvent, { id, body, kind }: AnySaved, seen: number | undefined): Promise<Refusal | undefined> {
    if (event.kind !== 'elevation/approve' && event.kind !== 'elevation/deny') return undefined;
    if (kind !== 'elevation' || body.state.kind !== 'active' || body.state.extension.kind !== 'asked' || seen === undefined) return undefined;
    const asked = (await store.history(id)).findLast(({ action }) => action === 'elevation/extend');
    const decision: Refusal = { reason: 'already-decided', data: { name: body.state.approvals.at(-1)?.by.name ?? body.requester.name } };
    return asked && seen < asked.version ? decision : undefined;
  }

  async function refused(refusal: Refusal, id: string, pressed: Pressed): Promise<Answer> {
    const text = refusalText(refusal, pressed.say);
    const kind = kindOf(id);
    const now = kind && !withoutCard.has(refusal.reason) ? await store.get(kind, id) : undefined;
    return now ? show(now as AnySaved, pressed, text) : { kind: 'message', text };
  }

  async function show(record: AnySaved, pressed: Pressed, notice?: string): Promise<Answer> {
    const target = maySee(pressed.by, record) ? await targetOf(record, pressed) : undefined;
    if (!target) return { kind: 'message', text: notice ?? pressed.say('press.done') };
    const card = await messenger.cardAt(record, target, { ...(notice !== undefined && { notice }), ...(pressed.personal && { reader: pressed.by }) });
    return { kind: 'card', card };
  }

  /** The same view as the post that was pressed, so that answer and update may arrive in any order. */
  async function targetOf(record: AnySaved, { by, conversation, personal, message }: Pressed): Promise<Target> {
    if (personal) return toPerson(by);
    const post = message === undefined ? undefined : await store.postOf(conversation, message);
    const target = channels.map(toChannel).find((one) => one === post?.target);
    if (target && post?.record === record.id) return target;
    const channel = await places.channelOf(conversation);
    // A card that somebody posted: whoever asks sees the own view, and nobody else does.
    return channel ? toChannel(channel) : toPerson(by);
  }
}

/** A press that is delivered again says the same; one that says something else, even on a card out of date, is another press. */
function saidIn(event: AnyEvent): string {
  return hash('sha256', JSON.stringify({ ...event, by: undefined }), 'base64url');
}
