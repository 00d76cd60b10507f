// What people typed, made fit to keep: whole characters, no mention of the bot, no blank edges.

/**
 * Drops what no database keeps (NUL, broken surrogate pairs) and what the client put in (`<at>` mentions, `&nbsp;`); the words
 * stay as they are.
 */
export function typed(text: string | undefined): string {
  return (text ?? '').toWellFormed().replaceAll('\0', '').replace(/<at\b[^<>]*>[^<]*<\/at>/gi, '').replaceAll('&nbsp;', ' ').trim();
}
