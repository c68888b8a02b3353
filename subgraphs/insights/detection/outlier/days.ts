import { weekdayOf } from '../calendar.ts';
import type { Metric } from '../finding.ts';
import type { Shop } from '../shop.ts';
import { guardedSigma, medianOfFirst } from '../slices/order.ts';

/** Metrics that are not sums or quotients of each other, so that no combination of them is trivial. */
const COLUMNS: readonly Metric[] = [
  'ORDERS',
  'UNITS',
  'GROSS_REVENUE',
  'REFUNDS',
  'NEW_CUSTOMERS',
  'RETURNING_CUSTOMERS',
  'CARTS',
  'ABANDONMENT_RATE',
];
const YEAR = 365;
/** The first days only tell the level of those after them. */
const WARM_UP = 28;
const HALF_LIFE = 14;
/** A metric that is nothing on more days than this share tells little by being nothing. */
const MOST_ZEROS = 0.5;
/** Added to both sides of a ratio, as a share of the metric's median: a zero is a number. */
const GROUND = 0.1;
/** A wild day moves the level by no more than this many standard deviations. */
const WILD = 3;

/** The days of a year, each a row of standardised distances from what its season let expect; the newest comes last. */
export interface Days {
  readonly metrics: readonly Metric[];
  /** Rows of the past, `metrics.length` numbers each. */
  readonly past: Float64Array;
  readonly count: number;
  readonly newest: Float64Array;
  /** The value that a metric (by its place) would have had on the newest day at a standardised distance. */
  valueAt(metric: number, distance: number): number;
  /** Day number of the first row. */
  readonly from: number;
}

/**
 * Takes weekday and level out of every metric: logarithms (of the value and a tenth of the usual one) less the
 * weekday's median, less an exponentially smoothed level of the days before, over a robust standard deviation. Days
 * without an order are left out. Undefined with fewer than `least` days, or when the newest is none.
 */
export function readDays(shop: Shop, least: number): Days | undefined {
  const { newest } = shop;
  const start = Math.max(shop.opened, newest - YEAR - WARM_UP);
  const days: number[] = [];
  for (let day = start; day <= newest; day++) if (shop.value('ORDERS', day) > 0) days.push(day);
  if (days[days.length - 1] !== newest || days.length - 1 - WARM_UP < least) return undefined;
  const first = days[WARM_UP] ?? newest;
  const scratch = new Float64Array(days.length);
  const weekdayAt = Uint8Array.from(days, weekdayOf);
  const adjusted = COLUMNS.flatMap((metric) => {
    const column = adjust(shop, metric, days, weekdayAt, scratch);
    return column === undefined ? [] : [column];
  });
  const width = adjusted.length;
  const count = days.length - 1 - WARM_UP;
  const past = new Float64Array(count * width);
  adjusted.forEach(({ residuals }, index) => {
    for (let row = 0; row < count; row++) past[row * width + index] = residuals[row + WARM_UP] ?? 0;
  });
  return {
    metrics: adjusted.map(({ metric }) => metric),
    past,
    count,
    newest: Float64Array.from(adjusted, ({ residuals }) => residuals[days.length - 1] ?? 0),
    valueAt: (metric, distance) => adjusted[metric]?.valueAt(distance) ?? 0,
    from: first,
  };
}

function adjust(
  shop: Shop,
  metric: Metric,
  days: readonly number[],
  weekdayAt: Uint8Array,
  scratch: Float64Array,
) {
  const values = new Float64Array(days.length);
  let zeros = 0;
  for (let index = 0; index < days.length; index++) {
    const value = shop.value(metric, days[index] ?? 0);
    // An unknown value, or one below zero, is as good as none.
    values[index] = value > 0 && Number.isFinite(value) ? value : 0;
    if (values[index] === 0) zeros++;
  }
  if (zeros > MOST_ZEROS * days.length) return undefined;
  scratch.set(values);
  const ground = GROUND * medianOfFirst(scratch, values.length);
  if (!(ground > 0)) return undefined;
  const logs = values.map((value) => Math.log((value + ground) / (11 * ground)));

  const last = days.length - 1;
  const weekdays = new Float64Array(7);
  for (let weekday = 0; weekday < 7; weekday++) {
    let count = 0;
    for (let index = 0; index < last; index++) {
      if (weekdayAt[index] === weekday) scratch[count++] = logs[index] ?? 0;
    }
    weekdays[weekday] = count > 0 ? medianOfFirst(scratch, count) : 0;
  }
  const residuals = new Float64Array(days.length);
  for (let index = 0; index <= last; index++) {
    residuals[index] = (logs[index] ?? 0) - (weekdays[weekdayAt[index] ?? 0] ?? 0);
  }
  for (let index = 0; index < last; index++) scratch[index] = Math.abs(residuals[index] ?? 0);
  const most = WILD * guardedSigma(scratch, last);
  const learn = 1 - 0.5 ** (1 / HALF_LIFE);
  let level = 0;
  let before = 0;
  for (let index = 0; index <= last; index++) {
    const off = (residuals[index] ?? 0) - level;
    before = level;
    level += learn * Math.max(-most, Math.min(most, off));
    residuals[index] = off;
  }
  let count = 0;
  for (let index = WARM_UP; index < last; index++) scratch[count++] = Math.abs(residuals[index] ?? 0);
  const sigma = guardedSigma(scratch, count);
  // A metric that never moves has no unusual combination with another.
  if (!(sigma > 1e-6)) return undefined;
  for (let index = 0; index <= last; index++) residuals[index] = (residuals[index] ?? 0) / sigma;
  const usual = weekdays[weekdayAt[last] ?? 0] ?? 0;
  const valueAt = (distance: number) =>
    Math.max(0, Math.exp(usual + before + distance * sigma) * 11 * ground - ground);
  return { metric, residuals, valueAt };
}
