// What the three forms may hold, and what is asked for again.
import assert from 'node:assert/strict';
import { limits } from '../../cards/form.ts';
import { noDevice } from '../../cards/report-form.ts';
import { readElevation } from '../../dialogs/elevation-form.ts';
import { readEscalation } from '../../dialogs/escalation-form.ts';
import { readReport } from '../../dialogs/report-form.ts';
import { ana, ben, minji } from '../kit/people.ts';
import { laptop } from '../kit/records.ts';

const devices = [laptop];
const faultsOf = (reading: ReturnType<typeof readReport> | ReturnType<typeof readElevation> | ReturnType<typeof readEscalation>) =>
  (reading.ok ? 'a draft' : reading.faults);

const report = { form: 'report', draft: 'd-1', description: ' VPN drops ', category: 'infrastructure', device: 'laptop', reach: 'one', effect: 'stopped' };
const reported = (change: object) => readReport({ ...report, ...change }, { person: minji, devices, colleagues: [ana] });

describe('the report form', () => {
  it('becomes a draft', () => {
    assert.deepEqual(reported({ for: '' }), {
      ok: true,
      draft: {
        description: 'VPN drops', category: 'infrastructure', reach: 'one', effect: 'stopped',
        device: { id: 'laptop', name: 'MD-SEL-0142', hardware: 'ok', model: 'Surface Laptop 5' }, affected: { id: 'minji', name: 'Minji Kim' },
      },
    });
  });

  it('may be about a colleague', () => {
    const reading = reported({ for: ana.id });
    assert.deepEqual(reading.ok && reading.draft.affected, { id: 'ana', name: 'Ana García' });
  });

  it('finds the device by its name or serial number as well, and needs none', () => {
    for (const device of ['md-sel-0142', ' MD SEL 0142', '0f3k7bc24113pa']) {
      const reading = reported({ device });
      assert.equal(reading.ok && reading.draft.device?.id, 'laptop', device);
    }
    for (const device of ['', noDevice, undefined]) {
      const reading = reported({ device });
      assert.equal(reading.ok && reading.draft.device, undefined, String(device));
    }
  });

  for (const [title, change, faults] of [
    ['a missing description', { description: '  ' }, { description: 'missing' }],
    ['a description that is no text', { description: { toString: 'x' } }, { description: 'missing' }],
    ['a description that is too long', { description: 'x'.repeat(limits.description + 1) }, { description: 'too-long' }],
    ['choices that were not offered', { category: 'cats', reach: 'planet', effect: 'sad' }, { category: 'not-a-choice', reach: 'not-a-choice', effect: 'not-a-choice' }],
    ['nothing at all', { description: undefined, category: undefined, reach: null, effect: '' },
      { description: 'missing', category: 'missing', reach: 'missing', effect: 'missing' }],
    ['a device nobody knows', { device: 'MD-XXX-1' }, { device: 'unknown-device' }],
    ['a person nobody knows', { for: 'somebody' }, { for: 'unknown-person' }],
  ] as const) {
    it(`asks again for ${title}`, () => assert.deepEqual(faultsOf(reported(change)), faults));
  }

  it('holds a description of exactly the longest length', () => {
    assert.equal(reported({ description: 'x'.repeat(limits.description) }).ok, true);
  });

  it('asks for everything when what was posted is no form', () => {
    for (const posted of [undefined, null, 'report', 7, []]) {
      const reading = readReport(posted, { person: minji, devices, colleagues: [ben] });
      assert.deepEqual(faultsOf(reading), { description: 'missing', category: 'missing', reach: 'missing', effect: 'missing' });
    }
  });
});

const elevation = {
  form: 'elevation', draft: 'd-2', ticket: 'T-1042', device: '0F3K7BC24113PA', category: 'infrastructure', title: 'Driver', plan: 'Scan for changes',
  actions: 'device-manager,command-line', justification: '', minutes: '60',
};
const elevated = (change: object) => readElevation({ ...elevation, ...change }, { devices });

