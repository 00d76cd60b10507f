// Where files may be fetched from and saved to: nobody who writes to the bot chooses what it calls.

/** SharePoint and OneDrive for work, by cloud: public with GCC, GCC High, DoD, and Teams operated by 21Vianet. */
const sharePoint = /^[a-z0-9-]+\.(sharepoint\.(com|us|cn)|sharepoint-mil\.us)$/;

export interface FileHosts {
  /** A picture in a message, which the Connector keeps: only there does the bot's token go. */
  picture(address: unknown): URL | undefined;
  /** A file in somebody's OneDrive: the address itself lets in, and no token goes there. */
  file(address: unknown): URL | undefined;
}

/** @param allows whether an address is the Connector's, or this very machine's in local mode */
export function openFileHosts(allows: (address: URL) => boolean): FileHosts {
  const parsed = (address: unknown): URL | undefined => (typeof address === 'string' && address.length <= 4096 ? URL.parse(address) ?? undefined : undefined);
  return {
    picture(address) {
      const url = parsed(address);
      return url && allows(url) && /\/v3\/attachments\/[^/]+\/views\/[^/]+$/.test(url.pathname) ? url : undefined;
    },
    file(address) {
      const url = parsed(address);
      if (!url || url.username !== '' || url.password !== '') return undefined;
      const ofMicrosoft = url.protocol === 'https:' && url.port === '' && sharePoint.test(url.hostname);
      return ofMicrosoft || allows(url) ? url : undefined;
    },
  };
}
