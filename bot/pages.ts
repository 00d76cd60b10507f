// Our pages inside Teams, put together where they are set up: their files, who may ask, and what is answered.
import { speak, languages } from '../locales/say.ts';
import { webFiles, type WebFile } from '../web/files.ts';
import type { Cloud } from './clouds.ts';
import { openPageTokens, pageIssuer, type PageTokens } from './page-token.ts';
import { pageWords } from './page-words.ts';
import { openRevealPage, type RevealPage, type RevealPagePorts } from './reveal-page.ts';
import type { Settings } from './settings.ts';
import { openSigningKeys, type SigningKeys } from './signing-keys.ts';

export interface Pages {
  readonly tokens: PageTokens;
  readonly reveal: RevealPage;
  /** By path; bundled when first asked for. Rejects when they cannot be. */
  readonly files: () => Promise<ReadonlyMap<string, WebFile>>;
}

/** Who signs people in to pages of the local Teams, instead of Entra ID. */
export interface LocalSignIn {
  /** The app id that its tokens are for. */
  readonly app: string;
  readonly issuer: string;
  readonly keys: SigningKeys;
  /** The path of a stylesheet with fonts that this machine may lack. */
  readonly fonts: string;
}

export interface PagesOptions extends RevealPagePorts {
  readonly settings: Pick<Settings, 'pageApp' | 'publicUrl' | 'loginUrl' | 'config'>;
  readonly cloud: Cloud;
  readonly signIn: LocalSignIn | undefined;
  /** Milliseconds for each request to Entra ID's key server. */
  readonly keysTimeout: number;
}

/** Undefined where no page is set up: then cards in dialogs do. */
export function openPages({ settings, cloud, signIn, keysTimeout, ...ports }: PagesOptions): Pages | undefined {
  const tokens = signIn ? tokensOf(signIn, 'localhost') : tokensOfEntra();
  if (!tokens) return undefined;
  let files: ReturnType<Pages['files']> | undefined;
  return {
    tokens,
    reveal: openRevealPage(ports),
    files: () => files ??= webFiles({
      words: languages.map((language) => pageWords(speak(language))), hosts: signIn ? [`'self'`] : cloud.teams, https: settings.publicUrl?.startsWith('https:') === true, fonts: signIn?.fonts,
    }),
  };

  function tokensOf({ app, issuer, keys }: Omit<LocalSignIn, 'fonts'>, host: string): PageTokens {
    return openPageTokens({ app, host, tenant: settings.config.tenant, issuer, keys, now: ports.machine });
  }

  function tokensOfEntra(): PageTokens | undefined {
    const { pageApp: app, publicUrl, loginUrl = cloud.login, config } = settings;
    if (app === undefined || publicUrl === undefined) return undefined;
    const issuer = pageIssuer(loginUrl, config.tenant);
    const keys = openSigningKeys({ openIdMetadata: `${issuer}/.well-known/openid-configuration`, now: ports.machine, timeout: keysTimeout });
    return tokensOf({ app, issuer, keys }, new URL(publicUrl).host);
  }
}
