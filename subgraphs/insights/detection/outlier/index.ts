import { isoDay } from '../calendar.ts';
import type { Candidate } from '../finding.ts';
import type { Shop } from '../shop.ts';
import { quantileOfSorted, sortFirst } from '../slices/order.ts';
import { readDays } from './days.ts';
import { growForest } from './forest.ts';

/**
 * Days that are odd in combination: as many orders as ever and half of the pieces, each within what has been seen.
 *
 * The newest day is a vector of seasonally adjusted metrics (see readDays) among those of the past year. Its
 * Mahalanobis distance, with correlations of clipped values so that single wild days do not make them (P. J. Huber,
 * "Robust Statistics", 1981, chapter 8), says for nearly every merchant that nothing is there. Where it does not, an
 * isolation forest (see growForest) over the decorrelated vectors must agree; where it does not, its own larger p-value
 * counts, so that the result is never below the distance's. Either's p-value is the day's rank among the past days; above the 90% quantile the tail is taken for an exponential
 * one with the mean excess of the past days (J. Pickands, "Statistical inference using extreme order statistics",
 * Annals of Statistics 3, 1975, with shape 0, which is longer than a normal tail).
 */

/** Days a year's habit needs at least. */
const LEAST_DAYS = 90;
/** From this rank on the forest is asked. */
const SUSPICIOUS = 0.03;
/** A day on which one metric is this many standard deviations out is a story of that metric. */
const SINGLE = 3;
/** Up to this p-value the forest agrees. Its scores are bounded, so that it can say whether, hardly how much. */
const CONFIRMED = 0.05;
const TAIL = 0.1;
const CLIP = 3;
/** Keeps metrics that are nearly the same from making a mountain of their last difference. */
const RIDGE = 0.02;
const FOREST = { seed: 2008, trees: 100, sample: 128 };

/**
 * The newest day's test; undefined without a year's habit (90 days), two metrics, or an order on the day. `metric` is
 * the one without which the distance would be smallest, and `expected` what the day's other metrics let expect of it;
 * `score` is the distance. `material` is
 * false where a single metric tells the story. Deterministic: the forest's seed is fixed.
 */
export function testOutlierDay(shop: Shop): Candidate | undefined {
  const days = readDays(shop, LEAST_DAYS);
  if (days === undefined || days.metrics.length < 2) return undefined;
  const { metrics, past, count, newest } = days;
  const width = metrics.length;
  const root = cholesky(correlations(past, width, count), width);
  const white = new Float64Array(past.length);
  const distances = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    distances[row] = whiten(root, width, past, row * width, white, row * width);
  }
  const own = new Float64Array(width);
  const distance = whiten(root, width, newest, 0, own, 0);
  let p = tailChance(distance, distances);
  if (p <= SUSPICIOUS) {
    const forest = growForest(white, width, FOREST);
    const scores = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      scores[row] = forest.score(white.subarray(row * width, (row + 1) * width));
    }
    const isolated = tailChance(forest.score(own), scores);
    if (isolated > CONFIRMED) p = Math.max(p, isolated);
  }

  const { lead, surprise } = mostSurprising(root, width, own);
  const metric = metrics[lead] ?? 'ORDERS';
  const observed = shop.value(metric, shop.newest);
  const expected = days.valueAt(lead, (newest[lead] ?? 0) - surprise);
  return {
    kind: 'OUTLIER_DAY',
    metric,
    direction: surprise >= 0 ? 'UP' : 'DOWN',
    observed,
    expected,
    change: expected > 0 ? observed / expected - 1 : null,
    score: distance,
    p,
    material: newest.every((value) => Math.abs(value) < SINGLE),
    window: {
      from: isoDay(shop.newest),
      to: isoDay(shop.newest),
      baselineFrom: isoDay(days.from),
      baselineTo: isoDay(shop.newest - 1),
    },
  };
}

/**
 * The chance that a value like those of the past is at least this large: its rank, (1 + those at least as large) /
 * (1 + all), and beyond the 90% quantile q, with n past values there whose excesses sum to s, 0.1 (1 + (value - q) / s)^-n,
 * which is 0.1 e^(-(value - q) / mean excess) for many. Sorts the past.
 */
