// The queue: tickets given out of order, and nothing to do.
import { queueCard, queueData } from '../../../cards/queue.ts';
import { refOf } from '../../../support/person.ts';
import { ticketPolicy } from '../../kit/records.ts';
import type { CardCase } from '../case.ts';
import { ben, luis, minutes, nine, ticket } from '../cast.ts';

const newest = { ...ticket, id: 'T-1045', openedAt: nine + minutes(30), state: { kind: 'new' } } as const;
const waiting = { ...ticket, id: 'T-1043', affected: refOf(luis), severity: 'B', state: { kind: 'waiting-for-user', assignee: refOf(ben), question: 'Since when?' } } as const;
const worst = { ...newest, id: 'T-1044', description: 'VPN does not connect', reach: 'business', effect: 'stopped', severity: 'A', tier: 2 } as const;
const tickets = [newest, ticket, waiting, worst];

export const card: CardCase = {
  name: 'queue',
  data: (context) => queueData({ ...context, reader: ben }, tickets, ticketPolicy.agreement),
  states: {
    'some': (context) => queueCard({ ...context, reader: ben }, tickets, ticketPolicy.agreement),
    'none': (context) => queueCard({ ...context, reader: ben }, [], ticketPolicy.agreement),
  },
};
