import { backtest, errorsOf, type Trial } from './backtest.ts';
import { combine, combinedPath, type WeightedMethod } from './combination.ts';
import { dayNumber, dayText } from './days.ts';
import { type History, HistoryKind, prepareHistory } from './history.ts';
import type { HolidayCalendar } from './holidays.ts';
import { type Intervals, marginalIntervals, type ResolvedDay, ratioIntervals } from './intervals.ts';
import { forecastPaths, Method, type Paths } from './methods.ts';
import { medianOf, seasonalScale } from './statistics.ts';

export { HISTORY_DAYS, HistoryKind } from './history.ts';
export { Method } from './methods.ts';

/** What is to be continued. */
export interface ForecastInput {
  /** First day of the values, YYYY-MM-DD. */
  firstDay: string;
  /** One value a day; the last is the day before the first one forecast. NaN is a day of which nothing is known. */
  values: ArrayLike<number>;
  /** Days to forecast, 1 or more. */
  horizon: number;
  /** Days after which the pattern returns; 7 when not given. */
  season?: number;
  holidays?: HolidayCalendar;
}

/** A day forecast. Ranges hold what comes in 80 and in 95 of 100 cases. */
export interface ForecastPoint {
  date: string;
  value: number;
  lo80: number;
  hi80: number;
  lo95: number;
  hi95: number;
}

/** How well a way of forecasting did on the past. */
export interface Accuracy {
  /**
   * Mean absolute scaled error: below 1 is better than the seasonal naive forecast does one season ahead.
   * Null when each season was like the one before, so that there is nothing to divide by.
   */
  mase: number | null;
  /** Share of days that came within their 95% range, 0 to 1; ranges are those the other origins give. Null with a single origin. */
  coverage95: number | null;
}

/** What the methods would have said from origins of the past. */
export interface Backtest {
  origins: number;
  forecast: Accuracy;
  seasonalNaive: Accuracy;
}

/** A forecast with what one needs to judge it. */
export interface Forecast {
  kind: HistoryKind;
  /** Methods and their shares. */
  methods: WeightedMethod[];
  points: ForecastPoint[];
  /** Null when there is too little to try it on. */
  backtest: Backtest | null;
  /** Days from the first sale on that were learnt from. */
  trainedDays: number;
  /** Days without a sale at the end of the history. */
  silentDays: number;
}

/** The days of trials beside what `path` said of them. */
const resolved = (
  trials: readonly Trial[],
  pathOf: (paths: Paths, days: number) => Float64Array,
): ResolvedDay[][] =>
  trials.map(({ paths, actual }) => {
    const path = pathOf(paths, actual.length);
    return Array.from(actual, (value, ahead) => ({
      actual: value,
      value: path[ahead] ?? 0,
      ahead,
      special: paths.special[ahead] ?? 0,
    })).filter((day) => !Number.isNaN(day.actual));
  });

/** Error and coverage; the ranges of each origin are learnt from the others. */
function accuracyOf(
  byOrigin: readonly ResolvedDay[][],
  scale: number,
  intervalsOf: (days: readonly ResolvedDay[]) => Intervals,
): Accuracy {
  const all = byOrigin.flat();
  const error = all.reduce((sum, { actual, value }) => sum + Math.abs(actual - value), 0) / all.length;
  let covered = 0;
  byOrigin.forEach((days, at) => {
    const intervals = intervalsOf(byOrigin.filter((_, other) => other !== at).flat());
    for (const day of days) {
      const { low, high } = intervals(day, 0.95);
      if (day.actual >= low && day.actual <= high) covered++;
    }
  });
  return {
    mase: scale > 0 ? error / scale : null,
    coverage95: byOrigin.length < 2 ? null : covered / all.length,
  };
}

