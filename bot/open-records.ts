// All that is open of a kind, some at a time, each once.
import { earliest, pointOf } from '../store/saved.ts';
import type { Kind, Saved, Store } from '../store/store.ts';

const atOnce = 200;

export async function* openRecords<K extends Kind>(store: Pick<Store, 'openAfter'>, kind: K): AsyncGenerator<Saved<K>, void> {
  // Whatever changes meanwhile comes again, behind all that did not.
  const met = new Set<string>();
  for (let after = earliest; ;) {
    const some = await store.openAfter(kind, after, atOnce);
    for (const one of some) {
      if (!met.has(one.id)) yield one;
      met.add(one.id);
    }
    const last = some.at(-1);
    if (!last || some.length < atOnce) return;
    after = pointOf(last);
  }
}
