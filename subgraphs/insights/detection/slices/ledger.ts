import { dayNumber, isoDay } from '../calendar.ts';
import type { CalendarEntry, DailySeries, FindingWindow, Slice, SliceSeries } from '../finding.ts';
import type { Shop } from '../shop.ts';
import { distance, guardedSigma, medianOfFirst } from './order.ts';

/** How many earlier days of its weekday a day is held against. */
export const WEEKDAYS = 10;
/** Weeks before a week that it is held against. */
export const BASELINE_WEEKS = 4;
/** Weeks that are looked at in all: a year and the baseline of its first week. */
const WEEKS = 57;

/** The whole shop beside which slices are judged, prepared once. Places count days from the series' first one. */
export interface Ledger {
  /** Day number of place 0. */
  readonly first: number;
  /** The place after the newest complete day. */
  readonly end: number;
  /** The place of the first day with an order. */
  readonly opened: number;
  readonly revenue: Float64Array;
  readonly orders: Float64Array;
  /** 1 on days the merchant had in its calendar: they neither make a habit nor break one. */
  readonly marked: Uint8Array;
  /** The median of revenue of the newest day's weekday (0), the one before (1) and so on, and the spread around it. */
  readonly typical: Float64Array;
  readonly daySigma: number;
  /** Revenue of the week that ends with the newest day (0), the one before (1) and so on, since the shop opened. */
  readonly weeks: Float64Array;
  /** 1 where a week holds no marked day and some revenue. */
  readonly plainWeek: Uint8Array;
  readonly weekSigma: number;
  readonly dayWindow: FindingWindow;
  readonly weekWindow: FindingWindow;
}

/** One slice's days in buffers that every slice uses in turn. */
export interface SliceView {
  slice: Slice;
  readonly revenue: Float64Array;
  readonly orders: Float64Array;
  readonly weeks: Float64Array;
  /** Room for the statistics. */
  readonly scratch: Float64Array;
}

/** Undefined when the newest day is not there or the shop was closed on it: what a closed shop does not sell is no news. */
export function readLedger(
  shop: Shop,
  series: DailySeries,
  calendar: readonly CalendarEntry[],
): Ledger | undefined {
  const first = dayNumber(series.from);
  const end = shop.newest - first + 1;
  if (end < 1 || end > series.orders.length) return undefined;
  const revenue = clean(series.grossRevenue, new Float64Array(end));
  const orders = clean(series.orders, new Float64Array(end));
  const opened = orders.findIndex((value) => value > 0);
  const marked = marksOf(calendar, first, end);
  if (opened < 0 || !((orders[end - 1] ?? 0) > 0)) return undefined;
  if (calendar.some(({ kind, from, to }) => kind === 'CLOSURE' && within(shop.newest, from, to))) {
    return undefined;
  }

  const scratch = new Float64Array(Math.max(end, 8 * WEEKDAYS));
  const typical = new Float64Array(7);
  for (let back = 0; back < 7; back++) {
    typical[back] = typicalOf(revenue, marked, orders, end - 1 - back, opened, scratch);
  }
  let count = 0;
  for (let day = end - 2; day >= Math.max(opened, end - 1 - 7 * WEEKDAYS); day--) {
    const usual = typical[(end - 1 - day) % 7] ?? 0;
    if (marked[day] === 1 || orders[day] === 0 || !(usual > 0)) continue;
    scratch[count++] = Math.abs(distance((revenue[day] ?? 0) / usual));
  }
  const daySigma = count > 0 ? guardedSigma(scratch, count) : 0;

  const weekCount = Math.min(WEEKS, Math.floor((end - opened) / 7));
  const weeks = weeklySums(revenue, end, new Float64Array(weekCount));
  const plainWeek = new Uint8Array(weekCount);
  for (let week = 0; week < weekCount; week++) {
    let plain = (weeks[week] ?? 0) > 0;
    for (let day = end - 7 * (week + 1); day < end - 7 * week; day++) if (marked[day] === 1) plain = false;
    plainWeek[week] = plain ? 1 : 0;
  }
  count = 0;
  for (let week = 1; week < weekCount; week++) {
    const before = baselineOf(weeks, plainWeek, week);
    if (plainWeek[week] === 1 && before > 0) {
      scratch[count++] = Math.abs(distance((weeks[week] ?? 0) / before));
    }
  }
  const { newest } = shop;
  const dayOf = (place: number) => isoDay(first + Math.max(0, place));
  return {
    first,
    end,
    opened,
    revenue,
    orders,
    marked,
    typical,
    daySigma,
    weeks,
    plainWeek,
    weekSigma: count > 0 ? guardedSigma(scratch, count) : 0,
    dayWindow: {
      from: isoDay(newest),
      to: isoDay(newest),
      baselineFrom: dayOf(Math.max(opened, end - 1 - 7 * WEEKDAYS)),
      baselineTo: isoDay(newest - 1),
    },
    weekWindow: {
      from: dayOf(end - 7),
      to: isoDay(newest),
      baselineFrom: dayOf(end - 7 * (BASELINE_WEEKS + 1)),
      baselineTo: dayOf(end - 8),
    },
  };
}

