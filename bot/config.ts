// The organisation's configuration, `support.config.json`: what it may say.
import * as z from 'zod';
import { approverRoles } from '../support/approval-tier.ts';
import { focusAreas } from '../support/category.ts';
import { rings } from '../support/device.ts';
import { channels } from '../support/effect.ts';
import { coverages } from '../support/escalation.ts';
import { thresholds } from '../support/incident-limits.ts';
import { supportPlans } from '../support/routing.ts';
import { breaksFit } from '../support/support-hours.ts';

const languages = ['en', 'ko', 'es'] as const;

const words = z.string().trim().min(1).max(200);
/** Entra writes them in lower case, people as they find them; they are compared as text. */
const objectId = z.guid('an Entra id such as 00000000-0000-0000-0000-000000000000').toLowerCase();
const aDuration = 'an ISO 8601 duration above zero, of days, hours, minutes and seconds, such as PT30M or P3D';
// Weeks and days of 24 hours at most: how long a month is depends on which.
const duration = z.string().regex(/^P(?=.)(\d{1,5}W)?(\d{1,5}D)?(T(?=.)(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?)?$/, { error: aDuration, abort: true })
  .refine((text) => milliseconds(text) > 0, aDuration);
const oneToNine = 'a whole number from 1 to 9';
const noSource = 'people (object ids), a team or a group, or several of them';
const aZone = 'the name of a time zone such as Europe/Madrid';
const aTime = (till: string) => `a time of day on a clock of 24 hours, from 00:00 to ${till}`;
const aDate = 'a date such as 2026-12-25';
const threadId = /^19:.+@thread\.(tacv2|skype)$/;

/** Where the people of a role come from; alone or together. */
const sources = {
  people: z.array(objectId).optional().describe('Entra object ids. What IT admins grant and revoke in Teams changes this list; [] leaves it all to them.'),
  team: z.string().regex(threadId, 'the id of a Teams team such as 19:…@thread.tacv2').optional().describe('A Teams team: its members of this tenant, guests left out.'),
  group: objectId.optional().describe('An Entra group by its object id: its members, guests left out.'),
};
const oneSource = { anyOf: Object.keys(sources).map((name) => ({ required: [name] })) };
const named = (given: object) => Object.keys(sources).some((name) => name in given);
const holders = z.strictObject(sources).refine(named, noSource).meta(oneSource);
const tier = z.strictObject({ tier: z.int(oneToNine).min(1, oneToNine).max(9, oneToNine), ...sources }).refine(named, noSource).meta(oneSource);

const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: aTime('23:59'), abort: true });
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: aTime('24:00'), abort: true });
const supportHours = z.strictObject({
  zone: z.string().max(50).refine(isZone, aZone).default('America/Los_Angeles'),
  days: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5]).describe('Days of the week on which support is there; 1 is Monday.'),
  from: from.default('09:00'),
  to: to.default('17:00').describe('Hours that end at or before they begin go on into the next day; 00:00 to 24:00 is a whole day.'),
  breaks: z.array(z.strictObject({ from, to: from })).max(8).exactOptional().describe('When nobody is there in between, one after the other, such as { "from": "12:00", "to": "13:00" }.'),
  holidays: z.array(z.iso.date(aDate)).max(400).default([]).describe('Days without support, such as 2026-12-25.'),
}).refine(breaksFit, { path: ['breaks'], error: 'breaks one after the other within the hours, such as [{ "from": "12:00", "to": "13:00" }]' });

const someHours = '"support-hours", or hours such as { "zone": "Europe/Madrid", "days": [1, 2, 3, 4, 5], "from": "08:00", "to": "20:00" }';

const quorum = z.int(oneToNine).min(1, oneToNine).max(9, oneToNine);
const approvalTiers = z.array(z.strictObject({ role: z.enum(approverRoles), quorum: quorum.default(1) })).min(1)
  .refine((tiers) => new Set(tiers.map(({ role }) => role)).size === tiers.length, 'each role once').meta({ uniqueItems: true });

/** One line for who reads the list of webhooks: the secrets are not here. */
const webhook = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a name in lower case such as service-desk').describe('Names its secret in WEBHOOK_SECRETS.'),
  url: z.url({ protocol: /^https?$/, error: 'an https address' }),
  events: z.array(z.enum(['ticket', 'elevation', 'escalation', 'alert', 'incident'])).min(1).optional().describe('Whose events; left out: those of every record.'),
  internalNotes: z.boolean().default(false).describe('Whether it is told what the user is not: hand-off notes, routes, contacts.'),
});

