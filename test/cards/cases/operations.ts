// Operations' card of an escalation, from filing to resolution.
import { operationsCard, operationsData } from '../../../cards/operations.ts';
import type { CardCase } from '../case.ts';
import { laptop, ticket } from '../cast.ts';
import { escalationIn, type StateName } from '../escalation-states.ts';

const around = { ticket, device: laptop };
const shown = (state: StateName): CardCase['states'][string] => (context) => operationsCard(context, escalationIn(state), 4, around);

export const card: CardCase = {
  name: 'operations',
  data: (context) => operationsData(context, escalationIn('filed'), 1, around),
  states: {
    'filed': shown('filed'),
    'filed-critical': shown('filedCritical'),
    'accepted': shown('accepted'),
    'accepted-critical': shown('acceptedCritical'),
    'awaiting-answer': shown('awaiting'),
    'mitigated': shown('mitigated'),
    'resolved': shown('resolved'),
    'raised': shown('handedOff'),
  },
};
