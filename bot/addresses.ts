// Addresses among the settings: which of them nobody outside this machine can be sent to.

interface PageAddress {
  readonly PAGE_APP_ID?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
  readonly MicrosoftAppId?: string | undefined;
  readonly NODE_ENV?: string | undefined;
}

/** Teams shows pages over https only; and whoever gets tokens for the bot's own registration could pose as the Connector. A line for each fault. */
export function pageFaults({ PAGE_APP_ID: page, PUBLIC_URL: url, MicrosoftAppId: bot, NODE_ENV: environment }: PageAddress, local: boolean, urlMissing: boolean): readonly string[] {
  const loopback = environment === 'production' ? ' that is not this machine' : '';
  const wrong = url !== undefined && !local && (new URL(url).origin !== url.replace(/\/$/, '') || !url.startsWith('https:') || (loopback !== '' && isUnsafe(url)));
  return [
    ...(urlMissing && !local ? ['PUBLIC_URL is missing; Teams shows the pages of PAGE_APP_ID by it'] : []),
    ...(wrong ? [`PUBLIC_URL is ${JSON.stringify(url)}; with PAGE_APP_ID an https address without a path${loopback}, such as https://support.contoso.com`] : []),
    ...(page === bot ? [`PAGE_APP_ID is ${JSON.stringify(page)}; a registration of its own, not the bot's`] : []),
  ];
}

/** Readable on the way, or this machine itself. */
export function isUnsafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol !== 'https:' || /^(.+\.)?localhost$|^127\.|^0\.0\.0\.0$|^\[::(1|ffff:7f.*)?\]$/.test(hostname);
}
