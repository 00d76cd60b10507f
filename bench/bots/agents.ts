// An echo by the book of the Microsoft 365 Agents SDK: express, its CloudAdapter and ActivityHandler. Arguments: where the packages are.
import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';

interface Context {
  readonly activity: { readonly text?: string };
  sendActivity(text: string): Promise<unknown>;
}
/** As much of it as an echo needs: it is installed for the benchmark alone. */
interface AgentsSdk {
  readonly ActivityHandler: new () => { onMessage(handle: (context: Context, next: () => Promise<void>) => Promise<void>): unknown; run(context: Context): Promise<void> };
  readonly CloudAdapter: new (config: object) => { process(request: unknown, response: unknown, logic: (context: Context) => Promise<void>): Promise<void> };
}
interface Express {
  (): RequestListener & { use(handle: unknown): void; post(path: string, handle: (request: unknown, response: unknown) => Promise<void>): void };
  json(): unknown;
}

const from = createRequire(join(process.argv[2] ?? '', 'package.json'));
const { ActivityHandler, CloudAdapter }: AgentsSdk = from('@microsoft/agents-hosting');
const express: Express = from('express');

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
  await next();
});
const adapter = new CloudAdapter({});
const app = express();
app.use(express.json());
// Without a registration there is nobody to identify: the SDK's own way for trying out.
app.use((request: { user?: object }, _: unknown, next: () => void) => {
  request.user = { name: 'anonymous' };
  next();
});
app.post('/api/messages', (request, response) => adapter.process(request, response, (context) => bot.run(context)));
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
