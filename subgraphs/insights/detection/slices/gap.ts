import { isoDay } from '../calendar.ts';
import type { Candidate } from '../finding.ts';
import type { Ledger, SliceView } from './ledger.ts';

/**
 * What stopped selling, and what is back in sale.
 *
 * Orders of a slice come at a rate per order of the rest of the shop, one rate for each weekday: a closed shop and a
 * quiet season give a slice no chance to sell, and silence on them says nothing. The rate is smoothed exponentially up
 * to the last sale, as J. D. Croston does for intermittent demand ("Forecasting and stock control for intermittent
 * demands", Operational Research Quarterly 23, 1972) and, so that demand may fade, R. H. Teunter, A. A. Syntetos and
 * M. Z. Babai ("Intermittent demand: linking forecasting to inventory obsolescence", EJOR 214, 2011). With L the orders
 * that were to be expected in the gap, the chance of none is e^-L, and then, each step making it larger:
 *
 * - orders that come in bunches: for counts of variance f times the mean (negative binomial), f^(-L / (f - 1));
 * - a rate that is itself an estimate from C orders: (1 + H / C)^-C in the place of e^-H, the gamma-Poisson mixture;
 * - the slice's own record: the largest of m exponential variables is ln m + 0.577 on average, so that where the
 *   longest earlier gap had a larger H, gaps are taken to be that much longer than the model says.
 */

/** How far back a rate reaches, and the days in which a sale loses half its weight. */
const HISTORY = 182;
const HALF_LIFE = 28;
/** A weekday's own rate counts like the common one once it rests on this many orders. */
const SHRINKAGE = 3;
const EULER = 0.5772;
/** "Sold in most weeks": of the eight up to its last sale, at least this many. */
const WEEKS = 8;
const LEAST_WEEKS = 6;
const LEAST_ORDERS = 10;
/** Its share of the shop's revenue in the eight weeks but its best, below which it is small fry. */
const LEAST_SHARE = 0.02;
/** Orders that were missed, and days the shop was open without one, before anything is said. */
const LEAST_MISSED = 4;
const LEAST_DAYS = 2;
/** A gap longer than this many open days is known to the merchant. */
const MOST_DAYS = 42;
/** A slice is back when a gap of at least this many open days ended within the last days, and it sells again like so. */
const LEAST_PAUSE = 7;
const RETURN_DAYS = 3;
const RETURN_ORDERS = 3;
const RETURN_LEVEL = 0.5;

/** How likely a gap is, and what it cost. */
export interface Gap {
  /** The chance of a gap at least as long. */
  readonly p: number;
  /** Days in it on which the rest of the shop sold. */
  readonly days: number;
  /** Orders that were to be expected in it. */
  readonly missed: number;
  /** How much more than like a Poisson variable's the slice's orders scatter, at least 1. */
  readonly dispersion: number;
}

/** At most one of the two; undefined for a slice that did not sell in most weeks or never weighed anything. */
export function testSliceGap(ledger: Ledger, view: SliceView): Candidate | undefined {
  const { end } = ledger;
  const last = lastSale(view, end);
  if (last < 0) return undefined;
  const returned = returnOf(ledger, view);
  if (returned !== undefined) return returned;
  const habit = habitAt(ledger, view, last);
  if (habit === undefined) return undefined;
  const days = openDays(ledger, last + 1, end);
  if (days > MOST_DAYS) return undefined;
  const candidate: Candidate = {
    kind: 'STOPPED_SELLING',
    metric: 'GROSS_REVENUE',
    slice: view.slice,
    direction: 'DOWN',
    observed: 0,
    expected: habit.revenue,
    change: -1,
    score: 0,
    p: 1,
    material: false,
    window: ledger.dayWindow,
  };
  if (days < LEAST_DAYS) return candidate;
  const gap = gapChance(ledger, view, last, end);
  if (gap === undefined) return candidate;
  return {
    ...candidate,
    score: Math.sqrt(gap.missed / gap.dispersion),
    p: gap.p,
    material: gap.missed >= LEAST_MISSED,
    window: windowAfter(ledger, last, last + 1),
  };
}

/** Sold again in the last days after a gap that was no accident, and not by a stray order. */
function returnOf(ledger: Ledger, view: SliceView): Candidate | undefined {
  const { end } = ledger;
  const { orders, revenue } = view;
  const last = lastSale(view, end - RETURN_DAYS);
  let back = Math.max(0, end - RETURN_DAYS);
  while (back < end && !sold(view, back)) back++;
  if (last < 0 || back === end || openDays(ledger, last + 1, back) < LEAST_PAUSE) return undefined;
  const habit = habitAt(ledger, view, last);
  const gap = habit && gapChance(ledger, view, last, back);
  if (habit === undefined || gap === undefined) return undefined;
  let sales = 0;
  let income = 0;
  for (let day = back; day < end; day++) {
    sales += orders[day] ?? 0;
    income += revenue[day] ?? 0;
  }
  const observed = income / (end - back);
  return {
    kind: 'BACK_IN_SALE',
    metric: 'GROSS_REVENUE',
    slice: view.slice,
    direction: 'UP',
    observed,
    expected: 0,
    change: null,
    score: Math.sqrt(gap.missed / gap.dispersion),
    p: gap.p,
    material:
      gap.missed >= LEAST_MISSED && sales >= RETURN_ORDERS && observed >= RETURN_LEVEL * habit.revenue,
    window: windowAfter(ledger, last, back),
  };
}

