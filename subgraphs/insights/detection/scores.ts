import { slopeAt } from './even-scale.ts';
import { expectedAt, type Track, windowError } from './expectation.ts';
import type { Metric } from './finding.ts';
import type { Shop } from './shop.ts';
import { robustSpread, studentTwoSided } from './statistics.ts';

/**
 * How unusual the latest days are, among all windows of as many days that the merchant has had: the error of their
 * forecast over the spread of the errors of past forecasts. Nothing about the noise is assumed but that it goes on.
 */

export interface Score {
  /** Standard deviations from the expectation, negative below it. */
  readonly z: number;
  /** The chance of at least this much if nothing had changed. */
  readonly p: number;
}

/** Past windows without which nothing is said. */
const LEAST_PAST = 21;
/** The spread is an estimate, and that of the first weeks flatters: with n past windows it is 1 + 5/n times as large. */
const SHORT_PAST = 5;
/** The spread of a day is never believed to be below this share. */
const LEAST_SIGMA = 0.03;
/** In a window of several days one day counts for no more than this many spreads. */
const BOUND = 4;
/** An error as large a year ago, on the date or its weekday, explains one of today from this size on. */
const ANNIVERSARY = 2.5;
/** Tails are believed to be as light as this, with a long past. */
const MOST_DEGREES = 30;

interface Errors {
  /** The newest window's. */
  readonly now: number;
  /** Standard deviation of the past ones. */
  readonly sigma: number;
  readonly past: number;
}

/** The tests of one shop's newest days; what they share is worked out once. */
export interface Scores {
  /**
   * Tests the `days` newest days of one metric, some of them (indices) left out. Undefined without enough past or
   * without anything on these days.
   */
  of(metric: Metric, days: number, without?: ReadonlySet<number>): Score | undefined;
  /** The joint evidence of the metrics of demand; undefined without enough past. */
  readonly joint: Joint | undefined;
}

/** Prepares the tests of a shop. */
export function readScores(shop: Shop): Scores {
  const known = new Map<string, Errors | undefined>();
  const errorsOf = (metric: Metric, track: Track, days: number, bound: number) => {
    const key = `${metric}:${days}`;
    if (!known.has(key)) {
      known.set(
        key,
        spreadOf(shop, (index) => windowError(track, index, days, bound), days),
      );
    }
    return known.get(key);
  };
  const of = (metric: Metric, days: number, without?: ReadonlySet<number>) => {
    const track = shop.track(metric);
    if (track === undefined) return undefined;
    const day = errorsOf(metric, track, 1, Number.POSITIVE_INFINITY);
    if (day === undefined) return undefined;
    const floor = floorOf(track, shop);
    const bound = BOUND * Math.max(day.sigma, floor);
    const errors = days === 1 ? day : errorsOf(metric, track, days, bound);
    if (errors === undefined || Number.isNaN(errors.now)) return undefined;
    if (without === undefined) return toScore(errors, floor / Math.sqrt(days));
    const now = windowError(track, shop.newest - shop.first, days, bound, without);
    return toScore(shortened({ ...errors, now }, days, without), floor / Math.sqrt(days));
  };
  return { of, joint: jointDemand(shop) };
}

/** Fewer days scatter further. */
function shortened(errors: Errors, days: number, without: ReadonlySet<number>): Errors {
  const left = Math.max(1, days - without.size);
  return {
    ...errors,
    now: Number.isNaN(errors.now) ? 0 : errors.now,
    sigma: errors.sigma * Math.sqrt(days / left),
  };
}

function floorOf(track: Track, shop: Shop): number {
  const expected = recentExpectation(track, shop.newest - shop.first);
  return LEAST_SIGMA * slopeAt(track.scale, expected) + countingFloor(track, shop);
}

/** Half of the counting noise of a usual day: below that no spread is believed. */
function countingFloor(track: Track, shop: Shop): number {
  const expected = expectedAt(track, shop.newest - shop.first);
  if (!(expected > 0)) return 0;
  return (0.5 * slopeAt(track.scale, expected) * Math.sqrt(track.scale.unit)) / Math.sqrt(expected);
}

