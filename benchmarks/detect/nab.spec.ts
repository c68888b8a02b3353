import { describe, expect, it } from 'vitest';
import { probationOf, type ScoredFile, scaledSigmoid, scoreAt, scoreAtBest, sweep, worthOf } from './nab.ts';

/** Twenty rows, so three of probation, with one window of four rows, 10 to 13, unless others are given. */
function file(
  scores: Record<number, number>,
  windows: readonly (readonly [number, number])[] = [[10, 13]],
): ScoredFile {
  return {
    timestamps: Array.from({ length: 20 }, (_, row) => `t${row}`),
    windows: windows.map(([from, to]) => [`t${from}`, `t${to}`] as const),
    scores: Array.from({ length: 20 }, (_, row) => scores[row] ?? 0),
  };
}

describe('the scoring of the Numenta benchmark', () => {
  it('knows the values its authors give for the sigmoid', () => {
    expect(scaledSigmoid(-1)).toBeCloseTo(0.98661, 5);
    expect(scaledSigmoid(-0.5)).toBeCloseTo(0.84828, 5);
    expect(scaledSigmoid(0)).toBe(0);
    expect(scaledSigmoid(1)).toBeCloseTo(-0.98661, 5);
    expect(scaledSigmoid(3.01)).toBe(-1);
  });

  it('leaves out 15% of the rows, at most 750', () => {
    expect(probationOf(20)).toBe(3);
    expect(probationOf(4032)).toBe(604);
    expect(probationOf(5000)).toBe(750);
    expect(probationOf(22_695)).toBe(750);
  });

  it('gives each row the worth worked out by hand', () => {
    const { worth, window } = worthOf(file({}));
    // Far before any window: -1 x 0.11.
    expect(worth[5]).toBeCloseTo(-0.11, 10);
    // The first row of the window: position -4/4, all there is.
    expect(worth[10]).toBeCloseTo(1, 10);
    // The third: position -2/4, (2 / (1 + e^-2.5) - 1) / 0.986614 = 0.848284 / 0.986614.
    expect(worth[12]).toBeCloseTo(0.859793, 5);
    // The last: position -1/4, (2 / (1 + e^-1.25) - 1) / 0.986614 = 0.554600 / 0.986614.
    expect(worth[13]).toBeCloseTo(0.562124, 5);
    // One behind: position 1/3, 0.11 x (2 / (1 + e^1.6667) - 1) = 0.11 x -0.682263.
    expect(worth[14]).toBeCloseTo(-0.075049, 5);
    // Six behind: position 6/3, 0.11 x (2 / (1 + e^10) - 1).
    expect(worth[19]).toBeCloseTo(-0.10999, 5);
    expect([...window].map((of, row) => (of === 0 ? row : -1)).filter((row) => row >= 0)).toEqual([
      10, 11, 12, 13,
    ]);
  });

  it('counts the earliest detection of a window, and every false one', () => {
    // 0.859793 - 0.11 against -1 for silence and 1 for perfection: 100 x 1.749793 / 2.
    const score = scoreAt([file({ 5: 1, 12: 1, 13: 1 })], 1);
    expect(score).toMatchObject({ found: 1, windows: 1, falseAlarms: 1 });
    expect(score.raw).toBeCloseTo(0.749793, 5);
    expect(score.normalised).toBeCloseTo(87.48965, 3);
  });

  it('gives 0 to silence, 100 to perfection, and less than 0 to noise alone', () => {
    expect(scoreAt([file({})], 1).normalised).toBe(0);
    expect(scoreAt([file({ 10: 1 })], 1).normalised).toBeCloseTo(100, 10);
    // -1 - 0.11 against -1: 100 x -0.11 / 2.
    expect(scoreAt([file({ 5: 1 })], 1).normalised).toBeCloseTo(-5.5, 10);
  });

  it('detects where the score reaches the threshold, not only where it passes it', () => {
    const scores = file({ 5: 0.4, 10: 0.7 });
    expect(scoreAt([scores], 0.7)).toMatchObject({ found: 1, falseAlarms: 0 });
    expect(scoreAt([scores], 0.71)).toMatchObject({ found: 0, falseAlarms: 0 });
    expect(scoreAt([scores], 0.4)).toMatchObject({ found: 1, falseAlarms: 1 });
    expect(scoreAt([scores], 0.2)).toMatchObject({ found: 1, falseAlarms: 1 });
    // At 0 every row is a detection: 13 outside the window after probation.
    expect(scoreAt([scores], 0)).toMatchObject({ found: 1, falseAlarms: 13 });
  });

  it('ignores what happens in probation, and counts a window that reaches out of it', () => {
    expect(scoreAt([file({ 0: 1, 1: 1, 2: 1 })], 1)).toMatchObject({ raw: -1, falseAlarms: 0 });
    // The window's first row is the last of probation; the next is at -3/4: 0.954045 / 0.986614.
    const across = scoreAt([file({ 2: 1, 3: 1 }, [[2, 5]])], 1);
    expect(across.raw).toBeCloseTo(0.966989, 5);
    // A window wholly within can be neither missed nor found, but perfection would have had it.
    const within = scoreAt([file({ 1: 1 }, [[0, 2]])], 1);
    expect(within).toMatchObject({ windows: 0, falseAlarms: 0, normalised: 0 });
    expect(within.raw).toBeCloseTo(0, 10);
  });

  it('adds up files, and measures from the windows that went before in the same file only', () => {
    const two = [file({ 10: 1 }), file({ 5: 1 }), file({ 3: 1, 15: 1 }, [])];
    // 1 - 1 - 0.11 - 0.22, with two windows.
    const score = scoreAt(two, 1);
    expect(score.raw).toBeCloseTo(-0.33, 10);
    expect(score.normalised).toBeCloseTo((100 * (2 - 0.33)) / 4, 10);
  });

  it('finds the best of all thresholds, and needs no detection for it', () => {
    const best = scoreAtBest([file({ 5: 0.9, 10: 0.7, 15: 0.3 })]);
    expect(best.threshold).toBe(0.7);
    expect(best.raw).toBeCloseTo(0.89, 10);
    // Its only window lies in probation, so that whatever is detected costs.
    expect(scoreAtBest([file({ 5: 0.9 }, [[0, 2]])]).threshold).toBe(Number.POSITIVE_INFINITY);
    expect(sweep([file({ 5: 0.9, 10: 0.7 })]).map(({ threshold }) => threshold)).toEqual([
      Number.POSITIVE_INFINITY,
      0.9,
      0.7,
      0,
    ]);
  });

  it('says so when a window ends where the file has no row', () => {
    expect(() => scoreAt([{ ...file({}), windows: [['t10', 'later']] }], 1)).toThrow(
      /end of the window, later/,
    );
  });
});
