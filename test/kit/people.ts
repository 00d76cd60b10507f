// The people of the local Teams as the rules meet them at the press, and the hour at which their stories begin.
import type { Person } from '../../support/person.ts';

/** Reports a problem with the own laptop. */
export const minji: Person = { id: 'minji', name: 'Minji Kim', roles: [], tiers: [] };
/** Staff of tier 1, designated to request elevation. */
export const ana: Person = { id: 'ana', name: 'Ana García', roles: ['staff', 'designated'], tiers: [1] };
/** Staff of tier 1. */
export const ben: Person = { id: 'ben', name: 'Ben Carter', roles: ['staff'], tiers: [1] };
/** Two of the support escalation team, which is staff as well. */
export const chris: Person = { id: 'chris', name: 'Chris Okafor', roles: ['staff', 'escalation-team'], tiers: [2] };
export const sora: Person = { id: 'sora', name: 'Sora Lee', roles: ['staff', 'escalation-team'], tiers: [2] };
export const dana: Person = { id: 'dana', name: 'Dana Weiss', roles: ['it-admin'], tiers: [] };
export const omar: Person = { id: 'omar', name: 'Omar Haddad', roles: ['operations'], tiers: [] };

export const names = ['minji', 'ana', 'ben', 'chris', 'sora', 'dana', 'omar'] as const;
export const people: Readonly<Record<(typeof names)[number], Person>> = { minji, ana, ben, chris, sora, dana, omar };

/** Nine o'clock on a Monday, in epoch milliseconds. */
export const nineOClock = Date.UTC(2026, 10, 23, 9);
export const minute = 60_000;
export const hour = 60 * minute;
