// A box in which threat alerts are raised on devices and resolved, to see a device frozen and free again.
import type { LocalAlert } from '../trial.ts';
import type { State } from '../wire.ts';
import type { Api } from './api.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Tongue } from './words.ts';

/** @param failed told of a call that was refused, or not answered */
export function threatBox(failed: (error: unknown) => void) {
  const title = element('h2', { id: 'teams-threats-title' });
  const close = element('button', { type: 'button', class: 'close', click: () => box.close() }, icon('close'));
  const list = element('ul', { class: 'threats' });
  const box = element('dialog', { 'aria-labelledby': 'teams-threats-title', 'data-testid': 'threats' },
    element('header', {}, title, close), element('div', { class: 'content' }, list));
  document.body.append(box);

  async function draw(api: Api, state: State, tongue: Tongue): Promise<void> {
    const { alerts } = await api.alerts();
    list.replaceChildren(...state.cast.devices.map(({ name, user }) => {
      const owner = state.cast.people.find(({ id }) => id === user)?.name;
      const open = alerts.find((alert) => alert.device === name && !alert.resolved);
      return element('li', {},
        element('span', {}, element('strong', {}, name), owner === undefined ? '' : ` · ${owner}`),
        button(name, open, tongue, () => {
          const change = open ? api.resolveAlert(open.id) : api.raise(name);
          void change.then(() => draw(api, state, tongue)).then(() => focusOn(name), failed);
        }));
    }));
  }

  function button(device: string, open: LocalAlert | undefined, { words }: Tongue, click: () => void): HTMLElement {
    const text = open ? words.resolveThreat : words.raiseThreat;
    return element('button', { type: 'button', 'data-testid': `threat-${device}`, class: open ? 'open' : undefined, 'aria-label': `${text}: ${device}`, click }, text);
  }

  /** The button that was pressed is another one by now. */
  function focusOn(device: string): void {
    list.querySelector<HTMLElement>(`[data-testid="threat-${CSS.escape(device)}"]`)?.focus();
  }

  return {
    async open(api: Api, state: State, tongue: Tongue): Promise<void> {
      title.textContent = tongue.words.threats;
      close.setAttribute('aria-label', tongue.words.close);
      close.title = tongue.words.close;
      await draw(api, state, tongue);
      box.showModal();
    },
    close: () => box.close(),
  };
}
