import { isoDay } from './calendar.ts';
import { expectedAt } from './expectation.ts';
import type { Candidate, Metric } from './finding.ts';
import { isDemand } from './metrics.ts';
import type { Score, Scores } from './scores.ts';
import { LEAST_WEEKDAY_HISTORY, type Shop, WEEKDAY_HISTORY } from './shop.ts';
import { median } from './statistics.ts';

/**
 * The newest complete day against what was to be expected of it (see expectation.ts): its weekday at the level of the
 * latest weeks. Demand is judged by the joint evidence of orders, revenue, pieces and carts (see scores.ts); every
 * metric also by itself, so that one large order or a wave of refunds is seen.
 */

/** The smallest relative change of a day worth a merchant's time. */
const LEAST_CHANGE: Record<Metric, number> = {
  GROSS_REVENUE: 0.12,
  ORDERS: 0.12,
  UNITS: 0.12,
  AVERAGE_ORDER_VALUE: 0.2,
  REFUNDS: 0.5,
  NET_REVENUE: 0.12,
  NEW_CUSTOMERS: 0.2,
  RETURNING_CUSTOMERS: 0.2,
  REFUND_RATE: 0.5,
  CARTS: 0.12,
  ABANDONMENT_RATE: 0.05,
  CONVERSION: 0.1,
};
/** Fewer orders than this on the day and usually on its weekday: too small to speak about. */
const LEAST_ORDERS = 4;
/** Unusual refunds must exceed the usual ones by this share of a usual day's revenue. */
const LEAST_REFUND_SHARE = 0.08;
/** And be worth more than this many usual orders: one customer who sends his order back is no story. */
const LEAST_REFUNDED_ORDERS = 1.5;

/** Metrics that are judged by the newest day. */
const DAILY: readonly Metric[] = [
  'GROSS_REVENUE',
  'ORDERS',
  'UNITS',
  'AVERAGE_ORDER_VALUE',
  'REFUNDS',
  'NET_REVENUE',
  'NEW_CUSTOMERS',
  'RETURNING_CUSTOMERS',
  'REFUND_RATE',
  'CARTS',
  'ABANDONMENT_RATE',
];

/** Tests the newest day on every metric; a day without any order on a normally open day is one test, of ORDERS. */
export function testNewestDay(shop: Shop, scores: Scores): Candidate[] {
  const reason = shop.explained(shop.newest);
  if (reason === 'HOLIDAY') return [];
  if (shop.closed(shop.newest) && reason === undefined) return [closure(shop)];
  if (shop.sparse || shop.newest - shop.opened < 7 * LEAST_WEEKDAY_HISTORY) return [];
  const together = scores.joint?.score(1);
  const candidates = DAILY.flatMap((metric) => {
    const candidate = testMetric(shop, scores, metric, together);
    return candidate === undefined ? [] : [candidate];
  });
  // Sales are meant to fall in a closure and to rise in a promotion.
  const meant = reason === 'CLOSURE' ? 'DOWN' : reason === 'PROMOTION' ? 'UP' : undefined;
  return candidates.filter(({ metric, direction }) => !(isDemand(metric) && direction === meant));
}

function testMetric(
  shop: Shop,
  scores: Scores,
  metric: Metric,
  together: Score | undefined,
): Candidate | undefined {
  const day = shop.newest;
  const observed = shop.value(metric, day);
  const track = shop.track(metric);
  if (track === undefined || Number.isNaN(observed)) return undefined;
  const expected = expectedAt(track, day - shop.first);
  const usual = shop.track('ORDERS');
  const orders = usual === undefined ? 0 : expectedAt(usual, day - shop.first);
  if (!(Math.max(orders, shop.value('ORDERS', day)) >= LEAST_ORDERS)) return undefined;
  const score = scores.of(metric, 1);
  if (score === undefined || !(expected > 0 || metric === 'REFUNDS')) return undefined;
  const direction = score.z >= 0 ? 'UP' : 'DOWN';
  const change = expected > 0 ? observed / expected - 1 : null;
  const agrees =
    together !== undefined &&
    (metric === 'GROSS_REVENUE' || metric === 'ORDERS') &&
    together.z * score.z > 0 &&
    Math.abs(score.z) >= 1;
  return {
    kind: 'WEEKDAY_ANOMALY',
    metric,
    direction,
    observed,
    expected,
    change,
    score: Math.max(Math.abs(score.z), agrees ? Math.abs(together.z) : 0),
    p: score.p,
    pTogether: agrees ? together.p : undefined,
    material: material(shop, metric, observed, expected, change),
    window: windowOf(shop, metric, day, day),
  };
}

function material(
  shop: Shop,
  metric: Metric,
  observed: number,
  expected: number,
  change: number | null,
): boolean {
  if (metric === 'REFUNDS' || metric === 'REFUND_RATE') {
    // Few refunds on one day are no news, many are.
    const excess = shop.value('REFUNDS', shop.newest) - usualRefunds(shop);
    const [revenue, value] = usualRevenue(shop);
    const least = Math.max(LEAST_REFUND_SHARE * revenue, LEAST_REFUNDED_ORDERS * value);
    return observed > expected && excess >= least && (change === null || change >= LEAST_CHANGE[metric]);
  }
  return change !== null && Math.abs(change) >= LEAST_CHANGE[metric];
}

function usualRefunds(shop: Shop): number {
  const track = shop.track('REFUNDS');
  return track === undefined ? 0 : expectedAt(track, shop.newest - shop.first);
}

/** A usual day's revenue, and what one of its orders is worth. */
function usualRevenue(shop: Shop): [number, number] {
  const at = shop.newest - shop.first;
  const [revenue, orders] = [shop.track('GROSS_REVENUE'), shop.track('ORDERS')];
  if (revenue === undefined || orders === undefined) return [0, 0];
  const expected = expectedAt(revenue, at);
  return [expected, expected / Math.max(1, expectedAt(orders, at))];
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
  return {
    kind: 'WEEKDAY_ANOMALY',
    metric: 'ORDERS',
    direction: 'DOWN',
    observed: 0,
    expected,
    change: -1,
    score: 2 * Math.sqrt(expected),
    // What a Poisson variable with that mean would give.
    p: Math.exp(-expected),
    material: true,
    window: windowOf(shop, 'ORDERS', first, shop.newest),
    closedDays,
  };
}
