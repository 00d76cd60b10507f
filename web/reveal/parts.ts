// The parts of page.html, by their ids, and the words it was made with.

type Part = 'account' | 'close' | 'copy' | 'device' | 'done' | 'groups' | 'hide' | 'left' | 'note' | 'password' | 'shown' | 'until';
type Word = 'copied' | 'hidden' | 'hides' | 'notCopied' | 'notReached' | 'notSignedIn' | 'outOfSight' | 'outside' | 'timeOver' | 'until';

export function part(id: Part): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`page.html has no #${id}`);
  return found;
}

/** Throws for a blank that is not filled. */
export function word(name: Word, blanks: Readonly<Record<string, string>> = {}): string {
  return (document.body.dataset[name] ?? '').replace(/\{(\w+)\}/g, (_, blank: string) => {
    const value = blanks[blank];
    if (value === undefined) throw new Error(`Nothing fills {${blank}}`);
    return value;
  });
}
