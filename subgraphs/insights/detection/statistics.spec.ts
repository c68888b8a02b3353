import { describe, expect, it } from 'vitest';
import {
  falseDiscoveryControl,
  median,
  robustSigma,
  stratifiedRankTest,
  studentTwoSided,
} from './statistics.ts';

describe('median and robust sigma', () => {
  it('takes the middle, or the mean of the two middle values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('is not moved by wild values', () => {
    expect(robustSigma([-1, 1, -1, 1, 1000], 0)).toBeCloseTo(1.4826, 4);
  });
});

describe('studentTwoSided', () => {
  // Critical values from any printed table of Student's t.
  it.each([
    [2.228, 10, 0.05],
    [3.169, 10, 0.01],
    [2.776, 4, 0.05],
    [4.604, 4, 0.01],
    [1.96, 1e6, 0.05],
    [0, 7, 1],
  ])('t = %f with %i degrees of freedom is p = %f', (t, degrees, p) => {
    expect(studentTwoSided(t, degrees)).toBeCloseTo(p, 3);
    expect(studentTwoSided(-t, degrees)).toBeCloseTo(p, 3);
  });
});

describe('stratifiedRankTest', () => {
  it('of one stratum is the rank itself: the largest of five has a two-sided p of 2/5', () => {
    expect(stratifiedRankTest([{ current: 9, previous: [1, 2, 3, 4] }]).p).toBeCloseTo(0.4, 12);
  });

  it('of seven strata, all largest, is 2 x 5^-7', () => {
    const stratum = { current: 9, previous: [1, 2, 3, 4] };
    const { p, tendency } = stratifiedRankTest(Array.from({ length: 7 }, () => stratum));
    expect(p).toBeCloseTo(2 * 5 ** -7, 12);
    expect(tendency).toBeGreaterThan(0);
  });

  it('of two strata, worked by hand: ranks 3 of 3 and 2 of 3 have a sum of 5 or more in 3 of 9 cases', () => {
    const strata = [
      { current: 3, previous: [1, 2] },
      { current: 2, previous: [1, 3] },
    ];
    expect(stratifiedRankTest(strata).p).toBeCloseTo(6 / 9, 12);
  });

  it('says nothing when everything is tied, such as a day that is always zero', () => {
    expect(stratifiedRankTest([{ current: 0, previous: [0, 0, 0, 0] }])).toEqual({ p: 1, tendency: 0 });
    expect(stratifiedRankTest([]).p).toBe(1);
  });
});

describe('falseDiscoveryControl', () => {
  it('follows the example of Benjamini and Hochberg (1995), section 3.1: the four smallest stand', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(falseDiscoveryControl(p, 0.05)).toEqual(p.map((_, index) => index < 4));
  });

  it('keeps the order of its input, and an empty one', () => {
    expect(falseDiscoveryControl([0.9, 0.001], 0.05)).toEqual([false, true]);
    expect(falseDiscoveryControl([], 0.05)).toEqual([]);
  });
});
