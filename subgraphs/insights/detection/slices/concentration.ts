import { isoDay } from '../calendar.ts';
import type { Candidate, Dimension, FindingWindow } from '../finding.ts';
import { studentTwoSided } from '../statistics.ts';
import type { Ledger, SliceView } from './ledger.ts';

/**
 * One customer or product that has come to carry too much.
 *
 * Its share of revenue in the last four weeks is held against the twelve before by a pooled t-test on the weekly
 * shares' angles, asin(sqrt(share)), whose spread does not depend on the share (M. F. Freeman, J. W. Tukey,
 * "Transformations related to the angular and the square root", 1950). Beside it the Herfindahl index, the sum of the
 * squared shares (A. O. Hirschman, 1945; O. C. Herfindahl, 1950), must have risen: where one large customer takes the
 * place of another, the risk is as it was.
 */

/** Dimensions in which a large share is a risk. */
export const RISKY: ReadonlySet<Dimension> = new Set(['CUSTOMER', 'PRODUCT']);
/** The share at which one slice carries too much, and what it must have been below before. */
const TOO_MUCH = 0.3;
const WELL_BELOW = 0.2;
/** The rise of the Herfindahl index that matters; 0.09 is what a share of 30% adds. */
const LEAST_INDEX_RISE = 0.04;
const RECENT_WEEKS = 4;
const EARLIER_WEEKS = 12;
const LEAST_EARLIER_WEEKS = 8;
/** One wholesale order is not yet a dependence: this many of the four weeks must each show a share well above. */
const LEAST_WEEKS_ABOVE = 3;
/** Shops with fewer orders in the four weeks are small in every respect. */
const LEAST_ORDERS = 30;

/** Shares of one dimension's slices, then and now, gathered while the slices pass. */
export interface Shares {
  readonly now: Map<Dimension, number>;
  readonly before: Map<Dimension, number>;
}

interface Share {
  readonly now: number;
  readonly before: number;
}

export function noShares(): Shares {
  return { now: new Map(), before: new Map() };
}

/** Adds a slice's squared shares to its dimension's Herfindahl index; what was not handed in counts as dispersed. */
export function addShares(ledger: Ledger, view: SliceView, shares: Shares): void {
  const share = shareOf(ledger, view);
  if (share === undefined) return;
  const { dimension } = view.slice;
  shares.now.set(dimension, (shares.now.get(dimension) ?? 0) + share.now ** 2);
  shares.before.set(dimension, (shares.before.get(dimension) ?? 0) + share.before ** 2);
}

/**
 * Undefined for dimensions in which large shares are normal (countries, segments, categories), for young shops, and
 * where the share is not such that it would be told: at most three are, so the caller corrects for the others.
 * `observed` and `expected` of the candidate are shares of revenue, 0 to 1.
 */
export function testConcentration(ledger: Ledger, view: SliceView): Candidate | undefined {
  const { dimension } = view.slice;
  if (!RISKY.has(dimension)) return undefined;
  const share = shareOf(ledger, view);
  if (share === undefined) return undefined;
  if (share.now < TOO_MUCH || share.before > WELL_BELOW) return undefined;
  const candidate: Candidate = {
    kind: 'CONCENTRATION',
    metric: 'GROSS_REVENUE',
    slice: view.slice,
    direction: share.now >= share.before ? 'UP' : 'DOWN',
    observed: share.now,
    expected: share.before,
    change: share.before > 0 ? share.now / share.before - 1 : null,
    score: 0,
    p: 1,
    material: false,
    window: ledger.dayWindow,
  };
  if (ordersOf(ledger) < LEAST_ORDERS) return candidate;
  const { score, degrees, above } = angleTest(ledger, view);
  return {
    ...candidate,
    score: Math.max(0, score),
    p: score > 0 ? studentTwoSided(score, degrees) : 1,
    material: above >= LEAST_WEEKS_ABOVE,
    window: windowOf(ledger),
  };
}

/** The candidate as it stands once all slices of its dimension have been seen. */
export function withIndex(candidate: Candidate, { now, before }: Shares): Candidate {
  const dimension = candidate.slice?.dimension;
  if (!candidate.material || dimension === undefined) return candidate;
  const rise = (now.get(dimension) ?? 0) - (before.get(dimension) ?? 0);
  return rise >= LEAST_INDEX_RISE ? candidate : { ...candidate, material: false };
}

function shareOf({ weeks: shop }: Ledger, { weeks }: SliceView): Share | undefined {
  if (shop.length < RECENT_WEEKS + LEAST_EARLIER_WEEKS) return undefined;
  const part = (values: Float64Array, from: number, to: number) => {
    let sum = 0;
    for (let week = from; week < Math.min(to, values.length); week++) sum += values[week] ?? 0;
    return sum;
  };
  const whole = part(shop, 0, RECENT_WEEKS);
  const wholeBefore = part(shop, RECENT_WEEKS, RECENT_WEEKS + EARLIER_WEEKS);
  if (!(whole > 0) || !(wholeBefore > 0)) return undefined;
  return {
    now: Math.min(1, part(weeks, 0, RECENT_WEEKS) / whole),
    before: Math.min(1, part(weeks, RECENT_WEEKS, RECENT_WEEKS + EARLIER_WEEKS) / wholeBefore),
  };
}

function angleTest({ weeks: shop }: Ledger, { weeks }: SliceView) {
  const recent = { count: 0, sum: 0, squares: 0 };
  const earlier = { count: 0, sum: 0, squares: 0 };
  let above = 0;
  for (let week = 0; week < Math.min(RECENT_WEEKS + EARLIER_WEEKS, shop.length); week++) {
    const whole = shop[week] ?? 0;
    if (!(whole > 0)) continue;
    const share = Math.min(1, (weeks[week] ?? 0) / whole);
    const angle = Math.asin(Math.sqrt(share));
    const group = week < RECENT_WEEKS ? recent : earlier;
    group.count++;
    group.sum += angle;
    group.squares += angle * angle;
    if (week < RECENT_WEEKS && share > WELL_BELOW) above++;
  }
  const degrees = recent.count + earlier.count - 2;
  if (recent.count < LEAST_WEEKS_ABOVE || earlier.count < LEAST_EARLIER_WEEKS) {
    return { score: 0, degrees: Math.max(1, degrees), above: 0 };
  }
  const scatter = (group: typeof recent) => Math.max(0, group.squares - group.sum ** 2 / group.count);
  // Angles of perfectly steady weeks still stand for shares that are rounded to orders.
  const sigma = Math.max(0.02, Math.sqrt((scatter(recent) + scatter(earlier)) / degrees));
  const difference = recent.sum / recent.count - earlier.sum / earlier.count;
  return {
    score: difference / (sigma * Math.sqrt(1 / recent.count + 1 / earlier.count)),
    degrees,
    above,
  };
}

function ordersOf({ orders, end }: Ledger): number {
  let sum = 0;
  for (let day = Math.max(0, end - 7 * RECENT_WEEKS); day < end; day++) sum += orders[day] ?? 0;
  return sum;
}

function windowOf({ first, end, opened }: Ledger): FindingWindow {
  const recent = end - 7 * RECENT_WEEKS;
  return {
    from: isoDay(first + recent),
    to: isoDay(first + end - 1),
    baselineFrom: isoDay(first + Math.max(opened, recent - 7 * EARLIER_WEEKS)),
    baselineTo: isoDay(first + recent - 1),
  };
}
