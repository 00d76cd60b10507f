// Every elevation of a device or a person as one row: who asked, decided, saw, when, and what was done.
import type { Store } from '../store/store.ts';
import type { Approval, Elevation } from '../support/elevation.ts';

/** By id or by name, as the record has them. Neither given: every elevation. */
export interface Whose {
  readonly device?: string;
  readonly person?: string;
}

/** Empty where there is nothing to say; times are ISO 8601 in UTC. */
export type Access = Readonly<Record<(typeof columns)[number], string>>;

export const columns = [
  'id', 'ticket', 'device', 'deviceId', 'requester', 'requesterId', 'affected', 'requestedAt', 'minutes', 'title', 'plan', 'actions', 'justification', 'state',
  'approvedBy', 'emergency', 'reviewedBy', 'review', 'firstShownAt', 'timesShown', 'shownOn', 'extension', 'extensionBy', 'endedAt', 'endedBecause', 'actionsTaken', 'reportedBy',
  'passwordChangedAt',
] as const;

/** Found by the audit log, which knows every record there ever was, oldest first. */
export async function* accessesOf(store: Store, { device, person }: Whose): AsyncGenerator<Access> {
  const seen = new Set<string>();
  for await (const { chain } of store.lines({})) {
    if (!chain.startsWith('E-') || seen.has(chain)) continue;
    seen.add(chain);
    const elevation = (await store.get('elevation', chain))?.body;
    if (elevation && named(elevation.device, device) && named(elevation.requester, person)) yield accessOf(elevation);
  }
}

function named({ id, name }: { readonly id: string; readonly name: string }, wanted: string | undefined): boolean {
  return wanted === undefined || [id, name].some((known) => known.toLowerCase() === wanted.toLowerCase());
}

function accessOf(elevation: Elevation): Access {
  const { device, requester, affected, state, breakGlass } = elevation;
  const access = 'revealedAt' in state ? state : undefined;
  const ended = 'endedAt' in state ? state : undefined;
  const extension = access?.extension ?? { kind: 'none' };
  const reviewed = breakGlass.kind === 'reviewed' ? breakGlass : undefined;
  const report = ended?.report.kind === 'given' ? ended.report : undefined;
  return {
    id: elevation.id, ticket: elevation.ticket, device: device.name, deviceId: device.id, requester: requester.name, requesterId: requester.id, affected: affected.name,
    requestedAt: timeOf(elevation.requestedAt), minutes: String(elevation.minutes), title: elevation.title, plan: elevation.plan,
    actions: elevation.actions.join(' '), justification: elevation.justification, state: state.kind,
    approvedBy: 'approvals' in state ? namesOf(state.approvals) : '',
    emergency: breakGlass.kind === 'none' ? '' : breakGlass.reason, reviewedBy: reviewed?.by.name ?? '', review: reviewed?.note ?? '',
    firstShownAt: timeOf(access?.revealedAt), timesShown: String(access?.reveals ?? 0), shownOn: shownOn(elevation),
    extension: extension.kind === 'none' ? '' : extension.kind,
    extensionBy: extension.kind === 'denied' ? extension.by.name : 'approvals' in extension ? namesOf(extension.approvals) : '',
    endedAt: timeOf(ended?.endedAt), endedBecause: ended?.why ?? '', actionsTaken: report?.actionsTaken ?? '', reportedBy: report?.by.name ?? '',
    passwordChangedAt: timeOf('rotatedAt' in state ? state.rotatedAt : undefined),
  };
}

/** The kinds of machine that the password was shown on, as far as their clients told. */
function shownOn({ history }: Elevation): string {
  return [...new Set(history.flatMap(({ what, words = '' }) => (what === 'elevation/revealed' && words !== '' ? [words] : [])))].join(', ');
}

function namesOf(approvals: readonly Approval[]): string {
  return approvals.map(({ by, at }) => `${by.name} (${timeOf(at)})`).join(', ');
}

function timeOf(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}

/** A line of CSV (RFC 4180). What a spreadsheet would take for a formula is kept from being one: people wrote these words. */
export function csvLine(values: readonly string[]): string {
  return `${values.map((value) => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`).join(',')}\r\n`;
}
