// A bot endpoint that answers as a test says, mounted with the local Teams on one server, as the real bot is.

import { createServer } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localClient, type LocalClient } from '../../local/client.ts';
import { openLocalTeams } from '../../local/teams.ts';

/** What the bot received, as far as tests look into it. */
export interface Received {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly action?: string;
  readonly text?: string;
  readonly locale?: string;
  readonly localTimestamp: string;
  readonly replyToId?: string;
  readonly value?: unknown;
  readonly entities: readonly unknown[];
  readonly membersAdded?: readonly unknown[];
  readonly conversation: { readonly id: string; readonly conversationType: string };
  readonly channelData: { readonly team?: { readonly id: string }; readonly channel?: { readonly id: string } };
}

/** What the Connector answers, as far as tests look into it. */
export interface ConnectorBody {
  readonly id?: string;
  readonly activityId?: string;
  readonly serviceUrl?: string;
  readonly email?: string;
  readonly aadGroupId?: string;
  readonly members?: readonly { readonly name: string; readonly aadObjectId: string }[];
  readonly conversations?: readonly { readonly id: string }[];
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Answered {
  readonly status: number;
  readonly body?: unknown;
}

type Script = (activity: Received) => Answered | Promise<Answered>;

export interface Stage {
  readonly origin: string;
  readonly client: LocalClient;
  /** Everything that came after the installs. */
  readonly received: readonly Received[];
  readonly installs: readonly Received[];
  /** Calls the Connector API as the bot would. */
  connector(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: ConnectorBody; readonly headers: Headers }>;
  post(conversation: string, activity: object): Promise<string>;
  /** How the bot answers from now on whatever is not an install. */
  answer(script: Script): void;
  /** The request as it stands, for what the client would not send. */
  raw(method: string, path: string, init?: RequestInit): Promise<Response>;
  clock: { offset: number };
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export const card = (...body: readonly object[]): object => ({ type: 'AdaptiveCard', version: '1.5', body });
export const cardMessage = (content: object, more: object = {}): object =>
  ({ type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }], ...more });

/** `installScript` answers installs, which the bot takes otherwise. */
export async function openStage(installScript: Script = () => ({ status: 200 })): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-teams-'));
  const received: Received[] = [];
  const installs: Received[] = [];
  const clock = { offset: 0 };
  let script: Script = () => ({ status: 200 });

  const server = createServer((request, response) => {
    if (request.url?.startsWith('/local')) return void teams.handle(request, response);
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const activity: Received = JSON.parse(Buffer.concat(chunks).toString());
      const isInstall = activity.type === 'conversationUpdate' || activity.type === 'installationUpdate';
      (isInstall ? installs : received).push(activity);
      const { status, body } = await (isInstall ? installScript : script)(activity);
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const open = () => openLocalTeams({
    dataDir, origin,
    clock: {
      now: () => Date.now() + clock.offset,
      advance: async (milliseconds) => {
        clock.offset += milliseconds;
        return Date.now() + clock.offset;
      },
    },
  });
  let teams = await open();

  const raw = (method: string, path: string, init: RequestInit = {}) => fetch(`${origin}${path}`, { method, ...init });
  const connector: Stage['connector'] = async (method, path, body) => {
    const response = await raw(method, `/local/connector/${path}`,
      body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    origin, received, installs, clock, raw, connector,
    client: localClient(origin),
    post: async (conversation, activity) => {
      const { status, body } = await connector('POST', `v3/conversations/${encodeURIComponent(conversation)}/activities`, activity);
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body.id ?? '';
    },
    answer: (next) => {
      script = next;
    },
    reopen: async () => {
      await teams.close();
      teams = await open();
    },
    close: async () => {
      await teams.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
