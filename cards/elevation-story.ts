// What is going on with an elevation, in a sentence or two: the same truth for its requester and for the approvers.
import type { Say } from '../locales/say.ts';
import { extensionMinutes, type Approval, type Elevation, type ElevationState, type Extension } from '../support/elevation.ts';
import { badge, type Badge, type BadgeStyle } from './badge.ts';
import { stateWords } from './emergency.ts';
import { dateTime, plain, timeOfDay } from './render.ts';
import { story, type Story } from './story.ts';

/** @param mine told to the requester, else to the approvers */
export function elevationStory(say: Say, elevation: Elevation, mine: boolean): Story {
  const { state } = elevation;
  const requester = plain(elevation.requester.name);
  switch (state.kind) {
    case 'requested': {
      const duration = say.duration(state.decideBy - elevation.requestedAt);
      return story(say('elevation.now.requested', { when: dateTime(state.decideBy), duration }), notes(state.approvals));
    }
    case 'approved': {
      const data = { names: approved(say, state.approvals), time: timeOfDay(state.revealBy), duration: say.duration(elevation.minutes * 60_000), requester };
      const how = elevation.breakGlass.kind === 'none' ? 'approved' : 'broken';
      return story(say(mine ? `elevation.now.mine.${how}` : `elevation.now.${how}`, data), notes(state.approvals));
    }
    case 'active': {
      const time = timeOfDay(state.until);
      const now = mine
        ? say('elevation.now.mine.active', { time })
        : say('elevation.now.active', { time, requester, first: timeOfDay(state.revealedAt) });
      const more = extensionStory(say, elevation, state.extension, mine);
      return story([now, say.count('elevation.reveals', state.reveals), more.text].filter(Boolean).join(' '), more.words);
    }
    case 'denied':
    case 'revoked':
      return story(say(`elevation.now.${state.kind}`, { name: plain(state.by.name), when: dateTime(state.at) }), state.reason);
    case 'expired': {
      const unused = elevation.breakGlass.kind === 'none' ? 'unused' : 'unused-broken';
      return story(say(`elevation.now.${state.undecided ? 'undecided' : unused}`, { when: dateTime(state.at) }));
    }
    case 'cancelled':
      return story(state.by
        ? say('elevation.now.cancelled', { name: plain(state.by.name), when: dateTime(state.at) })
        : say('elevation.now.cancelled-with-ticket', { ticket: elevation.ticket, when: dateTime(state.at) }));
    case 'ended':
    case 'rotating':
    case 'rotation-overdue':
    case 'unreported':
    case 'closed': {
      const why = say(mine && state.why === 'done' ? 'elevation.mine.why.done' : `elevation.why.${state.why}`, { name: requester, when: dateTime(state.endedAt) });
      const password = say(`elevation.password.${state.kind}`, 'rotatedAt' in state ? { when: dateTime(state.rotatedAt) } : {});
      if (state.report.kind === 'given') return story(`${why} ${password}`, state.report.actionsTaken);
      const missing = say(mine ? 'elevation.mine.report-missing' : 'elevation.report-missing');
      return story(`${why} ${password} ${missing}`, state.why === 'revoked' ? wordsOfRevoking(elevation) : '');
    }
  }
}

function extensionStory(say: Say, { requester }: Elevation, extension: Extension, mine: boolean): { readonly text: string; readonly words: string } {
  const duration = say.duration(extensionMinutes * 60_000);
  switch (extension.kind) {
    case 'none': return { text: '', words: '' };
    case 'asked': {
      const asked = say(mine ? 'elevation.mine.extension.asked' : 'elevation.extension.asked', { name: plain(requester.name), duration });
      const names = approved(say, extension.approvals);
      return { text: names === '' ? asked : `${asked} ${say('elevation.extension.in-part', { names })}`, words: extension.reason };
    }
    case 'granted': return { text: say('elevation.extension.granted', { duration, names: approved(say, extension.approvals) }), words: notes(extension.approvals) };
    case 'denied': return { text: say('elevation.extension.denied', { name: plain(extension.by.name) }), words: extension.reason };
  }
}

export function elevationBadge(say: Say, elevation: Pick<Elevation, 'state' | 'breakGlass'>): Badge {
  return badge(say, stateWords(say, elevation), badgeStyles[elevation.state.kind]);
}

const badgeStyles: Readonly<Record<ElevationState['kind'], BadgeStyle>> = {
  'requested': 'warning',
  'denied': 'attention',
  'expired': 'emphasis',
  'cancelled': 'emphasis',
  'revoked': 'attention',
  'approved': 'good',
  'active': 'accent',
  'ended': 'emphasis',
  'rotating': 'emphasis',
  'rotation-overdue': 'attention',
  'unreported': 'warning',
  'closed': 'emphasis',
};

function approved(say: Say, approvals: readonly Approval[]): string {
  return say.list(approvals.map((approval) => plain(approval.by.name)));
}

function notes(approvals: readonly Approval[]): string {
  return approvals.flatMap((approval) => (approval.note === undefined ? [] : [`${approval.by.name}: ${approval.note}`])).join('\n');
}

function wordsOfRevoking(elevation: Elevation): string {
  return elevation.history.findLast((line) => line.what === 'elevation/revoke')?.words ?? '';
}