function pointsOf(
  history: History,
  path: Float64Array,
  special: Float64Array,
  intervals: Intervals,
): ForecastPoint[] {
  const origin = history.firstDay + history.values.length;
  return Array.from(path, (value, ahead) => {
    const day = { value, ahead, special: special[ahead] ?? 0 };
    const [inner, outer] = [intervals(day, 0.8), intervals(day, 0.95)];
    return {
      date: dayText(origin + ahead),
      value,
      lo80: inner.low,
      hi80: inner.high,
      lo95: outer.low,
      hi95: outer.high,
    };
  });
}

/** Nothing was ever sold, or nothing is any more: zero, up to a usual day should sales come back. */
function nothing(history: History, horizon: number): Forecast {
  const back = medianOf(history.values.filter((value) => value > 0)) || 0;
  return {
    kind: history.kind,
    methods: [{ method: Method.ZERO, weight: 1 }],
    points: pointsOf(history, new Float64Array(horizon), new Float64Array(horizon), (_, level) => ({
      low: 0,
      high: level > 0.9 ? back : 0,
    })),
    backtest: null,
    trainedDays: history.kind === HistoryKind.EMPTY ? 0 : history.values.length,
    silentDays: history.silentDays,
  };
}

/** The values with those of days on which the shop was shut made unknown. */
const withoutClosures = (
  values: ArrayLike<number>,
  firstDay: number,
  { isClosed }: HolidayCalendar,
): ArrayLike<number> => Array.from(values, (value, at) => (isClosed(firstDay + at) ? Number.NaN : value));

/** The points with nothing on days on which the shop will be shut. */
const withClosures = (points: readonly ForecastPoint[], { isClosed }: HolidayCalendar): ForecastPoint[] =>
  points.map((point) =>
    isClosed(dayNumber(point.date))
      ? { date: point.date, value: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 }
      : point,
  );

/**
 * Continues a daily series. Which methods, and in what shares, is decided by a rolling backtest on the series itself;
 * so are the ranges. Series that are too short, too sparse or have ended get a plainer answer, and say so by `kind`.
 * Pure: the same input gives the same answer.
 */
export function forecast(input: ForecastInput): Forecast {
  const { holidays } = input;
  if (!holidays) return continued(input);
  const values = withoutClosures(input.values, dayNumber(input.firstDay), holidays);
  const answer = continued({ ...input, values });
  return { ...answer, points: withClosures(answer.points, holidays) };
}

function continued(input: ForecastInput): Forecast {
  const { horizon, season = 7, holidays } = input;
  const history = prepareHistory(input.values, dayNumber(input.firstDay), season);
  const { kind, values, firstDay } = history;
  if (kind === HistoryKind.EMPTY || kind === HistoryKind.DEAD) return nothing(history, horizon);
  const { values: paths, special } = forecastPaths(kind, values, firstDay, season, horizon, holidays);
  const trials = kind === HistoryKind.SHORT ? [] : backtest(history, season, horizon, holidays);
  const weights =
    trials.length > 0
      ? combine(errorsOf(trials, kind))
      : [{ method: kind === HistoryKind.REGULAR ? Method.SAME_WEEKDAYS : Method.MEAN, weight: 1 }];
  const intervalsOf = (days: readonly ResolvedDay[]): Intervals =>
    kind === HistoryKind.REGULAR && days.length > 0 ? ratioIntervals(days) : marginalIntervals(values);
  const tried = resolved(trials, (of, days) => combinedPath(weights, of.values, days));
  const scale = seasonalScale(values, season);
  const naive = resolved(trials, (of) => of.values.get(Method.SEASONAL_NAIVE) ?? new Float64Array());
  return {
    kind,
    methods: weights,
    points: pointsOf(history, combinedPath(weights, paths, horizon), special, intervalsOf(tried.flat())),
    backtest:
      trials.length > 0
        ? {
            origins: trials.length,
            forecast: accuracyOf(tried, scale, intervalsOf),
            seasonalNaive: accuracyOf(naive, scale, intervalsOf),
          }
        : null,
    trainedDays: values.length,
    silentDays: history.silentDays,
  };
}
