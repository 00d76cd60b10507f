// What people typed, made fit to keep: whole characters, no mention of the bot, no blank edges.
import type { Activity } from 'botbuilder';

/**
 * Drops what no database keeps (NUL, broken surrogate pairs) and what the client put in (`<at>` mentions, `&nbsp;`); the words
 * stay as they are.
 */
export function typed(text: string | undefined): string {
  return (text ?? '').toWellFormed().replaceAll('\0', '').replace(/<at\b[^<>]*>[^<]*<\/at>/gi, '').replaceAll('&nbsp;', ' ').trim();
}

/** Whether pictures or files came along. Teams also attaches the words themselves, as HTML, and what they quote. */
export function hasFiles({ attachments = [] }: Partial<Activity>): boolean {
  return attachments.some(({ contentType }) => /^(image|video|audio)\/|^application\/vnd\.microsoft\.teams\.file\./.test(contentType));
}
