import { dayNumber, isoDay } from './calendar.ts';
import type { Candidate, Metric } from './finding.ts';
import { isDemand } from './metrics.ts';
import type { Joint, Score, Scores } from './scores.ts';
import type { Shop } from './shop.ts';
import { mean, median } from './statistics.ts';

/**
 * The last 7 complete days against the 28 before, and for large changes already the last 2 or 3.
 *
 * The figures are plain: the mean of the days beside that of the same weekdays in the four weeks before. Whether the
 * change is real is told by the errors of the days' forecasts, all made on the evening before the first of them, held
 * against those of all earlier windows of as many days (see scores.ts); demand by the joint evidence of its metrics.
 * Windows of several lengths are a generalised likelihood ratio test for a step at an unknown day, cut to the lengths
 * that matter. Source: T. L. Lai, "Sequential changepoint detection in quality control and dynamical systems", JRSS B
 * 57 (1995).
 */

const RECENT_DAYS = 7;
const BASELINE_DAYS = 28;
/** The lengths of windows and each one's part of the test: a p-value is divided by it (Bonferroni). */
const WINDOWS: readonly { readonly days: number; readonly part: number }[] = [
  { days: 2, part: 0.5 },
  { days: 3, part: 0.15 },
  { days: 7, part: 0.35 },
];
/** Each day of a short window lies at least so many standard deviations on the shift's side: one wild day is no shift. */
const LEAST_EACH_DAY = 0.7;

/** The smallest relative change of a week worth a merchant's time. */
const LEAST_CHANGE: Record<Metric, number> = {
  GROSS_REVENUE: 0.1,
  ORDERS: 0.1,
  UNITS: 0.1,
  AVERAGE_ORDER_VALUE: 0.1,
  REFUNDS: 0.5,
  NET_REVENUE: 0.1,
  NEW_CUSTOMERS: 0.15,
  RETURNING_CUSTOMERS: 0.15,
  REFUND_RATE: 0.5,
  CARTS: 0.1,
  ABANDONMENT_RATE: 0.03,
  CONVERSION: 0.1,
};
/** Fewer orders a day than this in both windows: too small to speak about. */
const LEAST_ORDERS_A_DAY = 1.5;
/** Refunds must have changed by this share of revenue. */
const LEAST_REFUND_SHARE = 0.03;

/** What a ratio is a ratio to. */
const BASES: Partial<Record<Metric, Metric>> = {
  AVERAGE_ORDER_VALUE: 'ORDERS',
  REFUND_RATE: 'GROSS_REVENUE',
  ABANDONMENT_RATE: 'CARTS',
};
/** Metrics judged over a week; demand and refunds over fewer days too. */
const WEEKLY: readonly Metric[] = [
  'GROSS_REVENUE',
  'ORDERS',
  'UNITS',
  'AVERAGE_ORDER_VALUE',
  'REFUNDS',
  'NEW_CUSTOMERS',
  'RETURNING_CUSTOMERS',
  'CARTS',
  'ABANDONMENT_RATE',
];
const QUICK: ReadonlySet<Metric> = new Set(['GROSS_REVENUE', 'ORDERS', 'UNITS', 'REFUNDS']);

interface Comparison {
  readonly observed: number;
  readonly expected: number;
  /** Each day's change against the median of its weekday. */
  readonly changes: readonly number[];
}

/** Tests the last days on every metric. */
export function testLastWeek(shop: Shop, scores: Scores): Candidate[] {
  const { newest } = shop;
  if (shop.sparse || newest - RECENT_DAYS - BASELINE_DAYS + 1 < shop.opened) return [];
  const orders = compare(shop, 'ORDERS', RECENT_DAYS);
  if (orders === undefined || Math.max(orders.observed, orders.expected) < LEAST_ORDERS_A_DAY) return [];
  return WEEKLY.flatMap((metric) => {
    let best: Candidate | undefined;
    for (const { days, part } of WINDOWS) {
      if (days !== RECENT_DAYS && !QUICK.has(metric)) continue;
      const candidate = testMetric(shop, metric, days, QUICK.has(metric) ? part : 1, scores);
      if (candidate === undefined || (best !== undefined && leastP(best) <= leastP(candidate))) continue;
      best = candidate;
    }
    return best === undefined ? [] : [best];
  });
}

function leastP({ p, pTogether = 1, material }: Candidate): number {
  return (material ? 0 : 1) + Math.min(p, pTogether);
}

