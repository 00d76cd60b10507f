// An elevation in each of its states, with the history that leads there; shared by the requester's and the approvers' cards.
import type { Approval, BreakGlass, Elevation } from '../../support/elevation.ts';
import { refOf } from '../../support/person.ts';
import { ana, chris, dana, elevation, minutes, nine } from './cast.ts';

const taken = { reason: 'The *payroll* run fails and nobody of the team answers the phone.', at: nine + minutes(12) };
/** Emergency access, owed a review and reviewed. */
export const emergencies = {
  unreviewed: { kind: 'unreviewed', ...taken, reminders: 0, remindAt: nine + minutes(222) },
  reviewed: { kind: 'reviewed', ...taken, by: refOf(dana), note: 'Justified; the on-call list was out of date.', reviewedAt: nine + minutes(300) },
} as const satisfies Readonly<Record<string, BreakGlass>>;

type Part = Pick<Elevation, 'state' | 'history'>;

const approvals: readonly Approval[] = [{ by: refOf(chris), at: nine + minutes(15), roles: ['escalation-team'], note: 'Please stay with Ms Kim while you work.' }];
const access = { approvals, revealedAt: nine + minutes(20), reveals: 2, extension: { kind: 'none' } } as const;
const report = { kind: 'given', actionsTaken: 'Ran the repair as administrator and printed a test page.', by: refOf(ana), at: nine + minutes(60) } as const;
const missing = { kind: 'missing', reminders: 0 } as const;
const ended = { why: 'done', endedAt: nine + minutes(60), report } as const;

const requested = elevation.history;
const approved = [...requested, { at: nine + minutes(15), what: 'elevation/approve', by: refOf(chris) }];
const revealed = [...approved, { at: nine + minutes(20), what: 'elevation/revealed', by: refOf(ana) }, { at: nine + minutes(25), what: 'elevation/revealed', by: refOf(ana) }];
const done = [...revealed, { at: nine + minutes(60), what: 'elevation/done', by: refOf(ana), words: report.actionsTaken }];
const revoking = { what: 'elevation/revoke', by: refOf(chris), words: 'The device was handed to the vendor.' };

const states = {
  requested: { state: elevation.state, history: requested },
  approved: { state: { kind: 'approved', approvals, revealBy: nine + minutes(45) }, history: approved },
  active: { state: { kind: 'active', until: nine + minutes(80), ...access }, history: revealed },
  extensionAsked: {
    state: { kind: 'active', until: nine + minutes(80), ...access, extension: { kind: 'asked', reason: 'The repair is still running.', at: nine + minutes(70), approvals: [] } },
    history: [...revealed, { at: nine + minutes(70), what: 'elevation/extend', by: refOf(ana), words: 'The repair is still running.' }],
  },
  extensionGranted: {
    state: {
      kind: 'active', until: nine + minutes(140), ...access,
      extension: { kind: 'granted', reason: 'The repair is still running.', at: nine + minutes(72), approvals: approvals.map((one) => ({ ...one, at: nine + minutes(72), note: 'Not longer.' })) },
    },
    history: [...revealed, { at: nine + minutes(72), what: 'elevation/approve', by: refOf(chris) }],
  },
  extensionDenied: {
    state: { kind: 'active', until: nine + minutes(80), ...access, extension: { kind: 'denied', by: refOf(chris), reason: 'Ms Kim needs the device at ten.', at: nine + minutes(72) } },
    history: [...revealed, { at: nine + minutes(72), what: 'elevation/deny', by: refOf(chris), words: 'Ms Kim needs the device at ten.' }],
  },
  finished: { state: { kind: 'rotating', ...ended, ...access }, history: done },
  overdue: {
    state: { kind: 'rotation-overdue', alarms: 1, alarmAt: nine + minutes(200), why: 'window-over', endedAt: nine + minutes(80), report: missing, ...access },
    history: [...revealed, { at: nine + minutes(80), what: 'elevation/expire' }, { at: nine + minutes(140), what: 'elevation/rotation-overdue' }],
  },
  unreported: {
    state: { kind: 'unreported', why: 'window-over', endedAt: nine + minutes(80), report: missing, ...access, rotatedAt: nine + minutes(82) },
    history: [...revealed, { at: nine + minutes(80), what: 'elevation/expire' }, { at: nine + minutes(82), what: 'elevation/rotated' }],
  },
  closed: {
    state: { kind: 'closed', ...ended, ...access, rotatedAt: nine + minutes(61) },
    history: [...done, { at: nine + minutes(61), what: 'elevation/rotated' }],
  },
  denied: {
    state: { kind: 'denied', by: refOf(chris), reason: 'The repair can run *without* admin access: see [the guide].', at: nine + minutes(15) },
    history: [...requested, { at: nine + minutes(15), what: 'elevation/deny', by: refOf(chris), words: 'The repair can run *without* admin access: see [the guide].' }],
  },
  undecided: { state: { kind: 'expired', undecided: true, at: nine + minutes(490) }, history: [...requested, { at: nine + minutes(490), what: 'elevation/expire' }] },
  unused: { state: { kind: 'expired', undecided: false, at: nine + minutes(45) }, history: [...approved, { at: nine + minutes(45), what: 'elevation/expire' }] },
  cancelled: {
    state: { kind: 'cancelled', by: refOf(ana), at: nine + minutes(12) },
    history: [...requested, { at: nine + minutes(12), what: 'elevation/cancel', by: refOf(ana) }],
  },
  cancelledWithTicket: {
    state: { kind: 'cancelled', at: nine + minutes(12) },
    history: [...requested, { at: nine + minutes(12), what: 'elevation/ticket-ended' }],
  },
  revoked: {
    state: { kind: 'revoked', by: refOf(chris), reason: revoking.words, at: nine + minutes(18) },
    history: [...approved, { at: nine + minutes(18), ...revoking }],
  },
  revokedInUse: {
    state: { kind: 'ended', why: 'revoked', endedAt: nine + minutes(30), report: missing, ...access },
    history: [...revealed, { at: nine + minutes(30), ...revoking }],
  },
} as const satisfies Readonly<Record<string, Part>>;

export const elevationStates: Readonly<Record<keyof typeof states, Part>> = states;
