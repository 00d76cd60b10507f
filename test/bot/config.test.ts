// The configuration file: what it may say, in the words people get told, and the schema that is published of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { configSchema, milliseconds } from '../../bot/config.ts';
import { configFaults } from '../../bot/config-fault.ts';
import { policyOf } from '../../bot/policy.ts';
import { publishedSchema, schemaFile } from '../../scripts/config-schema.ts';
import { operationsAgreements } from '../../support/agreement.ts';
import { hour, minute } from '../kit/people.ts';
import { ids, organisation } from './office.ts';

type Json = Readonly<Record<string, unknown>>;

const faultsOf = (value: unknown): string[] => {
  const { success, error } = configSchema.safeParse(value);
  return success ? [] : configFaults('c.json', value, error);
};
const but = (change: Json): Json => ({ ...organisation, ...change });
const roles = (change: Json): Json => but({ roles: { ...organisation.roles, ...change } });
const published: object = JSON.parse(readFileSync(schemaFile, 'utf8'));
// Formats are for editors: the pattern beside each says the same.
const publishedAllows = new Ajv({ strict: false, validateFormats: false }).compile(published);

const aDuration = 'an ISO 8601 duration above zero, of days, hours, minutes and seconds, such as PT30M or P3D';
const anId = 'an Entra id such as 00000000-0000-0000-0000-000000000000';

