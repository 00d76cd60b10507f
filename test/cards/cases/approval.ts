// The approver's card of an elevation, from the decision to the changed password.
import { approvalCard, approvalData } from '../../../cards/approval.ts';
import { refOf } from '../../../support/person.ts';
import type { Elevation } from '../../../support/elevation.ts';
import type { CardCase } from '../case.ts';
import { ana, chris, elevation, laptop, minutes, nine, sora, ticket } from '../cast.ts';
import { elevationStates } from '../elevation-states.ts';

const around = { device: laptop, ticket, recentOfDevice: 1, recentOfPerson: 3, approvers: [chris.name, sora.name] };
const unusual: Elevation = {
  ...elevation, actions: ['install-driver', 'device-manager'], justification: 'The vendor publishes this driver outside Windows Update only.', reporter: refOf(ana),
};
const half: Elevation = { ...elevation, state: { kind: 'requested', decideBy: nine + minutes(490), approvals: [{ by: refOf(chris), at: nine + minutes(15) }] } };
const shown = (state: keyof typeof elevationStates): CardCase['states'][string] =>
  (context) => approvalCard(context, { ...elevation, ...elevationStates[state] }, 4, around);

export const card: CardCase = {
  name: 'approval',
  data: (context) => approvalData(context, elevation, 1, around),
  states: {
    'requested': shown('requested'),
    'unusual': (context) => approvalCard(context, unusual, 1, { ...around, device: { ...laptop, hardware: 'failing' } }),
    'own': (context) => approvalCard({ ...context, reader: { ...ana, roles: ['staff', 'escalation-team'] } }, elevation, 1, around),
    'half-approved': (context) => approvalCard({ ...context, reader: chris }, half, 2, around),
    'approved': shown('approved'),
    'active': shown('active'),
    'revoked-in-use': shown('revokedInUse'),
    'finished': shown('finished'),
    'overdue': shown('overdue'),
    'unreported': shown('unreported'),
    'closed': shown('closed'),
    'denied': shown('denied'),
    'undecided': shown('undecided'),
    'unused': shown('unused'),
    'cancelled': shown('cancelled'),
    'revoked': shown('revoked'),
  },
};
