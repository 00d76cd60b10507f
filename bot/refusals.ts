// A refusal in the reader's words: the machine's words in its blanks are translated, people's own are dressed.
import { plain, timeOfDay } from '../cards/render.ts';
import type { Say } from '../locales/say.ts';
import type { FocusArea } from '../support/category.ts';
import type { Refusal } from '../support/outcome.ts';
import { isRole } from '../support/person.ts';
import { isPlannedAction } from '../support/planned-action.ts';

export function refusalText({ reason, data }: Refusal, say: Say): string {
  const blanks = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, (ours[name] ?? plain)(value, say)]));
  return say(`refusal.${reason}`, blanks);
}

/** Blanks that hold words or numbers of the machine. `from` is epoch ms, spans are milliseconds. */
const ours: Readonly<Record<string, (value: string, say: Say) => string>> = {
  actions: actionNames,
  focus: (area, say) => say(`focus.${area as FocusArea}`),
  roles: (words, say) => say.list(words.split(' ').filter(isRole).map((role) => say(`role.${role}`))),
  from: (at) => timeOfDay(Number(at)),
  left: span,
  wait: span,
  cap: span,
};

function span(milliseconds: string, say: Say): string {
  return say.duration(Number(milliseconds));
}

function actionNames(words: string, say: Say): string {
  return say.list(words.split(' ').filter(isPlannedAction).map((action) => say(`action.${action}`)));
}
