// A morning with much to do, and one with little.
import { digestCard, digestData } from '../../../cards/digest.ts';
import type { Digest } from '../../../support/digest.ts';
import type { CardCase } from '../case.ts';
import { minutes, nine } from '../cast.ts';

const none = { A: 0, B: 0, C: 0 };
const much: Digest = {
  tickets: { A: 1, B: 4, C: 12 }, escalations: { A: 0, B: 1, C: 2 }, elevated: 3, overdue: ['E-12'], incidents: ['I-3'], unreviewed: ['E-15'],
  due: Array.from({ length: 10 }, (_, at) => ({ id: `T-10${40 + at}`, severity: at < 2 ? 'B' : 'C', dueAt: nine + minutes(60 * at - 45) })),
};
const little: Digest = { tickets: { ...none, C: 1 }, escalations: none, elevated: 0, overdue: [], incidents: [], unreviewed: [], due: [] };
const since = nine - minutes(24 * 60);

export const card: CardCase = {
  name: 'digest',
  data: (context) => digestData(context, much, since),
  states: { 'much': (context) => digestCard(context, much, since), 'little': (context) => digestCard(context, little, since) },
};
