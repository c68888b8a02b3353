import { isoDay, weekdayOf } from './calendar.ts';
import { fromEven, slopeAt } from './even-scale.ts';
import type { Candidate, Metric } from './finding.ts';
import type { Shop } from './shop.ts';
import { studentTwoSided } from './statistics.ts';

/**
 * A change of trend: a line through the last six weeks beside a line through the twelve before, on weekly means without
 * the rhythm of the week, where a steady growth is a straight line. Looked for when a week is complete, so that one
 * change is not tested on seven days. Source: comparison of the slopes of two regressions, J. H. Zar, Biostatistical
 * Analysis (5th edition, 2010), section 18.1.
 */

const RECENT_WEEKS = 6;
const EARLIER_WEEKS = 12;
/** The slopes must differ by this much a week: seasons bend, too. */
const LEAST_BEND = 0.06;
/** And the last week must lie this far from where the earlier line leads. */
const LEAST_CHANGE = 0.25;
const METRICS: readonly Metric[] = ['GROSS_REVENUE', 'ORDERS'];
/** Weeks are complete on Sundays. */
const LAST_WEEKDAY = 6;

interface Line {
  readonly slope: number;
  readonly middle: number;
  readonly at: number;
  readonly squares: number;
  readonly spread: number;
}

/** Tests the trend of revenue and orders; nothing on other days than Sundays and in shops younger than 23 weeks. */
export function testTrend(shop: Shop): Candidate[] {
  if (shop.sparse || weekdayOf(shop.newest) !== LAST_WEEKDAY) return [];
  return METRICS.flatMap((metric) => {
    const candidate = testMetric(shop, metric);
    return candidate === undefined ? [] : [candidate];
  });
}

function testMetric(shop: Shop, metric: Metric): Candidate | undefined {
  const track = shop.track(metric);
  if (track === undefined) return undefined;
  const weeks: number[] = [];
  for (let week = RECENT_WEEKS + EARLIER_WEEKS - 1; week >= 0; week--) {
    let sum = 0;
    let found = 0;
    for (let back = 6; back >= 0; back--) {
      const index = shop.newest - shop.first - 7 * week - back;
      if (track.counts[index] !== 1) continue;
      sum += (track.even[index] ?? 0) - (track.season[index] ?? 0);
      found++;
    }
    if (found < 3) return undefined;
    weeks.push(sum / found);
  }
  const before = lineThrough(weeks.slice(0, EARLIER_WEEKS), 0);
  const recent = lineThrough(weeks.slice(EARLIER_WEEKS), EARLIER_WEEKS);
  const degrees = RECENT_WEEKS + EARLIER_WEEKS - 4;
  const variance = (before.squares + recent.squares) / degrees;
  const error = Math.sqrt(Math.max(variance, 1e-4) * (1 / before.spread + 1 / recent.spread));
  const bend = recent.slope - before.slope;
  const last = RECENT_WEEKS + EARLIER_WEEKS - 1;
  const observed = fromEven(track.scale, weeks[last] ?? 0);
  const expected = fromEven(track.scale, before.middle + before.slope * (last - before.at));
  const change = expected > 0 ? observed / expected - 1 : null;
  const from = shop.newest - 7 * RECENT_WEEKS + 1;
  return {
    kind: 'TREND_CHANGE',
    metric,
    direction: bend > 0 ? 'UP' : 'DOWN',
    observed,
    expected,
    change,
    score: Math.abs(bend) / error,
    p: studentTwoSided(bend / error, degrees),
    material:
      Math.abs(bend) >= LEAST_BEND * slopeAt(track.scale, expected) &&
      change !== null &&
      Math.abs(change) >= LEAST_CHANGE &&
      change > 0 === bend > 0,
    window: {
      from: isoDay(from),
      to: isoDay(shop.newest),
      baselineFrom: isoDay(from - 7 * EARLIER_WEEKS),
      baselineTo: isoDay(from - 1),
    },
  };
}

/** The least-squares line through values at `first`, `first` + 1 and so on. */
function lineThrough(values: readonly number[], first: number): Line {
  const at = first + (values.length - 1) / 2;
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  let spread = 0;
  let product = 0;
  values.forEach((value, place) => {
    spread += (first + place - at) ** 2;
    product += (first + place - at) * (value - middle);
  });
  const slope = product / spread;
  const squares = values.reduce(
    (sum, value, place) => sum + (value - middle - slope * (first + place - at)) ** 2,
    0,
  );
  return { slope, middle, at, squares, spread };
}
