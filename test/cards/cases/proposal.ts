// A Sev C draft in the escalation channel, and what became of it.
import { proposalCard, proposalData } from '../../../cards/proposal.ts';
import type { CardCase } from '../case.ts';
import { aroundEscalation, escalationIn, type StateName } from '../escalation-states.ts';

const shown = (state: StateName): CardCase['states'][string] => (context) => proposalCard(context, escalationIn(state), 4, aroundEscalation(state));

export const card: CardCase = {
  name: 'proposal',
  data: (context) => proposalData(context, escalationIn('proposed'), 1, aroundEscalation('proposed')),
  states: {
    'proposed': shown('proposed'),
    'raised': shown('handedOff'),
    'declined': shown('declined'),
    'filed': shown('filed'),
    'resolved': shown('resolved'),
  },
};
