// The two clocks of a service level, read from what happened: when the first response is due, and when the next update.
import { hoursFor, type Agreement } from './agreement.ts';
import type { Coverage } from './escalation-record.ts';
import { isWorse, type Severity } from './severity.ts';
import { addSupportTime, supportTimeBetween, type SupportHours } from './support-hours.ts';

/** The first response is somebody who starts to work on it; an update is any word to the customer after that. */
export type Promised = 'initial' | 'update';

/**
 * A moment that moves a clock (epoch ms):
 * - `opened`: somebody waits for a first response, at first or again.
 * - `response`: somebody starts to work on it; `news`: a word while it is worked on, which is no first response by itself.
 * - `question`: a response after which the next action is the customer's; `answer`: it is ours again.
 * - `over`: nothing is owed any more.
 * - `warned`, `breached`: people were told.
 */
export type Mark =
  | { readonly is: 'opened' | 'graded'; readonly at: number; readonly severity: Severity }
  | { readonly is: 'response' | 'news' | 'question' | 'answer' | 'over' | 'warned' | 'breached'; readonly at: number };

/** What people were told of a promise: nothing yet, that it is near, that it was broken. */
type Told = 'nothing' | 'warned' | 'breached';

/** `paused`: the next action is the customer's. */
export type ServiceClock =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'paused'; readonly promised: Promised }
  | { readonly kind: 'running'; readonly promised: Promised; readonly warnAt: number; readonly dueAt: number; readonly told: Told };

/** People are warned when this much of the time has passed. */
const warnAfter = 0.75;

/**
 * What is owed after all that happened, oldest first. It needs no now: time alone moves no due time.
 * Each severity's promise counts from the moment since which the problem has been at least that bad without a break, and the earliest counts:
 * a raise promises anew but takes nothing back, a lowering counts the time that has passed.
 * @param chosen the coverage chosen at filing, where the agreement leaves a choice
 */
export function clockOf(marks: readonly Mark[], agreement: Agreement, chosen?: Coverage): ServiceClock {
  const run = runOf(marks);
  if (!run) return { kind: 'stopped' };
  const { promised, told, stretches } = run;
  if (isPaused(run)) return { kind: 'paused', promised };
  const due = heldSince(run.grades).map(({ severity, from }) => {
    const hours = hoursFor(agreement, severity, chosen);
    const owed = agreement.levels[severity][promised];
    const counted = clip(stretches, from);
    return { warnAt: reached(hours, counted, owed * warnAfter), dueAt: reached(hours, counted, owed) };
  }).reduce((one, other) => (other.dueAt < one.dueAt ? other : one));
  return { kind: 'running', promised, told, ...due };
}

/** Whether as much is owed after either, under whichever agreement, and whatever comes next moves both alike. */
export function isSameRun(one: readonly Mark[], other: readonly Mark[]): boolean {
  return JSON.stringify(runOf(one)) === JSON.stringify(runOf(other));
}

function runOf(marks: readonly Mark[]): Run | undefined {
  return marks.reduce<Run | undefined>(after, undefined);
}

/** A stretch of time that counts; the one that goes on has no end. */
interface Stretch {
  readonly from: number;
  readonly to?: number;
}

/** How bad it was, since when. */
interface Grade {
  readonly severity: Severity;
  readonly from: number;
}
type Grades = readonly [newest: Grade, ...older: readonly Grade[]];

/** One promise on its way. */
interface Run {
  readonly promised: Promised;
  readonly grades: Grades;
  readonly stretches: readonly Stretch[];
  readonly told: Told;
}

function after(run: Run | undefined, mark: Mark): Run | undefined {
  const { at } = mark;
  if (mark.is === 'opened') return begin('initial', mark.severity, at);
  if (!run) return undefined;
  const { grades, stretches, told } = run;
  const again = begin('update', grades[0].severity, at);
  switch (mark.is) {
    case 'graded': return { ...run, grades: [{ severity: mark.severity, from: at }, ...grades], told: told === 'breached' ? told : 'nothing' };
    case 'response': return again;
    case 'news': return run.promised === 'initial' ? run : isPaused(run) ? pausedAt(again, at) : again;
    case 'question': return pausedAt(again, at);
    case 'answer': return isPaused(run) ? { ...run, stretches: [...stretches, { from: at }] } : run;
    case 'over': return undefined;
    case 'warned': return { ...run, told: told === 'breached' ? told : 'warned' };
    case 'breached': return { ...run, told: 'breached' };
  }
}

function begin(promised: Promised, severity: Severity, from: number): Run {
  return { promised, grades: [{ severity, from }], stretches: [{ from }], told: 'nothing' };
}

function isPaused({ stretches }: Run): boolean {
  return stretches.at(-1)?.to !== undefined;
}

function pausedAt(run: Run, at: number): Run {
  return { ...run, stretches: run.stretches.map((stretch) => ({ ...stretch, to: stretch.to ?? at })) };
}

/** The severity now and since when it has been no milder, then each milder one before, since it was no milder than that. */
function heldSince([newest, ...older]: Grades): Grades {
  return older.reduce<Grades>(([mildest, ...others], grade) =>
    isWorse(mildest.severity, grade.severity) ? [grade, mildest, ...others] : [{ ...mildest, from: grade.from }, ...others], [newest]);
}

/** Stretches as far as they lie after a moment. */
function clip(stretches: readonly Stretch[], from: number): readonly Stretch[] {
  return stretches.filter(({ to }) => to === undefined || to > from).map((stretch) => ({ ...stretch, from: Math.max(from, stretch.from) }));
}

/** When so many milliseconds of support time have passed within the stretches, the last of which goes on. */
function reached(hours: SupportHours, stretches: readonly Stretch[], ms: number): number {
  let left = ms;
  for (const { from, to } of stretches) {
    if (to === undefined) return addSupportTime(hours, from, left);
    const passed = supportTimeBetween(hours, from, to);
    if (passed >= left) return addSupportTime(hours, from, left);
    left -= passed;
  }
  return Infinity;
}
