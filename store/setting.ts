// What an IT admin has set.

export interface Setting {
  readonly value: unknown;
  readonly version: number;
}
