// Who does what: the reader's own roles, the support provider, the path a problem takes and who holds each role.
import type { Say } from '../locales/say.ts';
import { holds, roles, type Person, type Role } from '../support/person.ts';
import { show, type ReaderContext } from './context.ts';
import { clip, dateTime, plain, type Card } from './render.ts';
import template from './roles.template.json' with { type: 'json' };
import { wordButtons } from './word-button.ts';

/** `people` are the names of those who hold a role, `asOf` (epoch ms) when that was read. */
export interface Overview {
  readonly provider: { readonly kind: 'customer-led' | 'partner-led'; readonly name: string; readonly contact?: string };
  readonly people: Readonly<Record<Role, readonly string[]>>;
  readonly asOf: number;
}

export function rolesCard(context: ReaderContext, overview: Overview): Card {
  return show(context, template, rolesData(context, overview));
}

export function rolesData({ say, reader }: ReaderContext, { provider, people, asOf }: Overview) {
  const line = { name: plain(provider.name), contact: plain(provider.contact ?? '') };
  return {
    summary: say('roles.title'),
    title: say('roles.title'),
    you: say('roles.you', { roles: say.list(rolesOf(say, reader)) }),
    provider: say(provider.contact === undefined ? `roles.provider.${provider.kind}` : `roles.provider-contact.${provider.kind}`, line),
    pathTitle: say('roles.path'),
    path: steps.map((step, index) => ({ number: `${index + 1}.`, text: say(`roles.path.${step}`) })),
    rolesTitle: say('roles.who'),
    roles: roles.filter((role) => role !== 'user').map((role) => ({
      title: say('roles.does', { role: say(`role.${role}`), duty: say(`roles.duty.${role}`) }),
      people: people[role].length === 0 ? say('roles.nobody') : namesOf(say, people[role]),
    })),
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

// A role can be held by a whole Entra group; a card has room for the first of them.
const shown = 12;

function namesOf(say: Say, names: readonly string[]): string {
  const first = names.slice(0, shown).map((name) => plain(clip(name, 60)));
  const rest = names.length - first.length;
  return rest > 0 ? say.count('roles.more', rest, { names: first.join(', ') }) : first.join(', ');
}
