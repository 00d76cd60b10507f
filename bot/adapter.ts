// The SDK's adapter: who signs, who is trusted, and what a fault in a turn says.
import {
  CloudAdapter, ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory, StatusCodes, type InvokeResponse, type TurnContext, type Activity,
} from 'botbuilder';
import { AuthenticationConfiguration, AuthenticationConstants, AuthenticationError } from 'botframework-connector';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

export const issuer = AuthenticationConstants.ToBotFromChannelTokenIssuer;

/** The SDK's own way in tells callers, and the console, what went wrong inside. */
export class TeamsAdapter extends CloudAdapter {
  readonly #log: Log;

  constructor(authentication: ConfigurationBotFrameworkAuthentication, log: Log) {
    super(authentication);
    this.#log = log;
  }

  /** Takes one activity, seen by the gate, to the end of its turn. Gives the HTTP answer; never throws. */
  async receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse> {
    try {
      return await this.processActivity(authorization, activity, logic) ?? { status: StatusCodes.OK };
    } catch (error) {
      if (error instanceof AuthenticationError) return { status: StatusCodes.UNAUTHORIZED, body: { error: 'refused' } };
      const fault = this.#log.fault('an activity could not be taken', error, { type: activity.type });
      return { status: StatusCodes.INTERNAL_SERVER_ERROR, body: { error: 'failed', fault } };
    }
  }
}

export interface Wire {
  readonly adapter: TeamsAdapter;
  /** A bearer token for the Connector; undefined in local mode, where nothing is signed. */
  readonly token: () => Promise<string | undefined>;
}

export function openWire({ app, openIdMetadata }: Settings, log: Log, sorry: (context: TurnContext, fault: string) => Promise<void>): Wire {
  const factory = new ConfigurationServiceClientCredentialFactory(app ? {
    MicrosoftAppId: app.id, MicrosoftAppType: app.type, MicrosoftAppTenantId: app.tenant,
    ...(app.password !== undefined && { MicrosoftAppPassword: app.password }),
  } : {});
  // The second line behind the gate: whatever the signature says, only the Connector itself is let in.
  const only = new AuthenticationConfiguration(['msteams'], async (claims) => {
    if (!claims.some(({ type, value }) => type === 'iss' && value === issuer)) throw new AuthenticationError('The token is not of the Bot Connector', StatusCodes.UNAUTHORIZED);
  });
  const authentication = new ConfigurationBotFrameworkAuthentication(
    { ...(openIdMetadata !== undefined && { ToBotFromChannelOpenIdMetadataUrl: openIdMetadata, ToBotFromChannelTokenIssuer: issuer }) },
    factory,
    app ? only : undefined,
  );
  const adapter = new TeamsAdapter(authentication, log);
  adapter.onTurnError = async (context, error) => {
    const fault = log.fault('a turn failed', error, { activity: context.activity.id, type: context.activity.type, name: context.activity.name });
    await sorry(context, fault);
  };

  let credentials: ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']> | undefined;
  return {
    adapter,
    async token() {
      if (!app) return undefined;
      credentials ??= factory.createCredentials(app.id, AuthenticationConstants.ToChannelFromBotOAuthScope, `${AuthenticationConstants.ToChannelFromBotLoginUrlPrefix}${app.tenant}`, true);
      const signed = await credentials;
      return 'getToken' in signed && typeof signed.getToken === 'function' ? String(await signed.getToken()) : undefined;
    },
  };
}

/** Answers an invoke: one that the SDK does not see answered becomes 501, which Teams shows as an error. */
export async function respond(context: TurnContext, body: unknown): Promise<void> {
  const value: InvokeResponse = { status: StatusCodes.OK, body };
  await context.sendActivity({ type: 'invokeResponse', value });
}
