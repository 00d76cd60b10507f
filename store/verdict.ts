// What a walk through the audit log found.

export type Verdict =
  | { readonly kind: 'intact'; readonly lines: number; readonly checkpoints: number }
  | { readonly kind: 'broken'; readonly chain: string; readonly version: number; readonly fault: LineFault }
  | { readonly kind: 'broken-checkpoint'; readonly seq: number; readonly fault: 'forged' | 'missing' }
  /** What was attached under this id is not what its record says. */
  | { readonly kind: 'broken-attachment'; readonly id: string };
/**
 * `edited`: the line is not what was hashed. `missing`: no line where one must be. `unlinked`: it does not follow the line before.
 * `unsealed`: neither sealed nor waiting to be. `replaced`: not the line that a checkpoint sealed. `not-the-head`: the record stands elsewhere.
 * `altered`: the record, or the setting, is not what the line left behind.
 */
export type LineFault = 'edited' | 'missing' | 'unlinked' | 'unsealed' | 'replaced' | 'not-the-head' | 'altered';
