// The summary of a led report: the reader's own problem, and a whole business at a standstill reported for a colleague.
import { confirmationCard, confirmationData } from '../../../cards/confirmation.ts';
import { refOf } from '../../../support/person.ts';
import type { TicketDraft } from '../../../support/ticket.ts';
import type { CardCase } from '../case.ts';
import { laptop, luis, minji, ticket } from '../cast.ts';

const { description, category, reach, effect } = ticket;
const draft: TicketDraft = {
  description, category, reach, effect, device: { id: laptop.id, name: laptop.name, hardware: laptop.hardware }, affected: refOf(minji),
};
const worst: TicketDraft = { description: 'VPN does not connect', category: 'infrastructure', reach: 'business', effect: 'stopped', affected: refOf(luis) };

export const card: CardCase = {
  name: 'confirmation',
  data: (context) => confirmationData({ ...context, reader: minji }, draft),
  states: {
    'own': (context) => confirmationCard({ ...context, reader: minji }, draft),
    'critical': (context) => confirmationCard({ ...context, reader: minji }, worst),
  },
};
