import { describe, expect, it } from 'vitest';
import { averagePrecision, countFlags, f1 } from './precision.ts';

describe('precision and recall of points', () => {
  it('averages precision over the gain of recall', () => {
    // Found at ranks 1 and 3: 1/2 x 1/1 + 1/2 x 2/3.
    expect(averagePrecision([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0])).toBeCloseTo(5 / 6, 10);
    expect(averagePrecision([0.1, 0.8, 0.7, 0.9], [1, 0, 0, 0])).toBeCloseTo(1 / 4, 10);
  });

  it('takes equal scores as one step, so that their order in the file gains nothing', () => {
    expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBeCloseTo(1 / 4, 10);
    // 0.9: one of one. 0.5: the second of two among three.
    expect(averagePrecision([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0])).toBeCloseTo(1 / 2 + (1 / 2) * (2 / 3), 10);
  });

  it('has nothing to say where nothing is labelled', () => {
    expect(averagePrecision([0.5, 0.1], [0, 0])).toBeNaN();
  });

  it('counts flags point by point', () => {
    const counts = countFlags([1, 1, 0, 0, 1], [1, 0, 1, 0, 1]);
    expect(counts).toEqual({ hits: 2, falseAlarms: 1, misses: 1 });
    expect(f1(counts)).toBeCloseTo(4 / 6, 10);
    expect(f1({ hits: 0, falseAlarms: 0, misses: 3 })).toBe(0);
  });
});
