import { BASES, calendarForecast } from './calendar-model.ts';
import { etsForecast } from './ets.ts';
import { HistoryKind, withoutGaps } from './history.ts';
import type { HolidayCalendar } from './holidays.ts';
import { sameDayMean, seasonalNaive } from './simple-methods.ts';
import { thetaForecast } from './theta.ts';

/** How a forecast is made. */
export const Method = {
  /** The same weekday of the last week. */
  SEASONAL_NAIVE: 'SEASONAL_NAIVE',
  /** Mean of the same weekday of the last four weeks. */
  SAME_WEEKDAYS: 'SAME_WEEKDAYS',
  ETS: 'ETS',
  THETA: 'THETA',
  /** The three above on a series freed of its calendar, which is then put back. */
  CALENDAR_SAME_WEEKDAYS: 'CALENDAR_SAME_WEEKDAYS',
  CALENDAR_ETS: 'CALENDAR_ETS',
  CALENDAR_THETA: 'CALENDAR_THETA',
  /** One mean for all days. */
  MEAN: 'MEAN',
  /** Nothing is expected. */
  ZERO: 'ZERO',
} as const;
export type Method = (typeof Method)[keyof typeof Method];

/** What every method says of the days ahead. */
export interface Paths {
  values: Map<Method, Float64Array>;
  /** What special days add, in logarithms; zeros where no method knows of any. */
  special: Float64Array;
}

/** Days in the mean of a sparse series. */
const SPARSE_DAYS = 56;
/** Smoothing and the calendar need so many seasons. */
const MIN_SEASONS = 8;

/** All methods that fit the kind of the history and its length. The history must hold a value above zero. */
export function forecastPaths(
  kind: HistoryKind,
  values: Float64Array,
  firstDay: number,
  season: number,
  horizon: number,
  holidays?: HolidayCalendar,
): Paths {
  const whole = withoutGaps(values, season);
  const special = new Float64Array(horizon);
  const paths = new Map<Method, Float64Array>([
    [Method.SEASONAL_NAIVE, seasonalNaive(whole, season, horizon)],
  ]);
  if (kind === HistoryKind.SPARSE || kind === HistoryKind.SHORT) {
    const recent = whole.subarray(-SPARSE_DAYS);
    const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length;
    paths.set(Method.MEAN, new Float64Array(horizon).fill(mean));
    paths.set(Method.SAME_WEEKDAYS, sameDayMean(whole, season, horizon, SPARSE_DAYS / 7));
    return { values: paths, special };
  }
  paths.set(Method.SAME_WEEKDAYS, sameDayMean(whole, season, horizon));
  if (whole.length < MIN_SEASONS * season) return { values: paths, special };
  const atLeastZero = (path: Float64Array): Float64Array => path.map((value) => Math.max(0, value));
  paths.set(Method.ETS, atLeastZero(etsForecast(whole, season, horizon)));
  paths.set(Method.THETA, atLeastZero(thetaForecast(whole, season, horizon)));
  const calendar = calendarForecast(values, firstDay, season, horizon, holidays);
  for (const base of BASES) paths.set(Method[`CALENDAR_${base}`], calendar.values[base]);
  return { values: paths, special: calendar.special };
}
