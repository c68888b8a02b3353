import { dayNumber, weekdayOf } from './calendar.ts';
import type { Days, Track } from './expectation.ts';
import type { CalendarEntry, DailySeries, Metric } from './finding.ts';
import { median } from './statistics.ts';
import { createTracks } from './tracks.ts';

/** How many earlier days of the same weekday a day is held against. */
export const WEEKDAY_HISTORY = 10;
/** Fewer than this many of them, and nothing is said: a new shop's first weeks have no habit yet. */
export const LEAST_WEEKDAY_HISTORY = 5;
/** A day without orders is a closure only where about this many orders were to be expected: e^-5 is below 1%. */
const CLOSURE_ORDERS = 5;
/** A weekday on which so large a share of the latest weeks went without an order is one on which the shop rests. */
const IDLE_SHARE = 0.7;
const IDLE_MEMORY = 0.2;
const FIRST_WEEKS = 28;

/** Below so many orders a day the week has no rhythm worth the name: sparse.ts speaks instead of the others. */
const SPARSE_ORDERS = 4;
const SPARSE_DAYS = 56;

/** A merchant's past up to the newest complete day, prepared once for all detectors. Days are day numbers. */
export interface Shop {
  /** Day number of the series' first day. */
  readonly first: number;
  /** Day number of the newest complete day, the day before asOf. */
  readonly newest: number;
  /** Day number of the first day with an order. */
  readonly opened: number;
  /** Whether the eight weeks before the newest day had fewer than four orders a day. */
  readonly sparse: boolean;
  /** The metric on a day; NaN for a ratio without its base (no orders, no carts) and outside the series. */
  value(metric: Metric, day: number): number;
  /** Says nothing about the level of business: no order on a weekday that normally has several, or explained. */
  closed(day: number): boolean;
  /** What the merchant's calendar says of a day. */
  explained(day: number): CalendarEntry['kind'] | undefined;
  /** The latest days of the same weekday before `day`, newest first, closures and undefined values left out. */
  sameWeekday(metric: Metric, day: number, atMost?: number): number[];
  /** What was to be expected of a metric, day by day; undefined for a metric without data. */
  track(metric: Metric): Track | undefined;
  /** A metric's days from the series' first to the newest; undefined without data. */
  column(metric: Metric): Float64Array | undefined;
}

/**
 * Prepares the series as seen in the morning of `asOf`; undefined when there is no order before it.
 * @throws RangeError for arrays of different lengths and days that are none
 */
