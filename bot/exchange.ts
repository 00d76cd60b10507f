// One HTTP request to the Connector and its whole answer: one attempt on a pooled connection, a third of what `fetch` costs.
import { Agent as PlainAgent, request as requestPlain, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** Bytes. The Connector answers with a page of members at most, and of other systems the status is enough. */
const largest = 4 * 1024 * 1024;

/** Connections kept open for the next request; Teams has a handful of addresses. */
const pool = { keepAlive: true, maxFreeSockets: 32 };
const [secure, plain] = [new Agent(pool), new PlainAgent(pool)];

/**
 * @param timeout milliseconds for all of it. Rejects when there is no whole answer by then, when it goes on for too long, and on a way elsewhere: the
 * token does not follow it.
 */
export function exchange(method: string, url: URL, given: OutgoingHttpHeaders, body: string | undefined, timeout: number): Promise<Answer> {
  const headers = body === undefined ? given : { ...given, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const asked = url.protocol === 'https:' ? request(url, { method, headers, agent: secure }) : requestPlain(url, { method, headers, agent: plain });
    const timer = setTimeout(() => asked.destroy(new Error(`No answer within ${timeout} ms`)), timeout);
    const fail = (cause: Error): void => {
      clearTimeout(timer);
      reject(cause);
    };
    asked.on('error', fail);
    asked.on('response', (answer: IncomingMessage) => {
      const { statusCode: status = 0, headers: { 'retry-after': retryAfter } } = answer;
      if (status >= 300 && status < 400) {
        asked.destroy(new Error(`The answer ${status} leads elsewhere`));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largest) return void answer.destroy(new Error(`The answer is larger than ${largest} bytes`));
        chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        clearTimeout(timer);
        resolve({ status, retryAfter, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    asked.end(body);
  });
}
