import { describe, expect, it } from 'vitest';
import { makeMerchant } from '../testing/merchants.ts';
import { steadyShop } from '../testing/shop.ts';
import { addDays } from './calendar.ts';
import { detectInsights } from './detect.ts';
import type { DailySeries, Finding } from './finding.ts';
import type { DetectionInput } from './input.ts';

const FROM = '2023-03-06';
const DAYS = 420;

/** Every number in a finding, deep down. */
function numbers(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbers) : [];
}

const nightsOf = (input: Omit<DetectionInput, 'asOf' | 'currency'>, step = 9): Finding[] => {
  const found: Finding[] = [];
  for (let day = 60; day <= input.series.orders.length; day += step) {
    found.push(...detectInsights({ ...input, asOf: addDays(input.series.from, day), currency: 'EUR' }));
  }
  return found;
};

describe('detection of any shop', () => {
  it('never gives a figure that is no number, and gives the same twice', () => {
    let found = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const { series, slices, calendar } = makeMerchant({
        seed,
        from: FROM,
        days: DAYS,
        eventsFrom: 200,
        slices: true,
      });
      const first = nightsOf({ series, slices, calendar });
      expect(first.flatMap(numbers).filter((value) => !Number.isFinite(value))).toEqual([]);
      expect(nightsOf({ series, slices, calendar })).toEqual(first);
      found += first.length;
    }
    expect(found).toBeGreaterThan(10);
  });

  it('tells the same in cents as in euros', () => {
    for (let seed = 21; seed <= 24; seed++) {
      const { series } = makeMerchant({ seed, from: FROM, days: DAYS, eventsFrom: 200 });
      const cents = (values: readonly number[]) => values.map((value) => value * 100);
      const dear = { ...series, grossRevenue: cents(series.grossRevenue), refunds: cents(series.refunds) };
      const keys = (of: DailySeries) =>
        nightsOf({ series: of }).map(({ stableKey, severity }) => `${stableKey} ${severity}`);
      expect(keys(dear)).toEqual(keys(series));
    }
  });

  it('bears a single order, refunds beyond revenue, and a shop that has only one weekday', () => {
    const days = 200;
    const zeros = () => new Array<number>(days).fill(0);
    const single = zeros();
    single[100] = 1;
    const one: DailySeries = {
      from: FROM,
      orders: single,
      grossRevenue: single,
      units: single,
      refunds: zeros(),
    };
    expect(nightsOf({ series: one }, 3)).toEqual([]);
    const steady = steadyShop(FROM, days);
    const owing = { ...steady, refunds: steady.grossRevenue.map((value) => value * 3) };
    expect(nightsOf({ series: owing }, 3).flatMap(numbers).every(Number.isFinite)).toBe(true);
    const market = steadyShop(FROM, days, [0, 0, 0, 0, 0, 80, 0]);
    expect(nightsOf({ series: market }, 3)).toEqual([]);
  });
});
