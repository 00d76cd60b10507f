// A seal over the audit log.

/** Seals the newest line of every chain that grew, and through their hashes all lines before. To be exported. */
export interface Checkpoint {
  readonly seq: number;
  readonly at: number;
  /** Number of lines newly sealed. */
  readonly lines: number;
  /** Chain → version and hash of its newest line. */
  readonly heads: Readonly<Record<string, { readonly version: number; readonly hash: string }>>;
  /** Mac of the checkpoint before; empty for the first. */
  readonly previous: string;
  readonly mac: string;
}
