import { type History, HistoryKind } from './history.ts';
import type { HolidayCalendar } from './holidays.ts';
import { forecastPaths, type Method, type Paths } from './methods.ts';

/** One forecast of the past, and what then happened. */
export interface Trial {
  paths: Paths;
  /** What was sold on the days forecast; NaN where it is not known. */
  actual: Float64Array;
}

/** Days between origins, and how many of them at most: a year, so that every season is tried once. */
const STEP_DAYS = 30;
const MAX_TRIALS = 12;
/** Seasons a trial must have to learn from. */
const MIN_SEASONS = 8;
/** Days tried at each origin at least: fewer say too little of the spread. */
const MIN_DAYS = 14;

/**
 * Rolling-origin backtest (Tashman, 2000): forecasts from origins a month apart, each from the days before it alone,
 * the latest first. Empty when the history is too short for one.
 */
export function backtest(
  history: History,
  season: number,
  horizon: number,
  holidays?: HolidayCalendar,
): Trial[] {
  const { kind, values, firstDay } = history;
  const days = Math.max(horizon, MIN_DAYS);
  const trials: Trial[] = [];
  for (let back = Math.min(days, STEP_DAYS); trials.length < MAX_TRIALS; back += STEP_DAYS) {
    const origin = values.length - back;
    if (origin < MIN_SEASONS * season) break;
    const before = values.subarray(0, origin);
    const actual = values.subarray(origin, origin + days);
    if (!before.some((value) => value > 0) || !actual.some((value) => !Number.isNaN(value))) continue;
    trials.push({ paths: forecastPaths(kind, before, firstDay, season, actual.length, holidays), actual });
  }
  return trials;
}

/**
 * Mean error of each method over all trials, by which to choose; days that are not known are left out. Absolute errors,
 * but for sparse series squared ones (as their root): where most days are zero, always saying zero has the least
 * absolute error, and tells a merchant nothing.
 */
export function errorsOf(trials: readonly Trial[], kind: HistoryKind): Map<Method, number> {
  const power = kind === HistoryKind.SPARSE ? 2 : 1;
  const sums = new Map<Method, { sum: number; count: number }>();
  for (const { paths, actual } of trials) {
    for (const [method, path] of paths.values) {
      const total = sums.get(method) ?? { sum: 0, count: 0 };
      sums.set(method, total);
      actual.forEach((value, at) => {
        if (Number.isNaN(value)) return;
        total.sum += Math.abs(value - (path[at] ?? 0)) ** power;
        total.count++;
      });
    }
  }
  return new Map([...sums].map(([method, { sum, count }]) => [method, (sum / count) ** (1 / power)]));
}
