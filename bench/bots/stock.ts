// What a bot looks like by the book of botbuilder: restify, CloudAdapter, ActivityHandler. Arguments: what it does, whether with JWT, the addresses of Teams.
import {
  ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage, UserState, type TurnContext,
} from 'botbuilder';
import { ChoicePrompt, ConfirmPrompt, DialogSet, DialogTurnStatus, ListStyle, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { AppCredentials, PasswordServiceClientCredentialFactory } from 'botframework-connector';
import restify from 'restify';
import * as z from 'zod';
import { categories } from '../../support/category.ts';
import { effectsOnWork, reaches } from '../../support/severity.ts';
import type { Addresses } from '../teams.ts';
import { appId } from '../town.ts';

const [does = '', signed = '', addresses = ''] = process.argv.slice(2);
const { metadata, tokenUrl }: Addresses = JSON.parse(addresses);
const audience = 'https://api.botframework.com';

/** Fills the SDK's own cache of tokens, as it is after the first one: its library refuses to ask for one over plain http. */
async function keepToken(): Promise<void> {
  const { access_token: accessToken } = z.object({ access_token: z.string() }).parse(await (await fetch(tokenUrl, { method: 'POST' })).json());
  const kept: unknown = Reflect.get(AppCredentials, 'cache');
  if (!(kept instanceof Map)) throw new Error('The SDK keeps its tokens elsewhere by now');
  kept.set(`${appId}${audience}-cache`, { accessToken, expiresOn: new Date(Date.now() + 86_400_000) });
}

const authentication = signed !== 'signed' ? new ConfigurationBotFrameworkAuthentication({}) : new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: appId,
  ToBotFromChannelOpenIdMetadataUrl: metadata,
  ToBotFromChannelTokenIssuer: audience,
  ToChannelFromBotOAuthScope: audience,
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  OAuthUrl: audience,
  ToBotFromEmulatorOpenIdMetadataUrl: metadata,
  CallerId: 'urn:botframework:azure',
}, new PasswordServiceClientCredentialFactory(appId, 'the-secret-of-the-bot'));
if (signed === 'signed') await keepToken();

class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
      await next();
    });
  }
}

/** The same report as ours, as the samples for dialogs would ask for it. */
class Led extends ActivityHandler {
  readonly #conversation: ConversationState;
  readonly #user: UserState;

  constructor() {
    super();
    const storage = new MemoryStorage();
    this.#conversation = new ConversationState(storage);
    this.#user = new UserState(storage);
    const dialogs = new DialogSet(this.#conversation.createProperty('dialog'));
    const list = { style: ListStyle.heroCard } as const;
    dialogs.add(new TextPrompt('text')).add(new ChoicePrompt('choice')).add(new ConfirmPrompt('confirm'));
    dialogs.add(new WaterfallDialog('report', [
      (step) => step.prompt('choice', { prompt: 'What is it about?', choices: [...categories], ...list }),
      (step) => step.prompt('choice', { prompt: 'Whom does it affect?', choices: [...reaches], ...list }),
      (step) => step.prompt('choice', { prompt: 'How much does it stop you?', choices: [...effectsOnWork], ...list }),
      (step) => step.prompt('confirm', { prompt: 'Shall I send it?' }),
      async (step) => {
        await step.context.sendActivity('Nothing was sent.');
        return step.endDialog();
      },
    ]));
    this.onMessage(async (context, next) => {
      const dc = await dialogs.createContext(context);
      if (context.activity.text === 'cancel') context.activity.text = 'no';
      const { status } = await dc.continueDialog();
      if (status === DialogTurnStatus.empty) await dc.beginDialog('report');
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    await super.run(context);
    await this.#conversation.saveChanges(context, false);
    await this.#user.saveChanges(context, false);
  }
}

const adapter = new CloudAdapter(authentication);
const bot = does === 'dialog' ? new Led() : new Echo();
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  const { body, headers, method = 'POST' } = request;
  await adapter.process({ body, headers, method }, response, (context) => bot.run(context));
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
