// The roles as staff read them, one of them held by nobody and one by many.
import { rolesCard, rolesData } from '../../../cards/roles.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, minutes, nine, sora } from '../cast.ts';

const more = ['Aiko Tanaka', 'Bruno Costa', 'Carla Ruiz', 'David Park', 'Elena Petrova', 'Farid Nasser',
  'Gita Rao', 'Hugo Martin', 'Ines Alves', 'Jonas Berg', 'Kofi Mensah', 'Lena Vogel'];
const overview = {
  provider: { kind: 'partner-led', name: 'Contoso Service Desk', contact: '+1 425 555 0100' },
  people: {
    'user': [],
    'staff': [ana, ben, chris, sora].map(({ name }) => name).concat(more),
    'designated': [ana.name],
    'escalation-team': [chris.name, sora.name],
    'it-admin': [dana.name],
    'operations': [],
  },
  asOf: nine + minutes(44),
} as const;

export const card: CardCase = {
  name: 'roles',
  data: (context) => rolesData({ ...context, reader: ana }, overview),
  states: { '': (context) => rolesCard({ ...context, reader: ana }, overview) },
};
