// Reads the report form. Ends with a draft of a ticket, or with what is wrong in the form.
import { z } from 'zod';
import { limits } from '../cards/form.ts';
import { noDevice } from '../cards/report-form.ts';
import { categories } from '../support/category.ts';
import type { Device } from '../support/device.ts';
import { refOf, type PersonRef } from '../support/person.ts';
import { effectsOnWork, reaches } from '../support/severity.ts';
import type { TicketDraft } from '../support/ticket.ts';
import { choice, deviceAmong, meaning, needed, read, text, type Reading } from './form.ts';

/** The reporter, the devices to be found by name or serial number, and the people on whose behalf may be reported. */
export interface KnownToReporter {
  readonly person: PersonRef;
  readonly devices: readonly Device[];
  readonly colleagues: readonly PersonRef[];
}

export function readReport(posted: unknown, { person, devices, colleagues }: KnownToReporter): Reading<TicketDraft> {
  const people = [person, ...colleagues];
  const device = z.preprocess((value) => (value === noDevice ? '' : value), deviceAmong(devices));
  const fields = z.object({
    description: needed(text(limits.description)),
    category: needed(choice(categories)),
    device,
    reach: needed(choice(reaches)),
    effect: needed(choice(effectsOnWork)),
    for: meaning((id) => people.find((one) => one.id === id), 'unknown-person'),
  }).transform(({ for: colleague, device: found, ...rest }): TicketDraft => ({
    ...rest,
    ...(found && { device: { id: found.id, name: found.name, hardware: found.hardware, model: found.model } }),
    affected: refOf(colleague ?? person),
  }));
  return read(fields, posted);
}
