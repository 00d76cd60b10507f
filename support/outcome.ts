// A rule's answer: what becomes of the record, or a refusal that has a name.

/** A "no" that people get told: `reason` is the locale key `refusal.<reason>`, `data` fills its blanks. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly data: Readonly<Record<string, string>>;
}

export const refusalReasons = [
  'admin-contact-missing', 'alert-acknowledged', 'alert-cleared', 'already-claimed', 'already-decided', 'already-reported',
  'already-reviewed', 'ask-limit', 'attachments-full', 'break-glass-only', 'budget-short', 'budget-spent', 'cap-reached',
  'case-number-needed', 'commitment-needed', 'confirm-needed', 'contact-needed', 'coverage-needed', 'decision-over', 'device-busy',
  'device-under-alert', 'device-unknown', 'devices-unread', 'elevation-not-active', 'elevation-not-open', 'escalation-not-open',
  'extension-used', 'has-duplicates', 'incident-confirmed', 'incident-ended', 'incident-escalated', 'incident-no-ticket', 'incident-open',
  'is-duplicate', 'it-admin-only', 'justification-needed', 'last-it-admin', 'looked-at', 'main-is-duplicate', 'main-unknown',
  'membership-unknown', 'no-approver', 'no-duplicate', 'no-incident', 'no-review', 'nobody-to-extend', 'not-allowed', 'not-assignable',
  'not-designated', 'not-found', 'not-supported', 'not-the-filer', 'not-the-requester', 'not-the-user', 'not-waiting', 'not-yet',
  'nothing-new', 'operations-only-lower', 'other-tier', 'own-review', 'own-role', 'rating-over', 'reactivation-over', 'reason-needed',
  'reveal-limit', 'reveal-over', 'review-early', 'role-from-escalation-team', 'role-from-group', 'role-from-roster', 'role-held',
  'role-not-held', 'role-unknown', 'same-severity', 'self-approval', 'setting-of-file', 'setting-overtaken', 'setting-same',
  'severity-fixed', 'test-ring', 'text-needed', 'ticket-ended', 'ticket-not-ended', 'tier-complete', 'tier-unknown', 'too-many-words',
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
