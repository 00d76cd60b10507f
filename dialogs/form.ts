// Reads what a form sends back: what every field may hold, and what is wrong with those that hold something else.
import { z } from 'zod';
import { faultNames, type FaultName } from '../cards/form.ts';
import { squeeze } from '../locales/fold.ts';
import type { Device } from '../support/device.ts';
import { typed } from './typed.ts';

/** The draft, or the faults by input id: a field named there is asked for again. */
export type Reading<Draft> =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly faults: Readonly<Record<string, FaultName>> };

/** Reads what was posted by the shape of its fields; other fields do not count. */
export function read<Draft>(fields: z.ZodType<Draft>, posted: unknown): Reading<Draft> {
  const { success, data, error } = fields.safeParse(z.looseObject({}).safeParse(posted).data ?? {});
  if (success) return { ok: true, draft: data };
  return { ok: false, faults: Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0]), faultNamed(message)])) };
}

/** What the words of a field stand for; undefined when it is empty, a fault when they stand for nothing. */
export function meaning<Meant>(find: (words: string) => Meant | undefined, fault: FaultName) {
  return z.unknown().optional().transform((posted, context) => {
    const words = typed(typeof posted === 'string' || typeof posted === 'number' ? String(posted) : '');
    const meant = words === '' ? undefined : find(words);
    if (words !== '' && meant === undefined) context.addIssue({ code: 'custom', message: fault });
    return meant;
  });
}

/** A field that must not be empty. */
export function needed<Meant>(field: z.ZodType<Meant | undefined>) {
  return field.transform((meant, context): Meant => {
    if (meant !== undefined) return meant;
    context.addIssue({ code: 'custom', message: 'missing' satisfies FaultName });
    return z.NEVER;
  });
}

/** At most so many characters. */
export function text(most: number) {
  return meaning((words) => (words.length <= most ? words : undefined), 'too-long');
}

export function choice<Word extends string | number>(words: readonly Word[]) {
  return meaning((said) => words.find((word) => String(word) === said), 'not-a-choice');
}

/** A device that was chosen or typed: by id, name or serial number. */
export function deviceAmong(devices: readonly Device[]) {
  const isCalled = ({ id, name, serial }: Device, said: string) => [id, name, serial].some((known) => squeeze(known) === squeeze(said));
  return meaning((said) => devices.find((device) => isCalled(device, said)), 'unknown-device');
}

function faultNamed(message: string): FaultName {
  const name = faultNames.find((known) => known === message);
  if (!name) throw new Error(`A field of a form has a fault without a name: ${message}`);
  return name;
}