export function readShop(
  series: DailySeries,
  asOf: string,
  calendar: readonly CalendarEntry[] = [],
): Shop | undefined {
  const first = dayNumber(series.from);
  const newest = dayNumber(asOf) - 1;
  checkLengths(series);
  const count = Math.min(series.orders.length, newest - first + 1);
  const openedAt = series.orders.findIndex((orders) => orders > 0);
  if (openedAt < 0 || openedAt >= count) return undefined;
  const opened = first + openedAt;
  // Days after the series' end count as days without anything.
  const length = newest - first + 1;
  const columns = new Map<Metric, Float64Array | undefined>();
  const column = (metric: Metric) => {
    const known = columns.get(metric);
    if (known !== undefined || columns.has(metric)) return known;
    const made = columnOf(series, metric, length);
    columns.set(metric, made);
    return made;
  };
  const orders = column('ORDERS') ?? new Float64Array(length);

  const value = (metric: Metric, day: number) =>
    day < first || day > newest ? Number.NaN : (column(metric)?.[day - first] ?? Number.NaN);

  const explanations = explain(calendar, first, newest);
  const explained = (day: number) => explanations.get(day);

  const closures = new Map<number, boolean>();
  const empty = (day: number): boolean => {
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
  const closed = (day: number) => explanations.has(day) || empty(day);

  const sameWeekday = (metric: Metric, day: number, atMost = WEEKDAY_HISTORY) => {
    const found: number[] = [];
    for (let other = day - 7; other >= opened && found.length < atMost; other -= 7) {
      const old = value(metric, other);
      if (!Number.isNaN(old) && !closed(other)) found.push(old);
    }
    return found;
  };

  const excused = new Uint8Array(length);
  for (let index = openedAt; index < length; index++) excused[index] = closed(first + index) ? 1 : 0;
  // A promotion's own day is judged, for sales may fall in it; only the days after it must not learn from it.
  if (explained(newest) === 'PROMOTION' && !empty(newest)) excused[length - 1] = 0;
  let recent = 0;
  const start = Math.max(openedAt, length - 1 - SPARSE_DAYS);
  for (let index = start; index < length - 1; index++) recent += orders[index] ?? 0;
  const sparse = recent < SPARSE_ORDERS * Math.max(1, length - 1 - start);
  const weekday = weekdayOf(first);
  const days: Days = { opened: openedAt, weekday, excused, idle: idleDays(orders, openedAt, weekday) };
  const track = createTracks(days, column);
  return { first, newest, opened, sparse, value, closed, explained, sameWeekday, track, column };
}

/** Marks the days of weekdays on which the shop rests, by what was known before each. */
function idleDays(orders: Float64Array, opened: number, weekday: number): Uint8Array {
  const idle = new Uint8Array(orders.length);
  const empty = [0, 0, 0, 0, 0, 0, 0];
  const end = Math.min(orders.length, opened + FIRST_WEEKS);
  const weeks = (end - opened) / 7;
  for (let index = opened; index < end; index++) {
    if (orders[index] === 0) {
      const at = (weekday + index) % 7;
      empty[at] = (empty[at] ?? 0) + 1 / weeks;
    }
  }
  for (let index = opened; index < orders.length; index++) {
    const at = (weekday + index) % 7;
    const share = empty[at] ?? 0;
    idle[index] = share > IDLE_SHARE ? 1 : 0;
    if (index >= end) {
      empty[at] = share + IDLE_MEMORY * ((orders[index] === 0 ? 1 : 0) - share);
    }
  }
  return idle;
}

/** A closure explains more than a promotion, a promotion more than a holiday. */
const RANKS: Record<CalendarEntry['kind'], number> = { CLOSURE: 2, PROMOTION: 1, HOLIDAY: 0 };

function explain(calendar: readonly CalendarEntry[], first: number, newest: number) {
  const found = new Map<number, CalendarEntry['kind']>();
  for (const { from, to, kind } of calendar) {
    const end = Math.min(newest, dayNumber(to));
    for (let day = Math.max(first, dayNumber(from)); day <= end; day++) {
      const known = found.get(day);
      if (known === undefined || RANKS[kind] > RANKS[known]) found.set(day, kind);
    }
  }
  return found;
}

function checkLengths(series: DailySeries): void {
  const { orders, newCustomers, returningCustomers, carts, abandonedCarts } = series;
  const all = [series.grossRevenue, series.units, series.refunds];
  for (const column of [...all, newCustomers, returningCustomers, carts, abandonedCarts]) {
    if (column !== undefined && column.length !== orders.length) {
      throw new RangeError('all metrics of a series must have equally many days');
    }
  }
}

function columnOf(series: DailySeries, metric: Metric, length: number): Float64Array | undefined {
  const whole = (values: readonly number[] | undefined) => {
    if (values === undefined) return undefined;
    const made = new Float64Array(length);
    for (let index = Math.min(length, values.length) - 1; index >= 0; index--)
      made[index] = values[index] ?? 0;
    return made;
  };
  const combined = (
    a: readonly number[] | undefined,
    b: readonly number[] | undefined,
    of: (a: number, b: number) => number,
  ) => {
    if (a === undefined || b === undefined) return undefined;
    const made = new Float64Array(length);
    for (let index = 0; index < length; index++) made[index] = of(a[index] ?? 0, b[index] ?? 0);
    return made;
  };
  const ratio = (a: number, b: number) => (b > 0 ? a / b : Number.NaN);
  switch (metric) {
    case 'GROSS_REVENUE':
      return whole(series.grossRevenue);
    case 'ORDERS':
      return whole(series.orders);
    case 'UNITS':
      return whole(series.units);
    case 'REFUNDS':
      return whole(series.refunds);
    case 'NEW_CUSTOMERS':
      return whole(series.newCustomers);
    case 'RETURNING_CUSTOMERS':
      return whole(series.returningCustomers);
    case 'CARTS':
      return whole(series.carts);
    case 'AVERAGE_ORDER_VALUE':
      return combined(series.grossRevenue, series.orders, ratio);
    case 'NET_REVENUE':
      return combined(series.grossRevenue, series.refunds, (gross, refunds) => gross - refunds);
    case 'REFUND_RATE':
      return combined(series.refunds, series.grossRevenue, ratio);
    case 'ABANDONMENT_RATE':
      return combined(series.abandonedCarts, series.carts, ratio);
    case 'CONVERSION':
      // Visits are not counted anywhere.
      return undefined;
  }
}
