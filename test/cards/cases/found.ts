// A ticket found by a search: as it is posted, being worked on and resolved.
import { foundCard, foundData } from '../../../cards/found.ts';
import { refOf } from '../../../support/person.ts';
import type { CardCase } from '../case.ts';
import { ben, minutes, nine, ticket } from '../cast.ts';

const resolved = { ...ticket, state: { kind: 'resolved', by: refOf(ben), resolution: 'New driver', at: nine + minutes(30) } } as const;

export const card: CardCase = {
  name: 'found',
  data: (context) => foundData(context, ticket, 3),
  states: {
    'open': (context) => foundCard(context, ticket, 3),
    'resolved': (context) => foundCard(context, resolved, 5),
  },
};