function toScore({ now, sigma, past }: Errors, floor: number): Score {
  const z = now / (Math.max(sigma, floor) * (1 + SHORT_PAST / past));
  return { z, p: studentTwoSided(z, Math.max(4, Math.min(MOST_DEGREES, past / 6))) };
}

function spreadOf(shop: Shop, errorAt: (index: number) => number, days: number): Errors | undefined {
  const last = shop.newest - shop.first;
  const errors = new Float64Array(last + 1);
  let found = 0;
  for (let index = shop.opened - shop.first + days; index <= last - days; index++) {
    const error = errorAt(index);
    if (Number.isNaN(error)) continue;
    errors[found++] = error;
  }
  if (found < LEAST_PAST) return undefined;
  return { now: errorAt(last), sigma: robustSpread(errors.subarray(0, found)), past: found };
}

/** The metrics that demand moves together. Carts add what orders alone do not know: demand that did not buy. */
const DEMAND: readonly Metric[] = ['ORDERS', 'GROSS_REVENUE', 'UNITS', 'CARTS'];
/** Days from which it is learnt how they move together. */
const JOINT_DAYS = 180;
/** Errors count up to this many spreads there. */
const JOINT_BOUND = 3.5;
/** Keeps metrics that almost repeat each other from being played off against each other. */
const RIDGE = 0.05;

export interface Joint {
  /** Tests the `days` newest days, some of them (indices) left out. */
  score(days: number, without?: ReadonlySet<number>): Score | undefined;
  /** The score of one single day of the past, by today's weights. */
  day(index: number): number;
}

/**
 * The joint evidence of the metrics of demand for one common factor: the weighted sum of their errors that tells such a
 * factor from noise best, weights by generalised least squares and none below zero.
 * Source: P. C. O'Brien, "Procedures for comparing samples with multiple endpoints", Biometrics 40 (1984).
 */
function jointDemand(shop: Shop): Joint | undefined {
  const last = shop.newest - shop.first;
  const tracks: Track[] = [];
  const sigmas: number[] = [];
  const slopes: number[] = [];
  for (const metric of DEMAND) {
    const track = shop.track(metric);
    if (track === undefined) continue;
    const spread = spreadOf(shop, (index) => windowError(track, index, 1), 1);
    const expected = recentExpectation(track, last);
    if (spread === undefined || !(spread.sigma > 0) || !(expected > 0)) continue;
    tracks.push(track);
    sigmas.push(spread.sigma);
    slopes.push(slopeAt(track.scale, expected));
  }
  const [orders] = tracks;
  if (orders === undefined || shop.track('ORDERS') !== orders) return undefined;
  const weights = weigh(tracks, sigmas, slopes, last);
  const errorAt = (index: number, days: number, bound: number, without?: ReadonlySet<number>) => {
    let sum = 0;
    for (let at = 0; at < tracks.length; at++) {
      const weight = weights[at] ?? 0;
      const track = tracks[at];
      if (weight === 0 || track === undefined) continue;
      sum += weight * windowError(track, index, days, bound * (sigmas[at] ?? 1), without);
    }
    return sum;
  };
  const floor = weights.reduce((sum, weight, at) => sum + weight * (slopes[at] ?? 0), 0) * LEAST_SIGMA;
  const counting = (weights[0] ?? 0) * countingFloor(orders, shop);
  const cache = new Map<number, Errors | undefined>();
  const errorsOf = (days: number) => {
    if (!cache.has(days)) {
      const bound = days === 1 ? Number.POSITIVE_INFINITY : BOUND;
      cache.set(
        days,
        spreadOf(shop, (index) => errorAt(index, days, bound), days),
      );
    }
    return cache.get(days);
  };
  const single = errorsOf(1);
  if (single === undefined) return undefined;
  const daySigma = Math.max(single.sigma, floor + counting);
  const day = (index: number) => errorAt(index, 1, Number.POSITIVE_INFINITY) / daySigma;
  return {
    day,
    score: (days, without) => {
      const errors = errorsOf(days);
      if (errors === undefined || Number.isNaN(errors.now)) return undefined;
      if (without !== undefined) {
        const now = errorAt(last, days, BOUND, without);
        return toScore(shortened({ ...errors, now }, days, without), (floor + counting) / Math.sqrt(days));
      }
      const score = toScore(errors, (floor + counting) / Math.sqrt(days));
      return days > 1 ? score : explainedByLastYear(score, day, last, errors.past);
    },
  };
}

