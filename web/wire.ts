// What the reveal page and the server say to each other, and the words the page is made with: types only.

/** `POST /api/reveal`, as JSON, with the page's token as `Authorization: Bearer`. */
export interface Asked {
  /** Of the elevation. */
  readonly id: string;
  /** What the press in Teams was given; it is taken once. */
  readonly pass: string;
  readonly language: string;
}

/** In the language that was asked for. A status other than 200 carries none of these. */
export type Answered =
  | {
      readonly kind: 'shown';
      readonly device: string;
      readonly account: string;
      readonly password: string;
      /** A few characters at a time, and how they are read out. */
      readonly groups: readonly { readonly group: string; readonly said: string }[];
      /** When the access ends, epoch milliseconds. */
      readonly until: number;
    }
  | { readonly kind: 'message'; readonly text: string };

/** Blanks that only the page can fill stay in them: `{at}` in `until`, `{seconds}` in `hides`. */
export interface Words {
  readonly language: string;
  readonly title: string;
  readonly opening: string;
  readonly account: string;
  readonly password: string;
  readonly until: string;
  readonly how: string;
  readonly spelled: string;
  readonly care: string;
  readonly after: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly hide: string;
  readonly hides: string;
  readonly close: string;
  readonly hidden: string;
  readonly timeOver: string;
  readonly outOfSight: string;
  readonly outside: string;
  readonly notSignedIn: string;
  readonly notReached: string;
}
