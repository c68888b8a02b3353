import { describe, expect, it } from 'vitest';
import { combine, combinedPath } from './combination.ts';
import { etsForecast, fitEts } from './ets.ts';
import { Method } from './methods.ts';
import { sameDayMean, seasonalNaive } from './simple-methods.ts';
import { meanOf, medianOf, quantileOf, robustSpread, seasonalScale } from './statistics.ts';
import { thetaForecast } from './theta.ts';

const WEEK = [10, 12, 14, 16, 30, 40, 5];
const weeks = (count: number, of: (day: number, at: number) => number): Float64Array =>
  Float64Array.from({ length: count * 7 }, (_, at) => of(WEEK[at % 7] ?? 0, at));

describe('statistics', () => {
  it('agree with hand-worked values, and leave out what is not known', () => {
    expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantileOf([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(medianOf([9, Number.NaN, 1, 2])).toBe(2);
    expect(medianOf([])).toBeNaN();
    expect(meanOf([1, Number.NaN, 5])).toBe(3);
    // |deviations| 1, 1, 2, 2, 5: their median 2.
    expect(robustSpread([1, -1, 2, -2, 5])).toBeCloseTo(2.9652);
  });

  it('scale by the mean step to the season before', () => {
    // Steps of two days: 3-1, 5-2, 3-3.
    expect(seasonalScale([1, 2, 3, 5, 3], 2)).toBeCloseTo(5 / 3);
    expect(seasonalScale([1, Number.NaN, 3, 5, 3], 2)).toBe(1);
    expect(seasonalScale([1], 2)).toBeNaN();
  });
});

describe('methods', () => {
  it('repeat the last season, or the mean of the last four', () => {
    const values = Float64Array.of(100, 100, 1, 10, 2, 20, 3, 30, 6, 40);
    expect([...seasonalNaive(values, 2, 5)]).toEqual([6, 40, 6, 40, 6]);
    expect([...sameDayMean(values, 2, 3)]).toEqual([3, 25, 3]);
    expect([...sameDayMean(Float64Array.of(4, 8, 6), 2, 3, 4)]).toEqual([8, 5, 8]);
  });

  it.each([
    ['ETS', etsForecast],
    ['Theta', thetaForecast],
  ] as const)('%s continues an exact weekly pattern exactly, from any weekday', (_, method) => {
    for (const length of [56, 59, 100]) {
      const values = weeks(20, (day) => day).subarray(0, length);
      [...method(values, 7, 10)].forEach((value, at) => {
        expect(value).toBeCloseTo(WEEK[(length + at) % 7] ?? 0, 6);
      });
    }
  });

  it('Theta continues a line with half its slope', () => {
    const line = Float64Array.from({ length: 70 }, (_, at) => 100 + 2 * at);
    const [first = 0, second = 0] = thetaForecast(line, 1, 2);
    expect(second - first).toBeCloseTo(1, 6);
  });

  it('ETS follows a new level, and its trend fades', () => {
    const step = weeks(30, (day, at) => day + (at < 140 ? 0 : 100));
    [...etsForecast(step, 7, 7)].forEach((value, at) => {
      expect(Math.abs(value - 100 - (WEEK[at] ?? 0))).toBeLessThan(5);
    });
    const rising = Float64Array.from({ length: 140 }, (_, at) => 3 * at);
    const path = etsForecast(rising, 7, 60, { alpha: 0.3, beta: 0.1, gamma: 0.05, phi: 0.9 });
    const weekly = [0, 14, 28, 42].map((at) => (path[at + 7] ?? 0) - (path[at] ?? 0));
    expect([...weekly].sort((left, right) => right - left)).toEqual(weekly);
    expect(weekly[3]).toBeGreaterThan(0);
  });

  it('ETS keeps its parameters where the model is stable', () => {
    const { alpha, beta, gamma, phi } = fitEts(
      weeks(30, (day, at) => day * (1 + ((at * 7919) % 13) / 50)),
      7,
    );
    expect(alpha).toBeGreaterThan(0);
    expect(beta).toBeLessThanOrEqual(alpha);
    expect(gamma).toBeLessThanOrEqual(1 - alpha);
    expect(phi).toBeLessThan(1);
  });
});

describe('combination', () => {
  it('takes the methods close to the best by the inverse square of their errors', () => {
    const shares = combine(
      new Map([
        [Method.ETS, 1.1],
        [Method.THETA, 1],
        [Method.SEASONAL_NAIVE, 1.2],
        [Method.MEAN, Number.NaN],
      ]),
    );
    expect(shares.map(({ method }) => method)).toEqual([Method.THETA, Method.ETS]);
    expect(shares[0]?.weight).toBeCloseTo(1.21 / 2.21, 10);
    expect(shares[1]?.weight).toBeCloseTo(1 / 2.21, 10);
  });

  it('never mixes methods that know the calendar with those that do not', () => {
    const errors = new Map<Method, number>([
      [Method.CALENDAR_ETS, 1],
      [Method.ETS, 1.01],
      [Method.CALENDAR_THETA, 1],
    ]);
    expect(combine(errors)).toEqual([
      { method: Method.CALENDAR_ETS, weight: 0.5 },
      { method: Method.CALENDAR_THETA, weight: 0.5 },
    ]);
  });

  it('survives methods without error, and nothing at all', () => {
    expect(combine(new Map([[Method.ETS, 0]]))).toEqual([{ method: Method.ETS, weight: 1 }]);
    expect(combine(new Map())).toEqual([]);
  });

  it('weighs paths', () => {
    const paths = new Map([
      [Method.ETS, Float64Array.of(1, 2)],
      [Method.THETA, Float64Array.of(3, 6)],
    ]);
    const shares = [
      { method: Method.ETS, weight: 0.75 },
      { method: Method.THETA, weight: 0.25 },
    ];
    expect([...combinedPath(shares, paths, 2)]).toEqual([1.5, 3]);
  });
});
