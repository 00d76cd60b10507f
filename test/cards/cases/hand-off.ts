// A Sev A or B in the IT-admin channel, and what became of it.
import { handOffCard, handOffData } from '../../../cards/hand-off.ts';
import type { CardCase } from '../case.ts';
import { aroundEscalation, escalationIn, type StateName } from '../escalation-states.ts';

const shown = (state: StateName): CardCase['states'][string] => (context) => handOffCard(context, escalationIn(state), 4, aroundEscalation(state));

export const card: CardCase = {
  name: 'hand-off',
  data: (context) => handOffData(context, escalationIn('handedOff'), 1, aroundEscalation('handedOff')),
  states: {
    'critical': shown('handedOff'),
    'moderate': shown('handedOffModerate'),
    'declined': shown('declined'),
    'filed': shown('filedCritical'),
    'resolved': shown('resolved'),
  },
};
