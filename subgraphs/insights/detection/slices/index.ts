import type { Candidate } from '../finding.ts';
import type { DetectionInput } from '../input.ts';
import type { Shop } from '../shop.ts';
import { addShares, noShares, RISKY, testConcentration, withIndex } from './concentration.ts';
import { testSliceDay } from './day.ts';
import { testSliceGap } from './gap.ts';
import { type Ledger, readLedger, readSlice, type SliceView, viewFor } from './ledger.ts';
import { testSliceShift } from './shift.ts';

export { type SliceStory, sliceStories } from './stories.ts';

/** What detection of slices reads of a night's input. */
export type SliceInput = Pick<DetectionInput, 'series' | 'slices' | 'calendar'> & {
  /**
   * How many slices the warehouse chose these from; absent: these are all. Those too small to matter need not be
   * counted where size is measured over the week and its baseline together, say 0.5% of the shop's revenue in 35 days:
   * such a sum is independent of how both compare.
   */
  readonly slicesScreened?: number;
};

/** A slice that had this share of the shop's revenue in the twelve weeks before the last is tested for itself. */
const ESTABLISHED = 0.02;
const ESTABLISHED_WEEKS = 12;

/**
 * Tests every slice's newest day, last week, its gaps and its share of the shop. False discovery control must know how
 * many tests there were, so what comes back counts them, significant or not, in groups that the past alone decides:
 *
 * - a slice established in the shop is tested for itself; a change below the floors has p = 1, never too small;
 * - all that are not established share one test: the p-value of each is multiplied by their number (Bonferroni), and
 *   only those above the floors come back. So a product that takes off is found, and a hundred that lie still do not
 *   take away the shop's chance to be heard (p-value weighting: C. Genovese, K. Roeder, L. Wasserman, Biometrika 93,
 *   2006; that the past may choose: R. Bourgon, R. Gentleman, W. Huber, PNAS 107, 2010);
 * - concentration likewise is one test of all customers and products;
 * - where the slices are the most unusual ones of many, those that were not handed in are counted among the latter.
 *
 * Metrics are GROSS_REVENUE throughout: LEVEL_SHIFT, STOPPED_SELLING and BACK_IN_SALE in means a day, CONCENTRATION as
 * shares of the shop's. Pure. Throws a RangeError for slices that do not reach the newest day.
 */
export function detectSlices(shop: Shop, input: SliceInput): Candidate[] {
  const slices = input.slices ?? [];
  const ledger = slices.length > 0 ? readLedger(shop, input.series, input.calendar ?? []) : undefined;
  if (ledger === undefined) return [];
  const view = viewFor(ledger);
  const shares = noShares();
  const found: Candidate[] = [];
  const small: Candidate[] = [];
  const concentrated: Candidate[] = [];
  let smallSlices = Math.max(0, (input.slicesScreened ?? 0) - slices.length);
  let risky = 0;
  for (const series of slices) {
    readSlice(ledger, series, view);
    addShares(ledger, view, shares);
    if (RISKY.has(series.slice.dimension)) risky++;
    const established = isEstablished(ledger, view);
    if (!established) smallSlices++;
    for (const test of [testSliceDay, testSliceShift, testSliceGap]) {
      const candidate = test(ledger, view);
      if (candidate === undefined) continue;
      if (established) found.push(candidate);
      else if (candidate.material) small.push(candidate);
    }
    const concentration = testConcentration(ledger, view);
    if (concentration !== undefined) concentrated.push(concentration);
  }
  for (const candidate of small) found.push(timesTested(candidate, smallSlices));
  for (const candidate of concentrated) found.push(timesTested(withIndex(candidate, shares), risky));
  return found;
}

function timesTested(candidate: Candidate, times: number): Candidate {
  return { ...candidate, p: Math.min(1, candidate.p * Math.max(1, times)) };
}

function isEstablished({ weeks: shop }: Ledger, { weeks }: SliceView): boolean {
  let part = 0;
  let whole = 0;
  for (let week = 1; week <= ESTABLISHED_WEEKS && week < shop.length; week++) {
    part += weeks[week] ?? 0;
    whole += shop[week] ?? 0;
  }
  return part > 0 && part >= ESTABLISHED * whole;
}
