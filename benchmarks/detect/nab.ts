/**
 * The scoring rules of the Numenta Anomaly Benchmark: A. Lavin and S. Ahmad, "Evaluating Real-time Anomaly Detection
 * Algorithms: the Numenta Anomaly Benchmark", ICMLA 2015, and, where the paper leaves something open, `nab/sweeper.py`
 * of github.com/numenta/NAB (MIT), which this follows step by step.
 */

/** What a detection or its absence is worth. */
export interface Profile {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** The profile that NAB calls standard. */
export const STANDARD: Profile = { tp: 1, fp: 0.11, fn: 1 };

/** Share of a file that nothing is scored in, and the file length from which it grows no further. */
const PROBATION = 0.15;
const PROBATION_LENGTH = 5000;

/** First and last timestamp of a labelled window, as they are written in the file. */
export type Window = readonly [from: string, to: string];

/** A file of the corpus with a detector's scores. */
export interface ScoredFile {
  readonly timestamps: readonly string[];
  readonly windows: readonly Window[];
  readonly scores: ArrayLike<number>;
}

/** A point after the probationary period. */
interface Point {
  readonly score: number;
  /** What it adds if it is detected. */
  readonly worth: number;
  /** Number of its window in the corpus; -1 outside. */
  readonly window: number;
}

/** What all files come to at one threshold. */
export interface NabScore {
  readonly threshold: number;
  /** 100 for every window found at its very beginning and no false alarm, 0 for a detector that never speaks. */
  readonly normalised: number;
  readonly raw: number;
  /** Windows with a detection, and windows that count. */
  readonly found: number;
  readonly windows: number;
  /** Detections outside windows. */
  readonly falseAlarms: number;
}

/** How many of a file's first rows are not scored; may have a fraction, as NAB's own has. */
export const probationOf = (rows: number): number =>
  Math.min(Math.floor(PROBATION * rows), PROBATION * PROBATION_LENGTH);

/** 2 / (1 + e^(5x)) - 1: near 1 at the left edge of a window (-1), 0 at its end, -1 far behind it. */
export const scaledSigmoid = (position: number): number =>
  position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;

/** The worth of every row of a file, and the place of its window in the file's list (-1 outside). */
export function worthOf(
  { timestamps, windows }: Omit<ScoredFile, 'scores'>,
  profile: Profile = STANDARD,
): { worth: Float64Array; window: Int32Array } {
  const worth = new Float64Array(timestamps.length);
  const window = new Int32Array(timestamps.length).fill(-1);
  const most = scaledSigmoid(-1);
  let next = 0;
  let current: { at: number; right: number; width: number; to: string } | undefined;
  let previous: { right: number; width: number } | undefined;
  timestamps.forEach((timestamp, row) => {
    const ahead = windows[next];
    if (ahead && timestamp === ahead[0]) {
      const right = timestamps.indexOf(ahead[1]);
      if (right < 0) throw new Error(`No row has the end of the window, ${ahead[1]}.`);
      current = { at: next, right, width: right - timestamps.indexOf(ahead[0]) + 1, to: ahead[1] };
      next++;
    }
    if (current) {
      worth[row] = (scaledSigmoid(-(current.right - row + 1) / current.width) * profile.tp) / most;
      window[row] = current.at;
      if (timestamp === current.to) {
        previous = { right: row, width: current.width };
        current = undefined;
      }
    } else {
      const past = previous
        ? Math.abs(previous.right - row) / (previous.width - 1)
        : Number.POSITIVE_INFINITY;
      worth[row] = scaledSigmoid(past) * profile.fp;
    }
  });
  return { worth, window };
}

/**
 * The scores of the corpus at every threshold that changes something, highest threshold first; the first one is above
 * every score. A point is detected when its score reaches the threshold; of a window the best detection counts.
 */
export function sweep(files: readonly ScoredFile[], profile: Profile = STANDARD): NabScore[] {
  const points: Point[] = [];
  const counted = new Set<number>();
  let labelled = 0;
  for (const file of files) {
    const { worth, window } = worthOf(file, profile);
    const probation = probationOf(file.timestamps.length);
    for (let row = Math.ceil(probation); row < worth.length; row++) {
      const place = window[row] ?? -1;
      const number = place < 0 ? -1 : labelled + place;
      if (number >= 0) counted.add(number);
      points.push({ score: file.scores[row] ?? 0, worth: worth[row] ?? 0, window: number });
    }
    labelled += file.windows.length;
  }
  points.sort((a, b) => b.score - a.score);
  const none = -profile.fn * counted.size;
  const perfect = labelled * profile.tp;
  const best = new Map<number, number>();
  let raw = none;
  let falseAlarms = 0;
  const found: NabScore[] = [];
  const keep = (threshold: number): void => {
    const normalised = perfect === none ? 0 : (100 * (raw - none)) / (perfect - none);
    found.push({ threshold, normalised, raw, found: best.size, windows: counted.size, falseAlarms });
  };
  keep(Number.POSITIVE_INFINITY);
  points.forEach(({ score, worth, window }, at) => {
    if (window < 0) {
      raw += worth;
      falseAlarms++;
    } else {
      const before = best.get(window) ?? -profile.fn;
      const after = Math.max(before, worth);
      raw += after - before;
      best.set(window, after);
    }
    if (points[at + 1]?.score !== score) keep(score);
  });
  return found;
}

/** The corpus at one threshold. */
export function scoreAt(
  files: readonly ScoredFile[],
  threshold: number,
  profile: Profile = STANDARD,
): NabScore {
  const reached = sweep(files, profile).findLast((score) => score.threshold >= threshold);
  if (!reached) throw new RangeError('A threshold is a number.');
  return { ...reached, threshold };
}

/** The corpus at the threshold that serves it best: what NAB reports, and more than a user can know beforehand. */
export function scoreAtBest(files: readonly ScoredFile[], profile: Profile = STANDARD): NabScore {
  return sweep(files, profile).reduce((best, score) => (score.normalised > best.normalised ? score : best));
}
