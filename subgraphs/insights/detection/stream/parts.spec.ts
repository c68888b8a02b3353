import { describe, expect, it } from 'vitest';
import { createAlarm } from './alarm.ts';
import { inferSeason } from './season.ts';
import { createSortedWindow } from './sorted-window.ts';
import { createTail } from './tail.ts';

describe('a sorted window', () => {
  it('holds the newest values in order, like sorting them each time', () => {
    for (const limit of [1, 2, 7, 100]) {
      const window = createSortedWindow(limit);
      const all: number[] = [];
      for (let at = 0; at < 500; at++) {
        const value = (at * 7919) % 31;
        all.push(value);
        window.push(value);
        const newest = all.slice(-limit).sort((a, b) => a - b);
        expect(Array.from({ length: window.size }, (_, place) => window.at(place))).toEqual(newest);
        expect(window.below(15)).toBe(newest.filter((one) => one < 15).length);
        expect(window.notAbove(15)).toBe(newest.filter((one) => one <= 15).length);
      }
    }
  });

  it('interpolates quantiles and has none while it is empty', () => {
    const window = createSortedWindow(4);
    expect(window.quantile(0.5)).toBeNaN();
    for (const value of [4, 1, 3, 2]) window.push(value);
    expect(window.quantile(0)).toBe(1);
    expect(window.quantile(0.5)).toBe(2.5);
    expect(window.quantile(1)).toBe(4);
    expect(window.at(4)).toBeNaN();
    expect(window.at(-1)).toBeNaN();
  });
});

/** Uniform numbers in (0, 1), the same in every run. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

describe('a tail', () => {
  it.each([
    ['exponential', (u: number) => -Math.log(u), 0.005],
    ['skewed downwards', (u: number) => Math.log(u) * 1000, 0.005],
    // Where values end abruptly, an exponential tail expects more than there is.
    ['uniform', (u: number) => u, 0],
  ])('gives a surprise over 2 to at most about one in fifty %s values', (_, shape, least) => {
    const [next, tail] = [uniform(3), createTail()];
    let over = 0;
    for (let at = 0; at < 20_000; at++) if (tail.judge(shape(next()), 0) >= 2) over++;
    // 1% a side that has a tail.
    expect(over / 20_000).toBeGreaterThanOrEqual(least);
    expect(over / 20_000).toBeLessThan(0.025);
  });

  it('extrapolates an exponential tail: 10^-6 is at 6 ln 10', () => {
    const [next, tail] = [uniform(5), createTail()];
    for (let at = 0; at < 8000; at++) tail.judge(-Math.log(next()), 0);
    expect(tail.judge(6 * Math.LN10, 0)).toBeGreaterThan(5);
    expect(tail.judge(6 * Math.LN10, 0)).toBeLessThan(7);
  });

  it('stays surprised by what lasts when it is winsorised, and gets used to it when it is not', () => {
    const surpriseAfter = (winsorAt?: number): number => {
      const [next, tail] = [uniform(7), createTail({ winsorAt })];
      for (let at = 0; at < 500; at++) tail.judge(next(), 0);
      let surprise = 0;
      for (let at = 0; at < 100; at++) surprise = tail.judge(10 + next(), 0);
      return surprise;
    };
    expect(surpriseAfter()).toBeLessThan(2);
    expect(surpriseAfter(2)).toBeGreaterThan(10);
  });
});

describe('the season', () => {
  const series = (length: number, of: (at: number) => number): Float64Array =>
    Float64Array.from({ length }, (_, at) => of(at));

  it.each([7, 24, 96, 288])('of %d points is found, with noise, trend and spikes', (season) => {
    const next = uniform(season);
    const values = series(
      season * 6,
      (at) => Math.sin((2 * Math.PI * at) / season) + next() + at / (season * 3),
    );
    values[Math.floor(season * 2.3)] = 1e6;
    expect(Math.abs(inferSeason(values) - season)).toBeLessThanOrEqual(Math.ceil(season * 0.02));
  });

  it('is none for noise, a line, a constant, a walk, and less than three of it', () => {
    const next = uniform(1);
    let place = 0;
    expect(inferSeason(series(600, next))).toBe(0);
    expect(inferSeason(series(600, (at) => at))).toBe(0);
    expect(inferSeason(series(600, () => 7))).toBe(0);
    expect(
      inferSeason(
        series(600, () => {
          place += next() - 0.5;
          return place;
        }),
      ),
    ).toBe(0);
    expect(inferSeason(series(240, (at) => Math.sin((2 * Math.PI * at) / 96)))).toBe(0);
    expect(inferSeason(new Float64Array(0))).toBe(0);
  });
});

describe('the alarm', () => {
  it('is given once for a story, again when it gets much worse, and anew after a twentieth of the history', () => {
    const alarm = createAlarm(4);
    for (let at = 0; at < 1000; at++) expect(alarm(3.9)).toBe(false);
    expect(alarm(5)).toBe(true);
    expect(alarm(9.9)).toBe(false);
    expect(alarm(10)).toBe(true);
    expect(alarm(10)).toBe(false);
    for (let at = 0; at < 60; at++) alarm(0);
    expect(alarm(4)).toBe(true);
  });

  it('is not given for what is not a number', () => {
    expect(createAlarm(4)(Number.NaN)).toBe(false);
  });
});
