// The dialog a card's button opens (a task module). What it shows lives in this element only and is gone when it closes.
import type { Dialog } from '../wire.ts';
import { drawCard, type OnPress } from './card.ts';
import { element } from './element.ts';
import { hostPage, type Hosted } from './host.ts';
import { icon } from './icon.ts';
import type { Tongue } from './words.ts';

/** Pixels of the sizes Teams has names for. */
const widths = { small: 400, medium: 600, large: 820 };
const heights = { small: 240, medium: 480, large: 640 };

export function dialogBox() {
  const title = element('h2', { id: 'teams-dialog-title' });
  const close = element('button', { type: 'button', class: 'close', 'data-testid': 'dialog-close', click: () => box.close() }, icon('close'));
  const body = element('div', { class: 'content' });
  const box = element('dialog', { 'aria-labelledby': 'teams-dialog-title', 'data-testid': 'dialog' }, element('header', {}, title, close), body);
  let hosting: AbortController | undefined;
  let tellTheme: ((theme: string) => void) | undefined;
  box.addEventListener('close', () => {
    hosting?.abort();
    tellTheme = undefined;
    body.replaceChildren();
  });
  document.body.append(box);

  function open(heading: string, content: Node, { words }: Tongue): void {
    title.textContent = heading;
    close.setAttribute('aria-label', words.close);
    close.title = words.close;
    body.replaceChildren(content);
    if (!box.open) box.showModal();
  }

  return {
    show(dialog: Dialog, tongue: Tongue, onPress: OnPress, page: Pick<Hosted, 'theme' | 'token'>): void {
      const { width = 'medium', height } = dialog;
      box.style.width = `${typeof width === 'number' ? width : widths[width]}px`;
      box.style.minHeight = height === undefined ? '' : `${typeof height === 'number' ? height : heights[height]}px`;
      if ('url' in dialog.content) {
        const frame = element('iframe', { src: dialog.content.url, title: dialog.title, allow: 'clipboard-write' });
        hosting?.abort();
        hosting = new AbortController();
        tellTheme = hostPage(frame, { ...page, locale: tongue.locale, close: () => box.close() }, hosting.signal);
        open(dialog.title, frame, tongue);
        return;
      }
      const card = drawCard(dialog.content.card, tongue.locale, onPress);
      open(dialog.title, card.node, tongue);
      if (!card.focusFirstInput()) close.focus();
    },
    /** Puts a text in the place of the card. */
    showText(text: string, tongue: Tongue): void {
      const ok = element('button', { type: 'button', class: 'ok', click: () => box.close() }, tongue.words.close);
      open(title.textContent, element('div', { class: 'note' }, element('p', {}, text), ok), tongue);
      ok.focus();
    },
    /** The page in it, if there is one, takes the theme on. */
    wear: (theme: string) => tellTheme?.(theme),
    isOpen: () => box.open,
    close: () => box.close(),
  };
}
