import { dayNumber } from './calendar.ts';
import type { DailySeries, Metric } from './finding.ts';
import { median } from './statistics.ts';

/** How many earlier days of the same weekday a day is held against. */
export const WEEKDAY_HISTORY = 10;
/** Fewer than this many of them, and nothing is said: a new shop's first weeks have no habit yet. */
export const LEAST_WEEKDAY_HISTORY = 5;
/** A day without orders is a closure only where about this many orders were to be expected: e^-5 is below 1%. */
const CLOSURE_ORDERS = 5;

/** A merchant's past up to the newest complete day, prepared once for all detectors. Days are day numbers. */
export interface Shop {
  /** Day number of the newest complete day, the day before asOf. */
  readonly newest: number;
  /** Day number of the first day with an order. */
  readonly opened: number;
  /** The metric on a day; NaN for an average order value without orders and outside the series. */
  value(metric: Metric, day: number): number;
  /** No order on a weekday that normally has several: says nothing about the level of business. */
  closed(day: number): boolean;
  /** The latest days of the same weekday before `day`, newest first, closures and undefined values left out. */
  sameWeekday(metric: Metric, day: number, atMost?: number): number[];
}

/** Prepares the series as seen in the morning of `asOf`; undefined when there is no order before it. */
export function readShop(series: DailySeries, asOf: string): Shop | undefined {
  const first = dayNumber(series.from);
  const newest = dayNumber(asOf) - 1;
  const columns = columnsOf(series);
  const count = Math.min(series.orders.length, newest - first + 1);
  const openedAt = series.orders.findIndex((orders) => orders > 0);
  if (openedAt < 0 || openedAt >= count) return undefined;
  const opened = first + openedAt;

  const value = (metric: Metric, day: number) =>
    day < first || day > newest ? Number.NaN : (columns[metric]?.[day - first] ?? 0);

  const closures = new Map<number, boolean>();
  const closed = (day: number): boolean => {
    if (!(value('ORDERS', day) === 0) || day < opened) return false;
    const known = closures.get(day);
    if (known !== undefined) return known;
    const before: number[] = [];
    for (let other = day - 7; other >= opened && before.length < WEEKDAY_HISTORY; other -= 7) {
      before.push(value('ORDERS', other));
    }
    // Earlier closures stay in: a weekday that has been empty for half the history has become a closed weekday.
    const result = before.length >= 2 && median(before) >= CLOSURE_ORDERS;
    closures.set(day, result);
    return result;
  };

  const sameWeekday = (metric: Metric, day: number, atMost = WEEKDAY_HISTORY) => {
    const found: number[] = [];
    for (let other = day - 7; other >= opened && found.length < atMost; other -= 7) {
      const old = value(metric, other);
      if (!Number.isNaN(old) && !closed(other)) found.push(old);
    }
    return found;
  };

  return { newest, opened, value, closed, sameWeekday };
}

function columnsOf(series: DailySeries): Partial<Record<Metric, readonly number[]>> {
  const length = series.orders.length;
  for (const column of [series.grossRevenue, series.units, series.refunds]) {
    if (column.length !== length) throw new RangeError('all metrics of a series must have equally many days');
  }
  const columns: Partial<Record<Metric, readonly number[]>> = {
    GROSS_REVENUE: series.grossRevenue,
    ORDERS: series.orders,
    UNITS: series.units,
    AVERAGE_ORDER_VALUE: series.orders.map((orders, index) =>
      orders > 0 ? (series.grossRevenue[index] ?? 0) / orders : Number.NaN,
    ),
    REFUNDS: series.refunds,
  };
  return columns;
}
