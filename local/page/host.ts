// Speaks with a page in the dialog as Teams does: as much of the protocol of teams-js as a page needs that asks who is signed in.

export interface Hosted {
  /** Of whoever looks at the page. */
  readonly locale: string;
  readonly theme: () => string;
  readonly token: () => Promise<string>;
  readonly close: () => void;
}

/** As teams-js writes a request; what it is answered goes under the same ids. */
interface Request {
  readonly id: number;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args?: readonly unknown[];
}

/** What this Teams can do, in the words of teams-js. */
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: { dialog: { url: {} } } });

/** Answers the frame's page, and no other window, until `signal` ends it. The function it gives tells the page of another theme. */
export function hostPage(frame: HTMLIFrameElement, { locale, theme, token, close }: Hosted, signal: AbortSignal): (theme: string) => void {
  const { origin } = new URL(frame.src);

  function tell(message: object): void {
    frame.contentWindow?.postMessage(message, origin);
  }

  async function answered({ func }: Request): Promise<readonly unknown[] | undefined> {
    switch (func) {
      case 'initialize': return ['task', 'web', runtime, '2.0.0'];
      case 'getContext': return [{ theme: theme(), locale, frameContext: 'task', hostName: 'Teams', hostClientType: 'web', entityId: '' }];
      case 'authentication.getAuthToken': return token().then((given) => [true, given], (error: unknown) => [false, String(error)]);
      case 'tasks.completeTask':
        close();
        return undefined;
      // Whatever else it wants to tell, or to be told of, needs no answer here.
      default: return undefined;
    }
  }

  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || !isRequest(event.data)) return;
    const { id, uuidAsString } = event.data;
    void answered(event.data).then((args) => {
      if (args && !signal.aborted) tell({ id, uuidAsString, args });
    });
  }, { signal });

  return (changed) => tell({ func: 'themeChange', args: [changed] });
}

function isRequest(data: unknown): data is Request {
  return typeof data === 'object' && data !== null && 'id' in data && 'func' in data && typeof data.func === 'string';
}
