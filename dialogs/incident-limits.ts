// Reads the form that says when many reports are an incident. Ends with that, or with what is wrong in the form.
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import { thresholds, type IncidentLimits } from '../support/incident-limits.ts';
import type { Application } from '../support/subject.ts';
import { meaning, needed, read, type Reading } from './form.ts';
import { hours, minutes } from './span.ts';

/** As the configuration file allows. */
const [mostApplications, mostNames] = [200, 20];

const threshold = needed(meaning((words) => {
  const count = Number(words);
  return /^\d{1,4}$/.test(words) && count >= thresholds.least && count <= thresholds.most ? count : undefined;
}, 'not-a-threshold'));

const applications = meaning((words): readonly Application[] | undefined => {
  const lines = words.split('\n').map((line) => line.split(';').map((part) => part.trim()).filter((part) => part !== '')).filter((names) => names.length > 0);
  const fit = lines.every((names) => names.length <= mostNames + 1 && names.every((name) => name.length <= limits.contact));
  return fit && lines.length <= mostApplications ? lines.map(([name = '', ...also]) => ({ name, also })) : undefined;
}, 'not-applications').transform((listed = []) => listed);

export function readIncidentLimits(posted: unknown): Reading<IncidentLimits> {
  return read(z.object({ threshold, window: minutes, lapseAfter: hours, applications }), posted);
}
