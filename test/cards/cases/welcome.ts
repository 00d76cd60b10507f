// The welcome for a user, and for somebody with nearly every role.
import { welcomeCard, welcomeData } from '../../../cards/welcome.ts';
import type { CardCase } from '../case.ts';
import { minji, sora } from '../cast.ts';

export const card: CardCase = {
  name: 'welcome',
  data: (context) => welcomeData({ ...context, reader: minji }),
  states: {
    'user': (context) => welcomeCard({ ...context, reader: minji }),
    'escalation-team': (context) => welcomeCard({ ...context, reader: sora }),
  },
};
