// What is counted: the moments of a record's life that the numbers are made of.
import type { Elevation } from './elevation-record.ts';
import type { HistoryLine } from './effect.ts';
import type { Ticket } from './ticket-record.ts';

export const milestoneNames = ['opened', 'responded', 'resolved', 'reopened', 'breached', 'rated', 'elevated-device', 'elevated-person'] as const;
export type MilestoneName = (typeof milestoneNames)[number];

/** `took` is milliseconds since the record began, 0 where that means nothing; `label` is what it is counted by. */
export interface Milestone {
  readonly name: MilestoneName;
  readonly took: number;
  readonly label: string;
}

/** What a ticket has reached by this step. The first response is the first claim, assignment or question; each time it is resolved counts, of its ratings the first. */
export function ticketMilestones(next: Ticket, was: Ticket | undefined): readonly Milestone[] {
  if (!was) return [{ name: 'opened', took: 0, label: next.severity }];
  // A long talk is bounded: by its length alone nobody knows which lines are new.
  const known = new Set(was.history);
  const fresh = next.history.filter((line) => !known.has(line));
  const answered = (line: HistoryLine) => line.what === 'ticket/claim' || line.what === 'ticket/assign' || line.what === 'ticket/ask';
  const reached = (name: MilestoneName, line: HistoryLine | undefined) => (line ? [{ name, took: line.at - next.openedAt, label: next.severity }] : []);
  return [
    ...(was.history.some(answered) ? [] : reached('responded', fresh.find(answered))),
    ...(next.state.kind === 'resolved' && was.state.kind !== 'resolved' ? reached('resolved', fresh.at(-1)) : []),
    ...reached('reopened', fresh.find(({ what }) => what === 'ticket/reopen')),
    ...reached('breached', fresh.find(({ what }) => what === 'ticket/breach')),
    ...(next.rating && !was.rating ? [{ name: 'rated' as const, took: next.rating.at - next.openedAt, label: String(next.rating.score) }] : []),
  ];
}

/** An elevation counts once its password was shown. */
export function elevationMilestones(next: Elevation, was: Elevation | undefined): readonly Milestone[] {
  if (next.state.kind !== 'active' || was?.state.kind === 'active') return [];
  return [
    { name: 'elevated-device', took: 0, label: next.device.name },
    { name: 'elevated-person', took: 0, label: next.requester.name },
  ];
}
