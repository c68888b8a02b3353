import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar.ts';
import { readShop } from '../shop.ts';
import { type Gap, gapChance } from './gap.ts';
import { readLedger, readSlice, viewFor } from './ledger.ts';
import { distance, guardedSigma, poissonAtMost } from './order.ts';

const FROM = '2024-01-01';
const DAYS = 240;

/** The gap from the day after `last` to the end, of a slice in a shop with nine other orders a day. */
function gapOf(sales: (index: number) => number, last: number, others = (_: number) => 9): Gap | undefined {
  const orders = Array.from({ length: DAYS }, (_, index) => (index <= last ? sales(index) : 0));
  const all = orders.map((value, index) => value + others(index));
  const series = { from: FROM, grossRevenue: all, orders: all, units: all, refunds: all };
  const shop = readShop(series, addDays(FROM, DAYS));
  const ledger = shop && readLedger(shop, series, []);
  if (ledger === undefined) throw new Error('the shop was closed');
  const view = viewFor(ledger);
  const slice = { dimension: 'PRODUCT', key: 'a', label: 'a' } as const;
  readSlice(ledger, { slice, grossRevenue: orders, orders, units: orders }, view);
  return gapChance(ledger, view, last, DAYS);
}

describe('the chance of a gap', () => {
  it('is by hand (1 + k / C)^-C after k days, for one order a day that is known from C weighted orders', () => {
    const a = 0.5 ** (1 / 28);
    const weights = Array.from({ length: 182 }, (_, index) => a ** index);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const squares = weights.reduce((total, weight) => total + weight * weight, 0);
    const known = sum ** 2 / squares;
    for (const k of [1, 3, 10]) {
      const gap = gapOf(() => 1, DAYS - 1 - k);
      expect(gap?.missed).toBeCloseTo(k, 9);
      expect(gap?.days).toBe(k);
      expect(gap?.dispersion).toBe(1);
      expect(gap?.p).toBeCloseTo((1 + k / known) ** -known, 12);
    }
    // Close to, and never below, what a known rate would give.
    expect(gapOf(() => 1, DAYS - 6)?.p).toBeGreaterThan(Math.exp(-5));
    expect(gapOf(() => 1, DAYS - 6)?.p).toBeLessThan(1.25 * Math.exp(-5));
  });

  it('grows with bunches: the same orders in every third day only', () => {
    const even = gapOf(() => 1, DAYS - 10);
    const bunched = gapOf((index) => (index % 3 === 2 ? 3 : 0), DAYS - 10);
    expect(bunched?.dispersion).toBeGreaterThan(1.5);
    expect(bunched?.p).toBeGreaterThan(10 * (even?.p ?? 1));
  });

  it('does not count days on which the rest of the shop sold nothing, and half of half days', () => {
    const last = DAYS - 7;
    const closed = gapOf(
      () => 1,
      last,
      (index) => (index > last + 1 && index < DAYS - 1 ? 0 : 9),
    );
    expect(closed?.days).toBe(2);
    expect(closed?.missed).toBeCloseTo(2, 9);
    const quiet = gapOf(
      () => 1,
      last,
      (index) => (index > last ? 4.5 : 9),
    );
    expect(quiet?.missed).toBeCloseTo(3, 9);
  });

  it('knows the weekdays: silence on a day without custom is none', () => {
    const weekly = (index: number) => (index % 7 === 0 ? 7 : 0);
    const last = DAYS - 1 - ((DAYS - 1) % 7); // the newest such day
    const silent = gapOf(weekly, last - 1);
    const missed = gapOf(weekly, last - 7);
    expect(silent?.missed).toBeGreaterThan(3);
    expect(missed?.missed).toBeGreaterThan(silent?.missed ?? 0);
    const idle = gapOf(weekly, last);
    expect(idle === undefined ? 0 : idle.missed).toBeLessThan(1);
  });

  it('grows where the slice has had such gaps before', () => {
    const steady = gapOf(() => 1, DAYS - 13)?.p ?? 1;
    const before = gapOf((index) => (index >= 150 && index < 170 ? 0 : 1), DAYS - 13)?.p ?? 0;
    expect(before).toBeGreaterThan(20 * steady);
  });

  it('is not there without a sale to learn from', () => {
    expect(gapOf((index) => (index === 100 ? 1 : 0), 100)).toBeUndefined();
  });
});

describe('small statistics', () => {
  it('measure distances, spreads and counts as worked by hand', () => {
    expect(distance(1)).toBe(0);
    expect(distance(0)).toBe(-2);
    expect(distance(-5)).toBe(-2);
    expect(distance(0.25)).toBe(-1);
    expect(distance(Math.E)).toBeCloseTo(1, 12);
    expect(poissonAtMost(0, 5)).toBeCloseTo(Math.exp(-5), 12);
    expect(poissonAtMost(2, 1)).toBeCloseTo(2.5 * Math.exp(-1), 12);
    expect(guardedSigma(Float64Array.of(1, 1, 1, 1, 1), 5)).toBeCloseTo(1.4826, 9);
    expect(guardedSigma(Float64Array.of(0, 0, 0, 0, 10), 5)).toBeCloseTo(6 / 1.6449, 6);
  });
});
