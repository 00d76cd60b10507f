// Files on their way off the turn: what was told to be attached is, also where the report was quicker.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { openAttachments } from '../../bot/attachments.ts';
import { openFileHosts } from '../../bot/file-host.ts';
import { openLog } from '../../bot/log.ts';
import { fileSent } from '../../store/attachments.ts';
import { todoQueued } from '../../store/todos.ts';
import { addressOf, closed } from '../kit/listening.ts';
import { ids, openOffice } from './office.ts';

describe('a file that was announced while its form was being handed in', () => {
  it('is attached to the ticket that came of the form', async () => {
    const drive = createServer((_, response) => void response.end('Error 1603'));
    const office = await openOffice();
    const { store, clock, desk, directory } = office;
    const { works } = openAttachments({ store, clock, desk, directory, hosts: openFileHosts(() => true), token: async () => undefined, log: openLog('silent') });
    /** What is due of this kind, done once. */
    const perform = async (kind: keyof typeof works): Promise<void> => {
      for (const todo of await store.claim({ by: 'test', now: clock.now(), machine: clock.machine(), limit: 50, lease: 60_000 })) {
        if (todo.kind !== kind) continue;
        const done = await works[kind](todo);
        assert.equal(done.kind, 'done');
        await store.finish(todo, done.kind === 'done' ? done.also : []);
      }
    };
    try {
      const url = `${await addressOf(drive)}/setup.log`;
      // The report looked for its files before this one was there.
      const ticket = await office.report();
      await store.announceFiles([
        fileSent({ id: 'f1', person: ids.minji, draft: 'draft 1', name: 'setup.log', at: clock.now() }),
        todoQueued({ key: 'fetch-file:f1', kind: 'fetch-file', body: { id: 'f1', kind: 'file', url }, dueAt: clock.now() }),
      ]);
      await perform('fetch-file');
      await perform('attach-files');
      assert.deepEqual((await store.get('ticket', ticket))?.body.attachments?.map(({ name }) => name), ['setup.log']);
    } finally {
      await office.close();
      await closed(drive);
    }
  });
});
