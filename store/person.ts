// Somebody the bot has met.

export interface Person {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
  /** Chosen language; undefined: follow the client. */
  readonly language?: string;
  readonly email?: string;
  readonly seenAt: number;
}
