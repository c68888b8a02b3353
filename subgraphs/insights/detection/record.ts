import { isoDay, weekdayOf } from './calendar.ts';
import type { Candidate } from './finding.ts';
import type { Shop } from './shop.ts';

/**
 * The best day, week (Monday to Sunday) or calendar month a shop has had, in revenue. A record is a fact and no
 * inference: it has no part in false discovery control, and floors alone decide. Materially above the last one, not in
 * young shops, and rarely (stories.ts). Its p is the chance that the newest of n equal periods is the best, 1 / n.
 * Source: B. C. Arnold, N. Balakrishnan, H. N. Nagaraja, Records (1998), section 2.2.
 */

/** The former record must be beaten by this share. */
const LEAST_MARGIN = { day: 0.25, week: 0.15, month: 0.1 } as const;
/** As many periods must have gone before. */
const LEAST_PERIODS = { day: 200, week: 26, month: 6 } as const;
/** Revenue of fewer orders a day than this makes no record worth telling. */
const LEAST_ORDERS = 4;

type Period = keyof typeof LEAST_MARGIN;

/** The widest record that the newest day completes. */
export function testRecords(shop: Shop): Candidate[] {
  for (const period of ['month', 'week', 'day'] as const) {
    const from = startOf(period, shop.newest);
    if (from === undefined) continue;
    const candidate = testPeriod(shop, period, from);
    if (candidate?.material) return [candidate];
  }
  return [];
}

/** The first day of the period that ends on `last`; undefined when none ends there. */
function startOf(period: Period, last: number): number | undefined {
  if (period === 'day') return last;
  if (period === 'week') return weekdayOf(last) === 6 ? last - 6 : undefined;
  return isoDay(last + 1).endsWith('-01') ? last + 1 - Number(isoDay(last).slice(8)) : undefined;
}

function testPeriod(shop: Shop, period: Period, from: number): Candidate | undefined {
  const sum = (metric: 'GROSS_REVENUE' | 'ORDERS', start: number, end: number) => {
    let all = 0;
    for (let day = start; day <= end; day++) all += shop.value(metric, day) || 0;
    return all;
  };
  const observed = sum('GROSS_REVENUE', from, shop.newest);
  if (sum('ORDERS', from, shop.newest) < LEAST_ORDERS * (shop.newest - from + 1)) return undefined;
  let best = 0;
  let periods = 0;
  let [first, end] = [from, from - 1];
  for (;;) {
    const start = startOf(period, end);
    // The first, unfinished period of a series is none.
    if (start === undefined || start < shop.first || start < shop.opened) break;
    best = Math.max(best, sum('GROSS_REVENUE', start, end));
    periods++;
    first = start;
    end = start - 1;
  }
  if (!(best > 0)) return undefined;
  const change = observed / best - 1;
  return {
    kind: 'RECORD',
    metric: 'GROSS_REVENUE',
    direction: 'UP',
    observed,
    expected: best,
    change,
    score: 0,
    p: 1 / (periods + 1),
    material: periods >= LEAST_PERIODS[period] && change >= LEAST_MARGIN[period],
    window: {
      from: isoDay(from),
      to: isoDay(shop.newest),
      baselineFrom: isoDay(first),
      baselineTo: isoDay(from - 1),
    },
  };
}
