// Who in the organisation answers for a focus area: copied on its escalations, asked to step in when nobody else can be reached.
import type { FocusArea } from './category.ts';

/** `name` says how to reach them too; `person` is their Entra object id, by which the bot can write to them. */
export interface AdminContact {
  readonly name: string;
  readonly person?: string;
}

/** An area that nobody is named for gets no escalation (admin contacts page of the managed service). */
export type AdminContacts = Readonly<Partial<Record<FocusArea, AdminContact>>>;
