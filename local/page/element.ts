// A DOM element in one expression: tag, attributes, listeners, children.
type Attribute = string | boolean | undefined | ((event: Event) => void);

/** Strings and `true` become attributes, `false` and `undefined` nothing, and functions listeners for the event of that name. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export type Part = 'announcer' | 'bar' | 'chat' | 'chats' | 'people' | 'toasts';

/** A part of page.html. The prefix keeps its id apart from those of card inputs, which the renderer puts into the page as they are. */
export function partOfPage(part: Part): HTMLElement {
  const found = document.getElementById(`teams-${part}`);
  if (!found) throw new Error(`page.html has no #teams-${part}`);
  return found;
}

/** Marks one of several as the current one, and brings it into sight when it becomes so. */
export function markCurrent(one: HTMLElement, current: boolean): void {
  if (current === one.hasAttribute('aria-current')) return;
  if (!current) return one.removeAttribute('aria-current');
  one.setAttribute('aria-current', 'true');
  one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
