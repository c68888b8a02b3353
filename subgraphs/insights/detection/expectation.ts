import { type EvenScale, fromEven, toEven } from './even-scale.ts';
import { robustSpread } from './statistics.ts';

/**
 * What was to be expected of every day, by what was known the evening before: a level and a weekly rhythm that follow
 * the series, each step bounded so that wild days hardly move them. All errors are of forecasts one day ahead, so the
 * past errors say how large the next may be: the level's own lag, lingering noise and the error of the rhythm are in
 * them already.
 * Source: S. Gelper, R. Fried, C. Croux, "Robust forecasting with exponential and Holt-Winters smoothing", Journal of
 * Forecasting 29 (2010).
 */
export interface Track {
  readonly scale: EvenScale;
  /** Even-scale value, forecast, weekly part and level after the day; index 0 is the series' first day. */
  readonly even: Float64Array;
  /** NaN on days that were not forecast: closed weekdays, ratios without a base. */
  readonly forecast: Float64Array;
  readonly season: Float64Array;
  readonly level: Float64Array;
  /** What each day's error is divided by before days are compared; 1 for sums. */
  readonly width: Float64Array;
  /** 1 for days that count as past: forecast, not explained and not closed. */
  readonly counts: Uint8Array;
  /** Mean of squared bounded errors of the latest days, to choose a gain by. */
  readonly loss: number;
}

/** Days from which level and rhythm start. */
const START_DAYS = 28;
/** Errors beyond this many standard deviations move level and rhythm no further. */
const BOUND = 2;
/** The rhythm follows with at least this gain a week. */
const SEASON_GAIN = 0.08;
/** Gains of the level that are tried: a busy memory suits lingering noise, a long one suits noise that does not. */
export const LEVEL_GAINS = [0.06, 0.12, 0.25] as const;
/** Errors this recent choose among them. */
const LOSS_DAYS = 150;

export interface Days {
  /** Index of the first day with an order. */
  readonly opened: number;
  /** Weekday (0 to 6) of index 0. */
  readonly weekday: number;
  /** 1 for days that say nothing about the level of business: closures and what the calendar explains. */
  readonly excused: Uint8Array;
  /** 1 for weekdays on which the shop does not sell. */
  readonly idle: Uint8Array;
}

/**
 * Follows a series. `values` may hold NaN (a ratio without a base): such days are passed over. `width` widens the days
 * that rest on little.
 */
export function follow(
  days: Days,
  values: Float64Array,
  scale: EvenScale,
  gain: number,
  width: Float64Array,
): Track {
  const length = values.length;
  const even = new Float64Array(length);
  const forecast = new Float64Array(length).fill(Number.NaN);
  const season = new Float64Array(length);
  const level = new Float64Array(length).fill(Number.NaN);
  const counts = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    const value = values[index] ?? Number.NaN;
    even[index] = Number.isNaN(value) ? Number.NaN : toEven(scale, value);
  }
  const start = days.opened + START_DAYS;
  const { rhythm, seen, centre, spread } = startOf(days, even, Math.min(length, start));
  let current = centre;
  let sigma = spread;
  let steps = START_DAYS / 2;
  let loss = 0;
  let lossDays = 0;
  // The first weeks are held against their own medians: better than nothing while the past is short.
  for (let index = days.opened; index < Math.min(start, length); index++) {
    const part = rhythm[(days.weekday + index) % 7] ?? 0;
    season[index] = part;
    level[index] = centre;
    if (days.idle[index] === 1 || Number.isNaN(even[index])) continue;
    forecast[index] = centre + part;
    counts[index] = days.excused[index] === 1 ? 0 : 1;
  }
  for (let index = start; index < length; index++) {
    const weekday = (days.weekday + index) % 7;
    const value = even[index] ?? Number.NaN;
    const part = rhythm[weekday] ?? 0;
    season[index] = part;
    level[index] = current;
    if (days.idle[index] === 1 || Number.isNaN(value)) continue;
    forecast[index] = current + part;
    if (days.excused[index] === 1) continue;
    counts[index] = 1;
    const wide = width[index] ?? 1;
    const error = (value - current - part) / wide;
    const bounded = Math.max(-BOUND * sigma, Math.min(BOUND * sigma, error));
    if (index >= length - LOSS_DAYS) {
      loss += bounded * bounded;
      lossDays++;
    }
    sigma = Math.sqrt(0.95 * sigma * sigma + 0.05 * 1.15 * bounded * bounded);
    steps++;
    const trust = 1 / (wide * wide);
    current += Math.max(gain, 1 / steps) * bounded * Math.min(1, trust);
    seen[weekday] = (seen[weekday] ?? 0) + 1;
    rhythm[weekday] =
      part + Math.max(SEASON_GAIN, 1 / ((seen[weekday] ?? 0) + 1)) * bounded * Math.min(1, trust);
    level[index] = current;
  }
  return { scale, even, forecast, season, level, width, counts, loss: lossDays > 0 ? loss / lossDays : 0 };
}

/** Level and rhythm of the first weeks: medians, the rhythm drawn towards none where a weekday was seen rarely. */
function startOf(days: Days, even: Float64Array, end: number) {
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  const all: number[] = [];
  for (let index = days.opened; index < end; index++) {
    const value = even[index] ?? Number.NaN;
    if (Number.isNaN(value) || days.idle[index] === 1 || days.excused[index] === 1) continue;
    byWeekday[(days.weekday + index) % 7]?.push(value);
    all.push(value);
  }
  const middle = (values: number[]) => {
    values.sort((a, b) => a - b);
    const half = values.length >> 1;
    return values.length % 2 === 1
      ? (values[half] ?? 0)
      : ((values[half - 1] ?? 0) + (values[half] ?? 0)) / 2;
  };
  const centre = all.length > 0 ? middle([...all]) : 0;
  const rhythm = byWeekday.map((values) =>
    values.length > 0 ? ((middle([...values]) - centre) * values.length) / (values.length + 0.5) : 0,
  );
  const errors: number[] = [];
  for (let index = days.opened; index < end; index++) {
    const value = even[index] ?? Number.NaN;
    if (Number.isNaN(value) || days.idle[index] === 1 || days.excused[index] === 1) continue;
    errors.push(value - centre - (rhythm[(days.weekday + index) % 7] ?? 0));
  }
  const spread = errors.length > 5 ? Math.max(0.02, robustSpread(Float64Array.from(errors))) * 1.2 : 0.2;
  return { rhythm, seen: byWeekday.map((values) => values.length), centre, spread };
}

/** The expected value of a day in the metric's own units; NaN where none was forecast. */
export function expectedAt(track: Track, index: number): number {
  return fromEven(track.scale, track.forecast[index] ?? Number.NaN);
}

/**
 * The mean error of the `days` days that end at `last`, all forecast from the evening before the first of them, each
 * bounded; days `without` left out. NaN when half of them or more say nothing.
 */
export function windowError(
  track: Track,
  last: number,
  days: number,
  bound = Number.POSITIVE_INFINITY,
  without?: ReadonlySet<number>,
): number {
  const before = track.level[last - days] ?? Number.NaN;
  let sum = 0;
  let found = 0;
  for (let index = last - days + 1; index <= last; index++) {
    if (track.counts[index] !== 1 || without?.has(index)) continue;
    const error =
      ((track.even[index] ?? 0) - (track.season[index] ?? 0) - before) / (track.width[index] ?? 1);
    sum += Math.max(-bound, Math.min(bound, error));
    found++;
  }
  const needed = without === undefined ? days / 2 : 0;
  return found > needed ? sum / found : Number.NaN;
}
