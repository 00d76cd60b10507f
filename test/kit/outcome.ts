// What a rule answered, in one word or as the step it took.
import assert from 'node:assert/strict';
import type { Outcome, Step } from '../../support/outcome.ts';

interface Alive {
  readonly state: { readonly kind: string };
}

/** The state that a record came to, or the name of the refusal. */
export function wordOf(outcome: Outcome<Step<Alive, unknown>>): string {
  return outcome.ok ? outcome.value.next.state.kind : outcome.refusal.reason;
}

/** The step that was taken; a refusal fails the test with its name. */
export function stepOf<Value, Effect>(outcome: Outcome<Step<Value, Effect>>): Step<Value, Effect> {
  assert.ok(outcome.ok, outcome.ok ? '' : `refused: ${outcome.refusal.reason}`);
  return outcome.value;
}

/** Freezes a value through and through, so that a rule which changes its arguments throws. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
