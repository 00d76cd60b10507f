// The rates: as fast as Teams lets a bot speak to each conversation, by the machine's clock, and not at all where it wants to be left alone.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { ConnectorError, type Connector, type Place } from '../../bot/connector.ts';
import { metered } from '../../bot/rates.ts';
import { minute } from '../kit/people.ts';
import { openOffice, type Office } from './office.ts';

const second = 1000;
const place: Place = { conversation: '19:x@thread.tacv2', serviceUrl: 'https://smba.trafficmanager.net/amer/' };

describe('the rates', () => {
  let office: Office;
  let post: sinon.SinonStub<[Place, object], Promise<string>>;
  let sender: Connector;
  beforeEach(async () => {
    office = await openOffice();
    post = sinon.stub<[Place, object], Promise<string>>().resolves('1');
    const connector: Connector = { post, update: async () => undefined, open: async () => 'a:x' };
    sender = metered(connector, { store: office.store, machine: office.clock.machine });
  });
  afterEach(() => office.close());

  const faultOf = (attempt: Promise<unknown>) => attempt.then(() => undefined, (error: unknown) => (error instanceof ConnectorError ? error.fault : assert.fail(String(error))));
  const burst = async (where: Place) => {
    for (let n = 0; n < 9; n += 1) {
      const fault = await faultOf(sender.post(where, {}));
      if (fault) return { sent: n, fault };
    }
    return assert.fail('there is no rate');
  };

  it('let three go to a conversation at once, and tell the fourth when to come', async () => {
    const { sent, fault } = await burst(place);
    assert.equal(sent, 3);
    assert.ok(fault.kind === 'over-rate' && fault.after > 0 && fault.after < second, JSON.stringify(fault));
    assert.equal(post.callCount, 3);
  });

  it('count an update as a post, and a thread as its channel', async () => {
    await sender.update(place, '1', {});
    await sender.post({ ...place, conversation: `${place.conversation};messageid=7` }, {});
    assert.equal((await burst(place)).sent, 1);
  });

  it('are of the machine’s clock, however far the other one is moved', async () => {
    await burst(place);
    await office.clock.advance(60 * minute);
    assert.equal((await faultOf(sender.post(place, {})))?.kind, 'over-rate');
    office.machine.now += 10 * second;
    assert.equal(await faultOf(sender.post(place, {})), undefined);
  });

  it('leave a conversation alone for as long as Teams says, whatever waits for it, and no other', async () => {
    post.onFirstCall().rejects(new ConnectorError('429', { kind: 'again', after: 20 * second }));
    assert.equal((await faultOf(sender.post(place, {})))?.kind, 'again');
    assert.deepEqual(await faultOf(sender.update(place, '1', {})), { kind: 'over-rate', after: 20 * second });
    assert.equal(await faultOf(sender.post({ ...place, conversation: 'a:other' }, {})), undefined);
    office.machine.now += 20 * second;
    assert.equal(await faultOf(sender.post(place, {})), undefined);
  });

  it('hold nothing back for a refusal that is an answer', async () => {
    post.onFirstCall().rejects(new ConnectorError('400', { kind: 'wrong' }));
    await faultOf(sender.post(place, {}));
    assert.equal(await faultOf(sender.post(place, {})), undefined);
  });

  it('hold for opening chats too', async () => {
    for (let n = 0; n < 3; n += 1) await sender.open(place.serviceUrl, `p${n}`, 't');
    assert.equal((await faultOf(sender.open(place.serviceUrl, 'p4', 't')))?.kind, 'over-rate');
  });
});
