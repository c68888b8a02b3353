import type { Candidate } from '../finding.ts';
import { studentTwoSided } from '../statistics.ts';
import { type Ledger, type SliceView, typicalOf, WEEKDAYS } from './ledger.ts';
import { beyond, distance, guardedSigma, medianOfFirst, poissonAtMost } from './order.ts';

/**
 * A slice's newest day against its own weekday, as the shop's own newest day is tested: the median of up to ten
 * earlier days of the weekday, distances relative to the weekday's size, the scale of some seventy residuals.
 *
 * The day must stand out three times: from its weekday; from what the rest of the shop did on the day, or else every
 * slice would tell again what happened to the shop; and from where the last ten days have taken the slice. The
 * p-value is that of the least of the three, which is valid for "at least one of them was as always" (R. L. Berger,
 * "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982).
 */

/** Fewer earlier days than this, and a slice has no habit. */
const LEAST_DAYS = 28;
/** Orders a slice must usually have on the weekday, or have had on the day. */
const LEAST_USUAL_ORDERS = 2;
const LEAST_ORDERS = 5;
/** The smallest relative change of a slice's day, and its smallest weight in the shop's usual day, worth telling. */
const LEAST_CHANGE = 0.4;
const LEAST_EFFECT = 0.06;
/** Degrees of freedom of the t: a slice's days are lumpier than a shop's. */
const DEGREES = 15;
/** The scale is never believed to be below this. */
const LEAST_SIGMA = 0.08;
/** The rest of the shop and the latest days move the expectation only beyond this many of their sigmas. */
const TOLERANCE = 0.5;
const LEVEL_DAYS = 10;
/** A slice that leaves the rest of the shop less than this is the shop. */
export const LEAST_REST = 0.05;

/** Undefined where the slice has no habit on this weekday; the floors decide whether a p-value below 1 is worked out. */
export function testSliceDay(ledger: Ledger, view: SliceView): Candidate | undefined {
  const { end, opened, marked, revenue: shopRevenue, orders: shopOrders, typical: shopTypical } = ledger;
  const { revenue, orders, scratch } = view;
  const newest = end - 1;
  const shopUsual = shopTypical[0] ?? 0;
  if (marked[newest] === 1 || !(shopUsual > 0)) return undefined;
  const usual = typicalOf(revenue, marked, shopOrders, newest, opened, scratch);
  const usualOrders = typicalOf(orders, marked, shopOrders, newest, opened, scratch);
  if (!(usual > 0) || usualOrders < LEAST_USUAL_ORDERS) return undefined;
  if (shopUsual - usual < LEAST_REST * shopUsual) return undefined;

  const observed = revenue[newest] ?? 0;
  const change = observed / usual - 1;
  const material =
    Math.abs(change) >= LEAST_CHANGE &&
    Math.abs(observed - usual) >= LEAST_EFFECT * shopUsual &&
    Math.max(orders[newest] ?? 0, usualOrders) >= LEAST_ORDERS;
  const candidate: Candidate = {
    kind: 'WEEKDAY_ANOMALY',
    metric: 'GROSS_REVENUE',
    slice: view.slice,
    direction: observed >= usual ? 'UP' : 'DOWN',
    observed,
    expected: usual,
    change,
    score: 0,
    p: 1,
    material,
    window: ledger.dayWindow,
  };
  if (!material) return candidate;

  const typical = new Float64Array(7);
  typical[0] = usual;
  for (let back = 1; back < 7; back++) {
    typical[back] = typicalOf(revenue, marked, shopOrders, newest - back, opened, scratch);
  }
  const shopTolerance = TOLERANCE * ledger.daySigma;
  const raw = new Float64Array(7 * WEEKDAYS);
  const net = new Float64Array(7 * WEEKDAYS); // the newest first
  let count = 0;
  let own = 0;
  let ownNet = 0;
  for (let day = newest; day >= Math.max(opened, newest - 7 * WEEKDAYS); day--) {
    const back = (newest - day) % 7;
    const size = typical[back] ?? 0;
    const rest = (shopTypical[back] ?? 0) - size;
    if (marked[day] === 1 || shopOrders[day] === 0 || !(size > 0)) continue;
    const value = revenue[day] ?? 0;
    const moved = distance(value / size);
    const others = Math.max(0, (shopRevenue[day] ?? 0) - value);
    const movement = rest > 0 ? beyond(distance(others / rest), shopTolerance) : 0;
    if (day === newest) {
      own = moved;
      ownNet = moved - movement;
    } else {
      raw[count] = moved;
      net[count++] = moved - movement;
    }
  }
  if (count < LEAST_DAYS) return { ...candidate, material: false };

  const floor = Math.max(LEAST_SIGMA, 1.1 / Math.sqrt(Math.max(1, usualOrders)));
  const widen = Math.sqrt(1 + Math.PI / 2 / WEEKDAYS);
  const sigmaOf = (residuals: Float64Array) => {
    for (let index = 0; index < count; index++) scratch[index] = Math.abs(residuals[index] ?? 0);
    return Math.max(floor, guardedSigma(scratch, count)) * widen;
  };
  const sigma = sigmaOf(raw);
  const sigmaNet = sigmaOf(net);
  const recent = Math.min(LEVEL_DAYS, count);
  for (let index = 0; index < recent; index++) scratch[index] = net[index] ?? 0;
  const ownLevel = ownNet - beyond(medianOfFirst(scratch, recent), TOLERANCE * sigmaNet);
  const sign = candidate.direction === 'UP' ? 1 : -1;
  const score = Math.max(
    0,
    Math.min((sign * own) / sigma, (sign * ownNet) / sigmaNet, (sign * ownLevel) / sigmaNet),
  );
  // Where few orders are usual, none is not as rare as a continuous scale makes it.
  const counting = sign > 0 ? 0 : poissonAtMost(orders[newest] ?? 0, usualOrders);
  return { ...candidate, score, p: Math.max(counting, studentTwoSided(score, DEGREES)) };
}
