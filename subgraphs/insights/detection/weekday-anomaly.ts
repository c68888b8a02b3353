import { isoDay } from './calendar.ts';
import { type Candidate, METRICS, type Metric } from './finding.ts';
import { LEAST_WEEKDAY_HISTORY, type Shop, WEEKDAY_HISTORY } from './shop.ts';
import { median, robustSigma, studentTwoSided } from './statistics.ts';

/**
 * The newest complete day against its own weekday.
 *
 * Expected is the median of up to ten earlier days of that weekday. The distance is measured on square roots, where
 * the noise of counts is even (M. S. Bartlett, 1936) and a zero is a number, relative to the weekday's own size, so
 * that the residuals of all seven weekdays share one robust scale (median absolute deviation) of some seventy days
 * rather than of ten. A day must stand out twice: from its weekday, and from where the last ten days have taken the
 * level, or else every day of a busy season would be news.
 */

/** The smallest relative change of a day worth a merchant's time. */
const LEAST_CHANGE: Record<Metric, number> = {
  GROSS_REVENUE: 0.3,
  ORDERS: 0.3,
  UNITS: 0.3,
  AVERAGE_ORDER_VALUE: 0.3,
  REFUNDS: 1,
  NET_REVENUE: 0.3,
  NEW_CUSTOMERS: 0.3,
  RETURNING_CUSTOMERS: 0.3,
  REFUND_RATE: 1,
  CARTS: 0.3,
  ABANDONMENT_RATE: 0.3,
  CONVERSION: 0.3,
};
/** Degrees of freedom of the t that turns distances into p-values: heavier tails for what is driven by few orders. */
const DEGREES: Record<Metric, number> = {
  GROSS_REVENUE: 15,
  ORDERS: 20,
  UNITS: 15,
  AVERAGE_ORDER_VALUE: 8,
  REFUNDS: 4,
  NET_REVENUE: 15,
  NEW_CUSTOMERS: 15,
  RETURNING_CUSTOMERS: 15,
  REFUND_RATE: 4,
  CARTS: 15,
  ABANDONMENT_RATE: 15,
  CONVERSION: 15,
};
/** Fewer orders than this on the day and usually on its weekday: too small to speak about. */
const LEAST_ORDERS = 4;
/** Unusual refunds must exceed the usual ones by this share of a usual day's revenue. */
const LEAST_REFUND_SHARE = 0.25;
/** And be worth more than this many usual orders: one customer who sends his order back is no story. */
const LEAST_REFUNDED_ORDERS = 6;
/** The scale is never believed to be below this relative deviation. */
const LEAST_SIGMA = 0.06;
/** The level of the latest days moves the expectation only beyond this many sigmas, the noise of its estimate. */
const LEVEL_TOLERANCE = 0.5;
const LEVEL_DAYS = 10;
const TREND_DAYS = 14;

interface Weekday {
  readonly typical: number;
  readonly history: number;
}

/** Tests the newest day on every metric; a day without any order on a normally open day is one test, of ORDERS. */
export function testNewestDay(shop: Shop): Candidate[] {
  if (shop.closed(shop.newest)) return [closure(shop)];
  return METRICS.flatMap((metric) => {
    const candidate = testMetric(shop, metric);
    return candidate === undefined ? [] : [candidate];
  });
}

function testMetric(shop: Shop, metric: Metric): Candidate | undefined {
  const day = shop.newest;
  const observed = shop.value(metric, day);
  if (Number.isNaN(observed)) return undefined;
  const weekdays = [0, 1, 2, 3, 4, 5, 6].map((back) => weekday(shop, metric, day - back));
  const own = weekdays[0];
  if (own === undefined || own.history < LEAST_WEEKDAY_HISTORY) return undefined;
  const revenue = median(shop.sameWeekday('GROSS_REVENUE', day));
  const orders = median(shop.sameWeekday('ORDERS', day));
  // A weekday on which the shop never sells has no habit to break.
  if (!(orders > 0) || !(revenue > 0)) return undefined;
  if (Math.max(orders, shop.value('ORDERS', day)) < LEAST_ORDERS) return undefined;
  if (metric !== 'REFUNDS' && !(own.typical > 0)) return undefined;

  const scaleOf = (index: number) => (metric === 'REFUNDS' ? revenue : (weekdays[index]?.typical ?? 0));
  const distance = (value: number, index: number) => {
    const scale = scaleOf(index);
    return scale > 0
      ? 2 * (Math.sqrt(Math.max(0, value) / scale) - Math.sqrt((weekdays[index]?.typical ?? 0) / scale))
      : Number.NaN;
  };
  const residuals: number[] = []; // the newest first
  for (let other = day - 1; other >= shop.opened && other >= day - 7 * WEEKDAY_HISTORY; other--) {
    if (shop.closed(other)) continue;
    const residual = distance(shop.value(metric, other), (day - other) % 7);
    if (!Number.isNaN(residual)) residuals.push(residual);
  }
  if (residuals.length < 3 * LEAST_WEEKDAY_HISTORY) return undefined;

  const sigma = scale(metric, residuals, own.history, orders, shop.value('ORDERS', day));
  const raw = distance(observed, 0);
  const level = tolerant(median(residuals.slice(0, LEVEL_DAYS)), LEVEL_TOLERANCE * sigma);
  const adjusted = raw - level;
  const standing = Math.sign(raw) === Math.sign(adjusted) ? Math.min(Math.abs(raw), Math.abs(adjusted)) : 0;
  const score = standing / sigma;
  const expected = own.typical;
  const change = expected > 0 ? observed / expected - 1 : null;
  return {
    kind: 'WEEKDAY_ANOMALY',
    metric,
    direction: observed >= expected ? 'UP' : 'DOWN',
    observed,
    expected,
    change,
    score,
    p: studentTwoSided(score, DEGREES[metric]),
    material: material(metric, observed, expected, change, revenue, revenue / orders),
    window: windowOf(shop, metric, day, day),
  };
}

