// What was asked of the store in this tick: the same question has one answer.
import type { Value } from './statement.ts';

export interface Asked<Answer> {
  /** The answer that this question has already, else the one that `answer` gives. */
  once(sql: string, params: readonly Value[], answer: () => Answer): Answer;
  forget(): void;
}

export function openAsked<Answer>(): Asked<Answer> {
  let known = new Map<string, Map<string, Answer>>();
  return {
    once(sql, params, answer) {
      const alike = known.get(sql) ?? new Map<string, Answer>();
      known.set(sql, alike);
      const key = JSON.stringify(params);
      const given = alike.get(key) ?? answer();
      alike.set(key, given);
      return given;
    },
    forget() {
      // A new one: what a cleared map held stays in memory for as long as what it holds next.
      known = new Map();
    },
  };
}
