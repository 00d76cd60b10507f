// Who does what: the reader's own roles, the support provider, the path a problem takes and who holds each role.
import type { Say } from '../locales/say.ts';
import { roleOf, type HeldRole, type RoleSource } from '../support/given-role.ts';
import { holds, roles, type Person, type PersonRef, type Role } from '../support/person.ts';
import { show, type ReaderContext } from './context.ts';
import { namesOf, sourceName } from './given-role.ts';
import { dateTime, plain, type Card } from './render.ts';
import template from './roles.template.json' with { type: 'json' };
import { wordButtons } from './word-button.ts';

/** `held` is every role by its sources, `asOf` (epoch ms) when that was read. */
export interface Overview {
  readonly provider: { readonly kind: 'customer-led' | 'partner-led'; readonly name: string; readonly contact?: string };
  readonly held: readonly HeldRole[];
  readonly asOf: number;
}

export function rolesCard(context: ReaderContext, overview: Overview): Card {
  return show(context, template, rolesData(context, overview));
}

export function rolesData({ say, reader }: ReaderContext, { provider, held, asOf }: Overview) {
  const line = { name: plain(provider.name), contact: plain(provider.contact ?? '') };
  return {
    summary: say('roles.title'),
    title: say('roles.title'),
    you: say('roles.you', { roles: say.list(rolesOf(say, reader)) }),
    provider: say(provider.contact === undefined ? `roles.provider.${provider.kind}` : `roles.provider-contact.${provider.kind}`, line),
    pathTitle: say('roles.path'),
    path: steps.map((step, index) => ({ number: `${index + 1}.`, text: say(`roles.path.${step}`) })),
    rolesTitle: say('roles.who'),
    roles: roles.filter((role) => role !== 'user').map((role) => {
      const from = sourcesOf(held, role);
      const people = peopleOf(from);
      return {
        title: say('roles.does', { role: say(`role.${role}`), duty: say(`roles.duty.${role}`) }),
        people: people.length === 0 ? say('roles.nobody') : namesOf(say, people),
        from: say('roles.from', { sources: [...new Set(from.map((source) => sourceName(say, source)))].join(' · ') }),
      };
    }),
    asOf: say('roles.as-of', { when: dateTime(asOf) }),
    wordButtons: wordButtons(say, 'report', 'my-requests', 'help'),
  };
}

const steps = ['report', 'work', 'elevate', 'escalate', 'resolve'] as const;

function rolesOf(say: Say, reader: Person): readonly string[] {
  const tiers = reader.tiers.map((tier) => say('roles.tier', { tier }));
  return roles.filter((role) => holds(reader, role)).map((role) => (
    role === 'staff' && tiers.length > 0 ? say('roles.staff-of', { role: say('role.staff'), tiers: say.list(tiers) }) : say(`role.${role}`)
  ));
}

/** The escalation team is staff as well. */
function sourcesOf(held: readonly HeldRole[], role: Role): readonly RoleSource[] {
  const own = held.filter((one) => roleOf(one.role) === role).flatMap(({ sources }) => sources);
  return role === 'staff' ? [...own, ...sourcesOf(held, 'escalation-team')] : own;
}

function peopleOf(sources: readonly RoleSource[]): readonly PersonRef[] {
  return [...new Map(sources.flatMap(({ people = [] }) => people.map((one) => [one.id, one]))).values()];
}
