// The runner: does what is due, again with back-off when it did not work, and loses nothing to a fault, a stop or another instance's end.
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import sinon from 'sinon';
import { openLog } from '../../bot/log.ts';
import type { Done } from '../../bot/delivery.ts';
import { startRunner, type Runner, type Work } from '../../bot/runner.ts';
import type { NewTodo, Todo } from '../../store/store.ts';
import { todoQueued } from '../../store/todos.ts';
import { hour, minute, nineOClock } from '../kit/people.ts';
import { step } from '../store/sample.ts';
import { openOffice, type Office } from './office.ts';

const second = 1000;

describe('the runner', () => {
  let office: Office;
  let timers: sinon.SinonFakeTimers;
  let runners: Runner[];
  let lines: Record<string, unknown>[];
  beforeEach(async () => {
    office = await openOffice();
    timers = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    runners = [];
    lines = [];
  });
  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    timers.restore();
    sinon.restore();
    await office.close();
  });

  const start = (works: Readonly<Record<string, Work>>, chance = 1): Runner => {
    const log = openLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
    const runner = startRunner({ store: office.store, clock: office.clock, log, name: `instance ${runners.length}`, works, chance: () => chance });
    runners.push(runner);
    return runner;
  };
  /** A work that is done at once, whatever it is given. */
  const doing = () => sinon.fake.resolves<[Todo], Promise<Done>>({ kind: 'done' });
  const todo = (key: string, dueAt = nineOClock, kind = 'work'): NewTodo => ({ key, kind, dueAt });
  const due = async (...keys: readonly string[]) => Promise.all(keys.map((key) => office.store.enqueue(todo(key))));
  /** Lets time pass for the machine and its timers, second by second, and gives the runner the moments it needs in between. */
  const pass = async (milliseconds: number, step = second) => {
    for (let passed = 0; passed < milliseconds; passed += step) {
      office.machine.now += step;
      await timers.tickAsync(step);
      for (let moment = 0; moment < 12; moment += 1) await turn();
    }
  };
  /** The one to-do of an instance that was killed is done once its lease of 30 s is over, and no sooner. */
  const takenOver = async () => {
    const work = doing();
    start({ work });
    await pass(29 * second);
    assert.equal(work.callCount, 0);
    await pass(3 * second);
    assert.equal(work.callCount, 1);
  };
  const deadKeys = async () => (await office.store.dead(9)).map(({ key }) => key);

  it('does what is due, once', async () => {
    await due('a', 'b');
    const work = doing();
    const runner = start({ work });
    await runner.idle();
    await pass(minute);
    assert.deepEqual(work.args.flat().map(({ key }) => key).toSorted(), ['a', 'b']);
    assert.equal(await office.store.nextDue({ now: Infinity, machine: Infinity }), undefined);
  });

  it('wakes by itself when the time has come', async () => {
    const work = doing();
    await office.store.enqueue(todo('timer', nineOClock + 10 * second));
    start({ work });
    await pass(9 * second);
    assert.equal(work.callCount, 0);
    await pass(2 * second);
    assert.equal(work.callCount, 1);
  });

  it('does at once what a work leaves behind, and the newer one that took its key meanwhile', async () => {
    const done: string[] = [];
    const runner = start({
      work: async ({ key }) => {
        done.push(key);
        if (done.length === 1) await due('first');
        return key === 'first' && done.length === 2 ? { kind: 'done', also: [todoQueued(todo('next'))] } : { kind: 'done' };
      },
    });
    await runner.idle();
    await due('first');
    runner.wake();
    await pass(5 * second);
    assert.deepEqual(done, ['first', 'first', 'next']);
  });

  it('does what becomes due because the clock was moved', async () => {
    const work = doing();
    await office.store.enqueue(todo('timer', nineOClock + 2 * hour));
    const runner = start({ work });
    await runner.idle();
    assert.equal(work.callCount, 0);
    await office.clock.advance(2 * hour);
    await runner.idle();
    assert.equal(work.callCount, 1);
  });

  describe('when something does not work', () => {
    const attempts = async (done: Done, time: number, chance = 1): Promise<number[]> => {
      const at: number[] = [];
      await due('a');
      start({ work: async () => { at.push(office.machine.now); return done; } }, chance);
      await pass(time);
      return at.slice(1).map((moment, n) => (moment - (at[n] ?? 0)) / second);
    };

    it('tries again, later every time, at least once a minute', async () => {
      assert.deepEqual(await attempts({ kind: 'later', why: 'no' }, 4 * minute), [1, 2, 4, 8, 16, 32, 60, 60]);
    });

    it('spreads the attempts by chance, down to half the time', async () => {
      assert.deepEqual(await attempts({ kind: 'later', why: 'no' }, 30 * second, 0), [1, 1, 2, 4, 8]);
    });

    it('waits for as long as Teams says', async () => {
      assert.deepEqual(await attempts({ kind: 'later', why: '429', after: 20 * second }, minute), [20, 20]);
    });

    it('buries nothing in an outage of half an hour', async () => {
      await attempts({ kind: 'later', why: 'refused' }, 30 * minute, 0);
      assert.deepEqual(await deadKeys(), []);
    });
  });

  it('does again what threw, and logs the fault with an id', async () => {
    await due('a');
    const work = sinon.stub<[Todo], Promise<Done>>();
    work.onFirstCall().rejects(new Error('the vault is locked'));
    work.resolves({ kind: 'done' });
    start({ work });
    await pass(5 * second);
    assert.equal(work.callCount, 2);
    const [line] = lines.filter(({ level }) => level === 'error');
    assert.match(String(line?.['fault']), /^[\da-f]{8}$/);
    assert.partialDeepStrictEqual(line, { msg: 'a to-do failed', todo: 'a', attempts: 1, error: { message: 'the vault is locked' } });
  });

  it('buries what cannot be done, says so, and does it when it is revived', async () => {
    await due('a');
    const work = sinon.stub<[Todo], Promise<Done>>();
    work.onFirstCall().resolves({ kind: 'given-up', why: 'blocked' });
    work.resolves({ kind: 'done' });
    const runner = start({ work });
    await runner.idle();
    assert.deepEqual((await office.store.dead(9)).map(({ key, fault }) => [key, fault]), [['a', 'blocked']]);
    assert.partialDeepStrictEqual(lines, [{ level: 'warn', msg: 'a to-do was given up', todo: 'a', why: 'blocked' }]);
    await office.store.revive('a', nineOClock);
    await runner.idle();
    assert.equal(work.callCount, 2);
  });

  it('buries what nobody knows how to do', async () => {
    await office.store.enqueue(todo('a', nineOClock, 'dance'));
    await start({}).idle();
    assert.deepEqual(await deadKeys(), ['a']);
  });

  it('lets nothing that hangs hold up the others', async () => {
    const { promise, resolve } = Promise.withResolvers<Done>();
    await office.store.enqueue(todo('stuck', nineOClock, 'slow'));
    const quick = sinon.fake.resolves<[Todo], Promise<Done>>({ kind: 'done' });
    const runner = start({ slow: () => promise, quick });
    await pass(second);
    await office.store.enqueue(todo('later', nineOClock, 'quick'));
    runner.wake();
    await pass(second);
    assert.equal(quick.callCount, 1);
    resolve({ kind: 'done' });
  });

  it('gives the room that others left while it was claiming to those who wait, though all it claimed hangs', async () => {
    const over = Promise.withResolvers<Done>();
    const hung = Promise.withResolvers<Done>();
    const stuck = sinon.fake.returns(hung.promise);
    const keys = (count: number, kind: string) => Array.from({ length: count }, (_, n) => todo(`${kind} ${n}`, nineOClock, kind));
    for (const one of keys(100, 'soon-over')) await office.store.enqueue(one);
    const runner = start({ 'soon-over': () => over.promise, stuck });
    await pass(second);
    for (const one of keys(40, 'stuck')) await office.store.enqueue(one);
    const claim = office.store.claim.bind(office.store);
    sinon.stub(office.store, 'claim').onFirstCall().callsFake(async (asked) => {
      const claimed = await claim(asked);
      over.resolve({ kind: 'done' });
      for (let moment = 0; moment < 12; moment += 1) await turn();
      return claimed;
    }).callThrough();
    runner.wake();
    await pass(3 * second);
    hung.resolve({ kind: 'done' });
    assert.equal(stuck.callCount, 40);
  });

  it('takes over what another instance left behind, when its lease is over and not before', async () => {
    await due('a');
    await office.store.claim({ by: 'an instance that was killed', now: nineOClock, machine: nineOClock, limit: 9, lease: 30 * second });
    await takenOver();
  });

  describe('given to-dos by a commit', () => {
    let tickets = 0;
    /** Somebody's step, which brings these. */
    const brought = (runner: Runner | undefined, ...todos: readonly NewTodo[]) => {
      const change = step(`T-${tickets += 1}`, undefined, { at: nineOClock, todos });
      return runner ? runner.along((lease) => office.store.commit(change, lease)) : office.store.commit(change, leaseOfTheDead);
    };
    const leaseOfTheDead = { by: 'an instance that was killed', now: nineOClock, machine: nineOClock, lease: 30 * second };
    const tell = (key: string): NewTodo => ({ key, kind: 'tell', target: 'person:minji', dueAt: nineOClock });

    it('does them at once, without looking for them', async () => {
      const work = doing();
      const runner = start({ work });
      await runner.idle();
      const claim = sinon.spy(office.store, 'claim');
      await brought(runner, todo('a'), todo('b'));
      await pass(second);
      assert.deepEqual(work.args.flat().map(({ key }) => key).toSorted(), ['a', 'b']);
      assert.equal(claim.callCount, 0);
      assert.equal(await office.store.nextDue({ now: Infinity, machine: Infinity }), undefined);
    });

    it('wakes for what is due before it would have looked', async () => {
      const work = doing();
      const runner = start({ work });
      await runner.idle();
      await brought(runner, todo('a', nineOClock + 3 * second), todo('b', nineOClock + hour));
      await pass(5 * second);
      assert.deepEqual(work.args.flat().map(({ key }) => key), ['a']);
    });

    it('tells one person after the other’s end, as before', async () => {
      const told: string[] = [];
      const ends = new Map(['first', 'second', 'third'].map((key) => [key, Promise.withResolvers<Done>()]));
      const runner = start({ tell: ({ key }) => { told.push(key); return ends.get(key)?.promise ?? Promise.reject(new Error(key)); } });
      await runner.idle();
      for (const key of ends.keys()) await brought(runner, tell(key));
      for (const key of ends.keys()) {
        await pass(second);
        assert.equal(told.at(-1), key);
        ends.get(key)?.resolve({ kind: 'done' });
      }
      await runner.idle();
      assert.deepEqual(told, [...ends.keys()]);
    });

    it('has them done by another instance when it was killed with them, once their lease is over', async () => {
      await brought(undefined, todo('a'));
      await takenOver();
    });

    it('gives them back when it was stopped meanwhile', async () => {
      const work = doing();
      const runner = start({ work });
      await runner.idle();
      const bringing = brought(runner, todo('a'));
      await Promise.all([runner.stop(), bringing]);
      await brought(runner, todo('b'));
      await pass(second);
      assert.equal(work.callCount, 0);
      const others = await office.store.claim({ by: 'another', now: nineOClock, machine: nineOClock, limit: 9, lease: 1 });
      assert.deepEqual(others.map(({ key }) => key), ['a', 'b']);
    });

    it('never does more at once than it has room for, and does everything once', async () => {
      const keys = Array.from({ length: 300 }, (_, n) => `${n}`);
      let [atOnce, most] = [0, 0];
      const work = sinon.spy(async (): Promise<Done> => {
        most = Math.max(most, atOnce += 1);
        await turn();
        atOnce -= 1;
        return { kind: 'done' };
      });
      const runner = start({ work });
      await Promise.all(keys.flatMap((_, n) => n % 10 === 0 ? [brought(runner, ...keys.slice(n, n + 10).map((key) => todo(key)))] : []));
      await runner.idle();
      assert.ok(most > 100 && most <= 128, `${most} at once`);
      assert.equal(work.callCount, keys.length);
    });
  });

  it('goes on when the store cannot say that something is done, and does it once more', async () => {
    await due('a');
    const finish = sinon.stub(office.store, 'finish').onFirstCall().rejects(new Error('disk full'));
    finish.callThrough();
    const work = doing();
    start({ work });
    await pass(40 * second);
    assert.equal(work.callCount, 2);
    assert.partialDeepStrictEqual(lines, [{ level: 'error', msg: 'a to-do could not be settled', todo: 'a' }]);
  });

  it('waits at its stop for what was begun, and begins nothing new', async () => {
    const { promise, resolve } = Promise.withResolvers<Done>();
    await due('a');
    const work = sinon.stub<[Todo], Promise<Done>>().returns(promise);
    const runner = start({ work });
    await pass(second);
    const stopped = sinon.spy();
    const stopping = runner.stop().then(stopped);
    await due('b');
    await pass(second);
    assert.equal(stopped.callCount, 0);
    resolve({ kind: 'done' });
    await stopping;
    assert.deepEqual(work.args.flat().map(({ key }) => key), ['a']);
    assert.deepEqual((await office.store.claim({ by: 'x', now: Infinity, machine: office.machine.now + hour, limit: 9, lease: 1 })).map(({ key }) => key), ['b']);
  });
});
