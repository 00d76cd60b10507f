// Shows staff what a user attached, in their own chat: a picture as a picture, anything else as a file that they have saved in their OneDrive.
import * as z from 'zod';
import { plain } from '../cards/render.ts';
import type { Say } from '../locales/say.ts';
import { todoQueued } from '../store/todos.ts';
import type { Content, Saved, Store, Todo } from '../store/store.ts';
import { attachmentLimits, isPicture, sizeText, type Attachment } from '../support/attachment.ts';
import type { Telling } from '../support/effect.ts';
import { showsInMessage } from '../support/picture-size.ts';
import type { Person } from '../support/person.ts';
import { may, noRight } from '../support/rights.ts';
import type { Clock } from './clock.ts';
import { ConnectorError, type Connector } from './connector.ts';
import { openDelivery, type Done } from './delivery.ts';
import type { Desk } from './desk.ts';
import type { FileHosts } from './file-host.ts';
import { TransferError, upload } from './file-transfer.ts';
import type { Places } from './places.ts';
import { replyTodo } from './replies.ts';
import type { Work } from './runner.ts';
import { maySee } from './sight.ts';
import type { Speech } from './speech.ts';
import type { Turn } from './turn.ts';

const act = 'ticket/attachments';
const saveWithin = 10_000;
const mostAttempts = 4;
const consentCard = 'application/vnd.microsoft.teams.card.file.consent';
const fileCard = 'application/vnd.microsoft.teams.card.file.info';

/** Teams' answer to the card that asks whether a file may be saved (Teams documentation, send files to a personal chat). */
const consent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ attachment: z.string().max(100) }),
  uploadInfo: z.object({ uploadUrl: z.string(), contentUrl: z.string(), name: z.string(), uniqueId: z.string(), fileType: z.string() }).optional(),
});
type Upload = NonNullable<z.infer<typeof consent>['uploadInfo']>;

export interface ShowAttachments {
  /** A press on a ticket's card. Gives what to say to it; the attachment comes off the turn. */
  press(ticket: Saved<'ticket'>, attachment: unknown, by: Person, say: Say): Promise<string>;
  /** The invoke `fileConsent/invoke`. */
  consented(value: unknown, turn: Turn): Promise<void>;
  readonly works: Readonly<Record<'show-attachment' | 'save-attachment', Work>>;
}

export interface ShowAttachmentsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly connector: Connector;
  readonly places: Places;
  readonly speech: Speech;
  readonly hosts: FileHosts;
  readonly wake: () => void;
}

interface ToSave extends Upload {
  readonly id: string;
  readonly person: string;
  readonly conversation: string;
  readonly serviceUrl: string;
}

