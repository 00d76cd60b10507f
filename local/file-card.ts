// The cards about files that a bot may send in a 1:1 chat: one asks whether a file may be saved, the other shows where it was.

import { z } from 'zod';
import type { Finding } from './violation-list.ts';
import type { Attachment, Message } from './wire.ts';

export const consentCard = 'application/vnd.microsoft.teams.card.file.consent';
export const fileCard = 'application/vnd.microsoft.teams.card.file.info';

const name = z.string().min(1).max(255);
const asking = z.object({ contentType: z.literal(consentCard), name, content: z.object({ description: z.string(), sizeInBytes: z.int().min(1), acceptContext: z.unknown(), declineContext: z.unknown() }) });
const showing = z.object({ contentType: z.literal(fileCard), name, contentUrl: z.url(), content: z.object({ uniqueId: z.string(), fileType: z.string() }) });

/** A picture in a message: at most 1 MB of PNG, JPEG or GIF, as data in the message itself. */
const mostBytes = 1024 * 1024;
const picture = /^data:image\/(?:png|jpeg|gif);base64,([A-Za-z0-9+/]+=*)$/;

export interface Asked {
  readonly name: string;
  readonly acceptContext: unknown;
  readonly declineContext: unknown;
}

export function consentIn(message: Pick<Message, 'attachments'> | undefined): Asked | undefined {
  const [found] = message?.attachments.flatMap((one) => asking.safeParse(one).data ?? []) ?? [];
  return found && { name: found.name, acceptContext: found.content.acceptContext, declineContext: found.content.declineContext };
}

/** What Teams would not show of an attachment that is no Adaptive Card. */
export function checkFile(attachment: Partial<Attachment>, path: string): readonly Finding[] {
  const { contentType = '', contentUrl = '' } = attachment;
  const refused = (problem: string): readonly Finding[] => [{ path, problem, refuse: true }];
  if (contentType === consentCard) return asking.safeParse(attachment).success ? [] : refused('is no card that asks whether a file may be saved');
  if (contentType === fileCard) return showing.safeParse(attachment).success ? [] : refused('is no card of a file');
  if (!contentType.startsWith('image/')) return refused('is neither an Adaptive Card nor a picture or a card of a file');
  const data = picture.exec(contentUrl)?.[1];
  if (data === undefined) return refused('is no picture in PNG, JPEG or GIF as data');
  return Buffer.byteLength(data, 'base64') <= mostBytes ? [] : refused(`has more than ${mostBytes} bytes`);
}

/** The message without the pictures in it, which do not count for its size. */
export function withoutPictures(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('attachments' in body) || !Array.isArray(body.attachments)) return body;
  return { ...body, attachments: body.attachments.map((one: unknown) => (isPicture(one) ? { ...one, contentUrl: '' } : one)) };
}

function isPicture(one: unknown): one is object {
  return typeof one === 'object' && one !== null && 'contentUrl' in one && typeof one.contentUrl === 'string' && picture.test(one.contentUrl);
}