export function tailChance(value: number, past: Float64Array): number {
  const count = past.length;
  sortFirst(past, count);
  const threshold = quantileOfSorted(past, count, 1 - TAIL);
  let above = 0;
  let excess = 0;
  let atLeast = 0;
  for (const other of past) {
    if (other >= value) atLeast++;
    if (other > threshold) {
      above++;
      excess += other - threshold;
    }
  }
  const rank = (1 + atLeast) / (1 + count);
  if (!(value > threshold) || above === 0) return rank;
  // The mean excess is known from some thirty days only; this is the chance of an exponential excess with that averaged.
  return TAIL * (1 + (value - threshold) / excess) ** -above;
}

/** Correlations of rows that are standardised already, from clipped values; the diagonal is one and a ridge. */
function correlations(rows: Float64Array, width: number, count: number): Float64Array {
  const sums = new Float64Array(width * width);
  const clipped = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < width; i++) {
      clipped[i] = Math.max(-CLIP, Math.min(CLIP, rows[row * width + i] ?? 0));
    }
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) {
        sums[i * width + j] = (sums[i * width + j] ?? 0) + (clipped[i] ?? 0) * (clipped[j] ?? 0);
      }
    }
  }
  const result = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const scale = Math.sqrt((sums[i * width + i] ?? 0) * (sums[j * width + j] ?? 0));
      const correlation = i === j ? 1 + RIDGE : scale > 0 ? (sums[i * width + j] ?? 0) / scale : 0;
      result[i * width + j] = correlation;
      result[j * width + i] = correlation;
    }
  }
  return result;
}

/** The lower triangle L with L L' = matrix, of a positive definite matrix. */
function cholesky(matrix: Float64Array, width: number): Float64Array {
  const root = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * width + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (root[i * width + k] ?? 0) * (root[j * width + k] ?? 0);
      root[i * width + j] = i === j ? Math.sqrt(Math.max(1e-12, sum)) : sum / (root[j * width + j] ?? 1);
    }
  }
  return root;
}

/** Writes L^-1 x, whose parts are uncorrelated, and returns its length, the Mahalanobis distance of x. */
function whiten(
  root: Float64Array,
  width: number,
  from: Float64Array,
  fromAt: number,
  into: Float64Array,
  intoAt: number,
): number {
  let squares = 0;
  for (let i = 0; i < width; i++) {
    let sum = from[fromAt + i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (root[i * width + k] ?? 0) * (into[intoAt + k] ?? 0);
    const value = sum / (root[i * width + i] ?? 1);
    into[intoAt + i] = value;
    squares += value * value;
  }
  return Math.sqrt(squares);
}

/**
 * The metric that fits least to the others: leaving out metric i lessens the squared distance by (P x)_i^2 / P_ii, P
 * being the inverse of the correlations, and (P x)_i / P_ii is how far it lies from its regression on the others.
 * Source: K. V. Mardia, J. T. Kent, J. M. Bibby, "Multivariate Analysis" (1979), section 3.2.
 */
function mostSurprising(root: Float64Array, width: number, white: Float64Array) {
  const column = new Float64Array(width);
  let lead = 0;
  let most = -1;
  let surprise = 0;
  for (let metric = 0; metric < width; metric++) {
    // This column of L^-1: P = L^-T L^-1, so P_ii is its squared length and (P x)_i its product with L^-1 x.
    let precision = 0;
    let pull = 0;
    for (let i = metric; i < width; i++) {
      let sum = i === metric ? 1 : 0;
      for (let k = metric; k < i; k++) sum -= (root[i * width + k] ?? 0) * (column[k] ?? 0);
      const value = sum / (root[i * width + i] ?? 1);
      column[i] = value;
      precision += value * value;
      pull += value * (white[i] ?? 0);
    }
    const gain = (pull * pull) / precision;
    if (gain > most) {
      most = gain;
      lead = metric;
      surprise = pull / precision;
    }
  }
  return { lead, surprise };
}
