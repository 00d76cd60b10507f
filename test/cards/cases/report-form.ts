// The report form: empty, and shown again with what was typed and what was wrong with it.
import { reportForm, reportFormData } from '../../../cards/report-form.ts';
import { refOf } from '../../../support/person.ts';
import type { CardCase } from '../case.ts';
import { laptop, luis, minji } from '../cast.ts';

const empty = { draft: 'activity-1', values: {}, faults: {}, devices: [laptop], colleagues: [refOf(luis)] };
const again = {
  ...empty,
  values: { description: 'Excel closes when I print', category: 'windows', device: 'none', effect: 'impaired', for: 'luis' },
  faults: { reach: 'missing', device: 'unknown-device' },
} as const;

export const card: CardCase = {
  name: 'report-form',
  data: (context) => reportFormData({ ...context, reader: minji }, again),
  states: {
    'empty': (context) => reportForm({ ...context, reader: minji }, empty),
    'again': (context) => reportForm({ ...context, reader: minji }, again),
  },
};