/** What was as unusual a year ago, on the same date or the same weekday, is a habit of the calendar. */
function explainedByLastYear(
  score: Score,
  day: (index: number) => number,
  last: number,
  past: number,
): Score {
  let known = 0;
  for (const back of [364, 365, 366]) {
    if (back >= last) continue;
    const sign = Math.sign(score.z);
    const then = day(last - back) * sign;
    // A sale of several days moves from year to year; a holiday stays.
    const alone =
      Math.max(day(last - back - 1) * sign || 0, day(last - back + 1) * sign || 0) < ANNIVERSARY - 1;
    if (then >= ANNIVERSARY && alone) known = Math.max(known, then);
  }
  if (known === 0) return score;
  const z = Math.sign(score.z) * Math.max(0, Math.abs(score.z) - known);
  return { z, p: studentTwoSided(z, Math.max(4, Math.min(MOST_DEGREES, past / 6))) };
}

/** The expected value of the newest day that was forecast. */
function recentExpectation(track: Track, last: number): number {
  for (let index = last; index > last - 7 && index >= 0; index--) {
    const expected = expectedAt(track, index);
    if (!Number.isNaN(expected)) return expected;
  }
  return Number.NaN;
}

function weigh(tracks: readonly Track[], sigmas: number[], slopes: number[], last: number): number[] {
  const size = tracks.length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const row = new Float64Array(size);
  let found = 0;
  for (let index = Math.max(0, last - JOINT_DAYS); index < last; index++) {
    let whole = true;
    for (let at = 0; at < size; at++) {
      const error = windowError(tracks[at] as Track, index, 1) / (sigmas[at] ?? 1);
      if (Number.isNaN(error)) whole = false;
      row[at] = Math.max(-JOINT_BOUND, Math.min(JOINT_BOUND, error));
    }
    if (!whole) continue;
    found++;
    for (let a = 0; a < size; a++) {
      const line = matrix[a];
      if (line === undefined) continue;
      for (let b = 0; b < size; b++) line[b] = (line[b] ?? 0) + (row[a] ?? 0) * (row[b] ?? 0);
    }
  }
  matrix.forEach((line, a) => {
    for (let b = 0; b < size; b++) line[b] = (line[b] ?? 0) / Math.max(1, found) + (a === b ? RIDGE : 0);
  });
  const target = sigmas.map((sigma, at) => (slopes[at] ?? 0) / sigma);
  // A weight below zero would let one metric's rise speak for a fall: such metrics are left out.
  let kept = tracks.map((_, at) => at);
  for (;;) {
    const solution = solve(
      kept.map((a) => kept.map((b) => matrix[a]?.[b] ?? 0)),
      kept.map((at) => target[at] ?? 0),
    );
    const lowest = Math.min(...solution);
    if (lowest >= 0 || kept.length === 1) {
      const weights = new Array<number>(size).fill(0);
      kept.forEach((at, place) => {
        weights[at] = Math.max(0, solution[place] ?? 0) / (sigmas[at] ?? 1);
      });
      return weights;
    }
    kept = kept.filter((_, place) => solution[place] !== lowest);
  }
}

/** Solves a small symmetric positive definite system by elimination. */
function solve(matrix: number[][], target: number[]): number[] {
  const size = target.length;
  const rows = matrix.map((line, at) => [...line, target[at] ?? 0]);
  for (let at = 0; at < size; at++) {
    const pivot = rows[at] ?? [];
    for (let below = at + 1; below < size; below++) {
      const line = rows[below] ?? [];
      const factor = (line[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column++)
        line[column] = (line[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  const result = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    const line = rows[at] ?? [];
    let sum = line[size] ?? 0;
    for (let column = at + 1; column < size; column++) sum -= (line[column] ?? 0) * (result[column] ?? 0);
    result[at] = sum / (line[at] ?? 1);
  }
  return result;
}