const application = z.union([words, z.strictObject({ name: words, also: z.array(words).max(20).describe('What people call it besides, in any language.') })],
  'a name, or { "name": …, "also": […] }');

/** What people in most organisations name. */
const knownApplications = [
  { name: 'Outlook', also: ['아웃룩'] },
  { name: 'Teams', also: ['팀즈'] },
  { name: 'OneDrive', also: ['원드라이브'] },
  { name: 'SharePoint', also: ['셰어포인트'] },
  { name: 'Excel', also: ['엑셀'] },
  { name: 'PowerPoint', also: ['파워포인트'] },
  { name: 'VPN', also: [] },
  { name: 'Wi-Fi', also: ['WiFi', 'WLAN', '와이파이'] },
];

const adminContact = z.union([
  words.describe('A name and how to reach it; what happens is told in the IT admin channel.'),
  z.strictObject({ name: words, person: objectId.exactOptional().describe('Is told in the 1:1 chat; without one, what happens is told in the IT admin channel.') }),
], 'a name and how to reach it, or { "name": …, "person": "<object id>" }');

const promise = { initial: duration.describe('Until somebody responds and starts to work.'), update: duration.describe('From one word to the next after that.') };
const level = z.strictObject({
  ...promise,
  coverage: z.enum(coverages).default('support-hours').describe('In which hours that time counts.'),
});
const supportDays = z.int().min(1).max(60);

