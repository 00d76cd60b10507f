// The filer's card of an escalation in every state, read by the filer.
import { escalationCard, escalationData } from '../../../cards/escalation.ts';
import type { CardCase } from '../case.ts';
import { ben } from '../cast.ts';
import { aroundEscalation, escalationIn, type StateName } from '../escalation-states.ts';

const shown = (state: StateName): CardCase['states'][string] => (context) => escalationCard({ ...context, reader: ben }, escalationIn(state), 4, aroundEscalation(state));

export const card: CardCase = {
  name: 'escalation',
  data: (context) => escalationData({ ...context, reader: ben }, escalationIn('awaiting'), 1, aroundEscalation('awaiting')),
  states: {
    'proposed': shown('proposed'),
    'handed-off': shown('handedOff'),
    'declined': shown('declined'),
    'filed': shown('filed'),
    'accepted': shown('accepted'),
    'awaiting-answer': shown('awaiting'),
    'mitigated': shown('mitigated'),
    'resolved': shown('resolved'),
    'transferred': shown('transferred'),
    'unanswered': shown('unanswered'),
  },
};
