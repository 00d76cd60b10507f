// Who does what here and now: the reader's own part, the path a problem takes, who holds each role, what is promised and whom to call.
import type { Say } from '../locales/say.ts';
import { focusAreas } from '../support/category.ts';
import { roleOf, type HeldRole, type RoleSource } from '../support/given-role.ts';
import { holds, roles, type Person, type PersonRef, type Role } from '../support/person.ts';
import type { Card } from './card.ts';
import { show, type ReaderContext } from './context.ts';
import { namesOf, sourceName } from './given-role.ts';
import type { Link, Overview } from './overview.ts';
import { pathSteps } from './problem-path.ts';
import { hoursLine, promiseLines } from './promises.ts';
import { dateTime, plain } from './render.ts';
import template from './roles.template.json' with { type: 'json' };
import { offersOf } from './welcome.ts';
import { wordButtons } from './word-button.ts';

/** Where the card stands: in the reader's chat, or in a channel, where it is read by others too and says nothing of the one who asked. */
export type Among = 'alone' | 'others';

export function rolesCard(context: ReaderContext, overview: Overview, among: Among = 'alone'): Card {
  return show(context, template, rolesData(context, overview, among));
}

export function rolesData({ say, reader }: ReaderContext, overview: Overview, among: Among = 'alone') {
  const { provider, held, asOf, withUsers, withOperations, links } = overview;
  const { kind } = provider;
  const name = plain(provider.name);
  const voice = roles.some((role) => role !== 'user' && holds(reader, role)) ? 'staff' : 'user';
  const contacts = voice === 'staff' ? contactLines(say, overview) : [];
  return {
    summary: say('roles.title'),
    title: say('roles.title'),
    you: among === 'alone' ? say('roles.you', { roles: say.list(rolesOf(say, reader)) }) : '',
    parts: among === 'alone' && voice === 'staff' ? partsOf(reader).map((part) => ({ text: say(`welcome.offer.${part}`) })) : [],
    provider: say(provider.contact === undefined ? `roles.provider.${kind}` : `roles.provider-contact.${kind}`, { name, contact: plain(provider.contact ?? '') }),
    means: say(`roles.provider-means.${kind}`, { name }),
    pathTitle: say('roles.path'),
    path: pathSteps(say, voice, overview).map((text, index) => ({ number: `${index + 1}.`, text })),
    linksTitle: links.length > 0 ? say('roles.links') : '',
    links: links.map((link) => ({ text: linkText(link) })),
    asOf: say('roles.as-of', { when: dateTime(asOf) }),
    rolesTitle: say('roles.who'),
    roles: roles.filter((role) => role !== 'user').map((role) => {
      const from = sourcesOf(held, role);
      const people = peopleOf(from);
      return {
        title: say('roles.does', { role: say(`role.${role}`), duty: dutyOf(say, role, kind, name) }),
        people: people.length === 0 ? say('roles.nobody') : namesOf(say, people),
        from: say('roles.from', { sources: [...new Set(from.map((source) => sourceName(say, source)))].join(' · ') }),
      };
    }),
    promisesTitle: say('promises.title'),
    promises: [
      { title: say('promises.users'), hours: hoursLine(say, withUsers.hours), lines: promiseLines(say, withUsers).map((text) => ({ text })) },
      ...voice === 'staff'
        ? [{ title: say('promises.operations'), hours: hoursLine(say, withOperations.hours), lines: promiseLines(say, withOperations).map((text) => ({ text })) }] : [],
    ],
    contactsTitle: contacts.length > 0 ? say('roles.contacts') : '',
    contacts: contacts.map((text) => ({ text })),
    wordButtons: wordButtons(say, 'report', 'my-requests', 'help'),
  };
}

/** What the reader's own roles are for; that everybody may report is said by the path. */
function partsOf(reader: Person) {
  return offersOf(reader).filter((offer) => offer !== 'report' && offer !== 'follow');
}

/** Whom to call, for those who may have to. */
function contactLines(say: Say, { adminContacts, routes: { vendors, microsoft } }: Overview): readonly string[] {
  return [
    ...vendors.map(({ name, manufacturer, contact }) => say('roles.vendor', { manufacturer: plain(manufacturer), name: plain(name), contact: plain(contact) })),
    ...microsoft ? [say('roles.microsoft', { plan: microsoft.plan, contact: plain(microsoft.contact) })] : [],
    ...focusAreas.map((area) => {
      const contact = adminContacts[area];
      return contact ? say('roles.contact', { focus: say(`focus.${area}`), contact: plain(contact.name) }) : say('roles.no-contact', { focus: say(`focus.${area}`) });
    }),
  ];
}

/** Round brackets would end the address early. */
function linkText({ title, url }: Link): string {
  return `[${plain(title)}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function rolesOf(say: Say, reader: Person): readonly string[] {
  const tiers = reader.tiers.map((tier) => say('roles.tier', { tier }));
  return roles.filter((role) => holds(reader, role)).map((role) => (
    role === 'staff' && tiers.length > 0 ? say('roles.staff-of', { role: say('role.staff'), tiers: say.list(tiers) }) : say(`role.${role}`)
  ));
}

/** Where a partner provides the support, its staff and the IT admins owe each other an agreement. */
function dutyOf(say: Say, role: Exclude<Role, 'user'>, kind: Overview['provider']['kind'], name: string): string {
  return role === 'staff' || role === 'it-admin' ? say(`roles.duty.${role}.${kind}`, { name }) : say(`roles.duty.${role}`);
}

/** The escalation team is staff as well. */
function sourcesOf(held: readonly HeldRole[], role: Role): readonly RoleSource[] {
  const own = held.filter((one) => roleOf(one.role) === role).flatMap(({ sources }) => sources);
  return role === 'staff' ? [...own, ...sourcesOf(held, 'escalation-team')] : own;
}

function peopleOf(sources: readonly RoleSource[]): readonly PersonRef[] {
  return [...new Map(sources.flatMap(({ people = [] }) => people.map((one) => [one.id, one]))).values()];
}
