// What the page asks of /local/api, as one person.
import type { LocalAlert, LocalAlerts, RaiseAlert } from '../trial.ts';
import type {
  AdaptiveCard, ClockMoved, Consent, Find, Found, Happening, Message, Messages, MoveClock, Outcome, PostCard, Press, Read, Refused, ReportMessage, Said, Say, SentFile, SignInAs, SignedIn, State, Theme,
} from '../wire.ts';
import type { WaitingFile } from './tray.ts';

const base = '/local/api';
/** Milliseconds. */
const retryAfter = 2000;

/** Thrown for every refusal; its message is the server's own. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** `signal` ends with the stay of the person: calls still under way then reject with an AbortError. */
export function apiOf(as: string, signal: AbortSignal) {
  async function call<Answer>(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Answer> {
    const response = await fetch(path, body === undefined ? { signal, method } : {
      signal, method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    if (response.ok) return response.json();
    throw await refusalOf(response);
  }
  const chatPath = (chat: string) => `${base}/chats/${encodeURIComponent(chat)}`;
  const who = `as=${encodeURIComponent(as)}`;

  return {
    state: () => call<State>(`${base}/state?${who}`),
    messages: (chat: string) => call<Messages>(`${chatPath(chat)}/messages?${who}`),
    say: (chat: string, say: Omit<Say, 'as'>) => call<Said>(`${chatPath(chat)}/messages`, { as, ...say } satisfies Say),
    putUp: async ({ file, pasted }: WaitingFile): Promise<SentFile> => {
      const response = await fetch(`/local/drive?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, signal });
      if (!response.ok) throw await refusalOf(response);
      const { id }: { readonly id: string } = await response.json();
      return { id, ...pasted && { pasted } };
    },
    consent: (consent: Omit<Consent, 'as'>) => call<Outcome>(`${base}/consent`, { as, ...consent } satisfies Consent),
    press: (press: Omit<Press, 'as'>) => call<Outcome>(`${base}/press`, { as, ...press } satisfies Press),
    find: (chat: string, words: string) => call<Found>(`${chatPath(chat)}/found`, { as, words } satisfies Find),
    post: (chat: string, card: AdaptiveCard, thread?: string) => call<Message>(`${chatPath(chat)}/cards`, { as, card, ...thread !== undefined && { thread } } satisfies PostCard),
    report: (message: Message, theme: Theme) => call<Outcome>(`${chatPath(message.chat)}/reports`, { as, message: message.id, theme } satisfies ReportMessage),
    token: async () => (await call<SignedIn>(`${base}/sign-in`, { as } satisfies SignInAs)).token,
    read: (chat: string) => call<unknown>(`${chatPath(chat)}/read`, { as } satisfies Read),
    /** @param advance ISO 8601 duration */
    moveClock: (advance: string) => call<ClockMoved>('/local/clock', { advance } satisfies MoveClock),

    alerts: () => call<LocalAlerts>('/local/alerts'),
    /** @param device its name */
    raise: (device: string) => call<LocalAlert>('/local/alerts', { device } satisfies RaiseAlert),
    resolveAlert: (id: string) => call<LocalAlert>(`/local/alerts/${encodeURIComponent(id)}`, undefined, 'DELETE'),

    /**
     * `opened` is called at the first connection and after every reconnection: what happened in between was missed.
     * `lost` is called once per loss.
     */
    listen(heard: (happening: Happening) => void, opened: () => void, lost: () => void): void {
      let down = false;
      const connect = () => {
        if (signal.aborted) return;
        const source = new EventSource(`${base}/events?${who}`);
        const close = () => source.close();
        signal.addEventListener('abort', close);
        source.addEventListener('open', () => {
          down = false;
          opened();
        });
        source.addEventListener('message', (event) => {
          const happening: Happening = JSON.parse(event.data);
          heard(happening);
        });
        source.addEventListener('error', () => {
          if (!down && !signal.aborted) lost();
          down = true;
          // The browser tries again by itself, except after an answer that is no stream, as a starting server may give.
          if (source.readyState !== EventSource.CLOSED) return;
          signal.removeEventListener('abort', close);
          setTimeout(connect, retryAfter);
        });
      };
      connect();
    },
  };
}

export type Api = ReturnType<typeof apiOf>;

async function refusalOf(response: Response): Promise<RefusedError> {
  const refused: Partial<Refused> = await response.json().catch(() => ({}));
  return new RefusedError(refused.error?.message ?? `${response.status} ${response.statusText}`);
}
