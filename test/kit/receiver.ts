// Another system that listens for webhooks: believes only what the library of the convention verifies, and can be out of order.
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type * as z from 'zod';
import { webhookPayload } from '../../bot/api/webhooks.ts';
import { addressOf, closed } from './listening.ts';

export interface Told extends z.infer<typeof webhookPayload> {
  readonly id: string;
}

export interface Receiver {
  readonly url: string;
  /** What it took, in the order in which it came. */
  readonly told: readonly Told[];
  /** How often it was asked, and what it answered. */
  readonly answers: readonly number[];
  /** How often somebody asked whose signature is not the sender's. */
  strangers(): number;
  /** `type version` of what it was told about a record, each event once, however often it came. */
  about(record: string): readonly string[];
  /** From now on it answers this. */
  answerWith(status: number, headers?: Readonly<Record<string, string>>): void;
  waitFor(wanted: (told: readonly Told[]) => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds: a system that failed is held for a minute at most, and the busier the machine, the more attempts fail. */
export const patience = 75_000;

export async function openReceiver(secret: string): Promise<Receiver> {
  const told: Told[] = [];
  const answers: number[] = [];
  let status = 204;
  let strangers = 0;
  let headers: Readonly<Record<string, string>> = {};
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      answers.push(status);
      if (status < 300) {
        const payload = webhookPayload.parse(new Webhook(secret).verify(body, Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))));
        told.push({ ...payload, id: String(request.headers['webhook-id']) });
      }
      answer(response, status, headers);
    }, () => response.destroy()).catch(() => {
      strangers += 1;
      answer(response, 401);
    });
  });
  const url = `${await addressOf(server)}/hooks?from=desk`;
  return {
    url, told, answers,
    strangers: () => strangers,
    about: (record) => [...new Set(told.filter(({ data }) => data.record.id === record).map(({ type, data }) => `${type} ${data.version}`))],
    answerWith(next, more = {}) {
      status = next;
      headers = more;
    },
    async waitFor(wanted) {
      for (let waited = 0; !wanted(told); waited += 25) {
        if (waited > patience) throw new Error(`nothing more was told than ${told.map(({ type, data }) => `${type} ${data.record.id} ${data.version} ${data.record.version}`).join(', ')}; answered ${answers.join(' ')}`);
        await pause(25);
      }
    },
    close: () => closed(server),
  };
}

/** One statement each: once restify is loaded, as by another test in this process, `writeHead` of every response gives nothing back. */
function answer(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, headers);
  response.end();
}
