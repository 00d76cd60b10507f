// Files that people send: written down in the turn, fetched at once off the turn, attached as soon as it is known to which ticket.
import { createHash } from 'node:crypto';
import type { SentFile } from '../dialogs/sent-file.ts';
import { fileAttached, fileForgotten, fileKept, filesErased, fileSent, type FoundFile } from '../store/attachments.ts';
import { digestOfFile } from '../store/verify-attachments.ts';
import { todoQueued } from '../store/todos.ts';
import type { Store, Todo } from '../store/store.ts';
import { attachmentLimits, attachmentName, sizeText, takenEndings, typeOf } from '../support/attachment.ts';
import type { Telling } from '../support/effect.ts';
import { isOpenTicket } from '../support/ticket.ts';
import type { Clock } from './clock.ts';
import type { Done } from './delivery.ts';
import { draftKey, type Also, type Desk } from './desk.ts';
import type { Directory } from './directory.ts';
import type { FileHosts } from './file-host.ts';
import { download, TransferError } from './file-transfer.ts';
import type { Log } from './log.ts';
import type { OutboundToken } from './outbound-token.ts';
import type { Work } from './runner.ts';
import type { Turn } from './turn.ts';

/** Milliseconds. */
const fetchWithin = 10_000;
const unusedFor = 24 * 60 * 60_000;
/** Fetched at once: files that come slowly must not take all the room that cards have, nor all the memory. */
const mostUnderWay = 4;
const lookAgain = 500;
/** Teams sometimes refuses a picture at first (botbuilder-js, issue 4887); after half a minute it will not come any more. */
const mostAttempts = 6;

export interface Attachments {
  /** Files that came along for what comes of this draft. False: this person has sent too many of late, and none was taken. */
  keep(turn: Turn, draft: string, files: readonly SentFile[]): Promise<boolean>;
  /** What is written with the ticket that this draft comes to be, so that what this person sent for it is attached. */
  along(person: string, draft: string): Promise<Also>;
  readonly works: Readonly<Record<'fetch-file' | 'attach-files' | 'forget-files' | 'erase-attachments', Work>>;
}

export interface AttachmentsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly hosts: FileHosts;
  readonly token: OutboundToken;
  readonly log: Log;
}

interface ToFetch {
  readonly id: string;
  readonly kind: SentFile['kind'];
  readonly url: string;
}

