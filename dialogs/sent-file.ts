// Pictures and files that came with a message, in the two shapes that Teams gives them; which of them can be taken, as far as can be told.
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { attachmentLimits, attachmentName, isTaken } from '../support/attachment.ts';

/** `name` is left out of a picture that was pasted; `url` is where it lies for some minutes, unchecked. */
export interface SentFile {
  readonly kind: 'picture' | 'file';
  readonly name?: string;
  readonly url: string;
}

/** `left` are the names of those that are not taken. */
export interface SentFiles {
  readonly taken: readonly SentFile[];
  readonly left: readonly string[];
}

const ours = 'application/vnd.microsoft.teams.file.';
const picture = z.object({ contentUrl: z.string() });
const file = z.object({ contentType: z.literal(`${ours}download.info`), name: z.string(), content: z.object({ downloadUrl: z.string() }) });
const named = z.object({ name: z.string() });

/** Teams also attaches the words themselves, as HTML, and what they quote: those are no files. */
export function sentFiles({ attachments = [] }: Partial<Activity>): SentFiles {
  const read = attachments
    .filter(({ contentType }) => /^(image|video|audio)\//.test(contentType) || contentType.startsWith(ours))
    .map((one): SentFile | string => {
      const { data: found } = file.safeParse(one);
      if (found && isTaken(attachmentName(found.name))) return { kind: 'file', name: attachmentName(found.name), url: found.content.downloadUrl };
      const { data: pasted } = picture.safeParse(one);
      if (pasted && one.contentType.startsWith('image/')) return { kind: 'picture', url: pasted.contentUrl };
      return attachmentName(named.safeParse(one).data?.name ?? one.contentType.replaceAll('/', ' '));
    });
  const all = read.filter((one) => typeof one !== 'string');
  const taken = all.slice(0, attachmentLimits.perTicket);
  return { taken, left: [...read.filter((one) => typeof one === 'string'), ...all.slice(taken.length).map(({ name }) => name ?? attachmentName(undefined))] };
}
