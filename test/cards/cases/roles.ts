// The roles as staff read them, one of them held by nobody and one by many.
import { rolesCard, rolesData } from '../../../cards/roles.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, minutes, nine, sora } from '../cast.ts';

const overview = {
  provider: { kind: 'partner-led', name: 'Contoso Service Desk', contact: '+1 425 555 0100' },
  people: {
    'user': [],
    'staff': [ana, ben, chris, sora].map(({ name }) => name).concat(Array.from({ length: 12 }, (_, index) => `Agent ${index + 1}`)),
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
