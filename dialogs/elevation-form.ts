// Reads the elevation form. Ends with a draft of an elevation, or with what is wrong in the form.
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import { recordIn } from '../locales/words.ts';
import { categories } from '../support/category.ts';
import type { Device } from '../support/device.ts';
import { accessMinutes, type ElevationDraft } from '../support/elevation.ts';
import { isPlannedAction, type PlannedAction } from '../support/planned-action.ts';
import { choice, deviceAmong, meaning, needed, read, text, type Reading } from './form.ts';

/** Whether the planned actions are allowed, and need a justification, is for the rule to say. */
export function readElevation(posted: unknown, { devices }: { readonly devices: readonly Device[] }): Reading<ElevationDraft> {
  return read(z.object({
    ticket: needed(meaning(recordIn, 'not-a-choice')),
    device: needed(deviceAmong(devices)).transform(({ id }) => id),
    category: needed(choice(categories)),
    title: needed(text(limits.title)),
    plan: needed(text(limits.plan)),
    actions: needed(meaning(plannedActions, 'not-a-choice')),
    justification: text(limits.justification).transform((words) => words ?? ''),
    minutes: needed(choice(accessMinutes)),
    breakGlass: text(limits.reason),
    confirm: choice(['true', 'false']),
  }).transform(({ breakGlass: reason = '', confirm, ...asked }): ElevationDraft =>
    (reason === '' && confirm !== 'true' ? asked : { ...asked, breakGlass: { reason, confirm: confirm === 'true' } })), posted);
}

/** Several choices arrive as one text, parted by commas. */
function plannedActions(words: string): readonly PlannedAction[] | undefined {
  const actions = [...new Set(words.split(',').map((word) => word.trim()).filter((word) => word !== ''))];
  return actions.length > 0 && actions.every(isPlannedAction) ? actions : undefined;
}
