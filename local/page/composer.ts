// Where one writes: a box that sends with Enter, keeps a draft per chat, and addresses the bot in a channel.
import type { SuggestedAction } from '../wire.ts';
import { element } from './element.ts';
import { finder, type FinderHandlers } from './finder.ts';
import { icon } from './icon.ts';
import { fileTray, type WaitingFile } from './tray.ts';
import type { Tongue } from './words.ts';

/** What the box writes to. `replyTo` names the thread of a channel that is answered. */
export interface Addressee {
  readonly chat: string;
  readonly kind: 'personal' | 'channel';
  readonly bot: string;
  readonly replyTo?: { readonly thread: string; readonly name: string } | undefined;
}

export interface ComposerHandlers extends FinderHandlers {
  /** Rejects when the text was not taken, so that it can be put back. */
  readonly say: (text: string, files?: readonly WaitingFile[]) => Promise<void>;
  readonly cancelReply: () => void;
}

export function composer({ say, cancelReply, ...finding }: ComposerHandlers) {
  const drafts = new Map<string, string>();
  const box = element('textarea', { rows: '1', 'data-testid': 'composer' });
  const send = element('button', { type: 'submit', class: 'send', 'data-testid': 'send' }, icon('send'));
  const mention = element('span', { class: 'mention' });
  const replyNote = element('span', {});
  const cancel = element('button', { type: 'button', click: cancelReply }, icon('close'));
  const replyBar = element('div', { class: 'replying' }, icon('reply'), replyNote, cancel);
  const suggestions = element('div', { class: 'suggestions', role: 'group' });
  const search = finder(finding);
  const tray = fileTray(() => to && write(to.chat, box.value));
  const form = element('form', { class: 'composer' }, suggestions, search.panel, replyBar, tray.list, element('div', { class: 'box' }, mention, box, tray.button, tray.input, send), search.toggle);
  let to: Addressee | undefined;
  let offered: readonly SuggestedAction[] = [];

  async function submit(): Promise<void> {
    const text = box.value.trim();
    const files = tray.waiting();
    if (!to || (text === '' && files.length === 0)) return;
    const { chat } = to;
    tray.hold([]);
    write(chat, '');
    await say(text, files).catch(() => {
      if (drafts.get(chat)) return;
      write(chat, text);
      if (to?.chat === chat) tray.hold(files);
    });
  }
  function write(chat: string, text: string): void {
    drafts.set(chat, text);
    if (to?.chat === chat) box.value = text;
    send.disabled = box.value.trim() === '' && tray.waiting().length === 0;
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  box.addEventListener('input', () => to && write(to.chat, box.value));
  box.addEventListener('paste', (event) => {
    if (to?.kind === 'personal' && tray.paste(event.clipboardData)) event.preventDefault();
  });
  box.addEventListener('keydown', (event) => {
    // Enter that ends the composition of a Korean syllable is not Enter.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });

  return {
    node: form,
    focus: () => box.focus(),
    show(next: Addressee, suggested: readonly SuggestedAction[], tongue: Tongue): void {
      const { words } = tongue;
      const moved = next.chat !== to?.chat;
      to = next;
      if (moved) {
        write(next.chat, drafts.get(next.chat) ?? '');
        tray.hold([]);
        search.close();
      }
      const channel = next.kind === 'channel';
      tray.show(!channel, tongue);
      mention.hidden = !channel;
      mention.textContent = `@${next.bot}`;
      search.show(tongue);
      box.placeholder = words.write;
      box.setAttribute('aria-label', channel ? words.writeTo(next.bot) : words.write);
      send.setAttribute('aria-label', words.send);
      send.title = words.send;
      replyBar.hidden = !next.replyTo;
      replyNote.textContent = next.replyTo ? words.replyingTo(next.replyTo.name) : '';
      cancel.setAttribute('aria-label', words.cancelReply);
      suggestions.setAttribute('aria-label', words.suggestions);
      suggestions.hidden = suggested.length === 0;
      if (suggested === offered) return;
      offered = suggested;
      suggestions.replaceChildren(...suggested.map(({ title, value }) =>
        element('button', { type: 'button', click: () => void say(value).catch(() => undefined) }, title)));
    },
  };
}
