// Short notices at the bottom of the window. They leave by themselves, but not while someone reads or reaches for them.
import { element, partOfPage } from './element.ts';
import { icon } from './icon.ts';

/** Milliseconds; long texts stay longer. */
const shownFor = (text: string) => Math.max(8000, text.length * 90);

export type ToastKind = 'notice' | 'error';

/** @param close the words on the button that closes it */
export function toast(kind: ToastKind, text: string, close: string): void {
  const note = element('div', { class: `toast ${kind}`, role: kind === 'error' ? 'alert' : 'status', 'data-testid': 'toast' },
    element('span', {}, text),
    element('button', { type: 'button', 'aria-label': close, title: close, click: () => note.remove() }, icon('close')));
  const leave = () => {
    if (note.matches(':hover, :focus-within')) setTimeout(leave, shownFor(text));
    else note.remove();
  };
  setTimeout(leave, shownFor(text));
  partOfPage('toasts').append(note);
}
