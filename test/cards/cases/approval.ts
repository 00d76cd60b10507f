// The approver's card of an elevation, from the decision to the changed password.
import { approvalCard, approvalData } from '../../../cards/approval.ts';
import { refOf } from '../../../support/person.ts';
import type { Elevation } from '../../../support/elevation.ts';
import type { CardCase } from '../case.ts';
import { ana, approversOf, chris, dana, elevation, laptop, minutes, nine, sora, ticket } from '../cast.ts';
import { elevationStates, emergencies } from '../elevation-states.ts';

const around = { device: laptop, ticket, recentOfDevice: 1, recentOfPerson: 3, openAlerts: 0, approvers: approversOf(chris, sora) };
const unusual: Elevation = {
  ...elevation, actions: ['install-driver', 'device-manager'], justification: 'The vendor publishes this driver outside Windows Update only.', reporter: refOf(ana),
};
const requested = { kind: 'requested', decideBy: nine + minutes(490), reminders: 0, remindAt: nine + minutes(25) } as const;
/** Two of the escalation team and an IT admin have to; Chris has, Sora is on it. */
const half: Elevation = {
  ...elevation,
  tiers: [{ role: 'escalation-team', quorum: 2 }, { role: 'it-admin', quorum: 1 }],
  state: {
    ...requested,
    approvals: [{ by: refOf(chris), at: nine + minutes(15), roles: ['escalation-team'], note: 'Please stay with Ms Kim while you work.' }],
    looking: { by: refOf(sora), at: nine + minutes(16), until: nine + minutes(26) },
  },
};
const outOfHours: Elevation = { ...elevation, tiers: [{ role: 'it-admin', quorum: 1 }], outOfHours: true };
const everyone = { ...around, approvers: approversOf(chris, sora, dana) };
const shown = (state: keyof typeof elevationStates): CardCase['states'][string] =>
  (context) => approvalCard(context, { ...elevation, ...elevationStates[state] }, 4, around);

const emergency = (state: keyof typeof elevationStates, breakGlass: keyof typeof emergencies): CardCase['states'][string] =>
  (context) => approvalCard(context, { ...elevation, ...elevationStates[state], breakGlass: emergencies[breakGlass] }, 4, around);

export const card: CardCase = {
  name: 'approval',
  data: (context) => approvalData(context, elevation, 1, around),
  states: {
    'requested': shown('requested'),
    'unusual': (context) => approvalCard(context, unusual, 1, { ...around, openAlerts: 2, device: { ...laptop, hardware: 'failing' } }),
    'own': (context) => approvalCard({ ...context, reader: { ...ana, roles: ['staff', 'escalation-team'] } }, elevation, 1, around),
    'half-approved': (context) => approvalCard(context, half, 3, everyone, 'channel:escalation'),
    'half-approved-by-reader': (context) => approvalCard({ ...context, reader: chris }, half, 3, everyone),
    'out-of-hours': (context) => approvalCard(context, outOfHours, 1, { ...around, approvers: approversOf(dana) }, 'channel:it-admin'),
    'out-of-hours-beside': (context) => approvalCard(context, outOfHours, 1, { ...around, approvers: approversOf(dana) }, 'channel:escalation'),
    'approved': shown('approved'),
    'active': shown('active'),
    'extension-asked': shown('extensionAsked'),
    'extension-granted': shown('extensionGranted'),
    'emergency-active': emergency('active', 'unreviewed'),
    'emergency-over': emergency('finished', 'unreviewed'),
    'emergency-reviewed': emergency('closed', 'reviewed'),
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
