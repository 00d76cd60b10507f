// What follows from one setting: the setting is read for each use, so that every instance knows at once, and worked out anew only when it changed.
import type { Setting, Store } from '../store/store.ts';

/** `workOut` is given undefined while nothing was set; what it throws is thrown to whoever asked. */
export function following<Value>(store: Pick<Store, 'setting'>, name: string, workOut: (setting: Setting | undefined) => Value): () => Promise<Value> {
  let version = 0;
  let value = workOut(undefined);
  return async () => {
    const setting = await store.setting(name);
    const newest = setting?.version ?? 0;
    if (newest !== version) {
      value = workOut(setting);
      version = newest;
    }
    return value;
  };
}
