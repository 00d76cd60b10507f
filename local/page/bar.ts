// The title bar: the name, the movable clock, the threat alerts and the theme.
import { themes, type Theme } from './address.ts';
import { dayAndTime } from './dates.ts';
import { element, partOfPage } from './element.ts';
import { icon } from './icon.ts';
import type { Tongue } from './words.ts';

/** What the clock can be moved by: an ISO 8601 duration, and how it is written. */
const moves = [['PT15M', 15, 'minute'], ['PT1H', 1, 'hour'], ['PT2H', 2, 'hour'], ['PT8H', 8, 'hour']] as const;

export interface BarHandlers {
  readonly moveClock: (advance: string) => void;
  readonly openThreats: () => void;
  readonly chooseTheme: (theme: Theme) => void;
}

export function titleBar({ moveClock, openThreats, chooseTheme }: BarHandlers) {
  const name = element('h1', {});
  const time = element('time', { 'data-testid': 'clock' });
  const moveButtons = moves.map(([advance]) =>
    element('button', { type: 'button', 'data-testid': `clock-${advance}`, click: () => moveClock(advance) }));
  const clock = element('div', { class: 'clock', role: 'group' }, icon('clock'), time, ...moveButtons);
  const threats = element('button', { type: 'button', class: 'threats-button', 'data-testid': 'open-threats', click: openThreats }, icon('shield'));
  const themeButtons = themes.map((theme) =>
    element('button', { type: 'button', 'data-testid': `theme-${theme}`, click: () => chooseTheme(theme) }, icon(theme)));
  const theme = element('div', { class: 'themes', role: 'group' }, ...themeButtons);
  partOfPage('bar').append(icon('app'), name, clock, threats, theme);

  let ahead = 0;
  let locale = 'en-US';
  const tick = () => {
    const now = Date.now() + ahead;
    time.textContent = dayAndTime(now, locale);
    time.dateTime = new Date(now).toISOString();
  };
  setInterval(tick, 1000);

  return {
    show(now: number, chosen: Theme, tongue: Tongue): void {
      const { words } = tongue;
      locale = tongue.locale;
      ahead = now - Date.now();
      tick();
      name.textContent = words.app;
      clock.setAttribute('aria-label', words.clock);
      moves.forEach(([, count, unit], index) => {
        const duration = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
        const button = moveButtons[index];
        if (button) button.textContent = `+${duration}`;
        button?.setAttribute('aria-label', words.ahead(duration));
        button?.setAttribute('title', words.ahead(duration));
      });
      threats.setAttribute('aria-label', words.threats);
      threats.title = words.threats;
      theme.setAttribute('aria-label', words.theme);
      themes.forEach((each, index) => {
        themeButtons[index]?.setAttribute('aria-label', words[each]);
        themeButtons[index]?.setAttribute('title', words[each]);
        themeButtons[index]?.setAttribute('aria-pressed', String(each === chosen));
      });
    },
  };
}
