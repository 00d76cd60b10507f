// All that is open of a kind, some at a time: each at least once, and once more when it changed meanwhile.
import { earliest, pointOf } from '../store/saved.ts';
import type { Kind, Saved, Store } from '../store/store.ts';

const atOnce = 200;

export async function* openRecords<K extends Kind>(store: Pick<Store, 'openAfter'>, kind: K): AsyncGenerator<Saved<K>, void> {
  for (let after = earliest; ;) {
    const some = await store.openAfter(kind, after, atOnce);
    yield* some;
    const last = some.at(-1);
    if (!last || some.length < atOnce) return;
    after = pointOf(last);
  }
}
