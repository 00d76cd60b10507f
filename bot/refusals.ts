// A refusal in the reader's words: the machine's words in its blanks are translated, people's own are dressed.
import { plain } from '../cards/render.ts';
import type { Say } from '../locales/say.ts';
import type { Refusal } from '../support/outcome.ts';
import { isPlannedAction } from '../support/planned-action.ts';

export function refusalText({ reason, data }: Refusal, say: Say): string {
  const blanks = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, name === 'actions' ? actionNames(value, say) : plain(value)]));
  return say(`refusal.${reason}`, blanks);
}

function actionNames(words: string, say: Say): string {
  return say.list(words.split(' ').filter(isPlannedAction).map((action) => say(`action.${action}`)));
}
