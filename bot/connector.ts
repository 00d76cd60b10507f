// The Bot Connector as the messenger needs it: post, update, open a chat; one attempt with a time-out, and what its refusals mean.
import type { Activity } from 'botbuilder';
import { exchange } from './exchange.ts';
import { writeJson, type Body } from './json-body.ts';
import { pageIn, type Member } from './member.ts';

/**
 * What to do about a refusal (status codes of the conversation APIs, Teams documentation):
 * `again` later, `after` ms when Teams said so; `over-rate`: it was not sent, and may be `after` ms; `gone`: the message, or the whole conversation, is no more;
 * `parked`: nothing reaches it until the person speaks again; `wrong`: repeating cannot help.
 */
export type ConnectorFault =
  | { readonly kind: 'again'; readonly after?: number }
  | { readonly kind: 'over-rate'; readonly after: number }
  | { readonly kind: 'gone'; readonly what: 'message' | 'conversation' }
  | { readonly kind: 'parked' | 'wrong' };

export class ConnectorError extends Error {
  readonly fault: ConnectorFault;
  constructor(message: string, fault: ConnectorFault, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

export interface Place {
  readonly serviceUrl: string;
  readonly conversation: string;
}

/** Every method throws a ConnectorError when Teams says no or cannot be reached. */
export interface Connector {
  /** Posts an activity and gives its id. */
  post(place: Place, activity: Partial<Activity>): Promise<string>;
  update(place: Place, id: string, activity: Partial<Activity>): Promise<void>;
  /** Opens, or finds, the 1:1 chat with a person by Entra object id; gives the conversation's id. */
  open(serviceUrl: string, person: string, tenant: string): Promise<string>;
}

/** What the Connector knows of a team, whose place is the team's own id. Throws as the other does. */
export interface Rosters {
  /** Everyone in it, all pages of them. */
  members(place: Place): Promise<readonly Member[]>;
  /** What people call the team. */
  teamName(place: Place): Promise<string>;
}

/** Teams gives up to 500 members a page, and a team has 25,000 at most: whoever sends more pages sends them in a circle. */
const pageSize = 500;
const mostPages = 200;

export interface ConnectorOptions {
  /** The bot as Teams names it: `28:<app id>`. */
  readonly botId: string;
  /** A bearer token; undefined in local mode, where nothing is signed. */
  readonly token: () => Promise<string | undefined>;
  /** Whether the bot may talk to this address. Asked before every send: the token must not go to an address that crept into the store. */
  readonly allowed: (address: URL) => boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

export function openConnector({ botId, token, allowed, timeout }: ConnectorOptions): Connector & Rosters {
  async function send(method: 'GET' | 'POST' | 'PUT', serviceUrl: string, path: string, body?: Body): Promise<unknown> {
    const service = URL.parse(serviceUrl);
    if (!service || !allowed(service)) throw new ConnectorError(`The service URL ${serviceUrl} is not on the allow-list`, { kind: 'wrong' });
    const bearer = await token();
    const { origin, pathname } = service;
    const address = { origin, path: `${pathname}${pathname.endsWith('/') ? '' : '/'}${path}` };
    const { status, retryAfter, text } = await exchange(method, address, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }, body && writeJson(body), timeout)
      .catch((cause: unknown) => {
        throw new ConnectorError(`${method} to the Connector got no answer`, { kind: 'again' }, cause);
      });
    if (status >= 200 && status < 300) return text === '' ? {} : read(text);
    const code = codeIn(text);
    throw new ConnectorError(`${method} was refused with ${status} ${code}`, faultOf(method, status, code, retryAfter));
  }

  const activities = (conversation: string) => `v3/conversations/${encodeURIComponent(conversation)}/activities`;
  const whole = (place: Place, activity: Partial<Activity>) =>
    ({ ...activity, from: { id: botId, name: '' }, conversation: { id: place.conversation }, serviceUrl: place.serviceUrl, channelId: 'msteams' });

  return {
    post: async (place, activity) => idIn(await send('POST', place.serviceUrl, activities(place.conversation), whole(place, activity))),
    async update(place, id, activity) {
      await send('PUT', place.serviceUrl, `${activities(place.conversation)}/${encodeURIComponent(id)}`, { ...whole(place, activity), id });
    },
    open: async (serviceUrl, person, tenant) => idIn(await send('POST', serviceUrl, 'v3/conversations', {
      isGroup: false, bot: { id: botId }, members: [{ id: person }], tenantId: tenant, channelData: { tenant: { id: tenant } },
    })),
    async members({ serviceUrl, conversation }) {
      const found: Member[] = [];
      let from = '';
      for (let pages = 0; pages < mostPages; pages += 1) {
        const page = pageIn(await send('GET', serviceUrl, `v3/conversations/${encodeURIComponent(conversation)}/pagedmembers?pageSize=${pageSize}${from}`));
        if (!page) throw new ConnectorError('The Connector answered without members', { kind: 'wrong' });
        found.push(...page.members);
        if (page.next === undefined) return found;
        from = `&continuationToken=${encodeURIComponent(page.next)}`;
      }
      throw new ConnectorError(`The Connector answered with more than ${mostPages} pages of members`, { kind: 'wrong' });
    },
    async teamName({ serviceUrl, conversation }) {
      const team = await send('GET', serviceUrl, `v3/teams/${encodeURIComponent(conversation)}`);
      return typeof team === 'object' && team !== null && 'name' in team && typeof team.name === 'string' ? team.name : '';
    },
  };
}

const parking = new Set(['BotDisabledByAdmin', 'BotNotInConversationRoster', 'ConversationBlockedByUser', 'NotEnoughPermissions']);

function faultOf(method: 'GET' | 'POST' | 'PUT', status: number, code: string, retryAfter: string | undefined): ConnectorFault {
  if (status === 404) return { kind: 'gone', what: method === 'PUT' && code !== 'ConversationNotFound' ? 'message' : 'conversation' };
  // Without one of its codes, a refused update tells of a message that was deleted (Bot Framework Services, issue 269).
  if (status === 403) return method !== 'PUT' || parking.has(code) ? { kind: 'parked' } : { kind: 'gone', what: 'message' };
  if (![412, 429, 502, 503, 504].includes(status)) return { kind: 'wrong' };
  const seconds = Number(retryAfter);
  return { kind: 'again', ...(seconds > 0 && { after: seconds * 1000 }) };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConnectorError('The Connector answered with what is no JSON', { kind: 'wrong' }, cause);
  }
}

function idIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') return answer.id;
  throw new ConnectorError('The Connector answered without an id', { kind: 'wrong' });
}

/** The Connector's word for the refusal; never more of the body, which may repeat what was sent. */
function codeIn(text: string): string {
  return /"code"\s*:\s*"(\w{1,60})"/.exec(text)?.[1] ?? '';
}
