// Membership: known for a minute at most, read once at a time, and nobody is a member while it cannot be read.
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import sinon from 'sinon';
import { ConnectorError } from '../../bot/connector.ts';
import { openLog } from '../../bot/log.ts';
import { openMembership, type Membership } from '../../bot/membership.ts';
import { nineOClock } from '../kit/people.ts';

const second = 1000;
const people = new Map([['ana', 'Ana García']]);

describe('membership', () => {
  let machine: number;
  let read: sinon.SinonStub<[string], Promise<ReadonlyMap<string, string>>>;
  let lines: string[];
  let members: Membership;
  beforeEach(() => {
    machine = nineOClock;
    read = sinon.stub<[string], Promise<ReadonlyMap<string, string>>>().resolves(people);
    lines = [];
    const sink = new Writable({
      write(line: Buffer, _, done) {
        lines.push(line.toString('utf8'));
        done();
      },
    });
    members = openMembership('team', read, { machine: () => machine, log: openLog('info', sink) });
  });

  it('is read once by all who ask at the same time', async () => {
    assert.deepEqual(await Promise.all([members('a'), members('a'), members('a')]), [people, people, people]);
    assert.equal(read.callCount, 1);
    await members('b');
    assert.deepEqual(read.args, [['a'], ['b']]);
  });

  it('is known for a minute, and never longer', async () => {
    await members('a');
    read.rejects(new Error('down'));
    machine += 60 * second;
    assert.equal(await members('a'), people);
    machine += 1;
    assert.equal(await members('a'), undefined);
  });

  it('is read ahead of need, so that nobody waits for it', async () => {
    await members('a');
    machine += 31 * second;
    const fresh = new Map([['ben', 'Ben Carter']]);
    read.resolves(fresh);
    assert.equal(await members('a'), people);
    machine += second;
    assert.equal(await members('a'), fresh);
    assert.equal(read.callCount, 2);
  });

  it('counts its minute from when the reading began', async () => {
    read.callsFake(async () => {
      machine += 40 * second;
      return people;
    });
    await members('a');
    machine += 21 * second;
    read.rejects(new Error('down'));
    assert.equal(await members('a'), undefined);
  });

  it('that cannot be read is nobody’s, is asked for again soon and is logged', async () => {
    read.rejects(new Error('down'));
    assert.equal(await members('a'), undefined);
    assert.equal(await members('a'), undefined);
    assert.equal(read.callCount, 1);
    assert.match(lines.join(''), /down.*members could not be read/);
    machine += 6 * second;
    read.resolves(people);
    assert.equal(await members('a'), people);
  });

  it('heeds how long the source wants to be left alone', async () => {
    read.rejects(new ConnectorError('busy', { kind: 'again', after: 20 * second }));
    await members('a');
    read.resolves(people);
    machine += 19 * second;
    assert.equal(await members('a'), undefined);
    machine += second;
    assert.equal(await members('a'), people);
  });

  it('that takes too long is unknown to this press and known to the next', async () => {
    let tell: (members: ReadonlyMap<string, string>) => void = () => undefined;
    read.returns(new Promise((resolve) => {
      tell = resolve;
    }));
    assert.equal(await members('a'), undefined);
    tell(people);
    assert.equal(await members('a'), people);
    assert.equal(read.callCount, 1);
  });

  it('is read again when the machine’s clock was set back', async () => {
    await members('a');
    machine -= 3600 * second;
    read.rejects(new Error('down'));
    assert.equal(await members('a'), undefined);
    machine -= 3600 * second;
    read.resolves(people);
    assert.equal(await members('a'), people);
  });
});
