// One HTTP request and its whole answer: one attempt on a pooled connection of undici's, for less than half of what node:http takes.
import type { Dispatcher } from 'undici';

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

export interface Address {
  readonly origin: string;
  /** From its first slash on, with the query. */
  readonly path: string;
}

/** Bytes. The Connector answers with a page of members at most, and of other systems the status is enough. */
const largest = 4 * 1024 * 1024;

/** Loaded with the first request: the bot listens before it has anything to send. Each exchange has a time of its own, and undici need not watch it too. */
let pool: Promise<Dispatcher> | undefined;
const pooled = () => pool ??= import('undici').then(({ Agent }) => new Agent({ maxResponseSize: largest, headersTimeout: 0, bodyTimeout: 0 }));

/**
 * @param timeout milliseconds for all of it. Rejects when there is no whole answer by then, when it goes on for too long, and on a way elsewhere: the
 * token does not follow it.
 */
export async function exchange(
  method: 'GET' | 'POST' | 'PUT', { origin, path }: Address, given: Readonly<Record<string, string>>, body: string | undefined, timeout: number,
): Promise<Answer> {
  const dispatcher = await pooled();
  const headers = body === undefined ? given : { ...given, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let retryAfter: string | undefined;
    let under: Dispatcher.DispatchController | undefined;
    let late: Error | undefined;
    const fail = (cause: Error): void => {
      clearTimeout(timer);
      reject(cause);
    };
    const timer = setTimeout(() => {
      late = new Error(`No answer within ${timeout} ms`);
      under?.abort(late);
      reject(late);
    }, timeout);
    dispatcher.dispatch({ origin, path, method, headers, body: body ?? null }, {
      onRequestStart(controller) {
        // Too late before there was a connection: nothing is sent any more.
        if (late) controller.abort(late);
        under = controller;
      },
      onResponseStart(controller, given, { 'retry-after': after }) {
        status = given;
        retryAfter = typeof after === 'string' ? after : undefined;
        if (status >= 300 && status < 400) controller.abort(new Error(`The answer ${status} leads elsewhere`));
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd() {
        clearTimeout(timer);
        resolve({ status, retryAfter, text: Buffer.concat(chunks).toString('utf8') });
      },
      onResponseError: (_, error) => fail(error),
    });
  });
}
