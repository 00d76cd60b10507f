// A major incident as the IT admins see it, from the suspicion to its end.
import { incidentCard, incidentData } from '../../../cards/incident.ts';
import type { Incident, IncidentState, Report } from '../../../support/incident.ts';
import { refOf, type Person } from '../../../support/person.ts';
import type { CardCase } from '../case.ts';
import { ana, ben, chris, dana, luis, minji, minutes, nine, omar, sora } from '../cast.ts';

const report = (ticket: string, person: Person, at: number, title: string): Report =>
  ({ ticket, person: refOf(person), reach: 'one', effect: 'stopped', title, at: nine + minutes(at) });
const reports: readonly Report[] = [
  report('T-1042', minji, 0, '아웃룩이 열리지 않습니다'),
  report('T-1043', luis, 3, 'Outlook no se abre desde *esta mañana*'),
  report('T-1044', ben, 4, 'Outlook closes at once'),
  report('T-1046', sora, 9, 'Outlook이 계속 멈춥니다'),
  report('T-1047', omar, 12, 'Outlook does not start'),
  report('T-1048', omar, 20, 'Outlook still does not start'),
  report('T-1051', ana, 24, 'Outlook: pantalla en blanco'),
];
const by = refOf(dana);
const suspected: Incident = {
  id: 'I-3', category: 'microsoft-365-apps', subject: { kind: 'application', name: 'Outlook' }, reports: reports.slice(0, 5),
  suspectedAt: nine + minutes(12), state: { kind: 'suspected' }, history: [{ at: nine + minutes(12), what: 'incident/suspect' }],
};
const later = (state: IncidentState, ...lines: Incident['history']): Incident => ({ ...suspected, reports, state, history: [...suspected.history, ...lines] });
const confirm = { at: nine + minutes(18), what: 'incident/confirm', by };
const escalate = { at: nine + minutes(25), what: 'incident/escalate', by };
const escalated = { at: nine + minutes(26), what: 'incident/escalated', words: 'X-33' };

export const card: CardCase = {
  name: 'incident',
  data: (context) => incidentData(context, suspected, 1),
  states: {
    'suspected': (context) => incidentCard(context, suspected, 1),
    'model': (context) => incidentCard(context, {
      ...suspected, category: 'device', subject: { kind: 'model', name: 'EliteBook 840 G9' }, reports: reports.slice(0, 5).map((one) => ({ ...one, effect: 'minor' })),
    }, 1),
    'confirmed': (context) => incidentCard(context, later({ kind: 'confirmed', by, at: confirm.at }, confirm), 4),
    'escalating': (context) => incidentCard(context, later({ kind: 'escalating', by, at: escalate.at }, confirm, escalate), 5),
    'escalated': (context) => incidentCard(context, later({ kind: 'escalated', by, at: escalate.at, escalation: 'X-33' }, confirm, escalate, escalated), 6),
    'resolved': (context) => incidentCard(context, later({ kind: 'resolved', by: refOf(omar), resolution: 'The update of last night was *taken back*', at: nine + minutes(90) },
      confirm, escalate, escalated, { at: nine + minutes(90), what: 'incident/escalation-ended', by: refOf(omar), words: 'The update of last night was *taken back*' }), 7),
    'dismissed': (context) => incidentCard(context, later({ kind: 'dismissed', by, reason: 'A training room that was set up today', people: 6, at: nine + minutes(30) },
      { at: nine + minutes(30), what: 'incident/dismiss', by, words: 'A training room that was set up today' }), 4),
    'lapsed': (context) => incidentCard(context, later({ kind: 'lapsed', at: nine + minutes(1500) }, { at: nine + minutes(1500), what: 'incident/lapse' }), 4),
    'read-only': (context) => incidentCard({ ...context, reader: chris }, suspected, 1),
  },
};
