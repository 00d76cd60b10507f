// The reveal: audited before the vault is opened, shown to the requester alone, and never the password that came after the access.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { openLog } from '../../bot/log.ts';
import { openReveal } from '../../bot/reveal.ts';
import { revealCard } from '../../cards/reveal.ts';
import { Secret } from '../../credentials/secret.ts';
import type { Credential, Vault } from '../../credentials/vault.ts';
import { speak } from '../../locales/say.ts';
import { hour } from '../kit/people.ts';
import { openOffice, taken, type Name, type Office } from './office.ts';

const canary = 'Kx7m-9TgR-hW4p-Zb2N';
const say = speak('en');

describe('a password', () => {
  let office: Office;
  let open: sinon.SinonStub<[], Promise<Credential>>;
  let written: string[];
  let elevation: string;
  beforeEach(async () => {
    office = await openOffice();
    written = [];
    open = sinon.stub<[], Promise<Credential>>().resolves({ account: 'mds-admin', password: new Secret(canary), expiresAt: 0 });
    elevation = await office.request(await office.report());
    taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/approve', by: await office.person('chris'), note: '' }));
  });
  afterEach(() => office.close());

  const show = async (name: Name) => {
    const vault: Vault = { open: () => open(), rotate: async (_, at) => at, confirmRotation: async () => true, close: async () => undefined };
    const log = openLog('debug', { write: (line: string) => void written.push(line) });
    const reveal = openReveal({ store: office.store, desk: office.desk, vault, clock: office.clock, log, wake: () => undefined }, revealCard);
    return reveal(elevation, await office.person(name), say, 'Windows');
  };
  const actions = async () => (await office.store.history(elevation)).map(({ action }) => action);
  const shows = (answer: object): boolean => JSON.stringify(answer).includes(canary);

  it('is shown to the requester, with the audit line written before the vault is opened', async () => {
    let before: readonly string[] = [];
    open.callsFake(async () => {
      before = await actions();
      return { account: 'mds-admin', password: new Secret(canary), expiresAt: 0 };
    });
    assert.ok(shows(await show('ana')));
    assert.equal(before.at(-1), 'elevation/reveal');
    assert.equal((await actions()).at(-1), 'elevation/revealed');
    const lines = (await office.store.history(elevation)).slice(-2).map(({ detail }) => detail);
    assert.deepEqual(lines, [{ from: 'Windows' }, { from: 'Windows' }], 'from what it was asked for and looked at');
  });

  for (const name of ['minji', 'ben', 'chris', 'dana', 'omar'] as const) {
    it(`is not shown to ${name}, and the vault stays closed`, async () => {
      const answer = await show(name);
      assert.deepEqual([answer.kind, shows(answer), open.callCount], ['message', false, 0]);
    });
  }

  it('is not shown when the audit line cannot be written', async () => {
    sinon.stub(office.store, 'commit').rejects(new Error('disk full'));
    await assert.rejects(show('ana'), /disk full/);
    assert.equal(open.callCount, 0);
  });

  it('is not shown when time is over', async () => {
    await office.clock.advance(hour);
    assert.deepEqual([(await show('ana')).kind, open.callCount], ['message', 0]);
  });

  it('that the vault gives after the access has ended is kept: it is the next one', async () => {
    open.callsFake(async () => {
      taken(await office.desk.happen('elevation', elevation, { kind: 'elevation/revoke', by: await office.person('sora'), reason: 'Stop' }));
      return { account: 'mds-admin', password: new Secret(canary), expiresAt: 0 };
    });
    const answer = await show('ana');
    assert.deepEqual([answer.kind, shows(answer)], ['message', false]);
  });

  it('that cannot be had is told as a fault, written down, and in no log', async () => {
    open.rejects(new Error(`sealed with another key, password=${canary}`));
    const answer = await show('ana');
    const [line] = written.map((text) => JSON.parse(text));
    assert.ok(answer.kind === 'message' && answer.text.includes(line.fault));
    assert.ok(!written.join('').includes(canary));
    assert.equal((await office.store.get('elevation', elevation))?.body.state.kind, 'approved', 'the window starts with what is shown');
    const house = await office.store.history('house');
    assert.deepEqual(house.map(({ action, record, detail }) => [action, record, detail]), [['elevation/reveal-failed', elevation, { fault: line.fault }]]);
  });

  it('is in no record, audit line or to-do once it was shown', async () => {
    await show('ana');
    const kept = [await office.store.get('elevation', elevation), await office.store.history(elevation), await office.store.claim({ by: 'a', now: Infinity, machine: 0, limit: 99, lease: 1 })];
    assert.ok(!JSON.stringify(kept).includes(canary));
  });
});
