// Emergency access on cards: marked wherever its state stands, with the reason it was taken for and what its review said.
import type { Say } from '../locales/say.ts';
import type { Elevation } from '../support/elevation.ts';
import { dateTime, plain } from './render.ts';
import { story, type Story } from './story.ts';

/** The state as it stands inside a sentence. Emergency access is never called approved: nobody did. */
export function stateWords(say: Say, { state, breakGlass }: Pick<Elevation, 'state' | 'breakGlass'>): string {
  if (breakGlass.kind === 'none') return say(`elevation.state.${state.kind}`);
  return say('elevation.emergency', { state: say(state.kind === 'approved' ? 'elevation.state.broken' : `elevation.state.${state.kind}`) });
}

/** None where the approvers were not passed over. */
export function emergencyStory(say: Say, { breakGlass, requester }: Elevation): readonly Story[] {
  if (breakGlass.kind === 'none') return [];
  const taken = story(say('elevation.broken', { name: plain(requester.name) }), breakGlass.reason);
  return breakGlass.kind === 'unreviewed'
    ? [taken, story(say('elevation.unreviewed'))]
    : [taken, story(say('elevation.reviewed', { name: plain(breakGlass.by.name), when: dateTime(breakGlass.reviewedAt) }), breakGlass.note)];
}