describe('support.config.json', () => {
  it('needs a tenant and roles, nothing else', () => {
    assert.deepEqual(faultsOf(organisation), []);
    const said = configSchema.parse(organisation);
    assert.deepEqual(said.elevation, { decideWithin: 'PT8H', remindAfter: 'PT15M', lookingFor: 'PT10M', revealWithin: 'PT30M', cap: 'PT3H', dailyBudget: 'PT8H' });
    assert.deepEqual([said.language, said.operations.language, said.provider.kind, said.closeAfter], ['en', 'en', 'customer-led', 'P3D']);
    assert.deepEqual(said.roles.elevation, organisation.roles.elevation);
  });

  const faults: readonly (readonly [what: string, value: unknown, line: string])[] = [
    ['nothing of the tenant', { roles: organisation.roles }, 'c.json: tenant is missing; an Entra id such as 00000000-0000-0000-0000-000000000000'],
    ['a tenant by its name', but({ tenant: 'contoso.com' }), `c.json: tenant is "contoso.com"; ${anId}`],
    ['nothing of the roles', { tenant: organisation.tenant }, 'c.json: roles is missing; Invalid input: expected object, received undefined'],
    ['a person by e-mail', roles({ itAdmin: { people: ['dana@contoso.com'] } }), `c.json: roles.itAdmin.people.0 is "dana@contoso.com"; ${anId}`],
    ['no tier', roles({ support: [] }), 'c.json: roles.support is []; Too small: expected array to have >=1 items'],
    ['a role from nowhere', roles({ itAdmin: {} }), 'c.json: roles.itAdmin is {}; people (object ids), a team or a group, or several of them'],
    ['a tier from nowhere', roles({ support: [{ tier: 1 }] }), 'c.json: roles.support.0 is {"tier":1}; people (object ids), a team or a group, or several of them'],
    ['a team by its name', roles({ operations: { team: 'Operations' } }), 'c.json: roles.operations.team is "Operations"; the id of a Teams team such as 19:…@thread.tacv2'],
    ['a group by its name', roles({ operations: { group: 'Operations' } }), `c.json: roles.operations.group is "Operations"; ${anId}`],
    ['a tenth tier', roles({ support: [{ tier: 10, people: [] }] }), 'c.json: roles.support.0.tier is 10; a whole number from 1 to 9'],
    ['half a tier', roles({ support: [{ tier: 1.5, people: [] }] }), 'c.json: roles.support.0.tier is 1.5; a whole number from 1 to 9'],
    ['a role that is none', roles({ boss: { people: [] } }), 'c.json: roles.boss is not a setting; allowed here: support, escalationTeam, elevation, itAdmin, operations'],
    ['a key that is misspelt', but({ elevations: {} }),
      'c.json: elevations is not a setting; allowed here: $schema, provider, tenant, language, operations, roles, channels, adminContacts, links, routes, closeAfter, keepAttachments, supportHours, serviceLevels, unanswered, elevation, escalation, alerts, incidents, webhooks, credentials, devices'],
    ['a misspelt key deep inside', roles({ support: [{ tier: 1, people: [], peple: [] }] }), 'c.json: roles.support.0.peple is not a setting; allowed here: tier, people, team, group'],
    ['a channel that is none', but({ channels: { suport: '19:a@thread.tacv2' } }),
      'c.json: channels.suport is not a setting; allowed here: support, escalation, it-admin, operations'],
    ['a channel by its name', but({ channels: { support: 'General' } }), 'c.json: channels.support is "General"; a channel id such as 19:…@thread.tacv2'],
    ['a contact for a focus area that is none', but({ adminContacts: { printers: 'Pat' } }),
      'c.json: adminContacts.printers is not a setting; allowed here: app-packaging, devices, security, it-help-desk, other'],
    ['a contact who is a number', but({ adminContacts: { other: 7 } }), 'c.json: adminContacts.other is 7; a name and how to reach it, or { "name": …, "person": "<object id>" }'],
    ['an empty contact', but({ adminContacts: { other: ' ' } }), 'c.json: adminContacts.other is " "; Too small: expected string to have >=1 characters'],
    ['a language nobody translated', but({ language: 'de' }), 'c.json: language is "de"; Invalid option: expected one of "en"|"ko"|"es"'],
    ['a quorum of nobody', but({ elevation: { quorum: 0 } }), 'c.json: elevation.quorum is 0; a whole number from 1 to 9'],
    ['the same tier twice', but({ elevation: { tiers: [{ role: 'it-admin' }, { role: 'it-admin' }] } }),
      'c.json: elevation.tiers is [{"role":"it-admin"},{"role":"it-admin"}]; each role once'],
    ['a tier of those who decide nothing', but({ elevation: { tiers: [{ role: 'staff' }] } }),
      'c.json: elevation.tiers.0.role is "staff"; Invalid option: expected one of "escalation-team"|"it-admin"'],
    ['no tier of approval', but({ elevation: { tiers: [] } }), 'c.json: elevation.tiers is []; Too small: expected array to have >=1 items'],
    ['a quorum beside tiers', but({ elevation: { quorum: 2, tiers: [{ role: 'it-admin' }] } }), 'c.json: elevation.quorum is 2; say it in each of the tiers'],
    ['hours after which nobody is named', but({ elevation: { hours: 'support-hours' } }), 'c.json: elevation.outOfHours is missing; name the tiers that decide outside the hours'],
    ['people for a time that never comes', but({ elevation: { outOfHours: { tiers: [{ role: 'it-admin' }] } } }),
      'c.json: elevation.hours is missing; say when the usual tiers are there, such as "support-hours"'],
    ['hours that are neither', but({ elevation: { hours: 'always', outOfHours: { tiers: [{ role: 'it-admin' }] } } }),
      'c.json: elevation.hours is "always"; "support-hours", or hours such as { "zone": "Europe/Madrid", "days": [1, 2, 3, 4, 5], "from": "08:00", "to": "20:00" }'],
    ['a duration in plain words', but({ elevation: { decideWithin: '8h' } }), `c.json: elevation.decideWithin is "8h"; ${aDuration}`],
    ['a duration as a number', but({ elevation: { decideWithin: 8 } }), 'c.json: elevation.decideWithin is 8; Invalid input: expected string, received number'],
    ['a duration of nothing', but({ elevation: { revealWithin: 'PT0S' } }), `c.json: elevation.revealWithin is "PT0S"; ${aDuration}`],
    ['a duration without any', but({ closeAfter: 'PT' }), `c.json: closeAfter is "PT"; ${aDuration}`],
    ['a duration back in time', but({ closeAfter: '-P3D' }), `c.json: closeAfter is "-P3D"; ${aDuration}`],
    ['a duration of months, which are not alike', but({ escalation: { remindAfter: 'P1M' } }), `c.json: escalation.remindAfter is "P1M"; ${aDuration}`],
    ['a duration beyond all time', but({ closeAfter: 'P999999999999D' }), `c.json: closeAfter is "P999999999999D"; ${aDuration}`],
    ['support in a zone that is none', but({ supportHours: { zone: 'Mars/Olympus' } }), 'c.json: supportHours.zone is "Mars/Olympus"; the name of a time zone such as Europe/Madrid'],
    ['support at an offset, which knows no daylight saving', but({ supportHours: { zone: '+01:00' } }), 'c.json: supportHours.zone is "+01:00"; the name of a time zone such as Europe/Madrid'],
    ['support on an eighth day', but({ supportHours: { days: [8] } }), 'c.json: supportHours.days.0 is 8; Too big: expected number to be <=7'],
    ['support on no day', but({ supportHours: { days: [] } }), 'c.json: supportHours.days is []; Too small: expected array to have >=1 items'],
    ['support from nine in the other notation', but({ supportHours: { from: '9 am' } }), 'c.json: supportHours.from is "9 am"; a time of day on a clock of 24 hours, from 00:00 to 23:59'],
    ['support until after midnight of the clock', but({ supportHours: { to: '24:30' } }), 'c.json: supportHours.to is "24:30"; a time of day on a clock of 24 hours, from 00:00 to 24:00'],
    ['a holiday that never comes', but({ supportHours: { holidays: ['2026-02-30'] } }), 'c.json: supportHours.holidays.0 is "2026-02-30"; a date such as 2026-12-25'],
    ['an agreement that was never published', but({ serviceLevels: { operations: 'managed-desktop-2019' } }), 'c.json: serviceLevels.operations is "managed-desktop-2019"; managed-desktop-2021, managed-desktop-2023, or initial and update of A, B and C'],
    ['half a promise', but({ serviceLevels: { user: { A: { initial: 'PT1H' } } } }), `c.json: serviceLevels.user.A.update is missing; Invalid input: expected string, received undefined`],
    ['an end that comes before its reminder', but({ unanswered: { remindAfter: 5, resolveAfter: 5 } }), 'c.json: unanswered is {"remindAfter":5,"resolveAfter":5}; remindAfter must come before resolveAfter'],
    ['a vault that is none', but({ credentials: { provider: 'safe' } }), 'c.json: credentials.provider is "safe"; Invalid option: expected one of "local"|"laps"'],
    ['a ring that is none', but({ devices: { provider: 'intune', rings: { Slow: organisation.tenant } } }), 'c.json: devices.rings.Slow is not a setting; allowed here: Test, First, Fast, Broad'],
    ['a ring by its name', but({ devices: { provider: 'intune', rings: { Test: 'Modern Workplace Devices-Test' } } }),
      `c.json: devices.rings.Test is "Modern Workplace Devices-Test"; ${anId}`],
    ['a list', [], 'c.json: (the whole file) is []; Invalid input: expected object, received array'],
    ['a value that goes on and on', but({ tenant: 'x'.repeat(500) }), `c.json: tenant is "${'x'.repeat(79)}; ${anId}`],
  ];
  for (const [what, value, line] of faults) {
    it(`with ${what} is refused in one line, and by the published schema`, () => {
      assert.deepEqual(faultsOf(value), [line]);
      // That a duration is above zero cannot be said in JSON Schema, nor that a contact is more than a space, which time zones there are, or what comes before what.
      if (!/nothing|empty|zone|offset|reminder/.test(what)) assert.equal(publishedAllows(value), false);
    });
  }

  it('says everything that is wrong at once', () => {
    assert.equal(faultsOf({ tenant: 'x', roles: { support: [], oops: 1 }, language: 'de' }).length, 7);
  });

  it('means the same person in upper case', () => {
    const { roles: { itAdmin } } = configSchema.parse(roles({ itAdmin: { people: ['ABCDEF00-0000-4000-8000-000000000001'] } }));
    assert.deepEqual(itAdmin.people, ['abcdef00-0000-4000-8000-000000000001']);
  });

  const durations: readonly (readonly [string, number])[] = [
    ['PT30M', 30 * minute], ['PT8H', 8 * hour], ['P3D', 72 * hour], ['P1W', 168 * hour], ['P1DT12H', 36 * hour], ['PT90S', 90_000], ['PT1H30M', 90 * minute],
  ];
  for (const [text, length] of durations) {
    it(`takes ${text} for ${length} ms`, () => {
      assert.deepEqual(faultsOf(but({ closeAfter: text })), []);
      assert.equal(publishedAllows(but({ closeAfter: text })), true);
      assert.equal(milliseconds(text), length);
    });
  }

  it('names who decides an elevation: so many of the escalation team, tiers, and others outside the hours', () => {
    const approvalIn = (elevation: object) => policyOf(configSchema.parse(but({ elevation }))).elevation.approval;
    const [team, admin] = [{ role: 'escalation-team', quorum: 2 }, { role: 'it-admin', quorum: 1 }];
    const nights = { zone: 'Asia/Seoul', days: [1], from: '22:00', to: '06:00', holidays: [] };
    assert.deepEqual(approvalIn({ quorum: 2 }), { tiers: [team] });
    assert.deepEqual(approvalIn({ tiers: [team, { role: 'it-admin' }] }), { tiers: [team, admin] });
    const usual = { tiers: [team], outOfHours: { tiers: [admin] } };
    assert.deepEqual(approvalIn({ ...usual, hours: nights }), { tiers: [team], outside: { hours: nights, tiers: [admin] } });
    const support = approvalIn({ ...usual, hours: 'support-hours' });
    assert.deepEqual(support.outside?.hours, policyOf(configSchema.parse(but({}))).supportHours);
  });

  it('becomes the policy of the rules: durations in milliseconds, tiers in order, a contact for every focus area that has one', () => {
    const policy = policyOf(configSchema.parse(but({
      roles: { ...organisation.roles, support: [{ tier: 2, people: [ids.chris] }, { tier: 1, people: [ids.ana] }, { tier: 2, people: [ids.sora] }] },
      adminContacts: { security: 'Sid', devices: { name: 'Dee', person: ids.dana } }, provider: { kind: 'partner-led', name: 'Fabrikam' },
    })));
    assert.deepEqual(policy.elevation, {
      approval: { tiers: [{ role: 'escalation-team', quorum: 1 }] },
      decideWithin: 8 * hour, remindAfter: 15 * minute, lookingFor: 10 * minute, revealWithin: 30 * minute,
      cap: 3 * hour, dailyBudget: 8 * hour, zone: 'America/Los_Angeles', rotateWithin: hour,
    });
    const { agreement, applications, ...ticket } = policy.ticket;
    assert.deepEqual(applications.slice(0, 1), [{ name: 'Outlook', also: ['아웃룩'] }]);
    assert.deepEqual(policy.incident, { window: hour, threshold: 5, lapseAfter: 24 * hour, adminContacts: policy.escalation.adminContacts });
    assert.deepEqual(ticket, { tiers: [1, 2], closeAfter: 72 * hour, keepAttachments: 2160 * hour, unanswered: { remindAfter: 16 * hour, resolveAfter: 40 * hour }, routes: { vendors: [], security: { name: 'Sid' } } });
    assert.deepEqual(agreement.hours, policy.supportHours);
    assert.deepEqual(agreement.levels, {
      A: { initial: hour, update: 4 * hour, coverage: 'support-hours' },
      B: { initial: 4 * hour, update: 8 * hour, coverage: 'support-hours' },
      C: { initial: 8 * hour, update: 24 * hour, coverage: 'support-hours' },
    });
    assert.deepEqual(policy.escalation, {
      adminContacts: { security: { name: 'Sid' }, devices: { name: 'Dee', person: ids.dana } },
      remindAfter: 10 * minute,
      agreement: operationsAgreements['managed-desktop-2023'],
    });
  });

  it('takes an agreement of one’s own, with the users and with Operations', () => {
    const promised = { initial: 'PT30M', update: 'PT2H' };
    const { ticket, escalation } = policyOf(configSchema.parse(but({
      supportHours: { zone: 'Asia/Seoul', from: '22:00', to: '06:00' }, unanswered: { remindAfter: 1, resolveAfter: 3 },
      serviceLevels: { user: { A: { ...promised, coverage: '24x7' } }, operations: { A: promised, B: promised, C: promised, hours: { zone: 'Europe/Madrid' } } },
    })));
    assert.deepEqual(ticket.agreement.levels.A, { initial: 30 * minute, update: 2 * hour, coverage: '24x7' });
    assert.deepEqual(ticket.unanswered, { remindAfter: 8 * hour, resolveAfter: 24 * hour });
    assert.deepEqual(escalation.agreement.hours, { zone: 'Europe/Madrid', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: [] });
    assert.deepEqual(Object.values(escalation.agreement.levels).map(({ coverage }) => coverage), ['24x7', 'as-filed', 'support-hours']);
  });

  it('gives a device a day for its new password with LAPS, unless it says otherwise', () => {
    const rotateWithin = (more: object) => policyOf(configSchema.parse(but({ credentials: { provider: 'laps' }, ...more }))).elevation.rotateWithin;
    assert.deepEqual([rotateWithin({}), rotateWithin({ elevation: { rotateWithin: 'PT4H' } })], [24 * hour, 4 * hour]);
  });
});

describe('support.config.schema.json', () => {
  it('is what scripts/config-schema.ts writes', () => {
    assert.equal(readFileSync(schemaFile, 'utf8'), publishedSchema());
  });

  it('and the bot both accept the example, which shows every key', () => {
    const example: Json = JSON.parse(readFileSync(new URL('../../support.config.example.json', import.meta.url), 'utf8'));
    assert.deepEqual(faultsOf(example), []);
    assert.equal(publishedAllows(example), true, JSON.stringify(publishedAllows.errors));
    assert.deepEqual(Object.keys(example).toSorted(), Object.keys(configSchema.shape).toSorted());
  });
});
