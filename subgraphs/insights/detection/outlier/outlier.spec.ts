import { describe, expect, it } from 'vitest';
import { randomSource, simulateShop } from '../../testing/shop.ts';
import { addDays } from '../calendar.ts';
import type { DailySeries } from '../finding.ts';
import { readShop } from '../shop.ts';
import { growForest, meanDepth } from './forest.ts';
import { tailChance, testOutlierDay } from './index.ts';

const FROM = '2024-01-01';
const DAYS = 400;
const test = (series: DailySeries, asOf = addDays(FROM, DAYS)) => {
  const shop = readShop(series, asOf);
  return shop && testOutlierDay(shop);
};
const simulate = (seed: number, orders = 150, days = DAYS) =>
  simulateShop({ seed, from: FROM, days, orders, noise: 0.3 });
const onTheLast = (values: readonly number[], factor: number) =>
  values.map((value, index) => (index === DAYS - 1 ? value * factor : value));

describe('an isolation forest', () => {
  const random = randomSource(1);
  const points = new Float64Array(2 * 300).map(() => random() + random() + random());
  const options = { seed: 5, trees: 100, sample: 128 };

  it('knows the mean depth of a search: 0, 1, and 2 H(n-1) - 2 (n-1)/n', () => {
    expect([0, 1, 2].map(meanDepth)).toEqual([0, 0, 1]);
    // H(255) = 6.12..., so 2 * 6.12 - 2 * 255 / 256 = 10.24.
    expect(meanDepth(256)).toBeCloseTo(10.24, 1);
  });

  it('scores what stands alone above all else, in (0, 1), the same with the same seed', () => {
    const forest = growForest(points, 2, options);
    const inside = Array.from({ length: 300 }, (_, row) =>
      forest.score(points.subarray(2 * row, 2 * row + 2)),
    );
    const outside = forest.score([9, -4]);
    expect(outside).toBeGreaterThan(0.6);
    for (const score of inside) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(outside);
    }
    expect(growForest(points, 2, options).score([9, -4])).toBe(outside);
    expect(forest.score([1.5, 1.5])).toBeLessThan(0.5);
  });

  it('stays whole with points that are all alike, and with one', () => {
    expect(growForest(new Float64Array(40).fill(3), 2, options).score([3, 3])).toBeCloseTo(0.5, 9);
    expect(growForest(Float64Array.of(1, 2), 2, options).score([1, 2])).toBe(0.5);
  });
});

describe('the chance of a tail', () => {
  it('is the rank below the 90% quantile, and falls beyond it as the past tail does', () => {
    const past = () => Float64Array.from({ length: 99 }, (_, index) => index + 1);
    expect(tailChance(50, past())).toBeCloseTo(51 / 100, 9);
    expect(tailChance(1, past())).toBe(1);
    // The 90% quantile is 89.2; ten values lie beyond, 0.8 to 9.8, together 53.
    expect(tailChance(99, past())).toBeCloseTo(0.1 * (1 + 9.8 / 53) ** -10, 9);
    expect(tailChance(120, past())).toBeCloseTo(0.1 * (1 + 30.8 / 53) ** -10, 9);
  });
});

describe('OUTLIER_DAY', () => {
  it('finds the usual orders with half of the pieces, which is no single metric', () => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const series = simulate(seed);
      const candidate = test({ ...series, units: onTheLast(series.units, 0.5) });
      if (candidate?.material && candidate.p <= 0.001) {
        found++;
        expect(candidate.kind).toBe('OUTLIER_DAY');
        expect(candidate.window).toMatchObject({
          from: addDays(FROM, DAYS - 1),
          to: addDays(FROM, DAYS - 1),
        });
        expect([candidate.metric, candidate.direction]).toEqual(['UNITS', 'DOWN']);
        expect(candidate.change).toBeLessThan(0);
      }
    }
    expect(found).toBeGreaterThanOrEqual(12);
  });

  it('gives every p-value its turn where nothing happens', () => {
    const p: number[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      const series = simulate(seed, 40, 420);
      for (let day = 380; day <= 420; day += 4) p.push(test(series, addDays(FROM, day))?.p ?? -1);
    }
    expect(p.every((value) => value > 0 && value <= 1)).toBe(true);
    for (const bound of [0.1, 0.3, 0.5, 0.8]) {
      const share = p.filter((value) => value <= bound).length / p.length;
      expect(Math.abs(share - bound)).toBeLessThan(0.08);
    }
    expect(p.filter((value) => value <= 0.01).length / p.length).toBeLessThan(0.03);
  });

  it('leaves a day of one wild metric to that metric', () => {
    const series = simulate(3);
    const wild = {
      ...series,
      orders: onTheLast(series.orders, 4),
      units: onTheLast(series.units, 4),
      grossRevenue: onTheLast(series.grossRevenue, 4),
    };
    expect(test(wild)?.material).toBe(false);
  });

  it('is the same again, and in another currency unit', () => {
    const series = simulate(4);
    const odd = { ...series, units: onTheLast(series.units, 0.5) };
    expect(test(odd)).toEqual(test(odd));
    const cents = { ...odd, grossRevenue: odd.grossRevenue.map((value) => value * 100) };
    expect(test(cents)?.p).toBeCloseTo(test(odd)?.p ?? -1, 6);
  });

  it('says nothing of young shops, closed days, shops without noise, and broken numbers', () => {
    const series = simulate(5);
    expect(test(series, addDays(FROM, 60))).toBeUndefined();
    expect(test({ ...series, orders: onTheLast(series.orders, 0) })).toBeUndefined();
    const flat = Array.from({ length: DAYS }, () => 10);
    expect(
      test({ from: FROM, grossRevenue: flat, orders: flat, units: flat, refunds: flat }),
    ).toBeUndefined();
    const broken = series.units.map((value, index) => (index % 3 === 0 ? Number.NaN : -value));
    const candidate = test({
      ...series,
      units: broken,
      grossRevenue: series.grossRevenue.map((v) => v - 4000),
    });
    for (const value of candidate === undefined ? [] : [candidate.p, candidate.score, candidate.expected]) {
      expect(value).toSatisfy(Number.isFinite);
    }
  });
});
