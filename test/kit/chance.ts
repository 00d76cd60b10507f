// Chance that repeats itself: the same seed, the same story.

export interface Chance {
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** A linear congruential generator (Knuth's MMIX constants); good enough to choose events with. */
export function chance(seed: number): Chance {
  let state = BigInt(seed);
  const below = (limit: number): number => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number((state >> 33n) % BigInt(limit));
  };
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}
