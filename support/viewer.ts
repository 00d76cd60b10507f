// From what somebody looked: the kind of machine, as its client tells. Good to know afterwards, and no proof of anything.

export const viewers = ['Windows', 'macOS', 'Linux', 'iOS', 'Android', 'Chrome OS', 'Web'] as const;
export type Viewer = (typeof viewers)[number];

/** @param word what a client calls it, whatever its letters; undefined for what is none of these */
export function viewerIn(word: unknown): Viewer | undefined {
  if (typeof word !== 'string') return undefined;
  const said = word.replaceAll('"', '').trim().toLowerCase();
  return viewers.find((viewer) => viewer.toLowerCase() === said) ?? (said === 'mac' ? 'macOS' : undefined);
}
