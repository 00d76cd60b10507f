// What the bot sent that Teams would refuse or show wrongly, kept so that a test can ask for it. Never holds what was sent.

import type { Violation } from './trial.ts';

/** One thing wrong with a payload. `refuse`: Teams answers 400; otherwise it takes it and shows it wrongly. */
export interface Finding {
  /** JSON pointer. */
  readonly path: string;
  readonly problem: string;
  readonly refuse: boolean;
}

export interface ViolationList {
  add(where: string, findings: readonly Finding[]): void;
  all(): readonly Violation[];
  clear(): void;
}

const kept = 1000;

export function violationList(now: () => number, log: (line: Record<string, unknown>) => void): ViolationList {
  let list: Violation[] = [];
  return {
    add: (where, findings) => {
      for (const { path, problem } of findings) {
        const violation = { at: new Date(now()).toISOString(), where, path, problem };
        list = [...list, violation].slice(-kept);
        log({ event: 'teams-violation', ...violation });
      }
    },
    all: () => list,
    clear: () => {
      list = [];
    },
  };
}
