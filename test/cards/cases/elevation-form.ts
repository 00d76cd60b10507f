// The elevation form: fresh, with devices to choose from, and again with what was wrong.
import { elevationForm, elevationFormData } from '../../../cards/elevation-form.ts';
import type { CardCase } from '../case.ts';
import { approversOf, chris, dana, elevation, laptop, sora, ticket } from '../cast.ts';

const tested = { ...laptop, id: 'device-test', name: 'MMD-TEST-01', serial: 'PF3TEST01', manufacturer: 'Lenovo', model: 'ThinkPad T14', ring: 'Test' } as const;
const fresh = { draft: 'draft-1', values: {}, faults: {}, ticket, devices: [laptop, tested], deciding: elevation, approvers: approversOf(chris, sora) };
const again = {
  ...fresh,
  values: { device: laptop.id, category: 'windows', title: 'Repair Office', plan: '', actions: 'command-line,disable-protection', justification: '', minutes: '120' },
  faults: { plan: 'missing', actions: 'not-supported' },
} as const;

export const card: CardCase = {
  name: 'elevation-form',
  data: (context) => elevationFormData(context, fresh),
  states: {
    '': (context) => elevationForm(context, fresh),
    'out-of-hours': (context) => elevationForm(context, { ...fresh, deciding: { tiers: [{ role: 'it-admin', quorum: 1 }], outOfHours: true }, approvers: approversOf(dana) }),
    'of-nobody': (context) => elevationForm(context, { ...fresh, approvers: approversOf() }),
    'emergency': (context) => elevationForm({ ...context, reader: dana }, fresh),
    'again': (context) => elevationForm(context, again),
  },
};
