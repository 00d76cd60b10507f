// Carries activities to the bot over HTTP, as Teams does: messages in order per chat, invokes at once, 15 s to answer.

import { setTimeout as pause } from 'node:timers/promises';
import type { History, Waiting } from './history.ts';
import type { InboundActivity } from './inbound.ts';

/** What came back: an HTTP answer, or nothing in time. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface Courier {
  /** One attempt, side by side with everything else. */
  invoke(activity: InboundActivity): Promise<Answer>;
  /** One attempt, after all that went before it in this chat. */
  deliver(waiting: Waiting): Promise<Answer>;
  /** Repeats what was left over (installs, and messages cut off by a kill) until the bot takes it. */
  resume(waiting: readonly Waiting[]): void;
  close(): Promise<void>;
}

export interface CourierOptions {
  /** The bot's endpoint, `…/api/messages`. */
  readonly endpoint: string;
  readonly tenantId: string;
  readonly history: History;
  readonly log: (line: Record<string, unknown>) => void;
  /** Milliseconds the bot has to answer. */
  readonly timeout?: number;
}

/** Milliseconds. `hold`: how long messages wait behind leftovers that a starting bot does not take yet. */
const repeat = { first: 50, most: 5_000, hold: 1_000 };

export function openCourier({ endpoint, tenantId, history, log, timeout = 15_000 }: CourierOptions): Courier {
  const closing = new AbortController();
  const lanes = new Map<string, Promise<unknown>>();
  const repeating = new Set<Promise<void>>();
  const rest = (milliseconds: number): Promise<unknown> =>
    pause(milliseconds, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);

  const post = async (activity: InboundActivity): Promise<Answer> => {
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'x-ms-tenant-id': tenantId, 'x-ms-conversation-id': activity.conversation.id },
        body: JSON.stringify(activity),
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeout)]),
      });
      return { kind: 'answered', status: response.status, body: parsed(await response.text()) };
    } catch (fault) {
      return { kind: 'unreachable', reason: reasonOf(fault) };
    }
  };
  const attempt = async (activity: InboundActivity): Promise<Answer> => {
    const answer = await post(activity);
    if (answer.kind === 'unreachable' && !closing.signal.aborted) log({ event: 'bot-unreachable', type: activity.type, reason: answer.reason });
    return answer;
  };

  const inOrder = <T>(chat: string, work: () => Promise<T>): Promise<T> => {
    const before = lanes.get(chat) ?? Promise.resolve();
    const mine = before.then(work, work);
    lanes.set(chat, mine);
    const leave = (): void => {
      if (lanes.get(chat) === mine) lanes.delete(chat);
    };
    mine.then(leave, leave);
    return mine;
  };

  const laneOf = (activity: InboundActivity): string => activity.conversation.id.split(';')[0] ?? '';

  const untilTaken = async (queue: readonly Waiting[]): Promise<void> => {
    let wait = repeat.first;
    for (let next = 0; next < queue.length && !closing.signal.aborted;) {
      const waiting = queue[next];
      const answer = waiting ? await post(waiting.activity) : undefined;
      if (waiting && taken(waiting, answer)) {
        history.delivered(waiting.seq);
        next += 1;
        wait = repeat.first;
      } else {
        await rest(wait);
        wait = Math.min(wait * 2, repeat.most);
      }
    }
  };

  return {
    invoke: attempt,
    deliver: (waiting) => inOrder(laneOf(waiting.activity), async () => {
      const answer = await attempt(waiting.activity);
      // Cut off by our own end, it stays remembered and goes out at the next start.
      if (!closing.signal.aborted) history.delivered(waiting.seq);
      return answer;
    }),
    resume: (waiting) => {
      for (const [chat, queue] of Map.groupBy(waiting, ({ activity }) => laneOf(activity))) {
        void inOrder(chat, () => {
          const work = untilTaken(queue);
          repeating.add(work);
          return Promise.race([work, rest(repeat.hold)]);
        });
      }
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled([...lanes.values(), ...repeating]);
    },
  };
}

/** An install is taken when the bot says so; a message when the bot has looked at it, whatever it made of it. */
function taken({ kind }: Waiting, answer: Answer | undefined): boolean {
  if (answer?.kind !== 'answered') return false;
  return kind === 'install' ? answer.status < 300 : answer.status < 502;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  const { cause } = fault;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : fault.name;
}
