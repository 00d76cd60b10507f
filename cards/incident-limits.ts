// When many reports are an incident, in words and in a form.
import type { Say } from '../locales/say.ts';
import type { IncidentLimits } from '../support/incident-limits.ts';
import type { Application } from '../support/subject.ts';
import type { Asked } from './asked.ts';
import { counted } from './promises.ts';
import { clip, plain } from './render.ts';
import type { SettingLine } from './setting-lines.ts';

/** So many characters of them are named in a line. */
const longest = 300;

export function incidentLines(say: Say, { window, threshold, lapseAfter, applications }: IncidentLimits): readonly SettingLine[] {
  const span = (iso: string) => counted(say, Temporal.Duration.from(iso).total('milliseconds'));
  return [
    { label: say('setting.threshold'), text: String(threshold) },
    { label: say('setting.window'), text: span(window) },
    { label: say('setting.lapseAfter'), text: span(lapseAfter) },
    { label: say('setting.applications'), text: applications.length === 0 ? say('setting.nothing') : plain(clip(applications.map(({ name, also }) => [name, ...also].join(' / ')).join(', '), longest)) },
  ];
}

export function incidentFields(say: Say, { window, threshold, lapseAfter, applications }: IncidentLimits): readonly Asked[] {
  const time = (unit: 'hours' | 'minutes', name: 'window' | 'lapseAfter', iso: string): Asked => ({
    id: name, kind: 'number', label: { key: `setting.field.${unit}`, data: { what: say(`setting.${name}`) } },
    value: String(Number(Temporal.Duration.from(iso).total(unit).toFixed(4))),
  });
  return [
    { id: 'threshold', kind: 'number', label: 'setting.threshold', value: String(threshold) },
    time('minutes', 'window', window),
    time('hours', 'lapseAfter', lapseAfter),
    { id: 'applications', kind: 'lines', label: 'setting.field.applications', value: applications.map(inOneLine).join('\n'), optional: true },
  ];
}

function inOneLine({ name, also }: Application): string {
  return [name, ...also].join('; ');
}
