import { averageAmount, parseAmount, relativeChange } from '#platform/money/index.ts';
import type { DailyMetricsRow } from '#warehouse/index.ts';
import { type DayRange, daysOf, firstOfMonth, mondayOf } from '../report/calendar.ts';

/** A merchant's numbers of one day, as the warehouse keeps them. */
export type DailyRow = Pick<
  DailyMetricsRow,
  'business_date' | 'gross_revenue' | 'refunds' | 'orders' | 'units'
>;

/** Sums over some days. Amounts are ten-thousandths. */
export interface Figures {
  grossRevenue: bigint;
  refunds: bigint;
  orders: bigint;
  units: bigint;
}

/** Figures of one point of a series; `date` is the first day it counts. */
export interface Bucket extends Figures {
  date: string;
}

/** What one point of a series stands for. */
export enum TimeGrouping {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

const STARTS: Record<TimeGrouping, (day: string) => string> = {
  [TimeGrouping.DAY]: (day) => day,
  [TimeGrouping.WEEK]: mondayOf,
  [TimeGrouping.MONTH]: firstOfMonth,
};

const nothing = (): Figures => ({
  grossRevenue: 0n,
  refunds: 0n,
  orders: 0n,
  units: 0n,
});

function add(sum: Figures, row: DailyRow): void {
  sum.grossRevenue += parseAmount(row.gross_revenue);
  sum.refunds += parseAmount(row.refunds);
  sum.orders += BigInt(row.orders);
  sum.units += BigInt(row.units);
}

/** Everything of the rows within the range, added up. */
export function totalOf(rows: readonly DailyRow[], range: DayRange): Figures {
  const sum = nothing();
  for (const row of rows) if (row.business_date >= range.from && row.business_date <= range.to) add(sum, row);
  return sum;
}

/**
 * One bucket for every day, week or month that the range touches, in order, zero where nothing happened. Only days of
 * the range are counted, and a bucket's date is the first of them: the Monday or the first of the month, or the start
 * of the range where that comes later.
 */
export function bucketsOf(rows: readonly DailyRow[], range: DayRange, grouping: TimeGrouping): Bucket[] {
  const startOf = STARTS[grouping];
  const byStart = new Map<string, Bucket>();
  for (const day of daysOf(range)) {
    const start = startOf(day);
    if (!byStart.has(start)) byStart.set(start, { date: day, ...nothing() });
  }
  for (const row of rows) {
    if (row.business_date < range.from || row.business_date > range.to) continue;
    const bucket = byStart.get(startOf(row.business_date));
    if (bucket) add(bucket, row);
  }
  return [...byStart.values()];
}

export const netRevenue = (figures: Figures): bigint => figures.grossRevenue - figures.refunds;

/** Gross revenue by order, to the nearest ten-thousandth; null without orders. */
export const averageOrderValue = (figures: Figures): bigint | null =>
  averageAmount(figures.grossRevenue, figures.orders);

/** Relative change of each figure against another range; null where that is no positive number. */
export interface Change {
  grossRevenue: number | null;
  refunds: number | null;
  netRevenue: number | null;
  orders: number | null;
  units: number | null;
  averageOrderValue: number | null;
}

export const changeOf = (current: Figures, base: Figures): Change => ({
  grossRevenue: relativeChange(current.grossRevenue, base.grossRevenue),
  refunds: relativeChange(current.refunds, base.refunds),
  netRevenue: relativeChange(netRevenue(current), netRevenue(base)),
  orders: relativeChange(current.orders, base.orders),
  units: relativeChange(current.units, base.units),
  averageOrderValue: relativeChange(averageOrderValue(current), averageOrderValue(base)),
});
