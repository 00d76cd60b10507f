// The clouds Teams runs in: who signs what the Connector sends, where its keys are, whom the bot asks for tokens of its own.
// Of the SDK only the constants: all of it takes longer to load than everything else that a start needs.
import { AuthenticationConstants } from 'botframework-connector/lib/auth/authenticationConstants.js';
import { GovernmentConstants } from 'botframework-connector/lib/auth/governmentConstants.js';

export interface Cloud {
  /** The `iss` of the Connector's tokens. */
  readonly issuer: string;
  /** The OpenID metadata that names its signing keys. */
  readonly openIdMetadata: string;
  /** What a token of ours must be for. */
  readonly scope: string;
  /** Where tokens of ours are issued, before the tenant. */
  readonly login: string;
  /** Microsoft Graph. DoD has one of its own, which GRAPH_URL names. */
  readonly graph: string;
  /** Where Teams runs in a browser, as sources of a Content-Security-Policy; whoever else shows our pages shows nothing. */
  readonly teams: readonly string[];
}

const publicCloud: Cloud = {
  issuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
  openIdMetadata: AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  scope: AuthenticationConstants.ToChannelFromBotOAuthScope,
  login: AuthenticationConstants.ToChannelFromBotLoginUrlPrefix,
  graph: 'https://graph.microsoft.com',
  teams: ['https://teams.microsoft.com', 'https://*.teams.microsoft.com', 'https://*.cloud.microsoft'],
};

/** GCC High and DoD; GCC is of the public cloud. */
const governmentCloud: Cloud = {
  issuer: GovernmentConstants.ToBotFromChannelTokenIssuer,
  openIdMetadata: GovernmentConstants.ToBotFromChannelOpenIdMetadataUrl,
  scope: GovernmentConstants.ToChannelFromBotOAuthScope,
  login: GovernmentConstants.ToChannelFromBotLoginUrlPrefix,
  graph: 'https://graph.microsoft.us',
  teams: ['https://teams.microsoft.us', 'https://*.teams.microsoft.us'],
};

/** The cloud whose keys are looked up at this address; the public one unless it is the government's. */
export function cloudOf(openIdMetadata: string | undefined): Cloud {
  const cloud = openIdMetadata !== undefined && new URL(openIdMetadata).hostname.endsWith('.azure.us') ? governmentCloud : publicCloud;
  return { ...cloud, ...(openIdMetadata !== undefined && { openIdMetadata }) };
}
