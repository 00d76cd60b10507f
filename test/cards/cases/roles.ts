// The roles as staff read them: one held by many from several sources, one from a group that cannot be read just now.
import { rolesCard, rolesData, type Overview } from '../../../cards/roles.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, minutes, nine, sora } from '../cast.ts';

const more = ['Aiko Tanaka', 'Bruno Costa', 'Carla Ruiz', 'David Park', 'Elena Petrova', 'Farid Nasser',
  'Gita Rao', 'Hugo Martin', 'Ines Alves', 'Jonas Berg', 'Kofi Mensah', 'Lena Vogel'].map((name) => ({ id: name, name }));
const overview: Overview = {
  provider: { kind: 'partner-led', name: 'Contoso Service Desk', contact: '+1 425 555 0100' },
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
  states: { '': (context) => rolesCard({ ...context, reader: ana }, overview) },
};
