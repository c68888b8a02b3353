import { dayNumber, isoDay } from './calendar.ts';
import type { Candidate } from './finding.ts';
import type { Shop } from './shop.ts';

/**
 * Shops with a few orders a week. Their days have no rhythm worth the name; what can be said is whether so many (or so
 * few) orders in a window are likely by the rate of the weeks before, as a negative binomial variable: counting noise
 * and the shop's own swings from week to week.
 * Source: J. M. Hilbe, Negative Binomial Regression (2nd edition, 2011), chapter 8 (NB2).
 */

/** The weeks that make the rate. */
const BASELINE_DAYS = 56;
const LEAST_BASELINE_DAYS = 35;
/** Fewer orders than this there, and nothing is said. */
const LEAST_BASELINE_ORDERS = 5;
/** Windows, and how many orders the fuller one of window and expectation needs at least. */
const WINDOWS = [
  { days: 1, least: 4 },
  { days: 2, least: 5 },
  { days: 7, least: 7 },
] as const;
/** Swings beyond counting are believed to be at least this large (variance over squared mean). */
const LEAST_SWING = 0.04;

/** Tests the newest day, two days and week of a sparse shop on orders. */
export function testSparse(shop: Shop, singleDays: boolean): Candidate[] {
  if (!shop.sparse || shop.explained(shop.newest) !== undefined) return [];
  const age = shop.newest - shop.opened + 1;
  const candidates: Candidate[] = singleDays ? testSparseRefunds(shop) : [];
  for (const { days, least } of WINDOWS) {
    const length = Math.min(BASELINE_DAYS, Math.floor((age - days) / 7) * 7);
    if (length < LEAST_BASELINE_DAYS || (days === 1 && !singleDays)) continue;
    const from = shop.newest - days + 1;
    const weeks: number[] = [];
    for (let end = from - 1; end - 6 > from - 1 - length; end -= 7) weeks.push(sum(shop, end - 6, end));
    const total = weeks.reduce((all, week) => all + week, 0);
    if (total < LEAST_BASELINE_ORDERS) continue;
    const expected = (total / length) * days;
    const observed = sum(shop, from, shop.newest);
    if (Math.max(observed, expected) < least) continue;
    const direction = observed >= expected ? 'UP' : 'DOWN';
    const chance = (seen: number, usual: number) =>
      Math.min(1, 2 * tails(seen, usual, swingOf(weeks))[direction === 'UP' ? 'up' : 'down']);
    const p = chance(observed, expected);
    candidates.push({
      kind: days === 1 ? 'WEEKDAY_ANOMALY' : 'LEVEL_SHIFT',
      metric: 'ORDERS',
      direction,
      observed: observed / days,
      expected: expected / days,
      change: observed / expected - 1,
      score: Math.abs(observed - expected) / Math.sqrt(expected * (1 + swingOf(weeks) * expected)),
      p,
      pTogether: p,
      material: true,
      pWithout: (left) => {
        const gone = [...left].map(dayNumber).filter((day) => day >= from && day <= shop.newest);
        const rest = gone.reduce((all, day) => all - shop.value('ORDERS', day), observed);
        return gone.length < days ? chance(rest, expected * (1 - gone.length / days)) : 1;
      },
      window: {
        from: isoDay(from),
        to: isoDay(shop.newest),
        baselineFrom: isoDay(from - length),
        baselineTo: isoDay(from - 1),
      },
    });
  }
  return candidates;
}

/** Refunds are told from so many usual orders' worth on a day. */
const LEAST_REFUNDED_ORDERS = 3;
/** Days of which the newest's refunds must be among the largest. */
const REFUND_DAYS = 364;
const LEAST_REFUND_DAYS = 56;
/** Beyond the largest one the chance falls with this power of the size, as heavy tails do. */
const TAIL = 2;

/**
 * Refunds of a sparse shop's newest day, ranked among all days before: most have none, so that no spread could be
 * stated, but the rank is exact whatever the distribution; beyond the
 * largest the tail is taken for Pareto's (B. M. Hill, "A simple general approach to inference about the tail of a
 * distribution", Annals of Statistics 3, 1975).
 */
function testSparseRefunds(shop: Shop): Candidate[] {
  const { newest } = shop;
  const observed = shop.value('REFUNDS', newest);
  const from = Math.max(shop.opened, newest - REFUND_DAYS);
  const days = newest - from;
  if (days < LEAST_REFUND_DAYS || !(observed > 0)) return [];
  let [orders, revenue, refunds, asLarge, largest] = [0, 0, 0, 0, 0];
  for (let day = from; day < newest; day++) {
    orders += shop.value('ORDERS', day) || 0;
    revenue += shop.value('GROSS_REVENUE', day) || 0;
    refunds += shop.value('REFUNDS', day) || 0;
    largest = Math.max(largest, shop.value('REFUNDS', day) || 0);
    if (shop.value('REFUNDS', day) >= observed) asLarge++;
  }
  if (orders === 0) return [];
  const p = ((asLarge + 1) / (days + 1)) * Math.min(1, largest / observed) ** TAIL;
  const expected = refunds / days;
  return [
    {
      kind: 'WEEKDAY_ANOMALY',
      metric: 'REFUNDS',
      direction: 'UP',
      observed,
      expected,
      change: expected > 0 ? observed / expected - 1 : null,
      score: normalQuantile(p),
      p,
      material: observed - expected >= (LEAST_REFUNDED_ORDERS * revenue) / orders,
      window: {
        from: isoDay(newest),
        to: isoDay(newest),
        baselineFrom: isoDay(from),
        baselineTo: isoDay(newest - 1),
      },
    },
  ];
}

/** Standard deviations at which a normal variable has this chance on one side. Source: Abramowitz, Stegun, 26.2.22. */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(0.5, p)));
  return Math.max(0, t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t));
}

function sum(shop: Shop, from: number, to: number): number {
  let all = 0;
  for (let day = from; day <= to; day++) all += shop.value('ORDERS', day) || 0;
  return all;
}

/** How much the weeks scatter beyond counting, as variance over squared mean. */
function swingOf(weeks: readonly number[]): number {
  const mean = weeks.reduce((all, week) => all + week, 0) / weeks.length;
  const variance = weeks.reduce((all, week) => all + (week - mean) ** 2, 0) / Math.max(1, weeks.length - 1);
  return Math.max(LEAST_SWING, (variance - mean) / (mean * mean));
}

/** The chance of at least, and of at most, `observed` for a negative binomial variable. */
function tails(observed: number, mean: number, swing: number): { up: number; down: number } {
  const size = 1 / swing;
  const ratio = mean / (mean + size);
  let chance = (1 - ratio) ** size;
  let below = 0;
  for (let count = 0; count < observed; count++) {
    below += chance;
    chance *= ((count + size) / (count + 1)) * ratio;
  }
  return { up: Math.max(0, 1 - below), down: Math.min(1, below + chance) };
}
