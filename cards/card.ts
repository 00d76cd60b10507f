// An Adaptive Card as it is sent: written as JSON once, and read back for those few who look into it.

/** What is written in a card, as far as the bot looks into it. */
export interface CardContent {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly object[];
  readonly [property: string]: unknown;
}

export class Card {
  /** JSON of a `CardContent`. */
  readonly text: string;
  /** What is read aloud, and shown in notifications and by a client that knows no cards. */
  readonly summary: string;

  constructor(text: string, summary: string) {
    this.text = text;
    this.summary = summary;
  }

  /** Read anew each time, so that nobody changes the card. By this name JSON.stringify finds it too, wherever in a value a card stands. */
  toJSON(): CardContent {
    return JSON.parse(this.text);
  }
}