/** Every key but `tenant` and `roles` has a default; in local mode those come from the cast. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  provider: z.strictObject({
    kind: z.enum(['customer-led', 'partner-led']),
    name: words,
    contact: words.optional(),
  }).default({ kind: 'customer-led', name: 'Service Desk' }),
  tenant: objectId,
  language: z.enum(languages).default('en'),
  operations: z.strictObject({ language: z.enum(languages).default('en') }).default({ language: 'en' }),
  roles: z.strictObject({
    support: z.array(tier).min(1),
    escalationTeam: holders,
    elevation: holders.optional().describe('Designated staff; left out: the escalation team, and whom an IT admin designates.'),
    itAdmin: holders,
    operations: holders,
  }),
  channels: z.partialRecord(z.enum(channels), z.string().regex(threadId, 'a channel id such as 19:…@thread.tacv2')).default({}),
  adminContacts: z.partialRecord(z.enum(focusAreas), adminContact).default({})
    .describe('Who answers for an area: copied on its escalations. An area without one gets no escalation.'),
  links: z.array(z.strictObject({ title: words, url: z.url({ protocol: /^https$/, error: 'an https address' }).max(500) })).max(8).default([])
    .describe('Documents of the organisation, which “roles” links to.'),
  routes: z.strictObject({
    vendors: z.array(z.strictObject({
      name: words,
      manufacturer: words.describe('As the devices name it; the beginning of it will do, so that HP is also HP Inc.'),
      contact: words,
    })).default([]).describe('Who is called about hardware, by the manufacturer of the device.'),
    microsoft: z.strictObject({ plan: z.enum(supportPlans), contact: words }).optional().describe('Who is called about other Microsoft products: Unified or Premier, whichever the organisation has.'),
  }).prefault({}),
  closeAfter: duration.default('P3D').describe('How long after its resolution a ticket closes by itself; it can be reopened all the same.'),
  keepAttachments: duration.default('P90D').describe('How long after a ticket closed the files of its user are kept; those of a withdrawn one are erased at once.'),
  supportHours: supportHours.prefault({}).describe('When the support provider works on tickets.'),
  serviceLevels: z.strictObject({
    user: z.strictObject({
      A: level.prefault({ initial: 'PT1H', update: 'PT4H' }),
      B: level.prefault({ initial: 'PT4H', update: 'PT8H' }),
      C: level.prefault({ initial: 'PT8H', update: 'PT24H' }),
    }).prefault({}).describe('What the support provider promises for tickets, by severity. Without coverage, time counts in supportHours.'),
    operations: z.union([
      z.enum(['managed-desktop-2021', 'managed-desktop-2023']),
      z.strictObject({ A: z.strictObject(promise), B: z.strictObject(promise), C: z.strictObject(promise), hours: supportHours.prefault({}) }),
    ], 'managed-desktop-2021, managed-desktop-2023, or initial and update of A, B and C').default('managed-desktop-2023').describe('What Operations promises for escalations: as published, or by severity in hours of its own. A counts around the clock, B as chosen at filing.'),
  }).prefault({}),
  unanswered: z.strictObject({
    remindAfter: supportDays.default(2),
    resolveAfter: supportDays.default(5),
  }).refine(({ remindAfter, resolveAfter }) => remindAfter < resolveAfter, 'remindAfter must come before resolveAfter').prefault({})
    .describe('A ticket whose user does not answer a question: days of support until the user is reminded, and until the ticket is resolved.'),
  elevation: z.strictObject({
    quorum: quorum.optional().describe('How many of the escalation team must approve, where no tiers are named; left out: 1.'),
    tiers: approvalTiers.optional().describe('Who must approve: all of these, each by so many distinct people. Left out: the escalation team.'),
    hours: z.union([z.literal('support-hours'), supportHours], someHours).optional()
      .describe('When the approvers are there: "support-hours", or hours of their own. Left out: always.'),
    outOfHours: z.strictObject({ tiers: approvalTiers }).optional().describe('Who decides what is requested outside those hours.'),
    decideWithin: duration.default('PT8H'),
    remindAfter: duration.default('PT15M').describe('First reminder of an undecided request; it doubles from there.'),
    lookingFor: duration.default('PT10M').describe('How long somebody is on a request after “I am looking”, before another can take over.'),
    revealWithin: duration.default('PT30M'),
    cap: duration.default('PT3H').describe('The longest that access may run from the first time the password is shown, extended or not.'),
    dailyBudget: duration.default('PT8H').describe('How much access one person may be granted in a day, which begins at midnight in the zone of the support hours.'),
    rotateWithin: duration.optional().describe('When a password that was not changed raises the alarm; left out: PT1H with the local vault, PT24H with LAPS.'),
  })
    .refine(({ quorum: alone, tiers }) => alone === undefined || !tiers, { path: ['quorum'], error: 'say it in each of the tiers' })
    .refine(({ hours, outOfHours }) => !hours || outOfHours, { path: ['outOfHours'], error: 'name the tiers that decide outside the hours' })
    .refine(({ hours, outOfHours }) => hours || !outOfHours, { path: ['hours'], error: 'say when the usual tiers are there, such as "support-hours"' })
    .meta({
      not: { required: ['quorum', 'tiers'] },
      oneOf: [{ required: ['hours', 'outOfHours'] }, { not: { anyOf: [{ required: ['hours'] }, { required: ['outOfHours'] }] } }],
    })
    .prefault({}),
  escalation: z.strictObject({
    remindAfter: duration.default('PT10M').describe('First reminder of an unfiled hand-off; it doubles from there.'),
  }).prefault({}),
  alerts: z.strictObject({
    provider: z.enum(['defender', 'local', 'none']).optional()
      .describe('defender: threat alerts of Microsoft Defender, read through Microsoft Graph. local: those of the local Teams. none: no device is frozen. Left out: defender with LAPS, local in local mode.'),
    contact: objectId.optional().describe('The Security admin contact by object id, who gets the card of each alert in a 1:1 chat.'),
  }).prefault({}),
  incidents: z.strictObject({
    window: duration.default('PT1H').describe('Within this time as many people must report the same.'),
    threshold: z.int().min(thresholds.least).max(thresholds.most).default(5).describe('So many distinct people make an incident.'),
    lapseAfter: duration.default('P1D').describe('A suspicion that nobody decides ends by itself after so long.'),
    applications: z.array(application).max(200).default(knownApplications).describe('What people name in their reports; a list of one’s own takes the place of this one.'),
  }).prefault({}).describe('When many people report the same, in one category and about one application or device model, the IT admins get one card.'),
  webhooks: z.array(webhook).default([]).describe('Systems that are told of every event, signed by the Standard Webhooks convention.'),
  credentials: z.strictObject({
    provider: z.enum(['local', 'laps']).describe('local: a vault for trying out, in local mode only. laps: Windows LAPS, read and rotated through Microsoft Graph.'),
  }).default({ provider: 'local' }),
  devices: z.strictObject({
    provider: z.enum(['local', 'intune']).describe('local: a list. intune: managed devices, found through Microsoft Graph.'),
    file: words.optional().describe('With local: a JSON list of devices.'),
    rings: z.partialRecord(z.enum(rings), objectId).optional()
      .describe('With intune: the Entra group of each update ring by its object id. A device in several is of the first, one in none is of Broad.'),
  }).default({ provider: 'local' }),
});

export type SupportConfig = z.output<typeof configSchema>;

/** Milliseconds of a duration that the schema accepts. Throws a RangeError on anything else. */
export function milliseconds(duration: string): number {
  return Temporal.Duration.from(duration).total({ unit: 'milliseconds', relativeTo: '1970-01-01T00:00Z[UTC]' });
}

function isZone(name: string): boolean {
  try {
    // An offset such as +09:00 is none: it knows no daylight saving time.
    return /^[A-Z]/.test(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return false;
  }
}
