import { placeInMonth } from './days.ts';
import { type Spread, singleEffect, specialProbability } from './recurrence.ts';
import { meanOf, medianOf, quantileOf, robustSpread } from './statistics.ts';

/** A history taken apart, in logarithms. Lists are as long as the history; NaN where nothing was sold. */
export interface Decomposition {
  /** Day number of the first value. */
  firstDay: number;
  season: number;
  /** What the same days of the weeks around lead one to expect. */
  expected: Float64Array;
  /** What the day was above or below it, without the effect of its place in the month. */
  deviation: Float64Array;
  spread: Spread;
  /** By place in the month, see `placeInMonth`; nearly zero where months do not agree. */
  monthEffects: ReadonlyMap<number, number>;
  /** The history without special days and place in the month, without gaps: what smoothing may be fitted to. */
  cleaned: Float64Array;
}

/** Same days of this many seasons before and after a day say what to expect of it. */
const NEIGHBOURS = 8;
/** Variance of a median of normal values, against that of their mean. */
const MEDIAN_VARIANCE = 1.57;
/** Special days spread at least this many times as far as ordinary ones. */
const SPECIAL_RATIO = 3;
/** Fewer months do not make a pattern. */
const MIN_MONTHS = 3;

/**
 * Median of the nearest same days of the season, half before and half after where there are as many. A median because
 * it does not see single special days (as in robust STL: Cleveland et al., 1990).
 */
function expectedOf(logs: Float64Array, season: number): Float64Array {
  const near = new Float64Array(2 * NEIGHBOURS);
  return logs.map((_, at) => {
    let places = 0;
    let known = 0;
    for (let away = season; away <= 2 * NEIGHBOURS * season && places < 2 * NEIGHBOURS; away += season) {
      for (const place of [at - away, at + away]) {
        const value = logs[place];
        if (value === undefined || places === 2 * NEIGHBOURS) continue;
        places++;
        if (!Number.isNaN(value)) near[known++] = value;
      }
    }
    return quantileOf(near.subarray(0, known).sort(), 0.5);
  });
}

const minus = (left: Float64Array, right: Float64Array): Float64Array =>
  left.map((value, at) => value - (right[at] ?? Number.NaN));

/**
 * Median deviation by place in the month, each shrunk by how much the places differ beyond chance (James and Stein,
 * 1961). A median, so that a single special day does not speak for its date in every month.
 */
function monthEffectsOf(
  places: readonly number[],
  deviation: Float64Array,
  spread: number,
): Map<number, number> {
  const byPlace = new Map<number, number[]>();
  deviation.forEach((value, at) => {
    const place = places[at];
    if (place === undefined || Number.isNaN(value)) return;
    const list = byPlace.get(place);
    if (list) list.push(value);
    else byPlace.set(place, [value]);
  });
  const medians = [...byPlace]
    .filter(([, values]) => values.length >= MIN_MONTHS)
    .map(([place, values]) => ({
      place,
      middle: medianOf(values),
      noise: (MEDIAN_VARIANCE * spread ** 2) / values.length,
    }));
  const between = Math.max(0, meanOf(medians.map(({ middle, noise }) => middle ** 2 - noise)));
  return new Map(
    between > 0
      ? medians.map(({ place, middle, noise }) => [place, (middle * between) / (between + noise)])
      : [],
  );
}

function spreadOf(deviation: Float64Array): Spread {
  const spread = Math.max(robustSpread(deviation), 1e-3);
  const large = deviation.filter((value) => Math.abs(value) > SPECIAL_RATIO * spread);
  const special = large.length === 0 ? 0 : meanOf(large.map((value) => value ** 2));
  return { ordinary: spread ** 2, special: Math.max(special, (SPECIAL_RATIO * spread) ** 2) };
}

/** Days without sales take what was expected of them, or what the season before had. */
function filled(cleaned: Float64Array, expected: Float64Array, season: number): Float64Array {
  const mean = meanOf(cleaned);
  cleaned.forEach((value, at) => {
    if (!Number.isNaN(value)) return;
    const guess = expected[at] ?? Number.NaN;
    cleaned[at] = Number.isNaN(guess) ? (cleaned[at - season] ?? mean) : guess;
  });
  return cleaned;
}

/**
 * Takes a history apart into what the days around lead one to expect, the place in the month, special days and noise.
 * @param values none below zero; zero is a day without sales, NaN one that is not known: neither tells of the level.
 *   At least one is above zero.
 */
export function decompose(values: Float64Array, firstDay: number, season: number): Decomposition {
  const logs = values.map((value) => (value > 0 ? Math.log(value) : Number.NaN));
  const places = Array.from(values, (_, at) => placeInMonth(firstDay + at));
  const first = minus(logs, expectedOf(logs, season));
  const monthEffects = monthEffectsOf(places, first, robustSpread(first));
  const even = logs.map((value, at) => value - (monthEffects.get(places[at] ?? 0) ?? 0));
  const expected = monthEffects.size > 0 ? expectedOf(even, season) : minus(logs, first);
  const deviation = minus(even, expected);
  const spread = spreadOf(deviation);
  const cleaned = even.map((value, at) => {
    const away = deviation[at] ?? Number.NaN;
    return Number.isNaN(away) ? value : value - singleEffect(away, spread);
  });
  return {
    firstDay,
    season,
    expected,
    deviation,
    spread,
    monthEffects,
    cleaned: filled(cleaned, expected, season),
  };
}

/** What the day of the season adds to the level around a day of the history; 0 at its edges. */
export function seasonAt({ expected, season }: Decomposition, at: number): number {
  const half = Math.floor(season / 2);
  const around = expected.subarray(Math.max(0, at - half), at - half + season);
  const level = meanOf(around);
  const value = expected[at] ?? Number.NaN;
  return at < half || around.length < season || Number.isNaN(value) ? 0 : value - level;
}

/** Probability that a day of the history was special. */
export function specialAt({ deviation, spread }: Decomposition, at: number): number {
  const value = deviation[at] ?? Number.NaN;
  return Number.isNaN(value) ? 0 : specialProbability(value, spread);
}
