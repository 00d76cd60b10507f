// Settings changed in Teams, as policy: who may, what changes nothing, and what is never written over.
import assert from 'node:assert/strict';
import { changeSetting, type SettingBook, type SettingChange, type SectionValues } from '../../support/setting.ts';
import type { Person } from '../../support/person.ts';

const at = Date.parse('2026-11-17T09:00:00Z');
const person = (id: string, ...roles: Person['roles']): Person => ({ id, name: id, roles, tiers: [] });
const dana = person('dana', 'user', 'it-admin');
const level = { initial: 'PT1H', update: 'PT4H', coverage: 'support-hours' } as const;
const inForce: SectionValues = {
  'user-levels': { A: level, B: level, C: level },
  'operations-levels': 'managed-desktop-2023',
  'support-hours': { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: [] },
  'elevation': {
    tiers: [{ role: 'escalation-team', quorum: 1 }],
    decideWithin: 'PT8H', remindAfter: 'PT15M', lookingFor: 'PT10M', revealWithin: 'PT30M', cap: 'PT3H', dailyBudget: 'PT8H', rotateWithin: 'PT1H',
  },
  'incidents': { window: 'PT1H', threshold: 5, lapseAfter: 'PT24H', applications: [{ name: 'Outlook', also: ['아웃룩'] }, { name: 'Contoso ERP', also: [] }] },
  'admin-contacts': {},
  'routes': { vendors: [] },
  'provider': { kind: 'customer-led', name: 'Contoso' },
};
const fabrikam = { section: 'provider', value: { kind: 'partner-led', name: 'Fabrikam' } } as const;
const changed: SettingBook = { provider: { value: inForce.provider, by: { id: 'sora', name: 'sora' }, at: 5 } };
const change = (by: Person, seen = 0, to: Extract<SettingChange, { kind: 'setting/change' }>['to'] = fabrikam): SettingChange => ({ kind: 'setting/change', by, to, seen });
const reset = (seen: number): SettingChange => ({ kind: 'setting/reset', by: dana, section: 'provider', seen });

const table: readonly (readonly [sentence: string, was: SettingBook, event: SettingChange, outcome: string])[] = [
  ['an IT admin changes a section', {}, change(dana), 'setting-changed provider'],
  ['staff may not', {}, change(person('ana', 'user', 'staff')), 'not-allowed'],
  ['the escalation team may not', {}, change(person('chris', 'user', 'staff', 'escalation-team')), 'not-allowed'],
  ['Operations may not', {}, change(person('omar', 'user', 'operations')), 'not-allowed'],
  ['what is in force already is no change', {}, change(dana, 0, { section: 'provider', value: { name: 'Contoso', kind: 'customer-led' } }), 'setting-same'],
  ['what somebody else changed meanwhile is not written over', changed, change(dana), 'setting-overtaken'],
  ['who has seen the newer one may change it', changed, change(dana, 5), 'setting-changed provider'],
  ['a change of another section is in nobody’s way', changed, change(dana, 0, { section: 'operations-levels', value: 'managed-desktop-2021' }), 'setting-changed operations-levels'],
  ['what was changed goes back to the file', changed, reset(5), 'setting-reset provider'],
  ['what the file says already does not', {}, reset(0), 'setting-of-file'],
  ['what was changed once more does not go back unseen', changed, reset(4), 'setting-overtaken'],
];

describe('a setting', () => {
  for (const [sentence, was, event, expected] of table) {
    it(sentence, () => {
      const outcome = changeSetting(was, event, inForce, at);
      const told = outcome.ok ? outcome.value.effects.flatMap((effect) => (effect.do === 'tell' ? [`${effect.text} ${effect.data['section']}`] : [])).join() : outcome.refusal.reason;
      assert.equal(told, expected);
    });
  }

  it('remembers who changed it and when, and forgets both with the way back', () => {
    const outcome = changeSetting({}, change(dana), inForce, at);
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.value.next, { provider: { value: fabrikam.value, by: { id: 'dana', name: 'dana' }, at } });
    const back = changeSetting(outcome.value.next, reset(at), inForce, at + 1);
    assert.deepEqual(back.ok && back.value.next, {});
  });
});
