// Which cards are pictured: by card, its states as the card tests know them, each in one language.
import type { Language } from '../locales/say.ts';

export interface Section {
  /** Name of the card's files in `cards/`. */
  readonly card: string;
  readonly heading: string;
  readonly pictures: readonly Picture[];
}

export interface Picture {
  /** As in `test/cards/cases`; '' for a card with one state only. */
  readonly state: string;
  readonly language: Language;
  readonly caption: string;
  /** Parts of the card to open first: which of its opening buttons, from 0. */
  readonly open?: number;
}

const picture = (state: string, language: Language, caption: string, open?: number): Picture => ({ state, language, caption, ...(open !== undefined && { open }) });

export const gallery: readonly Section[] = [
  { card: 'welcome', heading: 'Welcome', pictures: [
    picture('user', 'ko', 'What a user reads first'),
    picture('escalation-team', 'en', 'What a member of the escalation team reads first'),
  ] },
  { card: 'help', heading: 'Help', pictures: [
    picture('user', 'ko', 'Words a user can say'),
    picture('it-admin', 'en', 'Words an IT admin can say'),
  ] },
  { card: 'roles', heading: 'Roles', pictures: [
    picture('', 'es', 'Who does what, and who holds which role'),
  ] },
  { card: 'report-form', heading: 'Report form', pictures: [
    picture('empty', 'ko', 'Everything at once'),
    picture('again', 'en', 'Asked again in place, with what was typed kept'),
  ] },
  { card: 'question', heading: 'Questions of a report', pictures: [
    picture('category', 'ko', 'What is it about?'),
    picture('device', 'en', 'Which device?'),
  ] },
  { card: 'confirmation', heading: 'Confirmation of a report', pictures: [
    picture('own', 'ko', 'Before it is sent'),
    picture('critical', 'en', 'An outage'),
  ] },
  { card: 'ticket', heading: 'Ticket', pictures: [
    picture('user-new', 'en', 'The user: just reported'),
    picture('user-waiting', 'ko', 'The user: support asks something', 0),
    picture('user-resolved', 'es', 'The user: resolved'),
    picture('staff-new', 'en', 'Staff: to be claimed'),
    picture('staff-designated', 'en', 'Staff who may request elevation: in progress'),
    picture('staff-waiting', 'ko', 'Staff: waiting for the user'),
    picture('staff-attached', 'es', 'Staff: a screenshot and a log to look at'),
  ] },
  { card: 'requests', heading: 'My requests', pictures: [
    picture('some', 'ko', 'Tickets, elevations and escalations of a person'),
    picture('none', 'en', 'Nothing yet'),
  ] },
  { card: 'queue', heading: 'Queue', pictures: [
    picture('some', 'en', 'What waits for staff'),
  ] },
  { card: 'incident', heading: 'Major incident, in the IT-admin channel', pictures: [
    picture('suspected', 'en', 'Many people report the same'),
    picture('escalated', 'ko', 'With Operations'),
    picture('resolved', 'es', 'Resolved, with all of its tickets'),
  ] },
  { card: 'stats', heading: 'Numbers', pictures: [
    picture('it-admin', 'en', 'As an IT admin sees them'),
  ] },
  { card: 'setting-form', heading: 'Service settings', pictures: [
    picture('user-levels', 'ko', 'What users are promised'),
  ] },
  { card: 'setting-preview', heading: 'Preview of a change', pictures: [
    picture('elevation', 'es', 'Who must approve admin access, and what becomes of the requests that are there'),
  ] },
  { card: 'found', heading: 'A ticket found from another chat', pictures: [
    picture('open', 'es', 'Posted there'),
  ] },
  { card: 'elevation-form', heading: 'Elevation form', pictures: [
    picture('', 'en', 'A request for admin access on a ticket'),
  ] },
  { card: 'approval', heading: 'Elevation, in the escalation channel', pictures: [
    picture('requested', 'en', 'Waiting for a decision', 0),
    picture('half-approved', 'en', 'Two tiers, one of which is still to approve; somebody is on it'),
    picture('unusual', 'ko', 'With actions that are not recommended'),
    picture('active', 'en', 'In use'),
    picture('closed', 'en', 'Over, and the password changed'),
    picture('overdue', 'en', 'Over, and the password not changed in time'),
    picture('denied', 'en', 'Denied'),
    picture('undecided', 'en', 'Expired: nobody decided'),
  ] },
  { card: 'elevation', heading: 'Elevation, as its requester sees it', pictures: [
    picture('requested', 'es', 'Waiting for a decision'),
    picture('approved', 'es', 'Approved: the password can be shown'),
    picture('active', 'en', 'In use'),
    picture('closed', 'ko', 'Over, and the password changed'),
    picture('denied', 'en', 'Denied'),
    picture('unused', 'en', 'Expired: the password was not shown in time'),
  ] },
  { card: 'escalation-form', heading: 'Escalation form', pictures: [
    picture('', 'en', 'An escalation of a ticket'),
  ] },
  { card: 'escalation', heading: 'Escalation, as its filer sees it', pictures: [
    picture('handed-off', 'en', 'Severity A or B: with the IT admin'),
    picture('accepted', 'ko', 'Accepted by Operations'),
    picture('awaiting-answer', 'en', 'Operations asks something', 0),
  ] },
  { card: 'hand-off', heading: 'Hand-off of a Sev A or B to the IT admin', pictures: [
    picture('critical', 'en', 'The commitment is confirmed when it is filed', 0),
    picture('filed', 'en', 'Filed'),
    picture('declined', 'es', 'Declined'),
  ] },
  { card: 'proposal', heading: 'Sev C of other staff, in the escalation channel', pictures: [
    picture('proposed', 'en', 'To be filed by the escalation team'),
  ] },
  { card: 'operations', heading: 'Escalation, in the operations channel', pictures: [
    picture('filed-critical', 'en', 'New, severity A'),
    picture('resolved', 'ko', 'Resolved'),
  ] },
  { card: 'incident', heading: 'Major incident, in the IT admin channel', pictures: [
    picture('suspected', 'en', 'Suspected: many people report the same'),
    picture('escalated', 'ko', 'With Operations'),
    picture('resolved', 'es', 'Resolved for everyone'),
  ] },
  { card: 'alert', heading: 'Threat alert, in the operations channel', pictures: [
    picture('open', 'en', 'Open: its device gets no elevation'),
    picture('cleared', 'ko', 'Cleared'),
  ] },
];
