// The rail of people one can be, grouped by role.
import type { CastPerson } from '../cast.ts';
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
    show(people: readonly CastPerson[], me: CastPerson, { words }: Tongue): void {
      if (buttons.size === 0) build(people);
      rail.setAttribute('aria-label', words.whoYouAre);
      for (const [role, heading] of headings) heading.textContent = words.group[role];
      for (const person of people) {
        const button = buttons.get(person.key);
        button?.setAttribute('title', `${person.name}, ${words.role[person.role]}`);
        button?.setAttribute('aria-label', `${person.name}, ${words.role[person.role]}`);
        if (button) markCurrent(button, person.key === me.key);
      }
    },
  };
}
