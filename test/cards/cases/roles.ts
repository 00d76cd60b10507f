// Who does what: of a partner with three tiers as staff and a channel read it, of an organisation's own single tier as a user does.
import type { Overview } from '../../../cards/overview.ts';
import { rolesCard, rolesData } from '../../../cards/roles.ts';
import { operationsAgreements } from '../../../support/agreement.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, minji, minutes, nine, sora } from '../cast.ts';

const more = ['Aiko Tanaka', 'Bruno Costa', 'Carla Ruiz', 'David Park', 'Elena Petrova', 'Farid Nasser',
  'Gita Rao', 'Hugo Martin', 'Ines Alves', 'Jonas Berg', 'Kofi Mensah', 'Lena Vogel'].map((name) => ({ id: name, name }));
const hour = minutes(60);
/** One role is held by many from several sources, one comes from a group that cannot be read just now. */
const overview: Overview = {
  provider: { kind: 'partner-led', name: 'Contoso Service Desk', contact: '+1 425 555 0100' },
  tiers: [1, 2, 3],
  approval: { tiers: [{ role: 'escalation-team', quorum: 2 }, { role: 'it-admin', quorum: 1 }] },
  withUsers: {
    hours: { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00', holidays: [] },
    levels: {
      A: { initial: hour, update: 4 * hour, coverage: '24x7' },
      B: { initial: 4 * hour, update: 8 * hour, coverage: 'support-hours' },
      C: { initial: 8 * hour, update: 24 * hour, coverage: 'support-hours' },
    },
  },
  withOperations: operationsAgreements['managed-desktop-2023'],
  adminContacts: { 'app-packaging': { name: 'Dana Weiss, +1 425 555 0101' }, 'devices': { name: 'Dana Weiss, +1 425 555 0101' }, 'security': { name: 'Nadia *Soc*' }, 'it-help-desk': { name: 'IT help desk' } },
  routes: {
    vendors: [{ name: 'HP Care', manufacturer: 'HP', contact: '+1 425 555 0142' }],
    microsoft: { plan: 'Unified', contact: '+1 425 555 0143' },
    security: { name: 'Nadia *Soc*' },
  },
  links: [{ title: 'How we work [internal]', url: 'https://contoso.example/support_(roles)' }],
  held: [
    { role: 'staff-1', open: true, revoked: [], sources: [
      { kind: 'file', people: [ana, ben] },
      { kind: 'teams', people: [{ id: 'luis', name: 'Luis Romero', by: dana, at: nine }] },
    ] },
    { role: 'staff-2', open: false, revoked: [], sources: [{ kind: 'roster', team: 'Desk _night_', people: more }] },
    { role: 'designated', open: true, revoked: [], sources: [{ kind: 'file', people: [ana] }] },
    { role: 'escalation-team', open: true, revoked: [], sources: [{ kind: 'file', people: [chris, sora] }] },
    { role: 'it-admin', open: true, revoked: [], sources: [{ kind: 'file', people: [dana] }] },
    { role: 'operations', open: false, revoked: [], sources: [{ kind: 'group', group: '8d1c1f0a-52a7-4c0e-9c86-5b1a0a4f0099' }] },
  ],
  asOf: nine + minutes(44),
};

export const card: CardCase = {
  name: 'roles',
  data: (context) => rolesData({ ...context, reader: ana }, overview),
  states: {
    '': (context) => rolesCard({ ...context, reader: ana }, overview),
    'channel': (context) => rolesCard({ ...context, reader: ana }, overview, 'others'),
    'user': (context) => rolesCard({ ...context, reader: minji }, {
      ...overview, provider: { kind: 'customer-led', name: 'Contoso Service Desk' }, tiers: [1], links: [], held: overview.held.map((one) => ({ ...one, sources: [] })),
    }),
  },
};
