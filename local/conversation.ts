// What a person does in a chat: says something, presses a button, reads. Each becomes what Teams would send to the bot.

import { randomUUID } from 'node:crypto';
import { adaptiveCard } from './activity-check.ts';
import type { Board } from './board.ts';
import type { Cast, CastPerson } from './cast.ts';
import type { Answer, Courier } from './courier.ts';
import { consentIn } from './file-card.ts';
import type { Drive } from './drive.ts';
import { ok, refuse, type Reply } from './exchange.ts';
import type { History } from './history.ts';
import { invokeActivity, mentionOf, messageActivity, type InboundActivity, type Occasion } from './inbound.ts';
import { foundIn, reportActivity, searchActivity } from './extension.ts';
import { seenOf } from './outcome.ts';
import type { Place } from './places.ts';
import { sendPress } from './press.ts';
import type { ViolationList } from './violation-list.ts';
import type { Attachment, Consent, Find, Message, Outcome, PostCard, Press, ReportMessage, Said, Say } from './wire.ts';

export interface ConversationParts {
  readonly cast: Cast;
  readonly history: History;
  readonly board: Board;
  readonly courier: Courier;
  readonly drive: Drive;
  readonly violations: ViolationList;
  readonly serviceUrl: string;
  readonly now: () => number;
}

export interface Conversation {
  say(person: CastPerson, place: Place, say: Say): Promise<Reply>;
  press(person: CastPerson, place: Place, press: Press): Promise<Reply>;
  find(person: CastPerson, place: Place, find: Find): Promise<Reply>;
  post(person: CastPerson, place: Place, post: PostCard): Reply;
  report(person: CastPerson, place: Place, report: ReportMessage): Promise<Reply>;
  consent(person: CastPerson, place: Place, consent: Consent): Promise<Reply>;
}

