// Operations' card of an escalation, from filing to resolution.
import { operationsCard, operationsData } from '../../../cards/operations.ts';
import type { CardCase } from '../case.ts';
import { minutes, nine } from '../cast.ts';
import { aroundEscalation, escalationIn, type StateName } from '../escalation-states.ts';

const shown = (state: StateName): CardCase['states'][string] => (context) => operationsCard(context, escalationIn(state), 4, aroundEscalation(state));

export const card: CardCase = {
  name: 'operations',
  data: (context) => operationsData(context, escalationIn('filed'), 1, aroundEscalation('filed')),
  states: {
    'filed': shown('filed'),
    'filed-critical': shown('filedCritical'),
    'accepted': shown('accepted'),
    'accepted-critical': shown('acceptedCritical'),
    'awaiting-answer': shown('awaiting'),
    'mitigated': shown('mitigated'),
    'resolved': shown('resolved'),
    'overdue': (context) => operationsCard({ ...context, now: nine + minutes(150) }, escalationIn('filedCritical'), 4, aroundEscalation('filedCritical')),
    'transferred': shown('transferred'),
    'unanswered': shown('unanswered'),
    'raised': shown('handedOff'),
  },
};
