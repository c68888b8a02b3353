import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from './days.ts';
import { type ForecastPoint, forecast, HISTORY_DAYS, HistoryKind, Method } from './forecast.ts';
import { prepareHistory, withoutGaps } from './history.ts';
import { marginalIntervals, ratioIntervals } from './intervals.ts';
import { noise } from './testing/noise.ts';

const FIRST = '2023-02-06';
const WEEK = [100, 90, 95, 110, 150, 220, 60];

function shop(days: number, spread = 0.1, seed = 3): number[] {
  const random = noise(seed);
  return Array.from({ length: days }, (_, at) => (WEEK[at % 7] ?? 0) * Math.exp(spread * random()));
}

const kindOf = (values: number[]): HistoryKind => prepareHistory(values, 0, 7).kind;

function expectOrdered(points: readonly ForecastPoint[]): void {
  for (const { value, lo80, hi80, lo95, hi95 } of points) {
    const ends = [0, lo95, lo80, value, hi80, hi95];
    expect(ends.every(Number.isFinite)).toBe(true);
    expect([...ends].sort((left, right) => left - right)).toEqual(ends);
  }
}

describe('history', () => {
  it('knows what it can be used for', () => {
    expect(kindOf([])).toBe(HistoryKind.EMPTY);
    expect(kindOf([0, 0, -3, Number.NaN])).toBe(HistoryKind.EMPTY);
    expect(kindOf([0, 0, 5])).toBe(HistoryKind.SHORT);
    expect(kindOf(shop(100))).toBe(HistoryKind.REGULAR);
    expect(kindOf(shop(100).map((value, at) => (at % 3 === 0 ? value : 0)))).toBe(HistoryKind.SPARSE);
    expect(kindOf(shop(100).map((value, at) => (at % 7 === 6 ? 0 : value)))).toBe(HistoryKind.REGULAR);
    expect(kindOf([...shop(100), ...new Array<number>(14).fill(0)])).toBe(HistoryKind.DEAD);
    expect(kindOf([...shop(100), ...new Array<number>(13).fill(0)])).toBe(HistoryKind.REGULAR);
  });

  it('takes a pause for an end only if it is twice as long as any before', () => {
    const pause = (days: number): number[] => new Array<number>(days).fill(0);
    expect(kindOf([...shop(60), ...pause(20), ...shop(60), ...pause(39)])).not.toBe(HistoryKind.DEAD);
    expect(kindOf([...shop(60), ...pause(20), ...shop(60), ...pause(40)])).toBe(HistoryKind.DEAD);
  });

  it('begins with the first sale, forgets what is old, and does not know the days of a closure', () => {
    const { values, firstDay } = prepareHistory(
      [0, 0, ...shop(30), ...new Array<number>(9).fill(0), ...shop(30)],
      10,
      7,
    );
    expect(firstDay).toBe(12);
    expect(values.length).toBe(69);
    expect([...values.subarray(29, 40)].map(Number.isNaN)).toEqual([
      false,
      ...new Array(9).fill(true),
      false,
    ]);
    expect(prepareHistory(shop(1_000), 0, 7)).toMatchObject({ firstDay: 1_000 - HISTORY_DAYS });
    expect([...withoutGaps(Float64Array.of(Number.NaN, 2, 4, Number.NaN), 2)]).toEqual([3, 2, 4, 2]);
  });
});

describe('intervals', () => {
  const day = { value: 100, ahead: 0, special: 0 };
  const missed = (ratio: number, special = 0) => ({ ...day, special, actual: 100 * ratio });

  it('are the conformal quantiles of what was missed, worked by hand', () => {
    // Nineteen ratios 0.91 ... 1.09: of 20 places, 80% leaves two at either end, so the 2nd and the 18th value.
    const days = Array.from({ length: 19 }, (_, at) => missed(0.91 + at / 100));
    const { low, high } = ratioIntervals(days)(day, 0.8);
    expect(low).toBeCloseTo(92, 6);
    expect(high).toBeCloseTo(108, 6);
    expect(ratioIntervals(days)({ ...day, value: 10 }, 0.8).high).toBeCloseTo(10.8, 6);
  });

  it('reach down to zero where days came without a sale, and are wider on special days if those were missed by more', () => {
    const closures = Array.from({ length: 40 }, (_, at) => missed(at < 6 ? 0 : 1));
    expect(ratioIntervals(closures)(day, 0.8).low).toBe(0);
    const random = noise(11);
    const special = Array.from({ length: 400 }, (_, at) =>
      at % 10 === 0 ? missed(Math.exp(0.3 * random()), 0.5) : missed(Math.exp(0.05 * random())),
    );
    const intervals = ratioIntervals(special);
    const width = (of: number): number => {
      const { low, high } = intervals({ ...day, special: of }, 0.95);
      return high - low;
    };
    expect(width(0.5)).toBeGreaterThan(2 * width(0));
  });

  it('of sparse series are quantiles of the days', () => {
    const values = Float64Array.from({ length: 99 }, (_, at) => (at < 90 ? 0 : at - 89));
    expect(marginalIntervals(values)({ ...day, value: 0.5 }, 0.8)).toEqual({ low: 0, high: 0.5 });
    expect(marginalIntervals(values)({ ...day, value: 0.5 }, 0.95)).toEqual({ low: 0, high: 8 });
  });
});

