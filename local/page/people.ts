// The rail of people one can be, grouped by role.
import type { CastPerson } from '../cast.ts';
import type { State } from '../wire.ts';
import { givenName, personAvatar } from './avatar.ts';
import { element, markCurrent, partOfPage } from './element.ts';
import type { Tongue } from './words.ts';

export function peopleRail(choose: (key: string) => void) {
  const rail = partOfPage('people');
  const buttons = new Map<string, HTMLButtonElement>();
  const headings = new Map<CastPerson['role'], HTMLElement>();

  function build(people: readonly CastPerson[]): void {
    for (const [role, members] of Map.groupBy(people, (person) => person.role)) {
      const heading = element('h2', {});
      headings.set(role, heading);
      const list = element('ul', {}, ...members.map((person) => {
        const button = element('button', { type: 'button', 'data-testid': `person-${person.key}`, click: () => choose(person.key) },
          personAvatar(person.name), element('span', { class: 'name' }, givenName(person.name)));
        buttons.set(person.key, button);
        return element('li', {}, button);
      }));
      rail.append(element('section', {}, heading, list));
    }
  }

  return {
    show({ cast: { people }, me, waiting }: State, { words }: Tongue): void {
      if (buttons.size === 0) build(people);
      rail.setAttribute('aria-label', words.whoYouAre);
      for (const [role, heading] of headings) heading.textContent = words.group[role];
      for (const person of people) {
        const button = buttons.get(person.key);
        if (!button) continue;
        const current = person.key === me.key;
        // One's own are at the chats they are in.
        const unread = current ? 0 : waiting[person.key] ?? 0;
        const called = [person.name, words.role[person.role], unread > 0 ? words.unread(unread) : ''].filter(Boolean).join(', ');
        button.setAttribute('title', called);
        button.setAttribute('aria-label', called);
        button.dataset['unread'] = unread > 0 ? String(Math.min(unread, 99)) : '';
        markCurrent(button, current);
      }
    },
  };
}
