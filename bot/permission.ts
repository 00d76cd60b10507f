// What the bot's registration lacks in Microsoft Graph is told to those who can grant it: once a day, for as long as it is missed.
import * as z from 'zod';
import type { NewTodo } from '../store/store.ts';
import { todoQueued } from '../store/todos.ts';
import { toChannel } from '../support/effect.ts';
import type { Clock } from './clock.ts';
import type { Work } from './runner.ts';

const quiet = 24 * 60 * 60_000;
const remembered = z.object({ permission: z.string(), told: z.boolean() });

/** To be queued if it is not there: while it is, they know. */
export function permissionMissed(permission: string, now: number): NewTodo {
  return { key: `permission:${permission}`, kind: 'permission', body: { permission, told: false }, dueAt: now };
}

/** The to-do `permission`: tells, and stays for a day to keep it quiet. */
export function openPermissions(clock: Clock): Work {
  return async ({ key, body }) => {
    const { permission, told } = remembered.parse(body);
    if (told) return { kind: 'done' };
    const now = clock.now();
    const telling: NewTodo = { key: `tell:${key}`, kind: 'tell', target: toChannel('it-admin'), body: { text: 'permission-missing', data: { permission } }, dueAt: now };
    return { kind: 'done', also: [telling, { key, kind: 'permission', body: { permission, told: true }, dueAt: now + quiet }].map(todoQueued) };
  };
}
