// The app's search under the box one writes in: finds tickets as one types, and posts the one that is chosen.
import type { AdaptiveCard, Found } from '../wire.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Tongue } from './words.ts';

/** Milliseconds without a key before it is searched. */
const pause = 250;

export interface FinderHandlers {
  /** Rejects when the local Teams does not answer. No words: what a search begins with. */
  readonly find: (words: string) => Promise<Found>;
  readonly post: (card: AdaptiveCard) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export function finder({ find, post, failed }: FinderHandlers) {
  const label = element('span', {});
  const toggle = element('button', { type: 'button', class: 'finder-toggle', 'aria-expanded': 'false', 'data-testid': 'find', click: () => open(panel.hidden !== false) }, icon('search'), label);
  const words = element('input', { type: 'search', 'data-testid': 'find-words', autocomplete: 'off' });
  const note = element('p', { role: 'status' });
  const list = element('ul', { 'data-testid': 'found' });
  const panel = element('div', { class: 'finder', hidden: true, role: 'group' }, words, note, list);
  let tongue: Tongue | undefined;
  /** Answers to what was typed before come late. */
  let asked = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function search(): Promise<void> {
    const mine = asked += 1;
    const found = await find(words.value.trim());
    if (mine === asked && panel.hidden === false) show(found);
  }

  function show(found: Found): void {
    note.textContent = found.kind === 'found' ? '' : found.text;
    list.replaceChildren(...found.kind !== 'found' ? [] : found.results.map(({ title, text, card }) =>
      element('li', {}, element('button', { type: 'button', 'aria-label': tongue?.words.post(title), click: () => void choose(card) },
        element('strong', {}, title), element('small', {}, text)))));
  }

  async function choose(card: AdaptiveCard): Promise<void> {
    open(false);
    await post(card).catch(failed);
  }

  function open(yes: boolean): void {
    clearTimeout(waiting);
    asked += 1;
    panel.hidden = !yes;
    toggle.setAttribute('aria-expanded', String(yes));
    note.textContent = '';
    list.replaceChildren();
    if (!yes) return;
    words.value = '';
    words.focus();
    search().catch(failed);
  }

  words.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void search().catch(failed), pause);
  });
  panel.addEventListener('keydown', (event) => {
    // Enter would send what stands in the box one writes in.
    if (event.key === 'Enter' && event.target === words) event.preventDefault();
    if (event.key !== 'Escape') return;
    open(false);
    toggle.focus();
  });

  return {
    panel, toggle,
    close: () => open(false),
    show(next: Tongue): void {
      tongue = next;
      label.textContent = next.words.findTicket;
      panel.setAttribute('aria-label', next.words.findTicket);
      words.placeholder = next.words.findBy;
      words.setAttribute('aria-label', next.words.findBy);
    },
  };
}
