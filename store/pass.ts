// A pass: lets one person at one record once, for a short time.

export interface Pass {
  /** SHA-256 of what the person holds, so that nobody who reads the database can go in. */
  readonly digest: string;
  /** Entra object id. */
  readonly person: string;
  readonly record: string;
}
