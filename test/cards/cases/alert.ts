// A threat alert as Operations and the Security contact see it.
import { alertCard, alertData } from '../../../cards/alert.ts';
import type { Alert } from '../../../support/alert.ts';
import { refOf } from '../../../support/person.ts';
import type { CardCase } from '../case.ts';
import { laptop, minji, minutes, nine, omar } from '../cast.ts';

const open: Alert = {
  id: 'A-7',
  threat: {
    id: 'da637551227677560813_-961444813', title: 'Suspicious PowerShell command line', category: 'Execution', severity: 'high', resolved: false,
    createdAt: nine + minutes(20), updatedAt: nine + minutes(22), link: 'https://security.microsoft.com/alerts/da637551227677560813_-961444813',
  },
  device: { id: laptop.id, name: laptop.name },
  contact: { name: 'Priya Nair, +1 425 555 0199' },
  raisedAt: nine + minutes(23),
  state: { kind: 'open' },
  history: [{ at: nine + minutes(23), what: 'alert/raise' }],
};
const by = refOf(omar);
const acknowledged: Alert = {
  ...open, state: { kind: 'acknowledged', by, at: nine + minutes(30) }, history: [...open.history, { at: nine + minutes(30), what: 'alert/acknowledge', by }],
};
const note = 'The *inventory* script of last night. Scanned offline, nothing found.';
const around = { device: laptop };

export const card: CardCase = {
  name: 'alert',
  data: (context) => alertData(context, open, 1, around),
  states: {
    'open': (context) => alertCard(context, open, 1, around),
    'acknowledged': (context) => alertCard(context, acknowledged, 2, around),
    'mild': (context) => alertCard(context, {
      ...acknowledged, threat: { ...open.threat, severity: 'low' }, history: [...acknowledged.history, { at: nine + minutes(35), what: 'alert/lower-severity' }],
    }, 3, around),
    'cleared': (context) => alertCard(context, {
      ...acknowledged, state: { kind: 'cleared', why: 'operations', by, note, at: nine + minutes(40) },
      history: [...acknowledged.history, { at: nine + minutes(40), what: 'alert/clear', by, words: note }],
    }, 3, around),
    'cleared-at-source': (context) => alertCard(context, {
      ...open, threat: { ...open.threat, resolved: true }, state: { kind: 'cleared', why: 'source', at: nine + minutes(40) },
      history: [...open.history, { at: nine + minutes(40), what: 'alert/resolved-at-source' }],
    }, 2, {}),
    'read-only': (context) => alertCard({ ...context, reader: minji }, open, 1, around),
  },
};
