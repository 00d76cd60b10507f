// Files that people sent: announced first, kept once they are fetched, and of a record from then on. Their content never leaves by any other way.
import type { Attachment } from '../support/attachment.ts';
import type { Driver } from './driver.ts';
import type { Statement } from './statement.ts';
import type { Store } from './store.ts';

/** A file somebody sent: `draft` is the key of what it was sent for, `name` is as it was sent and empty for a picture without one. */
export interface SentFile {
  readonly id: string;
  readonly person: string;
  readonly draft: string;
  readonly name: string;
  readonly at: number;
}

/** Undefined `kept`: it is still to be fetched. Undefined `record`: it belongs to none yet. */
export interface FoundFile extends SentFile {
  readonly kept?: Attachment;
  readonly record?: string;
}

export interface Content {
  readonly attachment: Attachment;
  readonly record: string;
  readonly bytes: Uint8Array;
}

interface FileRow {
  readonly id: string;
  readonly person: string;
  readonly draft: string;
  readonly record: string | null;
  readonly name: string;
  readonly type: Attachment['type'] | null;
  readonly size: number | null;
  readonly digest: string | null;
  readonly at: number;
}

const columns = 'id, person, draft, record, name, type, size, digest, at';

export function attachments(driver: Driver): Pick<Store, 'announceFiles' | 'sentFor' | 'sentFile' | 'content'> {
  return {
    async announceFiles(list) {
      await driver.write(list);
    },
    sentFor: async (person, draft) =>
      (await driver.read<FileRow>(`select ${columns} from attachment where person = $1 and draft = $2 order by at, id`, [person, draft])).map(found),
    sentFile: async (id) => (await driver.read<FileRow>(`select ${columns} from attachment where id = $1`, [id])).map(found)[0],
    async content(id) {
      const [row] = await driver.read<FileRow & { readonly bytes: Uint8Array }>(`select ${columns}, bytes from attachment join attachment_content using (id) where id = $1 and record is not null`, [id]);
      const { kept, record } = row ? found(row) : {};
      return row && kept && record !== undefined ? { attachment: kept, record, bytes: row.bytes } : undefined;
    },
  };
}

function found({ id, person, draft, record, name, type, size, digest, at }: FileRow): FoundFile {
  return {
    id, person, draft, name, at,
    ...(type !== null && size !== null && digest !== null && { kept: { id, name, type, size, digest } }),
    ...(record !== null && { record }),
  };
}

/** Announced again, it stays as it is; but a turn that found somebody faster may find that it belongs elsewhere. */
export const fileSent = ({ id, person, draft, name, at }: SentFile): Statement => ({
  sql: 'insert into attachment (id, person, draft, name, at) values ($1, $2, $3, $4, $5) on conflict (id) do update set draft = excluded.draft where attachment.record is null',
  params: [id, person, draft, name, at],
});

/** A file that was given up, or forgotten, meanwhile stays so. Its bytes lie apart: SQLite writes a row anew, whole, with everything that changes in it. */
export const fileKept = ({ id, name, type, size, digest }: Attachment, bytes: Uint8Array): readonly Statement[] => [
  { sql: 'insert into attachment_content (id, bytes) select id, $2 from attachment where id = $1 and digest is null on conflict (id) do nothing', params: [id, bytes] },
  { sql: 'update attachment set name = $2, type = $3, size = $4, digest = $5 where id = $1 and digest is null', params: [id, name, type, size, digest] },
];

export const fileAttached = (id: string, record: string): Statement => ({ sql: 'update attachment set record = $2 where id = $1 and record is null', params: [id, record] });

/** One that belongs to a record stays. */
export const fileForgotten = (id: string): readonly Statement[] => [
  { sql: 'delete from attachment where id = $1 and record is null', params: [id] },
  { sql: 'delete from attachment_content where id = $1 and not exists (select 1 from attachment where id = $1)', params: [id] },
];

export const filesErased = (record: string): readonly Statement[] => [
  { sql: 'delete from attachment_content where id in (select id from attachment where record = $1)', params: [record] },
  { sql: 'delete from attachment where record = $1', params: [record] },
];