function testMetric(
  shop: Shop,
  metric: Metric,
  days: number,
  part: number,
  scores: Scores,
): Candidate | undefined {
  const { newest } = shop;
  const { joint } = scores;
  const score = scores.of(metric, days);
  const now = score && compare(shop, metric, days);
  if (now === undefined || score === undefined) return undefined;
  const { observed, expected } = now;
  const direction = observed >= expected ? 'UP' : 'DOWN';
  const sign = direction === 'UP' ? 1 : -1;
  const steady = days === RECENT_DAYS || eachDay(shop, joint, metric, days, sign);
  const whole = (one: Score) => (one.z * sign > 0 && steady ? Math.min(1, one.p / part) : 1);
  const together =
    (metric === 'GROSS_REVENUE' || metric === 'ORDERS') && score.z * sign >= 1
      ? joint?.score(days)
      : undefined;
  const change = expected > 0 ? observed / expected - 1 : null;
  const from = newest - days + 1;
  return {
    kind: 'LEVEL_SHIFT',
    metric,
    direction,
    observed,
    expected,
    change,
    score: Math.max(Math.abs(score.z), together === undefined ? 0 : Math.max(0, sign * together.z)),
    p: whole(score),
    pTogether: together && whole(together),
    material:
      material(shop, metric, days, now, change) && sign * median(now.changes) >= LEAST_CHANGE[metric] / 2,
    window: {
      from: isoDay(from),
      to: isoDay(newest),
      baselineFrom: isoDay(from - BASELINE_DAYS),
      baselineTo: isoDay(from - 1),
    },
    pWithout: (left) => {
      const without = new Set([...left].map((day) => dayNumber(day) - shop.first));
      for (const index of without) if (index <= newest - shop.first - days) without.delete(index);
      if (without.size === 0) return Math.min(whole(score), together === undefined ? 1 : whole(together));
      if (without.size >= days) return 1;
      const own = scores.of(metric, days, without);
      const all = together && joint?.score(days, without);
      return Math.min(own === undefined ? 1 : whole(own), all === undefined ? 1 : whole(all));
    },
  };
}

/** Whether each of the days lies on the shift's side by itself. */
function eachDay(shop: Shop, joint: Joint | undefined, metric: Metric, days: number, sign: number): boolean {
  if (!isDemand(metric)) return true;
  if (joint === undefined) return false;
  const last = shop.newest - shop.first;
  for (let index = last - days + 1; index <= last; index++) {
    if (!(joint.day(index) * sign >= LEAST_EACH_DAY)) return false;
  }
  return true;
}

/** The last days beside the same weekdays of the 28 days before them; undefined when too few can be compared. */
function compare(shop: Shop, metric: Metric, days: number): Comparison | undefined {
  const changes: number[] = [];
  const recent: number[] = [];
  const before: number[] = [];
  const base = BASES[metric];
  const [recentBase, beforeBase]: number[][] = [[], []];
  for (let day = shop.newest - days + 1; day <= shop.newest; day++) {
    if (shop.closed(day)) continue;
    const back = [7, 14, 21, 28];
    const earlier = back
      .map((weeks) => day - weeks)
      .filter((other) => other >= shop.opened && !shop.closed(other));
    const opens = shop.value('ORDERS', day) > 0 || earlier.some((other) => shop.value('ORDERS', other) > 0);
    const current = shop.value(metric, day);
    const previous = earlier
      .map((other) => shop.value(metric, other))
      .filter((value) => !Number.isNaN(value));
    if (opens && !Number.isNaN(current) && previous.length >= 2) {
      const usual = median(previous);
      changes.push(usual > 0 ? current / usual - 1 : current > 0 ? 1 : 0);
    }
    if (base !== undefined) {
      const part = (one: number) =>
        shop.value(base, one) > 0 ? shop.value(metric, one) * shop.value(base, one) : 0;
      recent.push(part(day));
      before.push(mean(earlier.map(part)));
      recentBase?.push(shop.value(base, day));
      beforeBase?.push(mean(earlier.map((other) => shop.value(base, other))));
    } else if (previous.length > 0) {
      // Closures are left out on both sides; without any, these are the plain daily means of 7 and of 28 days.
      recent.push(current);
      before.push(mean(previous));
    }
  }
  if (changes.length < Math.min(days, 4)) return undefined;
  if (base === undefined) return { observed: mean(recent), expected: mean(before), changes };
  const observed = mean(recent) / mean(recentBase ?? []);
  const expected = mean(before) / mean(beforeBase ?? []);
  return Number.isFinite(observed) && Number.isFinite(expected) ? { observed, expected, changes } : undefined;
}

function material(
  shop: Shop,
  metric: Metric,
  days: number,
  { observed, expected }: Comparison,
  change: number | null,
) {
  if (change === null || Math.abs(change) < LEAST_CHANGE[metric]) return false;
  if (metric !== 'REFUNDS') return true;
  const revenue = compare(shop, 'GROSS_REVENUE', days);
  return revenue !== undefined && Math.abs(observed - expected) >= LEAST_REFUND_SHARE * revenue.expected;
}

/** The day of a window that stands out most in the direction of the shift, among its own weekdays. */
export function peakOf(shop: Shop, candidate: Candidate): { day: string; value: number } | undefined {
  let best: { day: string; value: number; ratio: number } | undefined;
  for (let day = dayNumber(candidate.window.from); day <= dayNumber(candidate.window.to); day++) {
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
