// What every card has around the layout of its template: the reader's language, what is said of it, a notice on top, its width.

/** What a template's file holds: the body and the buttons only. */
export interface Template {
  readonly body: readonly object[];
}

/** What a card says when it is not seen: read aloud, or shown by a client that knows no cards. Holds nobody's own words but a title. */
export interface Spoken {
  readonly summary: string;
}

/** `notice` is a line on top, in the reader's language and safe for markdown; empty: there is none. */
export interface Frame {
  readonly language: string;
  readonly notice: string;
}

const notice = {
  type: 'Container', $when: "${frame.notice != ''}", style: 'accent',
  items: [{ type: 'TextBlock', text: '${frame.notice}', wrap: true, weight: 'Bolder' }],
};

/** The template of the whole card, for data that hold the frame as `frame`. */
export function framed(template: Template): object {
  return {
    ...template,
    body: [notice, ...template.body],
    lang: '${frame.language}',
    speak: '${summary}',
    fallbackText: '${summary}',
    msteams: { width: 'Full' },
  };
}
