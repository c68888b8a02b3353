import { isoDay } from './calendar.ts';
import { expectedAt } from './expectation.ts';
import type { Candidate } from './finding.ts';
import type { Joint } from './scores.ts';
import type { Shop } from './shop.ts';

/**
 * Days in a row on the same side of their expectation, each a little: no day and no week of them need stand out. Were
 * each side as likely as the other, n such days have the chance 2^-(n-1); noise that lingers makes runs longer, so the
 * streak must also be the longest the shop has had. Source: W. Feller, An Introduction to Probability Theory and Its
 * Applications, volume 1 (3rd edition, 1968), section XIII.7 (runs).
 */

const LEAST_DAYS = 10;
/** The days together must lie this far from what was expected of them. */
const LEAST_CHANGE = 0.07;
/** Earlier days without which the longest run is not known. */
const LEAST_PAST = 120;

/** The streak that the newest day continues; undefined when it is short or not the longest. */
export function testStreak(shop: Shop, joint: Joint | undefined): Candidate | undefined {
  const revenue = shop.track('GROSS_REVENUE');
  if (shop.sparse || joint === undefined || revenue === undefined) return undefined;
  const last = shop.newest - shop.first;
  const sign = Math.sign(joint.day(last));
  if (Number.isNaN(sign) || sign === 0) return undefined;
  let [run, first, observed, expected] = [0, last, 0, 0];
  let index = last;
  for (; index >= 0; index--) {
    const score = joint.day(index);
    if (Number.isNaN(score)) continue;
    if (score * sign <= 0) break;
    run++;
    first = index;
    observed += shop.value('GROSS_REVENUE', shop.first + index);
    expected += expectedAt(revenue, index);
  }
  if (run < LEAST_DAYS) return undefined;
  let [longest, current, side, past] = [0, 0, 0, 0];
  for (; index >= 0; index--) {
    const score = joint.day(index);
    if (Number.isNaN(score)) continue;
    past++;
    current = Math.sign(score) === side ? current + 1 : 1;
    side = Math.sign(score);
    longest = Math.max(longest, current);
  }
  if (past < LEAST_PAST) return undefined;
  const change = expected > 0 ? observed / expected - 1 : null;
  return {
    kind: 'STREAK',
    metric: 'GROSS_REVENUE',
    direction: sign > 0 ? 'UP' : 'DOWN',
    observed: observed / run,
    expected: expected / run,
    change,
    score: run,
    p: 2 ** (1 - run),
    material: run > longest && change !== null && change * sign >= LEAST_CHANGE,
    window: {
      from: isoDay(shop.first + first),
      to: isoDay(shop.newest),
      baselineFrom: isoDay(Math.max(shop.opened, shop.first)),
      baselineTo: isoDay(shop.first + first - 1),
    },
  };
}
