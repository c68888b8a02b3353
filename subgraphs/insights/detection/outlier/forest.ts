/**
 * Isolation forest: what takes few random cuts to stand alone is unusual.
 *
 * Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, "Isolation Forest", ICDM 2008: trees over subsamples, cut at a random
 * value of a random column until a point is alone or the height log2(subsample) is reached, and the score
 * 2^(-E(h(x)) / c(n)) of the mean depth, c(n) being the mean depth of an unsuccessful search in a binary search tree.
 */

export interface ForestOptions {
  /** The same seed gives the same forest. */
  readonly seed: number;
  readonly trees: number;
  /** Points a tree is built from, at most. */
  readonly sample: number;
}

export interface Forest {
  /** The score of a point, 0 to 1: about 0.5 and less for what is usual, towards 1 for what is not. */
  score(point: ArrayLike<number>): number;
}

/** The mean depth at which a search among `count` points ends: 2 H(count - 1) - 2 (count - 1) / count. */
export function meanDepth(count: number): number {
  if (count <= 1) return 0;
  if (count === 2) return 1;
  return 2 * (Math.log(count - 1) + 0.5772156649) - (2 * (count - 1)) / count;
}

/** Grows a forest over rows of `width` numbers each, one after the other in `points`. */
export function growForest(points: Float64Array, width: number, options: ForestOptions): Forest {
  const rows = Math.floor(points.length / width);
  const sample = Math.min(options.sample, rows);
  const height = Math.ceil(Math.log2(Math.max(2, sample)));
  // A tree of this height has fewer than 2^(height + 1) nodes; its children lie at 2n + 1 and 2n + 2.
  const nodes = 2 ** (height + 1);
  const column = new Int16Array(options.trees * nodes).fill(-1);
  // A cut's value; of a leaf, the depth of a point that ends there.
  const cut = new Float64Array(options.trees * nodes);
  const random = randomSource(options.seed);
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;

  const grow = (base: number, node: number, from: number, to: number, depth: number): void => {
    const count = to - from;
    const chosen = depth < height && count > 1 ? chooseColumn(from, to) : -1;
    if (chosen < 0) {
      cut[base + node] = depth + meanDepth(count);
      return;
    }
    const value = low + random() * (high - low);
    let left = from;
    for (let index = from; index < to; index++) {
      const row = order[index] ?? 0;
      if ((points[row * width + chosen] ?? 0) < value) {
        order[index] = order[left] ?? 0;
        order[left++] = row;
      }
    }
    column[base + node] = chosen;
    cut[base + node] = value;
    grow(base, 2 * node + 1, from, left, depth + 1);
    grow(base, 2 * node + 2, left, to, depth + 1);
  };
  let low = 0;
  let high = 0;
  /** A random column in which the rows differ, its bounds left in `low` and `high`; -1 where they are all alike. */
  const chooseColumn = (from: number, to: number): number => {
    const begin = Math.floor(random() * width);
    for (let step = 0; step < width; step++) {
      const candidate = (begin + step) % width;
      low = Number.POSITIVE_INFINITY;
      high = Number.NEGATIVE_INFINITY;
      for (let index = from; index < to; index++) {
        const value = points[(order[index] ?? 0) * width + candidate] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (high > low) return candidate;
    }
    return -1;
  };

  for (let tree = 0; tree < options.trees; tree++) {
    for (let index = 0; index < sample; index++) {
      const other = index + Math.floor(random() * (rows - index));
      const row = order[index] ?? 0;
      order[index] = order[other] ?? 0;
      order[other] = row;
    }
    grow(tree * nodes, 0, 0, sample, 0);
  }

  const usual = meanDepth(sample);
  return {
    score(point) {
      let depths = 0;
      for (let tree = 0; tree < options.trees; tree++) {
        const base = tree * nodes;
        let node = 0;
        for (let at = column[base] ?? -1; at >= 0; at = column[base + node] ?? -1) {
          node = (point[at] ?? 0) < (cut[base + node] ?? 0) ? 2 * node + 1 : 2 * node + 2;
        }
        depths += cut[base + node] ?? 0;
      }
      return usual > 0 ? 2 ** (-depths / options.trees / usual) : 0.5;
    },
  };
}

/** Reproducible numbers in [0, 1): mulberry32. */
function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
