// Compares what was attached with what the records say of it: the records are proved by the audit log, and they name each file's digest.
import { createHash } from 'node:crypto';
import type { Attachment } from '../support/attachment.ts';
import type { Reader } from './driver.ts';
import type { Verdict } from './verdict.ts';

/** Each may be some megabytes. */
const page = 4;

export async function attachmentFault(driver: Reader): Promise<Verdict | undefined> {
  for (let last = '';;) {
    const rows = await driver.read<{ id: string; bytes: Uint8Array | null; body: string | null }>(`select a.id, c.bytes, r.body from attachment a
      left join attachment_content c on c.id = a.id left join record r on r.id = a.record where a.record is not null and a.id > $1 order by a.id limit $2`, [last, page]);
    for (const { id, bytes, body } of rows) {
      const { attachments = [] }: { readonly attachments?: readonly Attachment[] } = JSON.parse(body ?? '{}');
      const listed = attachments.find((one) => one.id === id);
      if (!bytes || listed?.digest !== digestOfFile(bytes)) return { kind: 'broken-attachment', id };
    }
    if (rows.length < page) return undefined;
    last = rows.at(-1)?.id ?? '';
  }
}

/** SHA-256 in hex. */
export function digestOfFile(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
