/** Buckets grow by a tenth each: from 1 ms to about an hour. */
const GROWTH = 1.1;
const BUCKETS = 160;
const WINDOW_MS = 30_000;

const bucketOf = (ms: number): number =>
  Math.min(BUCKETS - 1, Math.max(0, Math.ceil(Math.log(Math.max(1, ms)) / Math.log(GROWTH))));

/** How long changes took from their commit until ClickHouse had them. */
export interface LagMeter {
  /** `count` changes took `ms` milliseconds. */
  add(ms: number, count: number): void;
  /**
   * Seconds under which `share` of the changes of the last half to whole minute stayed, to a tenth of it; 0 without any.
   */
  quantile(share: number): number;
}

export function createLagMeter(now: () => number = Date.now): LagMeter {
  let current = new Float64Array(BUCKETS);
  let former = new Float64Array(BUCKETS);
  let since = now();
  const turn = (): void => {
    const age = now() - since;
    if (age < WINDOW_MS) return;
    former = age < 2 * WINDOW_MS ? current : new Float64Array(BUCKETS);
    current = new Float64Array(BUCKETS);
    since = now();
  };
  return {
    add(ms, count) {
      turn();
      const at = bucketOf(ms);
      current[at] = (current[at] ?? 0) + count;
    },
    quantile(share) {
      turn();
      const counts = current.map((count, at) => count + (former[at] ?? 0));
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (total === 0) return 0;
      let below = 0;
      const at = counts.findIndex((count) => {
        below += count;
        return below >= share * total;
      });
      return GROWTH ** at / 1_000;
    },
  };
}
