// Names of roles as they are given, and of the sources they come from.
import type { Say } from '../locales/say.ts';
import { roleOf, tierOf, type GivenRole, type HeldRole, type RoleSource } from '../support/given-role.ts';
import type { PersonRef } from '../support/person.ts';
import { clip, dateTime, plain } from './render.ts';

/** A role can be held by a whole group; a card has room for the first of them. */
const shown = 12;

export function givenRoleName(say: Say, given: GivenRole): string {
  const [role, tier] = [say(`role.${roleOf(given)}`), tierOf(given)];
  return tier === undefined ? role : say('roles.staff-of', { role, tiers: say('roles.tier', { tier }) });
}

export function namesOf(say: Say, people: readonly PersonRef[], name: (one: string, at: number) => string = (one) => one): string {
  const first = people.slice(0, shown).map((one, at) => name(plain(clip(one.name, 60)), at));
  const rest = people.length - first.length;
  return rest > 0 ? say.count('roles.more', rest, { names: first.join(', ') }) : first.join(', ');
}

/** A source in a few words; what an IT admin may know of it is in `sourceLine`. */
export function sourceName(say: Say, source: RoleSource): string {
  const name = say(`roles.from.${source.kind}`, { team: 'team' in source ? plain(source.team) : '', group: 'group' in source ? source.group : '' });
  return source.people ? name : say('roles.from.unread', { source: name });
}

/** Each source on a line of its own with everyone who comes from it. For a TextBlock: it holds times. */
export function sourceLines(say: Say, { sources, revoked }: HeldRole): readonly string[] {
  return [
    ...sources.map((source) => {
      const blanks = { team: 'team' in source ? plain(source.team) : '', group: 'group' in source ? source.group : '' };
      return say(`source.${source.kind}`, { ...blanks, names: sourcePeople(say, source) });
    }),
    ...(revoked.length > 0 ? [say('source.revoked', { names: namesOf(say, revoked) })] : []),
  ];
}

function sourcePeople(say: Say, source: RoleSource): string {
  if (!source.people) return say('source.unread');
  if (source.people.length === 0) return say('source.nobody');
  if (source.kind !== 'teams') return namesOf(say, source.people);
  const { people } = source;
  return namesOf(say, people, (name, at) => {
    const one = people[at];
    return one ? say('source.granted', { name, by: plain(one.by.name), when: dateTime(one.at) }) : name;
  });
}
