// The SDK's adapter, as a room inside: nobody enters but through the gate, and nothing leaves but by our own connector.
import {
  ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication, INVOKE_RESPONSE_KEY, StatusCodes, TurnContext,
  type Activity, type InvokeResponse, type ResourceResponse,
} from 'botbuilder';
import { AuthenticationConfiguration, AuthenticationError, PasswordServiceClientCredentialFactory, type ValidateClaims } from 'botframework-connector';
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

  constructor(validateClaims: ValidateClaims) {
    const silent = { sendRequest: () => Promise.reject(onlyTheConnector()) };
    super({}, new PasswordServiceClientCredentialFactory('', ''), new AuthenticationConfiguration(['msteams'], validateClaims), undefined, { httpClient: silent });
    this.#validateClaims = validateClaims;
  }

  /** The second line: whatever the gate let through, only the Connector's word for this activity counts. Rejects with an AuthenticationError. */
  async check(caller: Caller, { serviceUrl }: Activity): Promise<void> {
    const claims = caller.kind === 'local' ? [] : Object.entries(caller.claims).map(([type, value]) => ({ type, value }));
    await this.#validateClaims(claims);
    if (caller.kind === 'connector' && caller.claims.serviceurl !== serviceUrl) throw refusal();
  }

  override authenticateRequest(): Promise<never> {
    return Promise.reject(refusal());
  }

  override authenticateStreamingRequest(): Promise<never> {
    return Promise.reject(refusal());
  }
}

/**
 * Takes a turn through without the SDK's own steps for it: they are written as generators, and each of those stays in memory until the next full
 * collection with all that it knew, which is the turn. At 50 turns a second that is a megabyte each second.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: BehindTheGate;
  readonly #log: Log;
  readonly #sorry: AdapterOptions['sorry'];

  constructor({ log, only, sorry }: AdapterOptions) {
    const authentication = new BehindTheGate(async (claims) => {
      const says = (type: string) => claims.find((claim) => claim.type === type)?.value;
      if (only && (says('iss') !== only.issuer || says('aud') !== only.app)) throw refusal();
    });
    super(authentication);
    this.#authentication = authentication;
    this.#log = log;
    this.#sorry = sorry;
  }

  /** Takes one activity, let in by the gate, to the end of its turn. Gives the HTTP answer; never throws. */
  async receive(caller: Caller, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse> {
    try {
      await this.#authentication.check(caller, activity);
      const context = new TurnContext(this, activity);
      await logic(context).catch((error: unknown) => this.#fail(context, error));
      const answered = context.turnState.get<Activity | undefined>(INVOKE_RESPONSE_KEY);
      return answered?.value ?? { status: activity.type === ActivityTypes.Invoke ? StatusCodes.NOT_IMPLEMENTED : StatusCodes.OK };
    } catch (error) {
      if (error instanceof AuthenticationError) return { status: StatusCodes.UNAUTHORIZED, body: { error: 'refused' } };
      const fault = this.#log.fault('an activity could not be taken', error, { type: activity.type });
      return { status: StatusCodes.INTERNAL_SERVER_ERROR, body: { error: 'failed', fault } };
    }
  }

  async #fail(context: TurnContext, error: unknown): Promise<void> {
    const { id, type, name } = context.activity;
    await this.#sorry(context, this.#log.fault('a turn failed', error, { activity: id, type, name }));
  }

  /** Keeps the answer to an invoke for whoever asked over HTTP. */
  override async sendActivities({ turnState }: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    for (const activity of activities) {
      if (activity.type !== ActivityTypes.InvokeResponse) throw onlyTheConnector();
      turnState.set(INVOKE_RESPONSE_KEY, activity);
    }
    return activities.map(() => ({ id: '' }));
  }
}

function refusal(): AuthenticationError {
  return new AuthenticationError('Activities come in by the gate', StatusCodes.UNAUTHORIZED);
}

function onlyTheConnector(): Error {
  return new Error('Only the connector sends');
}
