// The town of the benchmark, by numbers: whose tickets, which chats. Those who fill the store and those who press agree on it without talking.
import { cast, type CastPerson } from '../local/cast.ts';

/** Those whose ticket is claimed, those who are led through questions, those who ask for what they have. */
export type Crowd = 'claimed' | 'led' | 'asking';
const digits: Readonly<Record<Crowd, number>> = { claimed: 1, led: 2, asking: 3 };

/** Tickets that each of the asking has. */
export const ticketsEach = 5;
export const crowds = { led: 1000, asking: 1000 } as const;

export function personIn(crowd: Crowd, number: number): CastPerson {
  const id = `0000000${digits[crowd]}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
  return { key: id, id, teamsId: `29:${id}`, name: `Person ${number}`, email: '', language: 'en', role: 'user' };
}

export const chatOf = ({ id }: CastPerson): string => `a:${id}`;

/** The ticket that one claim takes. Each hangs in a thread of its own, so that no conversation's rate is what is measured. */
export const ticketOf = (number: number): string => `T-${1001 + number}`;
export const threadOf = (number: number): string => `19:support-${number}@thread.tacv2`;
export const cardInThread = (number: number): string => `c-${number}`;
export const cardInChat = (number: number): string => `u-${number}`;

export const staff = cast.people.filter(({ role, tier }) => role === 'staff' && tier === 1);
export const tenant = cast.tenantId;
/** A string of its own, as it comes from an environment: a part that still points into another one is slow to write as JSON. */
export const appId = Buffer.from(cast.bot.id.slice('28:'.length)).toString();
export const vaultKey = Buffer.alloc(32, 7).toString('base64');
