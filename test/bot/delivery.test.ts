// Delivery: what each refusal makes of a to-do, and that nobody sends once the lease might be over.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { ConnectorError, type ConnectorFault, type Place } from '../../bot/connector.ts';
import { isParked, openDelivery, type Deliver, type Done } from '../../bot/delivery.ts';
import type { Found } from '../../bot/places.ts';
import type { Todo } from '../../store/store.ts';
import { nineOClock } from '../kit/people.ts';
import { openOffice, type Office } from './office.ts';

const second = 1000;
const place: Place = { conversation: '19:x@thread.tacv2', serviceUrl: 'https://smba.trafficmanager.net/amer/' };

describe('delivery', () => {
  let office: Office;
  let deliver: Deliver;
  let reopened: sinon.SinonStub<[string], Promise<Found | undefined>>;
  let todo: Todo;
  beforeEach(async () => {
    office = await openOffice();
    reopened = sinon.stub<[string], Promise<Found | undefined>>().resolves(undefined);
    deliver = openDelivery({ ...office, places: { reopened } });
    await office.store.enqueue({ key: 't', kind: 'tell', target: 'person:x', dueAt: nineOClock });
    const [claimed] = await office.store.claim({ by: 'one', now: nineOClock, machine: nineOClock, limit: 1, lease: 30 * second });
    assert.ok(claimed);
    todo = claimed;
  });
  afterEach(() => office.close());

  const there = Promise.resolve({ kind: 'place', place } as const);
  const meeting = (fault: ConnectorFault) => deliver(todo, there, () => Promise.reject(new ConnectorError('POST was refused', fault)));

  const fates: readonly (readonly [ConnectorFault, Done])[] = [
    [{ kind: 'again' }, { kind: 'later', why: 'POST was refused' }],
    [{ kind: 'again', after: 7 }, { kind: 'later', why: 'POST was refused', after: 7 }],
    [{ kind: 'over-rate', after: 300 }, { kind: 'wait', after: 300 }],
    [{ kind: 'gone', what: 'message' }, { kind: 'given-up', why: 'POST was refused' }],
    [{ kind: 'gone', what: 'conversation' }, { kind: 'given-up', why: 'POST was refused' }],
    [{ kind: 'wrong' }, { kind: 'given-up', why: 'POST was refused' }],
    [{ kind: 'parked' }, { kind: 'parked', why: 'the bot was removed or blocked there' }],
  ];
  for (const [fault, fate] of fates) it(`of what meets ${JSON.stringify(fault)} is ${fate.kind}`, async () => assert.deepEqual(await meeting(fault), fate));

  it('parks the conversation that will have none of it', async () => {
    await office.store.saveConversation({ id: place.conversation, kind: 'channel', serviceUrl: place.serviceUrl, reference: {}, updatedAt: 1 });
    await meeting({ kind: 'parked' });
    assert.equal((await office.store.conversation(place.conversation))?.parkedAt, nineOClock);
  });

  describe('to a chat that Teams knows no more', () => {
    const anew: Place = { ...place, conversation: 'a:anew' };
    const gone = new ConnectorError('POST was refused', { kind: 'gone', what: 'conversation' });

    it('is sent to the chat that takes its place', async () => {
      reopened.withArgs(place.conversation).resolves({ kind: 'place', place: anew });
      const sent: string[] = [];
      const done = await deliver(todo, there, async ({ conversation }) => {
        sent.push(conversation);
        if (conversation === place.conversation) throw gone;
        return { kind: 'done' };
      });
      assert.deepEqual([done, sent], [{ kind: 'done' }, [place.conversation, anew.conversation]]);
    });

    it('is given up when the new one is not known either', async () => {
      reopened.resolves({ kind: 'place', place: anew });
      assert.deepEqual(await deliver(todo, there, () => Promise.reject(gone)), { kind: 'given-up', why: 'POST was refused' });
      assert.equal(reopened.callCount, 1);
    });

    it('is parked when none can be opened, until the person is back in either', async () => {
      await office.store.saveConversation({ id: place.conversation, kind: 'personal', person: 'x', serviceUrl: place.serviceUrl, reference: {}, updatedAt: 1 });
      reopened.resolves({ kind: 'parked' });
      assert.equal((await deliver(todo, there, () => Promise.reject(gone))).kind, 'parked');
      assert.equal((await office.store.conversation(place.conversation))?.parkedAt, nineOClock);
    });

    it('waits when Teams cannot be asked for one now', async () => {
      reopened.rejects(new ConnectorError('503', { kind: 'again' }));
      assert.deepEqual(await deliver(todo, there, () => Promise.reject(gone)), { kind: 'later', why: '503' });
    });
  });

  it('waits for a channel that nobody chose, which is no fault to be alarmed about', async () => {
    const done = await deliver(todo, Promise.resolve({ kind: 'unknown' }), () => assert.fail('nowhere to send it'));
    assert.equal(done.kind, 'parked');
    assert.ok(done.kind === 'parked' && isParked(done.why));
    assert.ok(!isParked('POST was refused with 400'));
  });

  it('throws on what is a fault of ours', async () => {
    await assert.rejects(deliver(todo, there, () => Promise.reject(new TypeError('oops'))), TypeError);
  });

  it('sends nothing any more when the lease may run out before the send has', async () => {
    office.machine.now += 20 * second + 1;
    assert.deepEqual(await deliver(todo, there, () => assert.fail('another instance may be sending something newer')), { kind: 'wait', after: 0 });
  });

  it('stops between two sends for the same reason', async () => {
    const sent = sinon.spy();
    const done = await deliver(todo, there, async (_, mine) => {
      sent();
      office.machine.now += 25 * second;
      mine();
      return { kind: 'done' };
    });
    assert.deepEqual([done, sent.callCount], [{ kind: 'wait', after: 0 }, 1]);
  });
});
