// The part of the contract about files: announced, kept once, of one record from then on, and vouched for by it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { fileAttached, fileForgotten, fileKept, filesErased, fileSent } from '../../../store/attachments.ts';
import type { Store } from '../../../store/store.ts';
import { digestOfFile } from '../../../store/verify-attachments.ts';
import type { Attachment } from '../../../support/attachment.ts';
import type { Engine, Place } from '../engine.ts';
import { commit, open, step, ticket } from '../sample.ts';

export function attachmentsContract(engine: Engine): void {
  describe('a file', () => {
    // Every byte there is, so that none is taken for a character.
    const bytes = Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), randomBytes(100_000)]);
    const kept: Attachment = { id: 'f1', name: '화면 \u0000.png', type: 'image/png', size: bytes.length, digest: digestOfFile(bytes) };
    const sent = { id: 'f1', person: 'minji', draft: 'd1', name: '화면.png', at: 10 };
    const attached = async (id = 'f1') => commit(store, step('T-1001', undefined, { next: { ...ticket('T-1001'), attachments: [{ ...kept, id }] }, also: [fileAttached(id, 'T-1001')] }));
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = engine.place();
      store = await open(place);
      await store.announceFiles([fileSent(sent), fileSent({ ...sent, id: 'f2', draft: 'd2', at: 20 })]);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('is known by whom and what for it was sent, before it is there', async () => {
      assert.deepEqual(await store.sentFor('minji', 'd1'), [sent]);
      assert.deepEqual([await store.sentFor('luis', 'd1'), await store.sentFor('minji', 'd3')], [[], []]);
      assert.equal(await store.content('f1'), undefined);
    });

    it('is kept byte by byte, once, and announced again it stays as it is', async () => {
      await store.announceFiles(fileKept(kept, bytes));
      await store.announceFiles([...fileKept({ ...kept, size: 1 }, Buffer.from('x')), fileSent({ ...sent, name: 'other' })]);
      await attached();
      const content = await store.content('f1');
      assert.deepEqual([content?.record, content?.attachment.digest, content?.attachment.size], ['T-1001', kept.digest, bytes.length]);
      assert.deepEqual(Buffer.from(content?.bytes ?? []), bytes);
    });

    it('goes with the draft that it was announced for last, until it is of a record', async () => {
      await store.announceFiles([fileSent({ ...sent, draft: 'd3' })]);
      assert.deepEqual([await store.sentFor('minji', 'd1'), (await store.sentFor('minji', 'd3')).map(({ id }) => id)], [[], ['f1']]);
      await store.announceFiles([...fileKept(kept, bytes), fileAttached('f1', 'T-1001'), fileSent(sent)]);
      assert.deepEqual(await store.sentFor('minji', 'd1'), []);
    });

    it('is shown of a record only, and belongs to the first', async () => {
      await store.announceFiles(fileKept(kept, bytes));
      assert.equal(await store.content('f1'), undefined);
      await store.announceFiles([fileAttached('f1', 'T-1001'), fileAttached('f1', 'T-1002')]);
      assert.equal((await store.content('f1'))?.record, 'T-1001');
    });

    it('is forgotten while it is of no record, and erased with its record alone', async () => {
      await store.announceFiles([...fileKept(kept, bytes), fileAttached('f1', 'T-1001'), ...fileForgotten('f1'), ...fileForgotten('f2')]);
      assert.deepEqual([await store.sentFor('minji', 'd2'), (await store.content('f1'))?.record], [[], 'T-1001']);
      await store.announceFiles(filesErased('T-1002'));
      assert.ok(await store.content('f1'));
      await store.announceFiles(filesErased('T-1001'));
      assert.equal(await store.content('f1'), undefined);
    });

    it('that was forgotten meanwhile is not kept after all', async () => {
      await store.announceFiles([...fileForgotten('f1'), ...fileKept(kept, bytes)]);
      assert.equal(await store.sentFile('f1'), undefined);
    });

    it('is vouched for by its record, as the audit log vouches for that', async () => {
      await store.announceFiles(fileKept(kept, bytes));
      await attached();
      assert.equal((await store.verify()).kind, 'intact');
      for (const tampering of [{ sql: 'update attachment_content set bytes = $1', params: [Buffer.from('another')] }, { sql: 'delete from attachment_content', params: [] }]) {
        await store.announceFiles([tampering]);
        assert.deepEqual(await store.verify(), { kind: 'broken-attachment', id: 'f1' });
      }
    });

    it('that no record lists is found out', async () => {
      await store.announceFiles(fileKept(kept, bytes));
      await attached('f2');
      await store.announceFiles([...fileForgotten('f2'), fileAttached('f1', 'T-1001')]);
      assert.deepEqual(await store.verify(), { kind: 'broken-attachment', id: 'f1' });
    });
  });
}
