// What the forms of the settings take for an answer, and what they ask for again.
import assert from 'node:assert/strict';
import { readSetting } from '../../dialogs/setting-form.ts';
import type { Section } from '../../support/setting.ts';
import { roundTheClock } from '../../support/support-hours.ts';

const hours = { days: '1,2,3,4,5', from: '09:00', to: '17:00', zone: 'Europe/Madrid', holidays: '' };
const levels = { 'agreement': 'own', 'A-initial': '1', 'A-update': '8', 'B-initial': '4', 'B-update': '24', 'C-initial': '8', 'C-update': '48' };
const kept = { operations: roundTheClock, approvers: undefined };
const limits = {
  'approvals-escalation-team': '2', 'approvals-it-admin': '0', 'approver-hours': 'always', 'decideWithin': '8', 'remindAfter': '15', 'lookingFor': '10',
  'revealWithin': '30', 'cap': '2,5', 'dailyBudget': '8', 'rotateWithin': '24',
};
const incidents = { threshold: '4', window: '45', lapseAfter: '12', applications: 'Outlook; 아웃룩; el correo\n\nContoso ERP;' };
const spans = { decideWithin: 'PT8H', remindAfter: 'PT15M', lookingFor: 'PT10M', revealWithin: 'PT30M', cap: 'PT2H30M', dailyBudget: 'PT8H', rotateWithin: 'PT24H' };
const dana = '94be836c-d92a-42c5-b238-21633ad562cf';

const faults: readonly (readonly [sentence: string, section: Section, posted: object, faults: object])[] = [
  ['no time at all is no promise', 'operations-levels', { ...levels, 'B-initial': '0' }, { 'B-initial': 'not-hours' }],
  ['words are no hours', 'operations-levels', { ...levels, 'B-initial': 'soon' }, { 'B-initial': 'not-hours' }],
  ['months are a slip of the pen', 'operations-levels', { ...levels, 'C-update': '1001' }, { 'C-update': 'not-hours' }],
  ['every severity is promised something', 'operations-levels', { ...levels, 'A-update': '' }, { 'A-update': 'missing' }],
  ['support is there on some day', 'support-hours', { ...hours, days: '' }, { days: 'missing' }],
  ['a week has seven days', 'support-hours', { ...hours, days: '1,8' }, { days: 'not-a-choice' }],
  ['a time of day has two digits and two', 'support-hours', { ...hours, from: '9' }, { from: 'not-a-time' }],
  ['a break is not after the hours', 'support-hours', { ...hours, breaks: '18:00-19:00' }, { breaks: 'not-breaks' }],
  ['breaks are two times of day each', 'support-hours', { ...hours, breaks: '12:00-13:00, noon' }, { breaks: 'not-breaks' }],
  ['a day begins at no 24:00', 'support-hours', { ...hours, from: '24:00' }, { from: 'not-a-time' }],
  ['an offset is no zone, for it knows no summer', 'support-hours', { ...hours, zone: '+02:00' }, { zone: 'not-a-zone' }],
  ['February has no thirtieth', 'support-hours', { ...hours, holidays: '2026-02-30' }, { holidays: 'not-a-date' }],
  ['somebody must approve', 'elevation', { ...limits, 'approvals-escalation-team': '0' }, { 'approvals-escalation-team': 'no-approval' }],
  ['somebody must approve outside the hours as well', 'elevation', { ...limits, 'approver-hours': 'support-hours' }, { 'approvals-outside-escalation-team': 'no-approval' }],
  ['half a person approves nothing', 'elevation', { ...limits, 'approvals-it-admin': '0.5' }, { 'approvals-it-admin': 'not-a-count' }],
  ['ten of a role are more than the file allows', 'elevation', { ...limits, 'approvals-it-admin': '10' }, { 'approvals-it-admin': 'not-a-count' }],
  ['hours of the approvers’ own are written in the file first', 'elevation', { ...limits, 'approver-hours': 'own', 'approvals-outside-it-admin': '1' }, { 'approver-hours': 'not-a-choice' }],
  ['a reminder at once reminds of nothing', 'elevation', { ...limits, remindAfter: '0' }, { remindAfter: 'not-minutes' }],
  ['access without an end is none', 'elevation', { ...limits, cap: '' }, { cap: 'missing' }],
  ['one person alone is no incident', 'incidents', { ...incidents, threshold: '1' }, { threshold: 'not-a-threshold' }],
  ['nobody would hear of it in time', 'incidents', { ...incidents, threshold: '501', window: '0' }, { threshold: 'not-a-threshold', window: 'not-minutes' }],
  ['a name is no paragraph', 'incidents', { ...incidents, applications: 'x'.repeat(201) }, { applications: 'not-applications' }],
  ['who is told has a name', 'admin-contacts', { 'devices-person': dana }, { 'devices-name': 'missing' }],
  ['who is told is somebody', 'admin-contacts', { 'devices-name': 'Dana', 'devices-person': 'Dana' }, { 'devices-person': 'unknown-person' }],
  ['a vendor can be reached', 'routes', { vendors: 'HP; HP care', plan: 'none' }, { vendors: 'not-vendors' }],
  ['a plan can be reached', 'routes', { vendors: '', plan: 'Premier' }, { 'microsoft-contact': 'missing' }],
  ['a provider has a name', 'provider', { kind: 'partner-led', name: ' ' }, { name: 'missing' }],
];

