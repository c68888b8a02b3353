import { isoDay } from './calendar.ts';
import { type Candidate, METRICS, type Metric } from './finding.ts';
import type { Shop } from './shop.ts';
import { mean, median, type Stratum, stratifiedRankTest } from './statistics.ts';

/**
 * The last 7 complete days against the 28 before.
 *
 * Each recent day is ranked among the four days of its own weekday before it, so the weekly rhythm and closed weekdays
 * drop out and no single wild day can carry the result; the ranks of the days are summed (an exact permutation test,
 * see stratifiedRankTest). Days of one week resemble each other more than such a test assumes, so the week's change
 * must also be large among the week-to-week changes the shop has shown before.
 */

const RECENT_DAYS = 7;
const BASELINE_DAYS = 28;
/** Earlier windows whose week-to-week change the present one is held against. */
const EARLIER_WINDOWS = 12;
const LEAST_EARLIER_WINDOWS = 4;
/** How many robust standard deviations of those the change must be. */
const LEAST_WEEKLY_SCORE = 1.2;
/** A week with fewer open days than this is not judged. */
const LEAST_DAYS = 4;

/** The smallest relative change of a week worth a merchant's time. */
const LEAST_CHANGE: Record<Metric, number> = {
  GROSS_REVENUE: 0.15,
  ORDERS: 0.15,
  UNITS: 0.15,
  AVERAGE_ORDER_VALUE: 0.12,
  REFUNDS: 0.5,
  NET_REVENUE: 0.15,
  NEW_CUSTOMERS: 0.2,
  RETURNING_CUSTOMERS: 0.2,
  REFUND_RATE: 0.5,
  CARTS: 0.15,
  ABANDONMENT_RATE: 0.15,
  CONVERSION: 0.15,
};
/** Fewer orders a day than this in both windows: too small to speak about. */
const LEAST_ORDERS_A_DAY = 1.5;
/** Refunds must have changed by this share of revenue. */
const LEAST_REFUND_SHARE = 0.03;

interface Comparison {
  readonly observed: number;
  readonly expected: number;
  readonly strata: readonly { readonly day: number; readonly stratum: Stratum }[];
}

/** Tests the last seven days on every metric. */
export function testLastWeek(shop: Shop): Candidate[] {
  const { newest } = shop;
  if (newest - RECENT_DAYS - BASELINE_DAYS + 1 < shop.opened) return [];
  const orders = compare(shop, 'ORDERS', newest);
  if (orders === undefined || Math.max(orders.observed, orders.expected) < LEAST_ORDERS_A_DAY) return [];
  return METRICS.flatMap((metric) => {
    const candidate = testMetric(shop, metric);
    return candidate === undefined ? [] : [candidate];
  });
}

function testMetric(shop: Shop, metric: Metric): Candidate | undefined {
  const { newest } = shop;
  const now = compare(shop, metric, newest);
  if (now === undefined) return undefined;
  const { observed, expected, strata } = now;
  const { p, tendency } = stratifiedRankTest(strata.map(({ stratum }) => stratum));
  const direction = observed >= expected ? 'UP' : 'DOWN';
  const agreed = direction === 'UP' ? tendency > 0 : tendency < 0;
  const score = weeklyScore(shop, metric, observed, expected);
  const change = expected > 0 ? observed / expected - 1 : null;
  return {
    kind: 'LEVEL_SHIFT',
    metric,
    direction,
    observed,
    expected,
    change,
    score,
    p: agreed && score >= LEAST_WEEKLY_SCORE ? p : 1,
    material:
      material(shop, metric, now, change) && typicalChange(now, direction) >= LEAST_CHANGE[metric] / 2,
    window: {
      from: isoDay(newest - RECENT_DAYS + 1),
      to: isoDay(newest),
      baselineFrom: isoDay(newest - RECENT_DAYS - BASELINE_DAYS + 1),
      baselineTo: isoDay(newest - RECENT_DAYS),
    },
    pWithout: (days) =>
      stratifiedRankTest(strata.filter(({ day }) => !days.has(isoDay(day))).map(({ stratum }) => stratum)).p,
  };
}

