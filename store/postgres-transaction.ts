// How a list of statements becomes one transaction of PostgreSQL in as few round trips as can be.
import { DatabaseError, type ClientBase } from 'pg';
import type { Pace } from './driver.ts';
import { answered, batch, type Answer, type Query } from './postgres-batch.ts';
import type { Statement } from './statement.ts';

/** The connection broke when the server may have committed already: to ask again could be to do it twice. */
export class Uncertain extends Error {
  constructor(cause: unknown) {
    super('The connection broke at the commit: nobody knows whether it was written', { cause });
  }
}

const say = (sql: string): Query => ({ sql, params: [] });
const beginning = { durable: [say('begin')], soon: [say('begin'), say('set local synchronous_commit = off')] };
const [commit, rollback] = [say('commit'), say('rollback')];

/**
 * Undefined: a guard did not hold, and nothing was written. As in SQLite, the first that does not hold ends the list: what comes behind it, faults
 * too, has not happened. Rejects on a fault, with nothing written, unless it is Uncertain.
 */
export async function transaction(client: ClientBase, list: readonly Statement[], pace: Pace): Promise<readonly Answer[] | undefined> {
  if (list.every(({ rows }) => rows === undefined) || list.length === 1 && list[0]?.rows === 1) return atOnce(client, list, pace);
  const given = await batch(client, [...beginning[pace], ...list]);
  const answers = given.all.slice(beginning[pace].length);
  const holds = guardsHold(list, answers);
  if (given.fault !== undefined || !holds) {
    // A connection that broke, or fell silent, rolls back when it is let go.
    if (given.fault !== undefined && !(given.fault instanceof DatabaseError)) throw given.fault;
    await undo(client);
    if (holds) throw given.fault;
    return undefined;
  }
  const { all: [committed], fault } = await batch(client, [commit]);
  if (!committed) throw certain(fault);
  return answers;
}

/** In one round trip, where there is nothing to undo: no guard, or a single statement that writes its one row or none. */
async function atOnce(client: ClientBase, list: readonly Statement[], pace: Pace): Promise<readonly Answer[] | undefined> {
  // A batch is a transaction by itself, as safe as can be.
  const [before, after] = pace === 'durable' ? [[], []] : [beginning.soon, [commit]];
  const { all, fault } = await batch(client, [...before, ...list, ...after]);
  if (fault !== undefined) {
    if (after.length > 0 && fault instanceof DatabaseError) await undo(client);
    throw certain(fault);
  }
  const answers = all.slice(before.length, all.length - after.length);
  return guardsHold(list, answers) ? answers : undefined;
}

/** Throws when it may have been in vain, so that the connection is let go: the next one on it would be in this transaction. */
async function undo(client: ClientBase): Promise<void> {
  await answered(client, [rollback]);
}

const guardsHold = (list: readonly Statement[], answers: readonly Answer[]): boolean =>
  answers.every(({ count }, at) => (list[at]?.rows ?? count) === count);

/** What the server itself refuses it has not written; a broken connection says nothing. */
function certain(fault: unknown): unknown {
  return fault instanceof DatabaseError ? fault : new Uncertain(fault);
}
