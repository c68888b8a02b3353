/** A reproducible source of chance: the same key gives the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
  chance(probability: number): boolean;
  /** Poisson-distributed count with the given mean (Knuth's method: for means up to some hundreds). */
  poisson(mean: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** An item by weight; weights are not negative and not all zero. */
  weighted<Item>(items: readonly Item[], weights: readonly number[]): Item;
}

/** Creates the generator of a key: FNV-1a over its text seeds mulberry32. */
export function createRandom(key: string): Random {
  let state = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) state = Math.imul(state ^ key.charCodeAt(i), 0x01000193);

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  const at = <Item>(items: readonly Item[], index: number): Item => {
    const item = items[index];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    poisson(mean) {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
    pick: (items) => at(items, below(items.length)),
    weighted(items, weights) {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        rest -= weight;
        return rest < 0;
      });
      return at(items, index < 0 ? weights.findLastIndex((weight) => weight > 0) : index);
    },
  };
}