/** The week that ends on `last` beside the 28 days before it; undefined when too few of its days can be compared. */
function compare(shop: Shop, metric: Metric, last: number): Comparison | undefined {
  const strata: { day: number; stratum: Stratum }[] = [];
  const recent: number[] = [];
  const before: number[] = [];
  const recentOrders: number[] = [];
  const beforeOrders: number[] = [];
  for (let day = last - RECENT_DAYS + 1; day <= last; day++) {
    if (shop.closed(day)) continue;
    const earlier = [7, 14, 21, 28].map((back) => day - back).filter((other) => !shop.closed(other));
    const orders = shop.value('ORDERS', day);
    const ordersBefore = earlier.map((other) => shop.value('ORDERS', other));
    const opens = orders > 0 || ordersBefore.some((value) => value > 0);
    const current = shop.value(metric, day);
    const previous = earlier
      .map((other) => shop.value(metric, other))
      .filter((value) => !Number.isNaN(value));
    if (opens && !Number.isNaN(current) && previous.length >= 3) {
      strata.push({ day, stratum: { current, previous } });
    }
    if (metric === 'AVERAGE_ORDER_VALUE') {
      recent.push(shop.value('GROSS_REVENUE', day));
      before.push(mean(earlier.map((other) => shop.value('GROSS_REVENUE', other))));
      recentOrders.push(orders);
      beforeOrders.push(mean(ordersBefore));
    } else if (previous.length > 0) {
      // Closures are left out on both sides; without any, these are the plain daily means of 7 and of 28 days.
      recent.push(current);
      before.push(mean(previous));
    }
  }
  if (strata.length < LEAST_DAYS) return undefined;
  if (metric !== 'AVERAGE_ORDER_VALUE') return { observed: mean(recent), expected: mean(before), strata };
  const observed = mean(recent) / mean(recentOrders);
  const expected = mean(before) / mean(beforeOrders);
  return Number.isFinite(observed) && Number.isFinite(expected) ? { observed, expected, strata } : undefined;
}

/** The change of a week on a scale where halving and doubling are equally far: refunds may be zero, hence the root. */
function weeklyChange(observed: number, expected: number): number {
  const size = Math.max(expected, observed) || 1;
  return 2 * (Math.sqrt(observed / size) - Math.sqrt(expected / size));
}

/** How large the change is among the shop's changes of earlier weeks, in their robust standard deviations. */
function weeklyScore(shop: Shop, metric: Metric, observed: number, expected: number): number {
  const earlier: number[] = [];
  for (let index = 1; index <= EARLIER_WINDOWS; index++) {
    const last = shop.newest - 7 * index;
    if (last - RECENT_DAYS - BASELINE_DAYS + 1 < shop.opened) break;
    const comparison = compare(shop, metric, last);
    if (comparison !== undefined) {
      earlier.push(Math.abs(weeklyChange(comparison.observed, comparison.expected)));
    }
  }
  const change = Math.abs(weeklyChange(observed, expected));
  // Around zero on purpose: a shop that grows steadily is not news every week.
  const habit = earlier.length >= LEAST_EARLIER_WINDOWS ? 1.4826 * median(earlier) : 0;
  // Without enough earlier weeks to know the shop's habit, only a large change is believed.
  const floor = (metric === 'REFUNDS' ? 0.15 : 0.05) * (habit > 0 ? 1 : 2);
  return change / Math.max(habit, floor);
}

function material(shop: Shop, metric: Metric, { observed, expected }: Comparison, change: number | null) {
  if (change === null || Math.abs(change) < LEAST_CHANGE[metric]) return false;
  if (metric !== 'REFUNDS') return true;
  const revenue = compare(shop, 'GROSS_REVENUE', shop.newest);
  return revenue !== undefined && Math.abs(observed - expected) >= LEAST_REFUND_SHARE * revenue.expected;
}

/** The middle day's change, in the direction of the shift: one wild day on either side cannot make a shift of it. */
function typicalChange({ strata }: Comparison, direction: 'UP' | 'DOWN'): number {
  const changes = strata.map(({ stratum }) => {
    const usual = median(stratum.previous);
    return usual > 0 ? stratum.current / usual - 1 : stratum.current > 0 ? 1 : 0;
  });
  return (direction === 'UP' ? 1 : -1) * median(changes);
}

/** The day of a window that stands out most in the direction of the shift, among its own weekdays. */
export function peakOf(shop: Shop, candidate: Candidate): { day: string; value: number } | undefined {
  let best: { day: string; value: number; ratio: number } | undefined;
  for (let back = 0; back < RECENT_DAYS; back++) {
    const day = shop.newest - back;
    const value = shop.value(candidate.metric, day);
    const usual = median(shop.sameWeekday(candidate.metric, day, 4));
    if (!(usual > 0) || Number.isNaN(value) || shop.closed(day)) continue;
    const ratio = candidate.direction === 'UP' ? value / usual : usual / Math.max(value, 1e-9);
    if (best === undefined || ratio > best.ratio) {
      best = { day: isoDay(day), value, ratio };
    }
  }
  return best;
}
