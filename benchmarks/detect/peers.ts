import { createSortedWindow } from '../../subgraphs/insights/detection/stream/sorted-window.ts';

/** Scores of a series by a method to compare with: higher is stranger, judged by earlier points alone. */
export type Peer = (values: ArrayLike<number>) => Float64Array;

/** The complementary error function of a number of 0 or more, to 1.2e-7 of itself: Numerical Recipes, erfcc. */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  return t * Math.exp(-x * x + terms.reduceRight((sum, term) => sum * t + term, 0));
}

/**
 * NAB's Windowed Gaussian: the tail probability under the mean and standard deviation of a window of 6400 points that
 * moves by 100, sizes that NAB tuned on its own corpus. Source: `windowedGaussian_detector.py` of numenta/NAB.
 */
export const windowedGaussian: Peer = (values) => {
  const [size, step] = [6400, 100];
  const scores = new Float64Array(values.length);
  let [mean, squares, count, from] = [0, 0, 0, 0];
  const add = (value: number): void => {
    count++;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  };
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (count > 0 && !Number.isNaN(value)) {
      const sigma = Math.sqrt(squares / count) || 1e-6;
      scores[at] = 1 - 0.5 * erfc(Math.abs(value - mean) / sigma / Math.SQRT2);
    }
    if (at < size) {
      if (!Number.isNaN(value)) add(value);
    } else if (at + 1 - from - size === step) {
      from += step;
      [mean, squares, count] = [0, 0, 0];
      for (let past = from; past <= at; past++) {
        const known = values[past] ?? Number.NaN;
        if (!Number.isNaN(known)) add(known);
      }
    }
  }
  return scores;
};

/**
 * A plain robust z-score: the distance from the median of up to 2000 earlier points in units of 1.4826 times the median
 * distance from it (Hampel 1974), where that is 0 of the mean distance; squeezed into 0 to 1.
 */
export const robustZ: Peer = (values) => {
  const [window, distances] = [createSortedWindow(2000), createSortedWindow(2000)];
  const scores = new Float64Array(values.length);
  let mean = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const distance = window.size > 0 ? Math.abs(value - window.quantile(0.5)) : 0;
    if (window.size >= 30 && distance > 0) {
      const z = distance / (1.4826 * distances.quantile(0.5) || mean || distance / 1e6);
      scores[at] = z / (z + 1);
    }
    window.push(value);
    distances.push(distance);
    mean += (distance - mean) / Math.min(2000, distances.size);
  }
  return scores;
};
