// A rule's answer: what becomes of the record, or a refusal that has a name.

/** A "no" that people get told: `reason` is the locale key `refusal.<reason>`, `data` fills its blanks. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly data: Readonly<Record<string, string>>;
}

export const refusalReasons = [
  'has-duplicates', 'is-duplicate', 'main-is-duplicate', 'main-unknown', 'no-duplicate', 'not-assignable', 'rating-over',
  'admin-contact-missing', 'attachments-full', 'reactivation-over',
  'alert-acknowledged', 'alert-cleared', 'already-claimed', 'already-decided', 'already-reported', 'already-reviewed', 'ask-limit', 'break-glass-only', 'budget-short', 'budget-spent', 'cap-reached', 'confirm-needed',
  'case-number-needed', 'decision-over', 'device-busy', 'device-under-alert', 'device-unknown', 'devices-unread', 'elevation-not-active', 'elevation-not-open',
  'escalation-not-open', 'extension-used', 'no-review', 'nobody-to-extend', 'own-review', 'review-early', 'it-admin-only', 'justification-needed', 'no-approver', 'not-allowed', 'not-designated', 'not-found', 'not-supported',
  'last-it-admin', 'looked-at', 'membership-unknown', 'not-the-filer', 'not-the-requester', 'not-the-user', 'not-waiting', 'not-yet', 'nothing-new', 'operations-only-lower', 'other-tier', 'own-role',
  'reason-needed', 'reveal-limit', 'reveal-over', 'role-from-escalation-team', 'role-from-group', 'role-from-roster',
  'role-held', 'role-not-held', 'role-unknown', 'same-severity', 'setting-of-file', 'setting-overtaken', 'setting-same', 'self-approval', 'severity-fixed', 'test-ring', 'ticket-ended', 'ticket-not-ended',
  'incident-confirmed', 'incident-ended', 'incident-escalated', 'incident-no-ticket', 'incident-open', 'no-incident',
  'tier-complete', 'tier-unknown', 'commitment-needed', 'contact-needed', 'coverage-needed', 'text-needed',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** What a rule decided: the next value of the record and what is left to do about it. */
export interface Step<Value, Effect> {
  readonly next: Value;
  readonly effects: readonly Effect[];
}

export function become<Value, Effect>(next: Value, ...effects: readonly Effect[]): Outcome<Step<Value, Effect>> {
  return { ok: true, value: { next, effects } };
}

export function refuse(reason: RefusalReason, data: Readonly<Record<string, string>> = {}): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { reason, data } };
}