describe('the elevation form', () => {
  it('asks for emergency access where a reason or a confirmation was given, and not otherwise', () => {
    const wishOf = (change: object) => {
      const reading = elevated(change);
      return reading.ok ? reading.draft.breakGlass : reading.faults;
    };
    assert.equal(wishOf({ breakGlass: ' ', confirm: 'false' }), undefined);
    assert.deepEqual(wishOf({ breakGlass: 'Nobody answers', confirm: 'true' }), { reason: 'Nobody answers', confirm: true });
    assert.deepEqual(wishOf({ breakGlass: 'Nobody answers', confirm: 'false' }), { reason: 'Nobody answers', confirm: false });
    assert.deepEqual(wishOf({ confirm: 'true' }), { reason: '', confirm: true });
  });

  it('becomes a draft', () => {
    assert.deepEqual(elevated({}), {
      ok: true,
      draft: {
        ticket: 'T-1042', device: 'laptop', category: 'infrastructure', title: 'Driver', plan: 'Scan for changes',
        actions: ['device-manager', 'command-line'], justification: '', minutes: 60,
      },
    });
  });

  it('leaves it to the rule whether the actions are allowed', () => {
    assert.equal(elevated({ actions: 'disable-protection' }).ok, true);
    assert.equal(elevated({ actions: 'install-software', justification: '' }).ok, true);
  });

  it('counts an action that was sent twice once', () => {
    const reading = elevated({ actions: 'workaround, workaround,' });
    assert.deepEqual(reading.ok && reading.draft.actions, ['workaround']);
  });

  for (const [title, change, faults] of [
    ['words for a ticket', { ticket: 'the printer' }, { ticket: 'not-a-choice' }],
    ['a missing ticket, device and title', { ticket: undefined, device: '', title: ' ' }, { ticket: 'missing', device: 'missing', title: 'missing' }],
    ['a device nobody knows', { device: 'MD-XXX-1' }, { device: 'unknown-device' }],
    ['no actions', { actions: '' }, { actions: 'missing' }],
    ['actions that are none', { actions: 'workaround,toString' }, { actions: 'not-a-choice' }],
    ['nothing but commas', { actions: ',,' }, { actions: 'not-a-choice' }],
    ['minutes that are not offered', { minutes: '600' }, { minutes: 'not-a-choice' }],
    ['texts that are too long', {
      title: 'x'.repeat(limits.title + 1), plan: 'x'.repeat(limits.plan + 1), justification: 'x'.repeat(limits.justification + 1),
    }, { title: 'too-long', plan: 'too-long', justification: 'too-long' }],
  ] as const) {
    it(`given ${title} gives ${JSON.stringify(faults)}`, () => assert.deepEqual(faultsOf(elevated(change)), faults));
  }

  it('takes minutes that arrive as a number', () => {
    const reading = elevated({ minutes: 30 });
    assert.equal(reading.ok && reading.draft.minutes, 30);
  });
});

const escalation = {
  form: 'escalation', draft: 'd-3', ticket: 'T-1042', category: 'security', title: 'Policy', description: 'All of floor 3', contact: 'Ana, +1 555 0100',
  requestType: 'incident', severity: 'A',
};

describe('the escalation form', () => {
  it('becomes a draft, whatever its severity: the rule decides the road', () => {
    const { form, draft, ...rest } = escalation;
    assert.deepEqual(readEscalation({ form, draft, ...rest }), { ok: true, draft: rest });
  });

  it('asks again for whatever is missing, too long or not offered', () => {
    const change = { ticket: '', title: 'x'.repeat(limits.title + 1),
      description: '', contact: ' ', requestType: 'wish', severity: 'D', category: 'Security' };
    assert.deepEqual(faultsOf(readEscalation({ ...escalation, ...change })), {
      ticket: 'missing', title: 'too-long', description: 'missing', contact: 'missing', requestType: 'not-a-choice', severity: 'not-a-choice', category: 'not-a-choice',
    });
  });
});
