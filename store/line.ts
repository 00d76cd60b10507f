// A line of the audit log, before and after it is logged.

export interface AuditLine {
  readonly at: number;
  /** Entra object id of the person, or `system`. */
  readonly actor: string;
  /** The verb or event, such as `elevation/approve`. */
  readonly action: string;
  /** Plain JSON; never a secret. */
  readonly detail: object;
}

export interface LoggedLine extends AuditLine {
  /** The record's id, or `house` for what belongs to no record's life. */
  readonly chain: string;
  readonly version: number;
  readonly record: string | undefined;
  readonly previous: string;
  readonly hash: string;
  /** Of what this line left behind: the record's body and facets, or the setting's value. Undefined: it changed none. */
  readonly digest: string | undefined;
}
/** Which part of the audit log; what is left out narrows nothing. */
export interface AuditPart {
  readonly record?: string;
  /** At or after. */
  readonly from?: number;
  /** Before. */
  readonly to?: number;
}