describe('forecast', () => {
  it('gives every day after the history, in order, with ranges that hold each other', () => {
    for (const horizon of [1, 7, 30, 180]) {
      const { points, kind } = forecast({ firstDay: FIRST, values: shop(500), horizon });
      expect(kind).toBe(HistoryKind.REGULAR);
      expect(points.map(({ date }) => date)).toEqual(
        Array.from({ length: horizon }, (_, at) => dayText(dayNumber(FIRST) + 500 + at)),
      );
      expectOrdered(points);
    }
  });

  it('of a shop with a weekly pattern comes within its ranges as often as it says, and beats the last week', () => {
    let [inside80, inside95, days] = [0, 0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const all = shop(760, 0.15, seed);
      const result = forecast({ firstDay: FIRST, values: all.slice(0, 730), horizon: 30 });
      result.points.forEach(({ lo80, hi80, lo95, hi95 }, at) => {
        const actual = all[730 + at] ?? 0;
        inside80 += Number(actual >= lo80 && actual <= hi80);
        inside95 += Number(actual >= lo95 && actual <= hi95);
        days++;
      });
      const { backtest } = result;
      expect(backtest?.origins).toBe(12);
      expect(backtest?.forecast.mase).toBeLessThan(0.9 * (backtest?.seasonalNaive.mase ?? 0));
      expect(backtest?.forecast.coverage95).toBeGreaterThan(0.9);
      expect(result.methods.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 10);
    }
    expect(inside80 / days).toBeGreaterThan(0.72);
    expect(inside80 / days).toBeLessThan(0.88);
    expect(inside95 / days).toBeGreaterThan(0.92);
  });

  it('does not depend on the unit, nor on what lies further back than it learns from', () => {
    const values = shop(800);
    const one = forecast({ firstDay: FIRST, values, horizon: 14 });
    const thousand = forecast({ firstDay: FIRST, values: values.map((value) => value * 1_000), horizon: 14 });
    const older = forecast({
      firstDay: FIRST,
      values: values.map((value, at) => (at < 70 ? 9 : value)),
      horizon: 14,
    });
    one.points.forEach(({ value, hi95 }, at) => {
      expect((thousand.points[at]?.value ?? 0) / value).toBeCloseTo(1_000, 4);
      expect((thousand.points[at]?.hi95 ?? 0) / hi95).toBeCloseTo(1_000, 4);
    });
    expect(older).toEqual(one);
    expect(one.trainedDays).toBe(HISTORY_DAYS);
  });

  it('leaves its input as it was and answers the same again', () => {
    const values = Float64Array.from(shop(200));
    const copy = values.slice();
    const first = forecast({ firstDay: FIRST, values, horizon: 30 });
    expect(values).toEqual(copy);
    expect(forecast({ firstDay: FIRST, values, horizon: 30 })).toEqual(first);
  });

  it('says zero, and why, where nothing is sold or nothing any more', () => {
    const empty = forecast({ firstDay: FIRST, values: [0, 0, 0], horizon: 2 });
    expect(empty).toMatchObject({ kind: HistoryKind.EMPTY, trainedDays: 0, backtest: null });
    expect(empty.points).toEqual(
      ['2023-02-09', '2023-02-10'].map((date) => ({ date, value: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 })),
    );
    const dead = forecast({
      firstDay: FIRST,
      values: [4, 2, 6, ...new Array<number>(20).fill(0)],
      horizon: 1,
    });
    expect(dead).toMatchObject({
      kind: HistoryKind.DEAD,
      silentDays: 20,
      methods: [{ method: Method.ZERO, weight: 1 }],
      points: [{ date: '2023-03-01', value: 0, hi80: 0, hi95: 4 }],
    });
  });

  it('is one mean while days are few, and means of weekdays before there is a past to try methods on', () => {
    const short = forecast({ firstDay: FIRST, values: [10, 20, 0, 30], horizon: 2 });
    expect(short).toMatchObject({
      kind: HistoryKind.SHORT,
      backtest: null,
      methods: [{ method: Method.MEAN }],
    });
    expect(short.points.map(({ value }) => value)).toEqual([15, 15]);
    expectOrdered(short.points);
    const young = forecast({ firstDay: FIRST, values: shop(40, 0), horizon: 7 });
    expect(young).toMatchObject({ backtest: null, methods: [{ method: Method.SAME_WEEKDAYS, weight: 1 }] });
    expect(young.points[0]?.value).toBeCloseTo(WEEK[40 % 7] ?? 0, 10);
  });

  it('of a series that sells now and then is a mean with ranges from zero', () => {
    const random = noise(5);
    const values = Array.from({ length: 400 }, () => (random() > 1 ? 1 + Math.round(Math.abs(random())) : 0));
    const result = forecast({ firstDay: FIRST, values, horizon: 30 });
    expect(result.kind).toBe(HistoryKind.SPARSE);
    expect(result.methods.some(({ method }) => method.startsWith('CALENDAR'))).toBe(false);
    expectOrdered(result.points);
    for (const { lo80, value } of result.points) {
      expect(lo80).toBe(0);
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
    }
    expect(result.methods.map(({ method }) => method)).not.toContain(Method.SEASONAL_NAIVE);
  });

  it('does not fail on constant, huge, tiny, one-day or interrupted series', () => {
    const series = [
      new Array<number>(400).fill(5),
      shop(400).map((value) => value * 1e12),
      shop(400).map((value) => value * 1e-6),
      [7],
      shop(400).map((value, at) => (at > 150 && at < 260 ? Number.NaN : value)),
      shop(400).map((value, at) => (at === 380 ? value * 1e4 : value)),
      [...new Array<number>(390).fill(0), ...shop(10)],
    ];
    for (const values of series) {
      const result = forecast({ firstDay: FIRST, values, horizon: 40 });
      expectOrdered(result.points);
    }
    const [constant = []] = series;
    const { backtest, points } = forecast({ firstDay: FIRST, values: constant, horizon: 3 });
    expect(points.map(({ value }) => Number(value.toFixed(9)))).toEqual([5, 5, 5]);
    expect(backtest?.forecast).toEqual({ mase: null, coverage95: expect.any(Number) });
  });
});
