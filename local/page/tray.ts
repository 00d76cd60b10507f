// Files that wait to be sent: chosen with the paper clip or pasted into the box, each with a way to leave it out.
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Tongue } from './words.ts';

/** A picture that was pasted goes into the message itself, without its name, as in Teams. */
export interface WaitingFile {
  readonly file: File;
  readonly pasted: boolean;
}

export function fileTray(changed: () => void) {
  const input = element('input', { type: 'file', multiple: true, hidden: true, 'data-testid': 'files' });
  const button = element('button', { type: 'button', class: 'attach', 'data-testid': 'attach', click: () => input.click() }, icon('attach'));
  const list = element('ul', { class: 'tray' });
  let waiting: readonly WaitingFile[] = [];
  let leaveOut = '';

  function hold(next: readonly WaitingFile[]): void {
    waiting = next;
    list.replaceChildren(...next.map((one) => element('li', {}, one.file.name,
      element('button', { type: 'button', 'aria-label': `${leaveOut} ${one.file.name}`, click: () => hold(waiting.filter((other) => other !== one)) }, icon('close')))));
    list.hidden = next.length === 0;
    changed();
  }
  input.addEventListener('change', () => {
    hold([...waiting, ...[...input.files ?? []].map((file) => ({ file, pasted: false }))]);
    input.value = '';
  });

  return {
    button, list, input,
    waiting: () => waiting,
    hold,
    /** Whether there was something to hold. */
    paste(data: DataTransfer | null): boolean {
      const files = [...data?.files ?? []];
      if (files.length === 0) return false;
      hold([...waiting, ...files.map((file) => ({ file, pasted: file.type.startsWith('image/') }))]);
      return true;
    },
    show(possible: boolean, { words }: Tongue): void {
      leaveOut = words.leaveOut;
      button.hidden = !possible;
      button.setAttribute('aria-label', words.attach);
      button.title = words.attach;
    },
  };
}
