// What the form of a section of the settings asks for: one input each.
import type { Key } from '../locales/say.ts';
import type { Choice } from './form.ts';

export type AskedKind = 'text' | 'lines' | 'number' | 'choice' | 'days' | 'person';

export interface Asked {
  readonly id: string;
  readonly kind: AskedKind;
  readonly label: Key | { readonly key: Key; readonly data: Readonly<Record<string, string>> };
  readonly value: string;
  readonly optional?: true;
  readonly choices?: readonly Choice[];
}