/** The slice's mean revenue a day in the eight weeks up to a day; undefined when it was too small or too rare. */
function habitAt(ledger: Ledger, view: SliceView, last: number): { revenue: number } | undefined {
  const from = last - 7 * WEEKS + 1;
  if (from < ledger.opened) return undefined;
  let weeks = 0;
  let orders = 0;
  let revenue = 0;
  let shop = 0;
  let best = 0;
  for (let week = 0; week < WEEKS; week++) {
    let sales = 0;
    let income = 0;
    for (let day = from + 7 * week; day < from + 7 * (week + 1); day++) {
      sales += view.orders[day] ?? 0;
      income += view.revenue[day] ?? 0;
      shop += ledger.revenue[day] ?? 0;
    }
    if (sales > 0) weeks++;
    orders += sales;
    revenue += income;
    best = Math.max(best, income);
  }
  if (weeks < LEAST_WEEKS || orders < LEAST_ORDERS) return undefined;
  if (!((revenue - best) * WEEKS >= LEAST_SHARE * shop * (WEEKS - 1))) return undefined;
  return revenue > 0 ? { revenue: revenue / (7 * WEEKS) } : undefined;
}

/**
 * The chance of no order from the day after `last` (a place with a sale) to the one before `to`, by the model above.
 * Undefined when there was no other day to learn a rate from.
 */
export function gapChance(ledger: Ledger, view: SliceView, last: number, to: number): Gap | undefined {
  const { orders } = view;
  const from = Math.max(ledger.opened, last - HISTORY, firstSale(view));
  // The rest of the shop's orders: what the slice takes away when it stops must not pass for a quiet shop.
  const exposure = (day: number) =>
    ledger.marked[day] === 1 ? 0 : Math.max(0, (ledger.orders[day] ?? 0) - (orders[day] ?? 0));
  const weekdayOrders = new Float64Array(7);
  const weekdayExposure = new Float64Array(7);
  const decay = 0.5 ** (1 / HALF_LIFE);
  let count = 0;
  let exposed = 0;
  let squares = 0;
  let plainCount = 0;
  let plainExposed = 0;
  // The day of the last sale has an order by choice of the day, and is left out.
  for (let day = last - 1, weight = 1; day >= from; day--, weight *= decay) {
    const chance = exposure(day);
    if (chance === 0) continue;
    const sales = orders[day] ?? 0;
    const weekday = day % 7;
    count += weight * sales;
    squares += weight * weight * sales;
    exposed += weight * chance;
    plainCount += sales;
    plainExposed += chance;
    weekdayOrders[weekday] = (weekdayOrders[weekday] ?? 0) + weight * sales;
    weekdayExposure[weekday] = (weekdayExposure[weekday] ?? 0) + weight * chance;
  }
  if (!(count > 0) || !(exposed > 0)) return undefined;
  // Who is asked after eight good weeks has been chosen for his luck: the half year's rate counts where it is lower.
  const luck = Math.min(1, plainCount / plainExposed / (count / exposed));
  const common = count / exposed;
  const rates = new Float64Array(7);
  for (let weekday = 0; weekday < 7; weekday++) {
    const orders = (weekdayOrders[weekday] ?? 0) + SHRINKAGE;
    rates[weekday] = (luck * orders) / ((weekdayExposure[weekday] ?? 0) + SHRINKAGE / common);
  }
  const expected = (day: number) => exposure(day) * (rates[day % 7] ?? 0);

  let scatter = 0;
  let mean = 0;
  let longest = 0;
  let gaps = 0;
  let silent = 0;
  for (let day = from, weight = decay ** (last - 1 - from); day < last; day++, weight /= decay) {
    const usual = expected(day);
    const sales = orders[day] ?? 0;
    if (usual > 0) {
      scatter += weight * (sales - usual) ** 2;
      mean += weight * usual;
    }
    if (sales > 0) {
      longest = Math.max(longest, silent);
      silent = 0;
      gaps++;
    } else {
      // Before its first sale a slice had no gap.
      if (gaps > 0) silent += usual;
    }
  }
  longest = Math.max(longest, silent);
  const dispersion = mean > 0 ? Math.max(1, scatter / mean) : 1;
  const bunched = dispersion > 1.0001 ? Math.log(dispersion) / (dispersion - 1) : 1;

  let missed = 0;
  let days = 0;
  for (let day = last + 1; day < to; day++) {
    const usual = expected(day);
    missed += usual;
    if (usual > 0) days++;
  }
  const record = gaps > 1 ? Math.max(1, (longest * bunched) / (Math.log(gaps) + EULER)) : 1;
  const hazard = (missed * bunched) / record;
  const known = (bunched * (count * count)) / squares;
  return { p: Math.exp(-known * Math.log1p(hazard / known)), days, missed, dispersion };
}

function sold({ orders, revenue }: SliceView, day: number): boolean {
  return (orders[day] ?? 0) > 0 || (revenue[day] ?? 0) > 0;
}

function firstSale(view: SliceView): number {
  let day = 0;
  while (day < view.orders.length && !sold(view, day)) day++;
  return day;
}

function lastSale(view: SliceView, before: number): number {
  let day = Math.min(before, view.orders.length) - 1;
  while (day >= 0 && !sold(view, day)) day--;
  return day;
}

function openDays({ orders, marked }: Ledger, from: number, to: number): number {
  let days = 0;
  for (let day = from; day < to; day++) if ((orders[day] ?? 0) > 0 && marked[day] !== 1) days++;
  return days;
}

function windowAfter(ledger: Ledger, last: number, from: number) {
  return {
    from: isoDay(ledger.first + from),
    to: isoDay(ledger.first + ledger.end - 1),
    baselineFrom: isoDay(ledger.first + Math.max(ledger.opened, last - 7 * WEEKS + 1)),
    baselineTo: isoDay(ledger.first + last),
  };
}
