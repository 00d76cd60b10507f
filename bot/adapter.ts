// The SDK's adapter, as a room inside: nobody enters but through the gate, and nothing leaves but by our own connector.
import {
  CloudAdapter, ConfigurationBotFrameworkAuthentication, StatusCodes, type Activity, type InvokeResponse, type TurnContext,
} from 'botbuilder';
import {
  AuthenticationConfiguration, AuthenticationError, ClaimsIdentity, ConnectorFactory, PasswordServiceClientCredentialFactory,
  type AuthenticateRequestResult, type ConnectorClient, type UserTokenClient, type ValidateClaims,
} from 'botframework-connector';
import type { Caller } from './gate.ts';
import type { Log } from './log.ts';

export interface AdapterOptions {
  readonly log: Log;
  /** The bot's app id and the only issuer of tokens for it; undefined in local mode. */
  readonly only: { readonly app: string; readonly issuer: string } | undefined;
  /** Tells the person that a turn failed; `fault` is its id in the log. */
  readonly sorry: (context: TurnContext, fault: string) => Promise<void>;
}

/**
 * The SDK's own authentication lets in tokens of anybody's tenant, and remembers the tenants that strangers name; so it authenticates nobody.
 * It is given no credentials either: whatever in it would talk to somebody has nothing to show.
 */
class BehindTheGate extends ConfigurationBotFrameworkAuthentication {
  readonly #validateClaims: ValidateClaims;
  #connectors: ConnectorFactory | undefined;
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(validateClaims: ValidateClaims) {
    const silent = { sendRequest: () => Promise.reject(new Error('Only the connector sends')) };
    super({}, new PasswordServiceClientCredentialFactory('', ''), new AuthenticationConfiguration(['msteams'], validateClaims), undefined, { httpClient: silent });
    this.#validateClaims = validateClaims;
  }

  /** The second line: whatever the gate let through, only the Connector's word for this activity counts. */
  async identify(caller: Caller, { serviceUrl }: Activity): Promise<AuthenticateRequestResult> {
    const claims = caller.kind === 'local' ? [] : Object.entries(caller.claims).map(([type, value]) => ({ type, value }));
    await this.#validateClaims(claims);
    if (caller.kind === 'connector' && caller.claims.serviceurl !== serviceUrl) throw refusal();
    const claimsIdentity = new ClaimsIdentity(claims, true);
    return { audience: '', claimsIdentity, connectorFactory: this.createConnectorFactory(claimsIdentity) };
  }

  // The SDK builds its clients anew for every turn, at a fifth of the turn's cost. Here they cannot send, whoever's they are: one of each serves all.
  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    this.#connectors ??= new OneConnector(super.createConnectorFactory(identity));
    return this.#connectors;
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= super.createUserTokenClient(identity);
    return this.#userTokens;
  }

  override authenticateRequest(): Promise<never> {
    return Promise.reject(refusal());
  }

  override authenticateStreamingRequest(): Promise<never> {
    return Promise.reject(refusal());
  }
}

class OneConnector extends ConnectorFactory {
  readonly #factory: ConnectorFactory;
  #client: Promise<ConnectorClient> | undefined;

  constructor(factory: ConnectorFactory) {
    super();
    this.#factory = factory;
  }

  override create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    this.#client ??= this.#factory.create(serviceUrl, audience);
    return this.#client;
  }
}

export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: BehindTheGate;
  readonly #log: Log;

  constructor({ log, only, sorry }: AdapterOptions) {
    const authentication = new BehindTheGate(async (claims) => {
      const says = (type: string) => claims.find((claim) => claim.type === type)?.value;
      if (only && (says('iss') !== only.issuer || says('aud') !== only.app)) throw refusal();
    });
    super(authentication);
    this.#authentication = authentication;
    this.#log = log;
    this.onTurnError = async (context, error) => {
      const { id, type, name } = context.activity;
      await sorry(context, log.fault('a turn failed', error, { activity: id, type, name }));
    };
  }

  /** Takes one activity, let in by the gate, to the end of its turn. Gives the HTTP answer; never throws. */
  async receive(caller: Caller, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse> {
    try {
      const identified = await this.#authentication.identify(caller, activity);
      return await this.processActivity(identified, activity, logic) ?? { status: StatusCodes.OK };
    } catch (error) {
      if (error instanceof AuthenticationError) return { status: StatusCodes.UNAUTHORIZED, body: { error: 'refused' } };
      const fault = this.#log.fault('an activity could not be taken', error, { type: activity.type });
      return { status: StatusCodes.INTERNAL_SERVER_ERROR, body: { error: 'failed', fault } };
    }
  }
}

function refusal(): AuthenticationError {
  return new AuthenticationError('Activities come in by the gate', StatusCodes.UNAUTHORIZED);
}
