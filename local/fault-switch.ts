// The switch with which a test makes the Connector fail: at most one fault is in force.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse, send, type Reply } from './exchange.ts';
import type { Fault } from './trial.ts';

export interface FaultSwitch {
  set(fault: Fault): void;
  clear(): void;
  /** Carries the request out and answers it, or does what the fault in force says if it meets this request. */
  through(request: IncomingMessage, response: ServerResponse, carryOut: () => Promise<Reply>): Promise<void>;
}

export function faultSwitch(closing: AbortSignal): FaultSwitch {
  let fault: Fault | undefined;
  let left = 0;

  const meet = (method: string | undefined): Fault | undefined => {
    if (!fault || (fault.match && fault.match !== method) || left <= 0) return undefined;
    left -= 1;
    return fault;
  };
  return {
    set: (next) => {
      fault = next;
      left = next.count ?? Infinity;
    },
    clear: () => {
      fault = undefined;
    },
    through: async (request, response, carryOut) => {
      const met = meet(request.method);
      if (!met) return send(response, await carryOut());
      const { status, retryAfter, hang, reset, accepted } = met;
      if (accepted) await carryOut();
      if (hang) await pause(hang, undefined, { signal: closing, ref: false }).catch(() => undefined);
      if (reset) return void request.socket.destroy();
      if (status === undefined && !accepted) return send(response, await carryOut());
      const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
      request.resume();
      send(response, { ...refuse(status ?? 500, 'ServiceError', 'The fault switch is on.'), headers });
    },
  };
}
