// The escalation form: fresh, for a team that works in another language, and again with what was wrong.
import { escalationForm, escalationFormData } from '../../../cards/escalation-form.ts';
import type { CardCase } from '../case.ts';
import { ben, ticket } from '../cast.ts';

const fresh = { draft: 'draft-1', values: {}, faults: {}, ticket, language: 'en' } as const;
const again = {
  ...fresh,
  values: { requestType: 'incident', category: 'browser', title: 'Pages stay empty', description: 'Since this morning.', contact: '', severity: 'A' },
  faults: { contact: 'missing' },
} as const;

export const card: CardCase = {
  name: 'escalation-form',
  data: (context) => escalationFormData({ ...context, reader: ben }, fresh),
  states: {
    '': (context) => escalationForm({ ...context, reader: ben }, fresh),
    'again': (context) => escalationForm(context, again),
  },
};
