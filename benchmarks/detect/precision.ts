/**
 * Average precision: the sum over distinct scores, highest first, of precision times the gain of recall, so that points
 * of equal score count as one step. Source: scikit-learn's `average_precision_score`. NaN where nothing is labelled.
 */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, at) => at).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0),
  );
  const positives = order.reduce((sum, at) => sum + (labels[at] ?? 0), 0);
  let [found, before, area] = [0, 0, 0];
  order.forEach((at, rank) => {
    found += labels[at] ?? 0;
    const next = order[rank + 1];
    if (next !== undefined && scores[next] === scores[at]) return;
    area += ((found - before) / positives) * (found / (rank + 1));
    before = found;
  });
  return positives === 0 ? Number.NaN : area;
}

/** Points flagged and labelled, flagged only, and labelled only. */
export interface Counts {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
}

export function countFlags(flags: ArrayLike<number>, labels: ArrayLike<number>): Counts {
  let [hits, falseAlarms, misses] = [0, 0, 0];
  for (let at = 0; at < labels.length; at++) {
    if (flags[at] && labels[at]) hits++;
    else if (flags[at]) falseAlarms++;
    else if (labels[at]) misses++;
  }
  return { hits, falseAlarms, misses };
}

/** The harmonic mean of precision and recall, point by point: no adjustment for segments. 0 without a hit. */
export const f1 = ({ hits, falseAlarms, misses }: Counts): number =>
  hits === 0 ? 0 : (2 * hits) / (2 * hits + falseAlarms + misses);
