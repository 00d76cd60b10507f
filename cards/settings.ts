// The settings that change in Teams: what each section says, since when and by whom, and where to change it.
import { sections, type SectionValues, type SettingBook } from '../support/setting.ts';
import type { Card } from './card.ts';
import template from './settings.template.json' with { type: 'json' };
import { show, type CardContext } from './context.ts';
import { choices } from './form.ts';
import { dateTime, plain } from './render.ts';
import { sectionOf, settingLines } from './setting-lines.ts';

export interface Settled {
  readonly values: SectionValues;
  readonly book: SettingBook;
}

export function settingsCard(context: CardContext, settled: Settled): Card {
  return show(context, template, settingsData(context, settled));
}

export function settingsData({ say }: CardContext, { values, book }: Settled) {
  return {
    summary: say('settings.title'),
    title: say('settings.title'),
    means: say('settings.means'),
    sections: sections.map((section) => {
      const entry = book[section];
      return {
        name: say(`section.${section}`),
        says: settingLines(say, sectionOf(values, section)).map(({ label, text }) => `${label}: ${text}`).join('\n\n'),
        since: entry ? say('settings.changed-by', { name: plain(entry.by.name), when: dateTime(entry.at) }) : say('settings.from-file'),
      };
    }),
    which: { label: say('settings.which'), error: say('input.choice') },
    choose: say('report.choose'),
    choices: choices(sections, (section) => say(`section.${section}`)),
    change: say('settings.change'),
    reset: say('settings.reset'),
    roles: say('settings.roles'),
  };
}
