import { describe, expect, it } from 'vitest';
import { randomSource, simulateShop, steadyShop } from '../testing/shop.ts';
import { addDays } from './calendar.ts';
import type { DailySeries } from './finding.ts';
import { testRecords } from './record.ts';
import { readScores } from './scores.ts';
import { readShop, type Shop } from './shop.ts';
import { testSparse } from './sparse.ts';
import { testStreak } from './streak.ts';
import { testTrend } from './trend.ts';

const FROM = '2024-01-01'; // a Monday
const shopOf = (series: DailySeries, asOf: string): Shop => {
  const shop = readShop(series, asOf);
  if (shop === undefined) throw new Error('a shop with orders is expected');
  return shop;
};
const withFactor = (series: DailySeries, factor: (index: number) => number): DailySeries => ({
  ...series,
  grossRevenue: series.grossRevenue.map((value, index) => value * factor(index)),
  orders: series.orders.map((value, index) => value * factor(index)),
  units: series.units.map((value, index) => value * factor(index)),
});

describe('TREND_CHANGE', () => {
  const start = 210;
  const bent = withFactor(steadyShop(FROM, 280), (index) => Math.exp(0.015 * Math.max(0, index - start)));

  it('is found at the end of a week in which the line bends up', () => {
    const found = testTrend(shopOf(bent, addDays(FROM, start + 42)));
    expect(found.map(({ metric }) => metric)).toEqual(['GROSS_REVENUE', 'ORDERS']);
    expect(found[0]).toMatchObject({ kind: 'TREND_CHANGE', direction: 'UP', material: true });
    // The last week's middle day lies 38 days up the slope.
    expect(found[0]?.change).toBeCloseTo(Math.exp(0.015 * 38) - 1, 1);
    expect(found[0]?.p).toBeLessThan(1e-4);
  });

  it('is not looked for on other days, in young shops, and not seen in a steady growth', () => {
    expect(testTrend(shopOf(bent, addDays(FROM, start + 41)))).toEqual([]);
    expect(testTrend(shopOf(steadyShop(FROM, 120), addDays(FROM, 119)))).toEqual([]);
    const growing = withFactor(steadyShop(FROM, 280), (index) => Math.exp(0.003 * index));
    const found = testTrend(shopOf(growing, addDays(FROM, 252)));
    expect(found.filter(({ material }) => material)).toEqual([]);
  });
});

describe('RECORD', () => {
  const calm = steadyShop(FROM, 400);

  it('is the best week by its margin, with the last record beside it', () => {
    const best = withFactor(calm, (index) => (index >= 357 && index < 364 ? 1.2 : 1));
    const [record, ...others] = testRecords(shopOf(best, addDays(FROM, 364)));
    expect(others).toEqual([]);
    expect(record).toMatchObject({ kind: 'RECORD', observed: 39_600, expected: 33_000, material: true });
    expect(record?.window).toMatchObject({ from: addDays(FROM, 357), to: addDays(FROM, 363) });
    expect(record?.p).toBeCloseTo(1 / 52, 10);
  });

  it('is none without the margin, nor in a young shop', () => {
    const little = withFactor(calm, (index) => (index >= 357 && index < 364 ? 1.1 : 1));
    expect(testRecords(shopOf(little, addDays(FROM, 364)))).toEqual([]);
    const young = withFactor(calm, (index) => (index >= 84 && index < 91 ? 3 : 1));
    expect(testRecords(shopOf(young, addDays(FROM, 91)))).toEqual([]);
  });

  it('is the best month when one ends', () => {
    // November 2024.
    const month = withFactor(calm, (index) => (index >= 305 && index < 335 ? 1.3 : 1));
    const [record] = testRecords(shopOf(month, '2024-12-01'));
    expect(record?.window).toMatchObject({ from: '2024-11-01', to: '2024-11-30' });
  });
});

describe('STREAK', () => {
  const noisy = (last: number) => {
    const random = randomSource(3);
    return withFactor(steadyShop(FROM, 300), (index) => {
      // Sides change at random; from `last` on every day is better than the one before.
      const noise = 0.08 * (random() - 0.5);
      return (index >= last ? 1.04 ** (index - last + 1) : 1) * (1 + noise);
    });
  };
  const streakOf = (series: DailySeries, day: number) => {
    const shop = shopOf(series, addDays(FROM, day));
    return testStreak(shop, readScores(shop).joint);
  };

  it('counts the days on one side and gives their chance', () => {
    const streak = streakOf(noisy(284), 299);
    expect(streak).toMatchObject({ kind: 'STREAK', direction: 'UP' });
    expect(streak?.score).toBeGreaterThanOrEqual(11);
    expect(streak?.p).toBeCloseTo(2 ** (1 - (streak?.score ?? 0)), 12);
  });

  it('is none after a few days', () => {
    expect(streakOf(noisy(293), 299)).toBeUndefined();
  });
});

describe('sparse shops', () => {
  const sparse = (last: number) => {
    const series = simulateShop({ seed: 4, from: FROM, days: 200, orders: 0.6, noise: 0.1 });
    return { ...series, orders: series.orders.map((value, index) => (index === 199 ? last : value)) };
  };
  const testsOf = (series: DailySeries) => testSparse(shopOf(series, addDays(FROM, 200)), true);

  it('hear of a day with many orders, by its chance', () => {
    const [day] = testsOf(sparse(9)).filter(({ kind }) => kind === 'WEEKDAY_ANOMALY');
    expect(day).toMatchObject({ metric: 'ORDERS', direction: 'UP', observed: 9, material: true });
    expect(day?.p).toBeLessThan(1e-5);
    const [less] = testsOf(sparse(4)).filter(({ kind }) => kind === 'WEEKDAY_ANOMALY');
    expect(less?.p).toBeGreaterThan(day?.p ?? 1);
  });

  it('hear nothing of a few orders or none', () => {
    expect(testsOf(sparse(3)).filter(({ kind }) => kind === 'WEEKDAY_ANOMALY')).toEqual([]);
    expect(testsOf(sparse(0)).filter(({ p }) => p < 0.01)).toEqual([]);
  });

  it('do not take one full day for a full week', () => {
    const [week] = testsOf(sparse(9)).filter(
      ({ kind, window }) => kind === 'LEVEL_SHIFT' && window.from !== addDays(FROM, 198),
    );
    expect(week?.pWithout?.(new Set([addDays(FROM, 199)]))).toBeGreaterThan(0.05);
  });
});
