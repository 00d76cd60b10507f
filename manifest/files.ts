// The files a package is made of, by their path in the manifest folder and in the package alike.
import { z } from 'zod';

export type Files = Readonly<Record<string, Uint8Array>>;

/** A file's JSON; undefined when it is none. */
export const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};

/** Texts by their path in the manifest. */
export type Words = Readonly<Record<string, string>>;

const wordsShape = z.record(z.string(), z.string());

/** The texts of a language file, `$schema` among them; undefined when it is no JSON object of texts. */
export const parseWords = (bytes: Uint8Array): Words | undefined => wordsShape.safeParse(parseJson(bytes)).data;
