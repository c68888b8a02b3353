import { dayNumber, weekdayOf } from '../calendar.ts';
import type { CalendarEntry, DailySeries, FindingWindow } from '../finding.ts';

/**
 * The days of a window beside those of its baseline, as weights: a baseline day counts as often as it takes for every
 * weekday of the window to stand against the mean of its own weekday. Weighted sums are additive, so that what slices
 * gave adds up to what the shop did; the medians that detection itself compares do not.
 */
export interface Comparison {
  /** Places in the series, the first and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly baselineFrom: number;
  /** Weights of the baseline's days, from `baselineFrom` on; those of one weekday sum to its days in the window. */
  readonly weights: Float64Array;
}

/** A sum over the window, and over as many days of the baseline. */
export interface Sums {
  readonly observed: number;
  readonly expected: number;
}

/**
 * Reads a window, or the same days `shift` days earlier. Days the merchant marked, and days without any order on
 * weekdays that have some, make no baseline. Undefined where the series does not hold the whole window, or no baseline
 * day of one of its weekdays. A baseline that begins before the series is cut.
 */
export function compare(
  series: DailySeries,
  window: FindingWindow,
  calendar: readonly CalendarEntry[],
  shift = 0,
): Comparison | undefined {
  const first = dayNumber(series.from);
  const place = (day: string) => dayNumber(day) - first - shift;
  const from = place(window.from);
  const to = place(window.to) + 1;
  const baselineFrom = Math.max(0, place(window.baselineFrom));
  const baselineTo = Math.min(from, place(window.baselineTo) + 1);
  if (from < 0 || to > series.orders.length || baselineTo <= baselineFrom || to <= from) return undefined;

  const marked = calendar.map(
    (entry) => [dayNumber(entry.from) - first, dayNumber(entry.to) - first] as const,
  );
  const weekdayAt = (day: number) => weekdayOf(first + day);
  const wanted = new Float64Array(7);
  for (let day = from; day < to; day++) wanted[weekdayAt(day)] = (wanted[weekdayAt(day)] ?? 0) + 1;
  const sells = new Uint8Array(7);
  for (let day = baselineFrom; day < baselineTo; day++) {
    if ((series.orders[day] ?? 0) > 0) sells[weekdayAt(day)] = 1;
  }
  const usable = (day: number) =>
    ((series.orders[day] ?? 0) > 0 || sells[weekdayAt(day)] === 0) &&
    !marked.some(([start, end]) => day >= start && day <= end);
  const found = new Float64Array(7);
  for (let day = baselineFrom; day < baselineTo; day++) {
    if (usable(day)) found[weekdayAt(day)] = (found[weekdayAt(day)] ?? 0) + 1;
  }
  if (wanted.some((days, weekday) => days > 0 && found[weekday] === 0)) return undefined;
  const weights = new Float64Array(baselineTo - baselineFrom);
  for (let day = baselineFrom; day < baselineTo; day++) {
    if (!usable(day)) continue;
    weights[day - baselineFrom] = (wanted[weekdayAt(day)] ?? 0) / (found[weekdayAt(day)] ?? 1);
  }
  return { from, to, baselineFrom, weights };
}

/** Both sums of a column of numbers; what is not a number counts as nothing. */
export function sumsOf(values: ArrayLike<number>, { from, to, baselineFrom, weights }: Comparison): Sums {
  const finite = (day: number) => {
    const value = values[day] ?? 0;
    return Number.isFinite(value) ? value : 0;
  };
  let observed = 0;
  let expected = 0;
  for (let day = from; day < to; day++) observed += finite(day);
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0;
    if (weight > 0) expected += weight * finite(baselineFrom + index);
  }
  return { observed, expected };
}
