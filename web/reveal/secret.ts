// The password on the page: the only file that ever touches one, and the one that takes it off again.
import type { Answered } from '../wire.ts';
import { part, word } from './parts.ts';
import { watchSight, type End } from './sight.ts';

type Shown = Extract<Answered, { kind: 'shown' }>;

/** Shows it until it is over, by whatever end; then nothing of it is left on the page. `hidden` is the reader's own wish. */
export function showSecret(shown: Shown): Promise<End | 'hidden'> {
  const { promise, resolve } = Promise.withResolvers<End | 'hidden'>();
  const section = part('shown');
  const over = new AbortController();
  const { signal } = over;
  const wipe = (end: End | 'hidden') => {
    over.abort();
    section.hidden = true;
    for (const id of ['account', 'password', 'groups', 'device', 'until', 'done', 'left'] as const) part(id).replaceChildren();
    resolve(end);
  };

  part('device').textContent = shown.device;
  part('until').textContent = word('until', { at: new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(shown.until) });
  part('account').textContent = shown.account;
  part('password').textContent = shown.password;
  part('groups').replaceChildren(...shown.groups.flatMap(({ group, said }) => [leaf('dt', group), leaf('dd', said)]));
  part('copy').addEventListener('click', () => void copy(), { signal });
  part('hide').addEventListener('click', () => wipe('hidden'), { signal });
  section.hidden = false;
  // From here on the window can lose the focus, and be noticed to.
  part('password').focus();
  watchSight(signal, (seconds) => {
    part('left').textContent = word('hides', { seconds: String(seconds) });
  }, wipe);
  return promise;
}

/** Teams may forbid it: then the password is selected, for the keyboard to copy. */
async function copy(): Promise<void> {
  const password = part('password');
  try {
    await navigator.clipboard.writeText(password.textContent);
    part('done').textContent = word('copied');
  } catch {
    getSelection()?.selectAllChildren(password);
    part('done').textContent = word('notCopied');
  }
}

function leaf(tag: 'dt' | 'dd', text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
