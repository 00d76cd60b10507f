// The queue: tickets given out of order, a tier of many, one with nothing to do, and a desk without tiers.
import { queueCard, queueData, type Queued } from '../../../cards/queue.ts';
import { refOf } from '../../../support/person.ts';
import { ticketPolicy } from '../../kit/records.ts';
import type { CardCase } from '../case.ts';
import { ben, luis, minutes, nine, ticket } from '../cast.ts';

const newest = { ...ticket, id: 'T-1045', openedAt: nine + minutes(30), state: { kind: 'new' } } as const;
const waiting = { ...ticket, id: 'T-1043', affected: refOf(luis), severity: 'B', state: { kind: 'waiting-for-user', assignee: refOf(ben), question: 'Since when?' } } as const;
const worst = { ...newest, id: 'T-1044', description: 'VPN does not connect', reach: 'business', effect: 'stopped', severity: 'A', tier: 2 } as const;
const tickets = [newest, ticket, waiting, worst];

const parts = [{ part: 1, count: 3 }, { part: 2, count: 1 }, { part: 3, count: 0 }, { part: 'all', count: 4 }] as const;
const all: Queued = { view: { part: 'all', page: 1 }, tickets, parts };
const many = Array.from({ length: 33 }, (_, number) => ({ ...newest, id: `T-${1100 + number}` }));

export const card: CardCase = {
  name: 'queue',
  data: (context) => queueData({ ...context, reader: ben }, all, ticketPolicy.agreement),
  states: {
    'some': (context) => queueCard({ ...context, reader: ben }, all, ticketPolicy.agreement),
    'none': (context) => queueCard({ ...context, reader: ben }, { view: { part: 3, page: 1 }, tickets: [], parts }, ticketPolicy.agreement),
    'second-page': (context) => queueCard({ ...context, reader: ben }, { view: { part: 'own', page: 2 }, tickets: many, parts: [{ part: 'own' }, { part: 1 }, { part: 2 }, { part: 3 }, { part: 'all' }] }, ticketPolicy.agreement),
    'one-tier': (context) => queueCard({ ...context, reader: ben }, { view: { part: 'all', page: 1 }, tickets: [newest], parts: [] }, ticketPolicy.agreement),
  },
};
