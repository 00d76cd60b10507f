// The requester's card of an elevation, from the request to the changed password.
import { elevationCard, elevationData } from '../../../cards/elevation.ts';
import { refOf } from '../../../support/person.ts';
import type { CardCase } from '../case.ts';
import { ana, approversOf, chris, elevation, minutes, nine, sora } from '../cast.ts';
import { elevationStates, emergencies } from '../elevation-states.ts';

const around = { approvers: approversOf(chris, sora) };
const shown = (state: keyof typeof elevationStates): CardCase['states'][string] =>
  (context) => elevationCard({ ...context, reader: ana }, { ...elevation, ...elevationStates[state] }, 4, around);

export const card: CardCase = {
  name: 'elevation',
  data: (context) => elevationData({ ...context, reader: ana }, elevation, 1, around),
  states: {
    'requested': shown('requested'),
    'requested-of-nobody': (context) => elevationCard({ ...context, reader: ana }, elevation, 1, { approvers: approversOf() }),
    'requested-of-unread': (context) => elevationCard({ ...context, reader: ana }, elevation, 1, { approvers: { people: [], whole: false } }),
    'approved': shown('approved'),
    'active': shown('active'),
    'extension-asked': shown('extensionAsked'),
    'extension-granted': shown('extensionGranted'),
    'extension-denied': shown('extensionDenied'),
    'of-the-team': (context) => elevationCard({ ...context, reader: { ...ana, roles: [...ana.roles, 'escalation-team'] } }, elevation, 1, around),
    'emergency': (context) => elevationCard({ ...context, reader: ana }, { ...elevation, ...elevationStates.approved, state: { kind: 'approved', approvals: [], revealBy: nine + minutes(42) }, breakGlass: emergencies.unreviewed }, 4, around),
    'finished': shown('finished'),
    'overdue': shown('overdue'),
    'unreported': shown('unreported'),
    'closed': shown('closed'),
    'denied': shown('denied'),
    'undecided': shown('undecided'),
    'unused': shown('unused'),
    'emergency-unused': (context) => elevationCard({ ...context, reader: ana }, { ...elevation, ...elevationStates.unused, breakGlass: emergencies.unreviewed }, 4, around),
    'cancelled': shown('cancelled'),
    'cancelled-with-ticket': shown('cancelledWithTicket'),
    'revoked': shown('revoked'),
    'notice': (context) => elevationCard({ ...context, reader: { ...ana, roles: ['staff'] }, notice: 'This is the current card.' },
      { ...elevation, state: { kind: 'approved', approvals: [{ by: refOf(chris), at: nine + minutes(15), roles: ['escalation-team'] }], revealBy: nine + minutes(45) } }, 2, around),
  },
};