const taken: readonly (readonly [sentence: string, section: Section, posted: object, value: unknown])[] = [
  ['half an hour, with a comma too', 'operations-levels', { ...levels, 'A-initial': '0,5' }, {
    A: { initial: 'PT30M', update: 'PT8H' }, B: { initial: 'PT4H', update: 'PT24H' }, C: { initial: 'PT8H', update: 'PT48H' }, hours: roundTheClock,
  }],
  ['a published agreement, whatever else stands in the form', 'operations-levels', { ...levels, 'agreement': 'managed-desktop-2021', 'A-initial': 'soon' }, 'managed-desktop-2021'],
  ['holidays in any order, each once', 'support-hours', { ...hours, to: '24:00', holidays: '2027-01-06\n2026-12-25, 2026-12-25' },
    { ...hours, to: '24:00', days: [1, 2, 3, 4, 5], holidays: ['2026-12-25', '2027-01-06'] }],
  ['limits of admin access, in hours and in minutes', 'elevation', limits, { tiers: [{ role: 'escalation-team', quorum: 2 }], ...spans }],
  ['others who decide outside support hours', 'elevation', { ...limits, 'approvals-it-admin': '1', 'approver-hours': 'support-hours', 'approvals-outside-it-admin': '1' }, {
    tiers: [{ role: 'escalation-team', quorum: 2 }, { role: 'it-admin', quorum: 1 }], ...spans, hours: 'support-hours', outOfHours: { tiers: [{ role: 'it-admin', quorum: 1 }] },
  }],
  ['breaks, however they are parted', 'support-hours', { ...hours, breaks: '12:00 – 13:00; 15:00-15:15' },
    { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', breaks: [{ from: '12:00', to: '13:00' }, { from: '15:00', to: '15:15' }], holidays: [] }],
  ['applications with what people call them besides, a line each', 'incidents', incidents, {
    threshold: 4, window: 'PT45M', lapseAfter: 'PT12H', applications: [{ name: 'Outlook', also: ['아웃룩', 'el correo'] }, { name: 'Contoso ERP', also: [] }],
  }],
  ['no application at all', 'incidents', { ...incidents, applications: '' }, { threshold: 4, window: 'PT45M', lapseAfter: 'PT12H', applications: [] }],
  ['areas of which nobody is told any more, and that nobody answers for any more', 'admin-contacts', { 'devices-name': 'Dana', 'devices-person': 'none', 'other-name': '', 'other-person': 'none' }, { devices: { name: 'Dana' } }],
  ['areas that nobody answers for', 'admin-contacts', { 'devices-name': 'Dana', 'devices-person': dana, 'other-name': '' }, { devices: { name: 'Dana', person: dana } }],
  ['vendors, a line each', 'routes', { vendors: 'HP; HP care; ext. 1\n\nDell;Dell care;ext. 2', plan: 'none' },
    { vendors: [{ manufacturer: 'HP', name: 'HP care', contact: 'ext. 1' }, { manufacturer: 'Dell', name: 'Dell care', contact: 'ext. 2' }] }],
  ['a provider that says no way to be reached', 'provider', { kind: 'partner-led', name: 'Fabrikam', contact: '' }, { kind: 'partner-led', name: 'Fabrikam' }],
];

describe('the form of a setting', () => {
  for (const [sentence, section, posted, expected] of faults) {
    it(`asks again: ${sentence}`, () => assert.deepEqual(readSetting(section, posted, kept), { ok: false, faults: expected }));
  }
  for (const [sentence, section, posted, value] of taken) {
    it(`takes ${sentence}`, () => assert.deepEqual(readSetting(section, posted, kept), { ok: true, draft: { section, value } }));
  }

  it('keeps hours of the approvers’ own where they are chosen again', () => {
    const own = { zone: 'Asia/Seoul', days: [1, 2, 3], from: '10:00', to: '18:00', holidays: [] };
    const reading = readSetting('elevation', { ...limits, 'approver-hours': 'own', 'approvals-outside-it-admin': '1' }, { ...kept, approvers: own });
    assert.ok(reading.ok && reading.draft.section === 'elevation');
    assert.deepEqual(reading.draft.value.hours, own);
  });
});
