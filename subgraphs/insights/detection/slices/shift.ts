import type { Candidate } from '../finding.ts';
import { studentTwoSided } from '../statistics.ts';
import { LEAST_REST } from './day.ts';
import { BASELINE_WEEKS, baselineOf, type Ledger, type SliceView } from './ledger.ts';
import { beyond, distance, guardedSigma, medianOfFirst } from './order.ts';

/**
 * A slice's last 7 complete days against the 28 before.
 *
 * The change of the week relative to its baseline is held against the same change in every earlier
 * week of the year: a placebo test in time, which takes the slice's own lumps and the likeness of neighbouring days
 * into account without a model of them. (A. Abadie, A. Diamond, J. Hainmueller, "Synthetic control methods", JASA 105,
 * 2010, section 2.4, describe such tests.) It is made twice, for the slice as it is and net of the rest of the shop,
 * and the larger p-value counts (R. L. Berger, Technometrics 24, 1982): what merely follows the shop is no news.
 */

/** Added to both sides, as a share of the shop's usual week: what begins from nothing has a change, too. */
const GROUND = 0.005;
/** The smallest relative change, and the smallest weight in the shop's usual week, worth telling. */
const LEAST_CHANGE = 0.25;
const LEAST_EFFECT = 0.02;
/** Fewer orders than this in the larger of both weeks: too small to speak about. */
const LEAST_ORDERS = 12;
/** Earlier weeks since the slice's first sale that make a habit; with fewer, only a large change is believed. */
const LEAST_PLACEBOS = 8;
const LEAST_SIGMA = 0.08;
const YOUNG_SIGMA = 0.3;
/** The rest of the shop moves the expectation only beyond this many of its sigmas. */
const TOLERANCE = 0.5;
/** Degrees of freedom of the t: one for every earlier week; where there are few, what young slices scatter is assumed. */
const LEAST_DEGREES = 6;
const MOST_DEGREES = 25;

/** Undefined when the week or its baseline holds days the merchant marked, or the slice is nearly the whole shop. */
export function testSliceShift(ledger: Ledger, view: SliceView): Candidate | undefined {
  const { plainWeek, weeks: shopWeeks } = ledger;
  const { weeks, scratch } = view;
  const shopBefore = baselineOf(shopWeeks, plainWeek, 0);
  if (plainWeek[0] !== 1 || !(shopBefore > 0)) return undefined;
  const ground = GROUND * shopBefore;
  const now = weeks[0] ?? 0;
  const before = baselineOf(weeks, plainWeek, 0);
  if (!(now > 0) && !(before > 0)) return undefined;
  if (shopBefore - before < LEAST_REST * shopBefore) return undefined;

  const direction = now >= before ? 'UP' : 'DOWN';
  const change = before > 0 ? now / before - 1 : null;
  const sign = direction === 'UP' ? 1 : -1;
  // The mean of the baseline or its middle week, whichever is nearer to the week: what ends a wild week is no fall.
  const middle = middleWeek(view);
  const held = sign > 0 ? Math.max(before, middle) : Math.min(before, middle);
  const least = LEAST_EFFECT * shopBefore;
  const large = sign * (now - held) >= Math.max(least, LEAST_CHANGE * held);
  const material =
    large &&
    enoughOrders(ledger, view) &&
    sign * (now - held - wildest(ledger, view, now, held)) >= least / 2;
  const candidate: Candidate = {
    kind: 'LEVEL_SHIFT',
    metric: 'GROSS_REVENUE',
    slice: view.slice,
    direction,
    observed: now / 7,
    expected: before / 7,
    change,
    score: 0,
    p: 1,
    material,
    window: ledger.weekWindow,
  };
  if (!material) return candidate;

  const born = firstSale(view);
  const tolerance = TOLERANCE * ledger.weekSigma;
  const placebos = Math.min(weeks.length, Math.floor((ledger.end - born) / 7));
  const absolute = new Float64Array(weeks.length);
  let own = 0;
  let ownNet = 0;
  let count = 0;
  for (let week = 0; week < Math.max(1, placebos); week++) {
    const earlier = week === 0 ? held : baselineOf(weeks, plainWeek, week);
    const shopEarlier = baselineOf(shopWeeks, plainWeek, week);
    if (plainWeek[week] !== 1 || Number.isNaN(earlier) || Number.isNaN(shopEarlier)) continue;
    const value = weeks[week] ?? 0;
    const moved = distance((value + ground) / (earlier + ground));
    const rest = shopEarlier - (week === 0 ? before : earlier);
    const others = Math.max(0, (shopWeeks[week] ?? 0) - value);
    const net = moved - (rest > 0 ? beyond(distance(others / rest), tolerance) : 0);
    if (week === 0) {
      own = moved;
      ownNet = net;
    } else {
      scratch[count] = Math.abs(moved);
      absolute[count++] = Math.abs(net);
    }
  }
  const floor = count < LEAST_PLACEBOS ? YOUNG_SIGMA : LEAST_SIGMA;
  const sigma = Math.max(floor, count > 0 ? guardedSigma(scratch, count) : 0);
  const sigmaNet = Math.max(floor, count > 0 ? guardedSigma(absolute, count) : 0);
  const score = Math.max(0, Math.min((sign * own) / sigma, (sign * ownNet) / sigmaNet));
  const degrees = Math.max(LEAST_DEGREES, Math.min(MOST_DEGREES, count - 1));
  return { ...candidate, score, p: studentTwoSided(score, degrees) };
}

function enoughOrders({ end }: Ledger, { orders }: SliceView): boolean {
  let recent = 0;
  let before = 0;
  for (let day = Math.max(0, end - 7 * (BASELINE_WEEKS + 1)); day < end; day++) {
    if (day >= end - 7) recent += orders[day] ?? 0;
    else before += orders[day] ?? 0;
  }
  return Math.max(recent, before / BASELINE_WEEKS) >= LEAST_ORDERS;
}

function middleWeek({ weeks, scratch }: SliceView): number {
  const count = Math.min(BASELINE_WEEKS, weeks.length - 1);
  for (let week = 0; week < count; week++) scratch[week] = weeks[week + 1] ?? 0;
  return medianOfFirst(scratch, count);
}

/** What the week's largest day adds to a rise beyond the mean of its others: one wild day makes no level. */
function wildest({ end }: Ledger, { revenue }: SliceView, now: number, held: number): number {
  if (now < held) return 0;
  let largest = 0;
  for (let day = Math.max(0, end - 7); day < end; day++) largest = Math.max(largest, revenue[day] ?? 0);
  return largest - Math.max(0, now - largest) / 6;
}

function firstSale({ revenue }: SliceView): number {
  let place = 0;
  while (place < revenue.length && !((revenue[place] ?? 0) > 0)) place++;
  return place;
}
