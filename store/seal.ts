// What makes a checkpoint impossible to forge for someone who has only the database: a mac under a key from outside.
import { createHmac } from 'node:crypto';
import type { Checkpoint } from './checkpoint.ts';

/** A checkpoint as it lies in the table; `heads` is the JSON text that was sealed. */
export interface CheckpointRow extends Omit<Checkpoint, 'heads'> {
  readonly heads: string;
}

export function seal({ seq, at, lines, heads, previous }: Omit<CheckpointRow, 'mac'>, key: Buffer): string {
  return createHmac('sha256', key).update(JSON.stringify([seq, at, lines, heads, previous])).digest('hex');
}
