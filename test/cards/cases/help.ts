// The help for a user, and for an IT admin.
import { helpCard, helpData } from '../../../cards/help.ts';
import type { CardCase } from '../case.ts';
import { dana, minji } from '../cast.ts';

export const card: CardCase = {
  name: 'help',
  data: (context) => helpData({ ...context, reader: dana }),
  states: {
    'user': (context) => helpCard({ ...context, reader: minji }),
    'it-admin': (context) => helpCard({ ...context, reader: dana }),
  },
};
