// Where each conversation stands in its questions, and which activities brought it there.
import type { Dialog, DialogSave } from './dialog.ts';
import type { Driver } from './driver.ts';
import type { Statement } from './statement.ts';
import type { Store } from './store.ts';

/** Teams repeats a delivery within seconds: a handful of ids is enough to know it again. */
const remembered = 8;

/** Saves a dialog as part of another write, with its guard: whoever saved since it was read wins. */
export function dialogSaved({ conversation, was, body, activity, at }: DialogSave): Statement {
  const processed = JSON.stringify([activity, ...was?.processed ?? []].slice(0, remembered));
  return was
    ? {
        sql: `update dialog set etag = cast($2 as bigint) + 1, body = $3, processed = $4, updated_at = $5
          where conversation = $1 and etag = cast($2 as bigint)`,
        params: [conversation, was.etag, JSON.stringify(body), processed, at],
        rows: 1,
      }
    : {
        sql: 'insert into dialog (conversation, etag, body, processed, updated_at) values ($1, 1, $2, $3, $4) on conflict do nothing',
        params: [conversation, JSON.stringify(body), processed, at],
        rows: 1,
      };
}

export function dialogs(driver: Driver): Pick<Store, 'dialog' | 'saveDialog'> {
  return {
    async dialog(conversation): Promise<Dialog | undefined> {
      const [row] = await driver.read<{ etag: number; body: string; processed: string }>(
        'select etag, body, processed from dialog where conversation = $1', [conversation]);
      return row && { etag: row.etag, body: JSON.parse(row.body), processed: JSON.parse(row.processed) };
    },
    saveDialog: async (save, also = []) => await driver.write([dialogSaved(save), ...also]) !== false,
  };
}
