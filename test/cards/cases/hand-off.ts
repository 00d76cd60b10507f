// A Sev A or B in the IT-admin channel, and what became of it.
import { handOffCard, handOffData } from '../../../cards/hand-off.ts';
import type { CardCase } from '../case.ts';
import { laptop, ticket } from '../cast.ts';
import { escalationIn, type StateName } from '../escalation-states.ts';

const around = { ticket, device: laptop };
const shown = (state: StateName): CardCase['states'][string] => (context) => handOffCard(context, escalationIn(state), 4, around);

export const card: CardCase = {
  name: 'hand-off',
  data: (context) => handOffData(context, escalationIn('handedOff'), 1, around),
  states: {
    'critical': shown('handedOff'),
    'moderate': shown('handedOffToNobody'),
    'declined': shown('declined'),
    'filed': shown('filedCritical'),
    'resolved': shown('resolved'),
  },
};