export function openAttachments({ store, clock, desk, directory, hosts, token, log }: AttachmentsPorts): Attachments {
  const told = (person: string, id: string, text: Telling, data: Readonly<Record<string, string>>) =>
    todoQueued({ key: `tell-file:${id}`, kind: 'tell', target: `person:${person}`, body: { text, data }, dueAt: clock.now() });

  /** It is no more, and whoever sent it is told. */
  const given = ({ id, person, name }: FoundFile, text: Telling, data: Readonly<Record<string, string>> = {}) =>
    [...fileForgotten(id), told(person, id, text, { file: attachmentName(name || undefined), ...data })];

  const toAttach = (person: string, draft: string, ticket: string) =>
    todoQueued({ key: `attach-files:${person}:${draft}`, kind: 'attach-files', record: ticket, body: { person, draft }, dueAt: clock.now() });

  let underWay = 0;
  async function fetchInTurn(todo: Todo): Promise<Done> {
    if (underWay >= mostUnderWay) return { kind: 'wait', after: 250 };
    underWay += 1;
    try {
      return await fetchFile(todo);
    } finally {
      underWay -= 1;
    }
  }

  async function fetchFile(todo: Todo): Promise<Done> {
    const { id, kind, url } = todo.body as ToFetch;
    const sent = await store.sentFile(id);
    if (!sent || sent.kept) return { kind: 'done' };
    const from = kind === 'picture' ? hosts.picture(url) : hosts.file(url);
    const lost = (text: Telling, data?: Readonly<Record<string, string>>): Done => ({ kind: 'done', also: given(sent, text, data) });
    if (!from) {
      log.warn('a file was not fetched from where none may be', { file: id, host: URL.parse(url)?.host });
      return lost('file-not-fetched');
    }
    try {
      const bearer = kind === 'picture' ? await token() : undefined;
      const bytes = await download(from, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }, { largest: attachmentLimits.size, timeout: fetchWithin });
      const type = typeOf(bytes, sent.name || undefined);
      if (type === undefined) return lost('file-not-taken', { kinds: kindsTaken });
      // A form that was handed in while this file was being announced knew nothing of it.
      const reported = await store.byDraft(draftKey('ticket/report', sent.draft), sent.person);
      const kept = fileKept({ id, name: attachmentName(sent.name || undefined, type), type, size: bytes.length, digest: digestOfFile(bytes) }, bytes);
      return { kind: 'done', also: [...kept, ...(reported ? [toAttach(sent.person, sent.draft, reported.id)] : [])] };
    } catch (error) {
      if (error instanceof TransferError && error.why === 'too-large') return lost('file-too-large', { most: sizeText(attachmentLimits.size) });
      const why = error instanceof Error ? error.message : 'unknown';
      if (todo.attempts < mostAttempts) return { kind: 'later', why };
      log.warn('a file could not be fetched', { file: id, host: from.host, why });
      return lost('file-not-fetched');
    }
  }

  async function attachFiles({ record: ticket = '', body }: Todo): Promise<Done> {
    const { person, draft } = body as { readonly person: string; readonly draft: string };
    const loose = (await store.sentFor(person, draft)).filter(({ record }) => record === undefined);
    if (loose.some(({ kept }) => !kept)) return { kind: 'wait', after: lookAgain };
    if (loose.length === 0) return { kind: 'done' };
    const read = await store.get('ticket', ticket);
    const room = attachmentLimits.perTicket - (read?.body.attachments ?? []).length;
    // What there is room for is attached; the rest is looked at again, and turned away.
    const files = loose.slice(0, room > 0 ? room : loose.length).flatMap(({ kept }) => kept ?? []);
    const by = await directory.person(person);
    const once = { key: files.map(({ id }) => id).join(' '), person };
    const outcome = await desk.happen('ticket', ticket, { kind: 'ticket/attach', by, files }, once, { ...(read && { read }), also: () => files.map(({ id }) => fileAttached(id, ticket)) });
    if (outcome.ok) return files.length < loose.length ? { kind: 'wait', after: 0 } : { kind: 'done' };
    const { reason, data } = outcome.refusal;
    return { kind: 'done', also: loose.flatMap((file) => given(file, 'file-refused', { ...data, id: ticket, refusal: reason })) };
  }

  return {
    async keep({ by, activity, conversation }, draft, files) {
      const now = clock.now();
      const sent = files.map((file, at) => ({ ...file, id: idOf(`${conversation} ${activity.id}`, at) }));
      // Delivered again, they have been counted.
      const known = await store.sentFile(sent[0]?.id ?? '');
      for (const _ of known ? [] : sent) if (await store.takeSend([{ name: `files of ${by.id}`, quota: { hour: 2 * attachmentLimits.atOnce } }], clock.machine()) > 0) return false;
      await store.announceFiles([
        ...sent.map(({ id, name = '' }) => fileSent({ id, person: by.id, draft, name, at: now })),
        ...sent.map(({ id, kind, url }) => todoQueued({ key: `fetch-file:${id}`, kind: 'fetch-file', body: { id, kind, url } satisfies ToFetch, dueAt: now })),
        todoQueued({ key: `forget-files:${by.id}:${draft}`, kind: 'forget-files', body: { person: by.id, draft }, dueAt: now + unusedFor }),
      ]);
      return true;
    },
    async along(person, draft) {
      if ((await store.sentFor(person, draft)).length === 0) return () => [];
      return (ticket) => [toAttach(person, draft, ticket)];
    },
    works: {
      'fetch-file': fetchInTurn,
      'attach-files': attachFiles,
      async 'forget-files'({ body }) {
        const { person, draft } = body as { readonly person: string; readonly draft: string };
        const loose = (await store.sentFor(person, draft)).filter(({ record }) => record === undefined);
        return { kind: 'done', also: loose.flatMap((file) => given(file, 'file-not-used')) };
      },
      // Reopened meanwhile, it is erased when it is over again.
      async 'erase-attachments'({ record: id = '' }) {
        const ticket = await store.get('ticket', id);
        if (!ticket || isOpenTicket(ticket.body) || ticket.body.state.kind === 'resolved') return { kind: 'done' };
        await store.note({ at: clock.now(), actor: 'system', action: 'ticket/erase-attachments', record: id, detail: {} }, filesErased(id));
        return { kind: 'done' };
      },
    },
  };
}

/** As people are told. */
export const kindsTaken = takenEndings.join(', ');

/** The same message delivered again brings the same files; by their ids they stand in its order. */
function idOf(message: string, at: number): string {
  return `${createHash('sha256').update(message).digest('base64url').slice(0, 20)}-${at.toString(36)}`;
}
