// What a section of the settings says, in words, line by line: as it is listed, and compared before it is saved.
import type { Say } from '../locales/say.ts';
import { focusAreas } from '../support/category.ts';
import { severities } from '../support/severity.ts';
import type { Section, Sectioned, SectionValues } from '../support/setting.ts';
import { limitLines } from './elevation-limits.ts';
import { incidentLines } from './incident-limits.ts';
import { breaksIn, counted, weekday } from './promises.ts';
import { clip, plain } from './render.ts';

export interface SettingLine {
  readonly label: string;
  readonly text: string;
}

/** Holidays are many and come year after year: so many are named. */
const mostNamed = 12;

export function sectionOf<S extends Section>(values: SectionValues, section: S): Sectioned {
  return { section, value: values[section] } as Sectioned;
}

export function settingLines(say: Say, { section, value }: Sectioned): readonly SettingLine[] {
  switch (section) {
    case 'user-levels': return severities.map((severity) => ({
      label: say('setting.severity', { severity: say(`severity.${severity}`) }),
      text: `${promised(say, value[severity])} · ${say(`setting.coverage.${value[severity].coverage}`)}`,
    }));
    case 'operations-levels': return typeof value === 'string'
      ? [{ label: say('setting.agreement'), text: say(`setting.agreement.${value}`) }]
      : [{ label: say('setting.agreement'), text: say('setting.agreement.own') }, ...severities.map((severity) => ({
          label: say('setting.severity', { severity: say(`severity.${severity}`) }), text: promised(say, value[severity]),
        }))];
    case 'support-hours': return [
      { label: say('setting.days'), text: say.list(value.days.map((day) => weekday(say, day))) },
      { label: say('setting.hours'), text: `${value.from} – ${value.to} (${value.zone})` },
      ...value.breaks ? [{ label: say('setting.breaks'), text: breaksIn(say, value.breaks) }] : [],
      { label: say('setting.holidays'), text: holidaysIn(say, value.holidays) },
    ];
    case 'elevation': return limitLines(say, value);
    case 'incidents': return incidentLines(say, value);
    case 'admin-contacts': return focusAreas.map((area) => {
      const contact = value[area];
      const name = contact ? plain(clip(contact.name, 100)) : say('setting.nobody');
      return { label: say(`focus.${area}`), text: contact?.person === undefined ? name : say('setting.told', { name }) };
    });
    case 'routes': return [
      ...value.vendors.map(({ manufacturer, name, contact }) => ({ label: say('setting.vendor', { manufacturer: plain(manufacturer) }), text: plain(`${name} · ${contact}`) })),
      { label: say('setting.microsoft'), text: value.microsoft ? plain(`${value.microsoft.plan} · ${value.microsoft.contact}`) : say('setting.nothing') },
    ];
    case 'provider': return [
      { label: say('setting.kind'), text: say(`setting.kind.${value.kind}`) },
      { label: say('setting.name'), text: plain(value.name) },
      { label: say('setting.contact'), text: value.contact === undefined ? say('setting.nothing') : plain(value.contact) },
    ];
  }
}

function promised(say: Say, { initial, update }: { readonly initial: string; readonly update: string }): string {
  const span = (iso: string) => counted(say, Temporal.Duration.from(iso).total('milliseconds'));
  return say('setting.promised', { initial: span(initial), update: span(update) });
}

function holidaysIn(say: Say, holidays: readonly string[]): string {
  if (holidays.length === 0) return say('setting.nothing');
  const named = holidays.slice(0, mostNamed).join(', ');
  return holidays.length > mostNamed ? say('setting.and-more', { named, count: holidays.length - mostNamed }) : named;
}
