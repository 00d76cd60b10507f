// What a kind of card always holds in one language: words, choices, limits. Made once, put into its template once (see render.ts).
import type { Language, Say } from '../locales/say.ts';

/** `make` is called once per language; its result goes into the card's data as `fixed` and must not depend on the record. */
export function perLanguage<Fixed extends object>(make: (say: Say) => Fixed): (say: Say) => Fixed {
  const made = new Map<Language, Fixed>();
  return (say) => {
    const fixed = made.get(say.language) ?? make(say);
    made.set(say.language, fixed);
    return fixed;
  };
}