/** Buffers for slices of this shop. */
export function viewFor(ledger: Ledger): SliceView {
  return {
    slice: { dimension: 'PRODUCT', key: '', label: '' },
    revenue: new Float64Array(ledger.end),
    orders: new Float64Array(ledger.end),
    weeks: new Float64Array(ledger.weeks.length),
    scratch: new Float64Array(Math.max(ledger.end, 8 * WEEKDAYS)),
  };
}

/** Reads a slice into the buffers. Throws a RangeError when its arrays do not reach the newest day. */
export function readSlice(ledger: Ledger, series: SliceSeries, view: SliceView): void {
  const { end } = ledger;
  if (series.grossRevenue.length < end || series.orders.length < end) {
    throw new RangeError(
      `slice ${series.slice.dimension} "${series.slice.key}" must have as many days as the shop`,
    );
  }
  view.slice = series.slice;
  clean(series.grossRevenue, view.revenue);
  clean(series.orders, view.orders);
  weeklySums(view.revenue, end, view.weeks);
}

/** The median of up to ten earlier days of the same weekday; marked days and days the shop was closed are left out. */
export function typicalOf(
  values: Float64Array,
  marked: Uint8Array,
  shopOrders: Float64Array,
  place: number,
  opened: number,
  scratch: Float64Array,
): number {
  let count = 0;
  for (let day = place - 7; day >= opened && count < WEEKDAYS; day -= 7) {
    if (marked[day] === 1 || shopOrders[day] === 0) continue;
    scratch[count++] = values[day] ?? 0;
  }
  return count > 0 ? medianOfFirst(scratch, count) : 0;
}

/** The mean of the plain ones among the four weeks before a week; NaN with fewer than three. */
export function baselineOf(weeks: Float64Array, plain: Uint8Array, week: number): number {
  let sum = 0;
  let count = 0;
  for (let before = week + 1; before <= week + BASELINE_WEEKS && before < weeks.length; before++) {
    if (plain[before] !== 1) continue;
    sum += weeks[before] ?? 0;
    count++;
  }
  return count >= BASELINE_WEEKS - 1 ? sum / count : Number.NaN;
}

/** Sums of seven days each, backwards from the newest. */
function weeklySums(values: Float64Array, end: number, into: Float64Array): Float64Array {
  for (let week = 0; week < into.length; week++) {
    let sum = 0;
    for (let day = end - 7 * (week + 1); day < end - 7 * week; day++) sum += values[day] ?? 0;
    into[week] = Math.max(0, sum);
  }
  return into;
}

/** What is not a number counts as nothing, so that one bad value cannot poison a whole slice. */
function clean(values: ArrayLike<number>, into: Float64Array): Float64Array {
  for (let index = 0; index < into.length; index++) {
    const value = values[index] ?? 0;
    into[index] = Number.isFinite(value) ? value : 0;
  }
  return into;
}

function marksOf(calendar: readonly CalendarEntry[], first: number, end: number): Uint8Array {
  const marked = new Uint8Array(end);
  for (const { from, to } of calendar) {
    const last = Math.min(end - 1, dayNumber(to) - first);
    for (let place = Math.max(0, dayNumber(from) - first); place <= last; place++) marked[place] = 1;
  }
  return marked;
}

function within(day: number, from: string, to: string): boolean {
  return day >= dayNumber(from) && day <= dayNumber(to);
}
