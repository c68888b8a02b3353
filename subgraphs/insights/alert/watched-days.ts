import type { WatchedDays, WatchedSum } from '#warehouse/index.ts';
import { addDays, dayNumber } from '../detection/calendar.ts';
import type { Metric } from '../detection/finding.ts';

/** Days, both ends included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A metric as sums over any number of days: added up, or the one divided by the other. */
interface Making {
  readonly plus: WatchedSum;
  readonly minus?: WatchedSum;
  readonly by?: WatchedSum;
}

/** How each metric is made, by the definitions that reports state. */
export const MAKING: Readonly<Record<Metric, Making>> = {
  GROSS_REVENUE: { plus: 'grossRevenue' },
  NET_REVENUE: { plus: 'grossRevenue', minus: 'refunds' },
  ORDERS: { plus: 'orders' },
  UNITS: { plus: 'units' },
  AVERAGE_ORDER_VALUE: { plus: 'grossRevenue', by: 'orders' },
  NEW_CUSTOMERS: { plus: 'newCustomers' },
  RETURNING_CUSTOMERS: { plus: 'returningCustomers' },
  REFUNDS: { plus: 'refunds' },
  REFUND_RATE: { plus: 'refunds', by: 'grossRevenue' },
  CARTS: { plus: 'carts' },
  ABANDONMENT_RATE: { plus: 'abandonedCarts', by: 'carts' },
  CONVERSION: { plus: 'orderedCarts', by: 'carts' },
};

/** The sums a metric needs. */
export const sumsOf = (metric: Metric): WatchedSum[] =>
  Object.values(MAKING[metric]).filter((sum): sum is WatchedSum => sum !== undefined);

/** As exact as figures are kept: four decimals, so that floats that were added up compare as their decimals do. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function total({ from, sums }: WatchedDays, sum: WatchedSum, days: Days): number {
  const values = sums[sum];
  if (values === undefined) throw new RangeError(`${sum} was not read`);
  const first = dayNumber(days.from) - dayNumber(from);
  const last = dayNumber(days.to) - dayNumber(from);
  if (first < 0 || last >= values.length)
    throw new RangeError(`${days.from} to ${days.to} were not read of ${sum}`);
  let result = 0;
  for (let index = first; index <= last; index++) result += values[index] ?? 0;
  return result;
}

/**
 * A metric over days: what is counted is added up, and a rate is that of all the days together.
 * @param scale multiplies what is counted, to compare days with more or fewer of them; rates stay as they are
 * @returns null for a rate of nothing, such as the average order value of a day without orders
 */
export function metricOver(watched: WatchedDays, metric: Metric, days: Days, scale = 1): number | null {
  const { plus, minus, by } = MAKING[metric];
  const amount = total(watched, plus, days) - (minus === undefined ? 0 : total(watched, minus, days));
  if (by === undefined) return rounded(amount * scale);
  const whole = total(watched, by, days);
  return whole > 0 ? rounded(amount / whole) : null;
}

/** The first of some days. */
export function earliest(first: string, ...others: readonly string[]): string {
  let found = first;
  for (const day of others) if (day < found) found = day;
  return found;
}

/** The last of some days. */
export function latest(first: string, ...others: readonly string[]): string {
  let found = first;
  for (const day of others) if (day > found) found = day;
  return found;
}

/** How many days a range has. */
export const lengthOf = ({ from, to }: Days): number => dayNumber(to) - dayNumber(from) + 1;

/** The same days, earlier. */
export const earlier = ({ from, to }: Days, days: number): Days => ({
  from: addDays(from, -days),
  to: addDays(to, -days),
});
