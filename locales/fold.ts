// People's words made comparable, however they are typed.

/**
 * Mentions, case, accents, width, punctuation and symbols no longer count, and one space parts the words
 * (`<at>Support</at> ¿Qué  puedo hacer?` → `que puedo hacer`). Hangul stays in whole syllables.
 */
export function fold(text: string): string {
  return text
    .replace(/<at\b[^<>]*>[^<]*<\/at>/gi, ' ')
    .replaceAll('&nbsp;', ' ')
    .normalize('NFKD').toLowerCase().replace(/[\p{M}\p{Cf}'’]/gu, '')
    .normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Folded, and spacing no longer counts either: in Korean it is a matter of habit. */
export function squeeze(text: string): string {
  return fold(text).replaceAll(' ', '');
}