function weekday(shop: Shop, metric: Metric, day: number): Weekday {
  const history = shop.sameWeekday(metric, day);
  return { typical: median(history), history: history.length };
}

/** The standard deviation of a new day's distance: the pooled one, widened for the error of the weekday's median. */
function scale(metric: Metric, residuals: number[], history: number, orders: number, today: number): number {
  const pooled = robustSigma(withoutTrend(residuals), 0) * Math.sqrt(history / (history - 1));
  // Even a perfectly steady shop's counts scatter like a Poisson variable's: 1 / sqrt(n), money somewhat more.
  const counts = metric === 'AVERAGE_ORDER_VALUE' ? Math.max(1, Math.min(orders, today)) : orders;
  const counting = (metric === 'ORDERS' ? 1 : 1.1) / Math.sqrt(counts);
  const floor = metric === 'REFUNDS' ? 0.1 : Math.max(LEAST_SIGMA, counting);
  return Math.max(pooled, floor) * Math.sqrt(1 + Math.PI / 2 / history);
}

/** Residuals around the median of their own fortnight, so that a season's rise does not pass for noise. */
function withoutTrend(residuals: readonly number[]): number[] {
  const result: number[] = [];
  for (let start = 0; start < residuals.length; start += TREND_DAYS) {
    const block = residuals.slice(start, start + TREND_DAYS);
    // The last block takes what is left over; too short a block would explain itself away.
    const rest = residuals.length - start < 2 * TREND_DAYS ? residuals.slice(start) : block;
    const centre = median(rest);
    // Taking the median out makes the rest look tighter than it is, by about one value in the block.
    const widen = Math.sqrt(rest.length / Math.max(1, rest.length - 1));
    for (const value of rest) result.push((value - centre) * widen);
    if (rest !== block) break;
  }
  return result;
}

/** The value moved towards zero by the tolerance. */
function tolerant(value: number, tolerance: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - tolerance);
}

function material(
  metric: Metric,
  observed: number,
  expected: number,
  change: number | null,
  revenue: number,
  orderValue: number,
): boolean {
  if (metric === 'REFUNDS') {
    // Few refunds on one day are no news, many are.
    const least = Math.max(LEAST_REFUND_SHARE * revenue, LEAST_REFUNDED_ORDERS * orderValue);
    return observed - expected >= least && (change === null || change >= LEAST_CHANGE.REFUNDS);
  }
  return change !== null && Math.abs(change) >= LEAST_CHANGE[metric];
}

function windowOf(shop: Shop, metric: Metric, from: number, to: number) {
  const weeks = Math.max(1, shop.sameWeekday(metric, from).length);
  return {
    from: isoDay(from),
    to: isoDay(to),
    baselineFrom: isoDay(Math.max(shop.opened, from - 7 * Math.min(weeks, WEEKDAY_HISTORY))),
    baselineTo: isoDay(from - 1),
  };
}

/** No sale on a day that normally has some; reaches back to the first such day, so that each closure is one story. */
function closure(shop: Shop): Candidate {
  let first = shop.newest;
  let closedDays = 1;
  // Days on which the shop never sells lie within a closure without counting.
  for (let day = shop.newest - 1; day > shop.opened && shop.value('ORDERS', day) === 0; day--) {
    if (shop.closed(day)) {
      first = day;
      closedDays++;
    }
  }
  const expected = median(shop.sameWeekday('ORDERS', first));
  const sigma = Math.max(LEAST_SIGMA, 1 / Math.sqrt(expected));
  return {
    kind: 'WEEKDAY_ANOMALY',
    metric: 'ORDERS',
    direction: 'DOWN',
    observed: 0,
    expected,
    change: -1,
    score: 2 / sigma,
    // What a Poisson variable with that mean would give.
    p: Math.exp(-expected),
    material: true,
    window: windowOf(shop, 'ORDERS', first, shop.newest),
    closedDays,
  };
}