export function openShowAttachments({ store, clock, desk, connector, places, speech, hosts, wake }: ShowAttachmentsPorts): ShowAttachments {
  const deliver = openDelivery({ store, clock, places });

  /** Undefined: this person may see it. */
  async function barred(by: Person, ticket: Saved<'ticket'> | undefined): Promise<'not-allowed' | 'membership-unknown' | undefined> {
    if (ticket && may(by, act) && maySee(by, ticket)) return undefined;
    const reason = noRight(by, act) === 'membership-unknown' ? 'membership-unknown' : 'not-allowed';
    await desk.refused(by, act, reason, ticket?.id);
    return reason;
  }

  const line = (by: Person, record: string, { id, name, digest }: Attachment, saved: boolean) =>
    ({ at: clock.now(), actor: by.id, action: act, record, detail: { attachment: id, name, digest, ...(saved && { saved }) } });

  const told = (person: string, id: string, text: Telling, data: Readonly<Record<string, string>>) =>
    todoQueued({ key: `tell-attachment:${id}:${person}`, kind: 'tell', target: `person:${person}`, body: { text, data }, dueAt: clock.now() });

  async function showAttachment(todo: Todo): Promise<Done> {
    const { id, name, person } = todo.body as { readonly id: string; readonly name: string; readonly person: string };
    const content = await store.content(id);
    if (!content) return { kind: 'done', also: [told(person, id, 'file-gone', { file: name, id: todo.record ?? '' })] };
    const picture = pictureOf(content);
    const asking = consentFor(content, await speech.forPerson(person));
    return deliver(todo, places.of(`person:${person}`), async (place, mine) => {
      await connector.post(place, picture ?? asking).catch(async (error: unknown) => {
        // What Teams refuses as a picture, whatever its reason, can still be saved as a file.
        if (!picture || !(error instanceof ConnectorError && error.fault.kind === 'wrong')) throw error;
        mine();
        await connector.post(place, asking);
      });
      return { kind: 'done' };
    });
  }

  async function saveAttachment(todo: Todo): Promise<Done> {
    const { id, person, conversation, serviceUrl, uploadUrl, contentUrl, name, uniqueId, fileType } = todo.body as ToSave;
    const content = await store.content(id);
    const to = hosts.file(uploadUrl);
    const given = (text: Telling): Done => ({ kind: 'done', also: [told(person, id, text, { file: name, id: todo.record ?? '' })] });
    if (!content) return given('file-gone');
    if (!to || !hosts.file(contentUrl)) return given('file-not-saved');
    try {
      await upload(to, content.bytes, { largest: attachmentLimits.size, timeout: saveWithin });
    } catch (error) {
      // A session that was refused, or has taken the file already, is no more; what did not get through is tried again.
      if (error instanceof TransferError || todo.attempts >= mostAttempts) return given('file-not-saved');
      return { kind: 'later', why: error instanceof Error ? error.message : 'unknown' };
    }
    const activity = { type: 'message', attachments: [{ contentType: fileCard, contentUrl, name, content: { uniqueId, fileType } }] };
    return { kind: 'done', also: [todoQueued({ key: `saved:${todo.key}`, kind: 'say', target: conversation, body: { conversation, serviceUrl, replies: [{ activity }] }, dueAt: clock.now() })] };
  }

  return {
    async press(ticket, wanted, by, say) {
      const no = await barred(by, ticket);
      if (no) return say(`refusal.${no}`);
      const attachment = ticket.body.attachments?.find(({ id }) => id === wanted);
      if (!attachment) return say('press.unknown');
      const { id, name } = attachment;
      await store.note(line(by, ticket.id, attachment, false), [
        todoQueued({ key: `show-attachment:${id}:${by.id}`, kind: 'show-attachment', record: ticket.id, body: { id, name, person: by.id }, dueAt: clock.now() }),
      ]);
      wake();
      return say('attachment.coming', { file: plain(name) });
    },

    async consented(value, turn) {
      const { by, say, activity, conversation } = turn;
      const { success, data } = consent.safeParse(value);
      const file = success ? await store.sentFile(data.context.attachment) : undefined;
      const ticket = await store.get('ticket', file?.record ?? '');
      if (await barred(by, ticket) || !success || !file?.kept || !ticket) return;
      const { kept: { id, name } } = file;
      const saving = data.action === 'accept' ? data.uploadInfo : undefined;
      // Teams leaves the question where it is: what became of it takes its place.
      const text = say(saving ? 'attachment.saving' : 'attachment.declined', { file: plain(name), id: ticket.id });
      const replaced = activity.replyToId === undefined ? [] : [todoQueued(replyTodo(`say:${activity.id}`, turn, [{ activity: { type: 'message', text }, inPlaceOf: activity.replyToId }], clock.now()))];
      const toSave = saving && { ...saving, id, person: by.id, conversation, serviceUrl: activity.serviceUrl } satisfies ToSave | undefined;
      const save = toSave ? [todoQueued({ key: `save-attachment:${id}:${by.id}`, kind: 'save-attachment', record: ticket.id, body: toSave, dueAt: clock.now() })] : [];
      if (saving) await store.note(line(by, ticket.id, file.kept, true), [...save, ...replaced]);
      else await store.announceFiles(replaced);
      wake();
    },

    works: { 'show-attachment': showAttachment, 'save-attachment': saveAttachment },
  };
}

/** Undefined: it is none, or none that Teams shows in a message. */
function pictureOf({ attachment, record, bytes }: Content) {
  const { name, type, size } = attachment;
  if (!isPicture(type) || !showsInMessage(attachment, bytes)) return undefined;
  const contentUrl = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  return { type: 'message', text: `${record} · ${name} (${sizeText(size)})`, textFormat: 'plain', attachments: [{ contentType: type, contentUrl, name }] };
}

/** Asks whether it may be saved in the reader's OneDrive. */
function consentFor({ attachment: { id, name, size }, record }: Content, say: Say) {
  const context = { attachment: id };
  const content = { description: say('attachment.consent', { id: record }), sizeInBytes: size, acceptContext: context, declineContext: context };
  return { type: 'message', attachments: [{ contentType: consentCard, name: `${record} ${name}`, content }] };
}
