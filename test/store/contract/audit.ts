// The part of the contract about the audit log: nothing can be changed, taken out or put elsewhere unseen.
import assert from 'node:assert/strict';
import { hashOf, type LineRow } from '../../../store/chain.ts';
import { openStore } from '../../../store/open.ts';
import type { AuditPart, Store, Verdict } from '../../../store/store.ts';
import type { Engine, Place } from '../engine.ts';
import { commit, open, step } from '../sample.ts';

export function auditContract(engine: Engine): void {
  describe('the audit log', () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = engine.place();
      store = await open(place);
      let was = await commit(store, step('T-1001', undefined));
      for (let n = 0; n < 4; n++) was = await commit(store, step('T-1001', was, { at: 20 + n }));
      await commit(store, step('T-1002', undefined));
      await store.note({ at: 30, actor: 'luis', action: 'elevation/approve', detail: { refused: 'not-allowed' }, record: 'E-1' });
      await store.note({ at: 31, actor: 'luis', action: 'elevation/approve', detail: { refused: 'not-allowed' }, record: 'E-1' });
      for (const [version, value] of ['19:old', '19:support'].entries()) {
        await store.saveSetting('channels', value, version, { at: 32, actor: 'dana', action: 'channel/choose', detail: {} });
      }
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('has one line for every version of a record, each linked to the one before', async () => {
      const lines = await store.history('T-1001');
      assert.deepEqual(lines.map(({ version, action }) => [version, action]),
        [[1, 'ticket/report'], [2, 'ticket/ask'], [3, 'ticket/ask'], [4, 'ticket/ask'], [5, 'ticket/ask']]);
      assert.deepEqual(lines.map(({ previous }) => previous), ['', ...lines.slice(0, -1).map(({ hash }) => hash)]);
      assert.equal((await store.get('ticket', 'T-1001'))?.hash, lines.at(-1)?.hash);
      assert.deepEqual(lines[0]?.detail, { note: 'ñ' });
    });

    it('is read whole, for a period, or for a record with what was refused about it', async () => {
      const read = async (part: AuditPart) => (await Array.fromAsync(store.lines(part))).map(({ chain, version }) => `${chain}.${version}`);
      assert.deepEqual(await read({}), ['T-1001.1', 'T-1001.2', 'T-1001.3', 'T-1001.4', 'T-1001.5', 'T-1002.1', 'house.1', 'house.2', 'house.3', 'house.4']);
      assert.deepEqual(await read({ from: 20, to: 23 }), ['T-1001.2', 'T-1001.3', 'T-1001.4']);
      assert.deepEqual(await read({ record: 'T-1001' }), ['T-1001.1', 'T-1001.2', 'T-1001.3', 'T-1001.4', 'T-1001.5']);
      assert.deepEqual(await read({ record: 'E-1', from: 31 }), ['house.2']);

      await store.checkpoint(40);
      await store.note({ at: 41, actor: 'system', action: 'start', detail: {} });
      await store.checkpoint(42);
      const seals = async (part: AuditPart) => (await Array.fromAsync(store.checkpoints(part))).map(({ seq }) => seq);
      assert.deepEqual([await seals({}), await seals({ record: 'T-1001' }), await seals({ from: 41 })], [[1, 2], [1], [2]]);
    });

    it('is intact when nobody touched it, before and after checkpoints', async () => {
      assert.deepEqual(await store.verify(), { kind: 'intact', lines: 10, checkpoints: 0 });
      const first = await store.checkpoint(40);
      assert.deepEqual([first?.seq, first?.lines, first?.heads['T-1001']?.version, first?.heads['house']?.version], [1, 10, 5, 4]);
      assert.equal(await store.checkpoint(41), undefined, 'nothing new to seal');
      await store.note({ at: 42, actor: 'system', action: 'start', detail: {} });
      const second = await store.checkpoint(43);
      assert.equal(second?.previous, first?.mac);
      assert.deepEqual(await store.verify(first), { kind: 'intact', lines: 11, checkpoints: 2 });
    });

    it('takes notes from many at once, in one chain, with none lost', async () => {
      const other = await open(place);
      await Promise.all(Array.from({ length: 30 }, (_, n) =>
        (n % 2 ? store : other).note({ at: 50, actor: `p${n}`, action: 'ticket/claim', detail: {} })));
      await other.close();
      const notes = await store.history('house');
      assert.deepEqual(notes.map(({ version }) => version), Array.from({ length: 34 }, (_, n) => n + 1));
      assert.equal((await store.verify()).kind, 'intact');
    });

    it('cannot be changed or emptied through the database', async () => {
      const driver = await place.open();
      await store.checkpoint(40);
      for (const sql of [
        `update audit set actor = 'nobody' where version = 1`, 'delete from audit', 'update audit_checkpoint set at = 0', 'delete from audit_checkpoint',
      ]) await assert.rejects(driver.write([{ sql, params: [] }]), /append-only/, sql);
      await driver.close();
      assert.deepEqual(await store.verify(), { kind: 'intact', lines: 10, checkpoints: 1 });
    });

    const copied = (values: string) => `insert into audit (chain, version, record, at, actor, action, detail, previous, hash) select ${values}`;
    const crimes: readonly { readonly crime: string; readonly sql: readonly string[]; readonly found: Verdict; readonly sealed?: boolean }[] = [
      { crime: 'a changed actor', sql: [`update audit set actor = 'nobody' where chain = 'T-1001' and version = 3`],
        found: { kind: 'broken', chain: 'T-1001', version: 3, fault: 'edited' } },
      { crime: 'a changed detail', sql: [`update audit set detail = '{}' where chain = 'T-1001' and version = 1`],
        found: { kind: 'broken', chain: 'T-1001', version: 1, fault: 'edited' } },
      { crime: 'a line taken from the middle', sql: [`delete from audit where chain = 'T-1001' and version = 2`],
        found: { kind: 'broken', chain: 'T-1001', version: 2, fault: 'missing' } },
      { crime: 'the newest line taken away', sql: [`delete from audit where chain = 'T-1001' and version = 5`],
        found: { kind: 'broken', chain: 'T-1001', version: 5, fault: 'missing' } },
      { crime: 'all lines of a record taken away', sql: [`delete from audit where chain = 'T-1002'`, `delete from audit_open where chain = 'T-1002'`],
        found: { kind: 'broken', chain: 'T-1002', version: 1, fault: 'missing' } },
      { crime: 'a note taken away', sql: [`delete from audit where chain = 'house' and version = 2`],
        found: { kind: 'broken', chain: 'house', version: 2, fault: 'missing' } },
      { crime: 'two lines in each other’s place', sql: [
        `update audit set version = 99 where chain = 'T-1001' and version = 2`, `update audit set version = 2 where chain = 'T-1001' and version = 3`,
        `update audit set version = 3 where chain = 'T-1001' and version = 99`],
        found: { kind: 'broken', chain: 'T-1001', version: 2, fault: 'edited' } },
      { crime: 'a line added', sql: [copied(`'T-1002', 2, null, 1, 'x', 'y', '{}', 'z', 'w' from audit where chain = 'T-1002'`)],
        found: { kind: 'broken', chain: 'T-1002', version: 2, fault: 'edited' } },
      { crime: 'a line moved out of the reach of the next checkpoint', sql: [`delete from audit_open where chain = 'T-1001' and version = 5`],
        found: { kind: 'broken', chain: 'T-1001', version: 5, fault: 'unsealed' } },
      { crime: 'a record set back', sql: [`update record set version = 4 where id = 'T-1001'`],
        found: { kind: 'broken', chain: 'T-1001', version: 5, fault: 'not-the-head' } },
      { crime: 'a sealed line taken away with its record set back', sealed: true, sql: [
        `delete from audit where chain = 'T-1001' and version = 5`,
        `update record set version = 4, hash = (select hash from audit where chain = 'T-1001' and version = 4) where id = 'T-1001'`],
        found: { kind: 'broken', chain: 'T-1001', version: 5, fault: 'missing' } },
      { crime: 'a whole sealed chain put in the place of another', sealed: true, sql: [
        `update audit set hash = 'forged' where chain = 'T-1002'`, `update record set hash = 'forged' where id = 'T-1002'`],
        found: { kind: 'broken', chain: 'T-1002', version: 1, fault: 'replaced' } },
      { crime: 'a record’s words changed', sql: [`update record set body = replace(body, 'offline', 'online') where id = 'T-1001'`],
        found: { kind: 'broken', chain: 'T-1001', version: 5, fault: 'altered' } },
      { crime: 'a record hidden from the queue', sql: [`update record set open = 0 where id = 'T-1002'`],
        found: { kind: 'broken', chain: 'T-1002', version: 1, fault: 'altered' } },
      { crime: 'a record dated back', sql: ['update record set created_at = 1, updated_at = 1'],
        found: { kind: 'broken', chain: 'T-1001', version: 5, fault: 'altered' } },
      { crime: 'a setting changed', sql: [`update setting set value = '"19:mine"' where name = 'channels'`],
        found: { kind: 'broken', chain: 'house', version: 4, fault: 'altered' } },
      { crime: 'a setting taken away', sql: ['delete from setting'],
        found: { kind: 'broken', chain: 'house', version: 4, fault: 'altered' } },
      { crime: 'a setting nobody set', sql: [`insert into setting (name, value, version) values ('roles', '{}', 1)`],
        found: { kind: 'broken', chain: 'house', version: 0, fault: 'missing' } },
      { crime: 'a changed checkpoint', sealed: true, sql: ['update audit_checkpoint set at = 1'],
        found: { kind: 'broken-checkpoint', seq: 1, fault: 'forged' } },
      { crime: 'the newest checkpoint taken away', sealed: true, sql: ['delete from audit_checkpoint'],
        found: { kind: 'broken', chain: 'T-1001', version: 1, fault: 'unsealed' } },
    ];
    for (const { crime, sql, found, sealed } of crimes) {
      it(`betrays ${crime}${sealed ? ', once it is sealed' : ''}`, async () => {
        if (sealed) assert.ok(await store.checkpoint(40));
        await store.close();
        for (const one of sql) await place.tamper(one);
        store = await open(place);
        assert.deepEqual(await store.verify(), found);
      });
    }

    it('betrays one wholly written anew to whoever kept an exported checkpoint', async () => {
      const exported = await store.checkpoint(40);
      await store.close();
      await place.tamper('delete from audit_checkpoint');
      await place.tamper('insert into audit_open (chain, version) select chain, version from audit');
      store = await open(place);
      assert.equal((await store.verify()).kind, 'intact');
      assert.deepEqual(await store.verify(exported), { kind: 'broken-checkpoint', seq: 1, fault: 'missing' });
      await store.checkpoint(41);
      assert.deepEqual(await store.verify(exported), { kind: 'broken-checkpoint', seq: 1, fault: 'forged' });
    });

    it('betrays a line changed together with its hash', async () => {
      const driver = await place.open();
      const [line] = await driver.read<LineRow>(`select * from audit where chain = 'T-1001' and version = 3`, []);
      await driver.close();
      assert.ok(line);
      await place.tamper(`update audit set actor = 'nobody', hash = '${hashOf({ ...line, actor: 'nobody' })}' where chain = 'T-1001' and version = 3`);
      assert.deepEqual(await store.verify(), { kind: 'broken', chain: 'T-1001', version: 4, fault: 'unlinked' });
    });

    it('betrays a genuine checkpoint from another past', async () => {
      const past = await store.checkpoint(40);
      await place.tamper('delete from audit_checkpoint');
      await place.tamper('insert into audit_open (chain, version) select chain, version from audit');
      await store.checkpoint(41);
      await store.note({ at: 42, actor: 'system', action: 'start', detail: {} });
      await store.checkpoint(43);
      await place.tamper(`update audit_checkpoint set at = 40, mac = '${past?.mac}' where seq = 1`);
      assert.deepEqual(await store.verify(), { kind: 'broken-checkpoint', seq: 2, fault: 'forged' });
    });

    it('is sealed and walked in full when it is longer than one page', async () => {
      await Promise.all(Array.from({ length: 1100 }, (_, n) => commit(store, step(`T-${2000 + n}`, undefined))));
      const sealed = [await store.checkpoint(40), await store.checkpoint(41), await store.checkpoint(42)];
      assert.deepEqual(sealed.map((one) => one?.lines), [1000, 110, undefined]);
      assert.deepEqual(await store.verify(), { kind: 'intact', lines: 1110, checkpoints: 2 });
      assert.equal((await Array.fromAsync(store.lines({}))).length, 1110);
    });

    it('cannot be sealed by someone without the key', async () => {
      const forger = openStore({ driver: await place.open(), auditKey: Buffer.alloc(32, 8) });
      assert.deepEqual([await store.isSealedByUs(), await forger.isSealedByUs()], [true, true], 'nothing is sealed yet');
      await forger.checkpoint(40);
      assert.deepEqual([await store.isSealedByUs(), await forger.isSealedByUs()], [false, true]);
      await forger.close();
      assert.deepEqual(await store.verify(), { kind: 'broken-checkpoint', seq: 1, fault: 'forged' });
    });
  });
}