export function conversation(parts: ConversationParts): Conversation {
  const { cast, history, board, courier, drive, violations, serviceUrl, now } = parts;

  const occasionOf = (person: CastPerson, place: Place, thread: string | undefined, id: string): Occasion =>
    ({ cast, serviceUrl, person, now: now(), id, at: { place, ...(thread === undefined ? {} : { thread }) } });

  const shownOf = ({ person, at, id }: Occasion, text: string, attachments: readonly Attachment[] = []): Message => {
    const inChannel = at.place.kind === 'channel';
    return {
      id, chat: at.place.id, ...(at.thread === undefined ? {} : { thread: at.thread }),
      from: { kind: 'person', id: person.teamsId, name: person.name },
      at: new Date(now()).toISOString(), version: 1,
      text: inChannel ? `${mentionOf(cast)} ${text}` : text, textFormat: 'plain',
      attachments, suggestedActions: [], mentions: inChannel ? [cast.bot] : [],
    };
  };

  const mayReplyIn = (place: Place, thread: string | undefined): boolean =>
    thread === undefined || (place.kind === 'channel' && history.find(place.id, thread) !== undefined);

  const say = async (person: CastPerson, place: Place, { text, thread, activityId, files: sent = [] }: Say): Promise<Reply> => {
    if (!mayReplyIn(place, thread)) return noThread();
    const files = drive.attachmentsOf(sent);
    if (!files) return refuse(404, 'NotFound', 'files: there is no such file.');
    if (files.length > 0 && place.kind === 'channel') return refuse(400, 'BadArgument', 'files: a bot gets files in its 1:1 chats only.');
    const id = activityId ?? history.nextId(now());
    const before = activityId === undefined ? undefined : history.find(place.id, activityId);
    const occasion = occasionOf(person, place, place.kind === 'channel' ? (thread ?? id) : undefined, id);
    const activity = messageActivity(occasion, { text, files });
    const message = before ?? shownOf(occasion, text, files);
    const waiting = before ? history.await(activity) : board.say(place, message, activity);
    board.read(person, place);
    return ok({ message, delivered: taken(await courier.deliver(waiting)) } satisfies Said);
  };

  const press = async (person: CastPerson, place: Place, asked: Press): Promise<Reply> => {
    const message = history.find(place.id, asked.message);
    if (!message) return noMessage();
    const invoked = asked.action.type === 'Action.Execute' || asked.dialog;
    const id = asked.activityId ?? (invoked ? invokeId() : history.nextId(now()));
    const occasion = occasionOf(person, place, message.thread, id);
    const sent = sendPress(occasion, asked, message);
    switch (sent.kind) {
      case 'wrong':
        return refuse(400, 'BadSyntax', sent.problem);
      case 'invoke': return invoke(sent.activity, sent.from);
      case 'say': {
        const shows = sent.shown !== undefined && !history.find(place.id, id);
        const waiting = shows ? board.say(place, shownOf(occasion, sent.shown), sent.activity) : history.await(sent.activity);
        const answer = await courier.deliver(waiting);
        return ok(taken(answer) ? ({ kind: 'sent' } satisfies Outcome) : seenOf(answer, 'card').outcome);
      }
    }
  };

  const invoke = async (activity: InboundActivity, from: 'card' | 'dialog'): Promise<Reply> => {
    const { outcome, findings } = seenOf(await courier.invoke(activity), from);
    violations.add(`answer to ${String(activity['name'])}`, findings);
    return ok(outcome);
  };

  const invokeId = (): string => `f:${randomUUID()}`;

  const find = async (person: CastPerson, place: Place, { words, theme = 'default' }: Find): Promise<Reply> => {
    const { found, findings } = foundIn(await courier.invoke(searchActivity(occasionOf(person, place, undefined, invokeId()), words, theme)));
    violations.add('answer to composeExtension/query', findings);
    return ok(found);
  };

  const post = (person: CastPerson, place: Place, { card, thread }: PostCard): Reply => {
    if (!mayReplyIn(place, thread)) return noThread();
    const id = history.nextId(now());
    const occasion = occasionOf(person, place, place.kind === 'channel' ? (thread ?? id) : undefined, id);
    const message: Message = { ...shownOf(occasion, ''), text: '', mentions: [], attachments: [{ contentType: adaptiveCard, content: card }] };
    board.post(place, message);
    board.read(person, place);
    return ok(message);
  };

  const report = async (person: CastPerson, place: Place, { message: id, theme = 'default' }: ReportMessage): Promise<Reply> => {
    const message = history.find(place.id, id);
    if (!message) return noMessage();
    return invoke(reportActivity(occasionOf(person, place, message.thread, invokeId()), message, theme), 'dialog');
  };

  /** Teams asks whether a file may be saved, and gives the bot a place for it. */
  const consent = async (person: CastPerson, place: Place, { message: id, action }: Consent): Promise<Reply> => {
    const message = history.find(place.id, id);
    const asked = consentIn(message);
    if (!message || !asked) return refuse(404, 'NotFound', 'message: nothing of this chat asks whether a file may be saved.');
    const { name, acceptContext, declineContext } = asked;
    const value = action === 'accept'
      ? { type: 'fileUpload', action, context: acceptContext, uploadInfo: drive.uploadInfo(name) }
      : { type: 'fileUpload', action, context: declineContext };
    const answer = await courier.invoke(invokeActivity(occasionOf(person, place, undefined, invokeId()), { name: 'fileConsent/invoke', value, replyToId: id }));
    return ok(taken(answer) ? ({ kind: 'none' } satisfies Outcome) : seenOf(answer, 'card').outcome);
  };

  return { say, press, find, post, report, consent };
}

const taken = (answer: Answer): boolean => answer.kind === 'answered' && answer.status < 300;

const noThread = (): Reply => refuse(404, 'NotFound', 'thread: there is no such message in this channel.');
const noMessage = (): Reply => refuse(404, 'NotFound', 'message: there is no such message in this chat.');
