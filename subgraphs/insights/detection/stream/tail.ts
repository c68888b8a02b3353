import { createSortedWindow } from './sorted-window.ts';

/** How many earlier values a new one is judged by. */
const MEMORY = 8000;
/** Values needed before anything is judged. */
export const LEAST_VALUES = 30;
/** The share of values on either side that the tail is fitted to, and the least number of them. */
const TAIL_SHARE = 0.1;
const LEAST_TAIL = 5;
/** The fit is renewed after this share of the values is new. */
const RENEWED_AFTER = 0.02;

/** How surprising a number is beside those before it. */
export interface Tail {
  /**
   * -log10 of the chance of a value at least this far out on its side, judged by the values before it; 0 while there
   * are too few. `floor` is the least mean excess believed, in the unit of the values: what is below it is noise.
   */
  judge(value: number, floor: number): number;
}

interface Side {
  /** The tail begins here, and is this long on average. */
  begin: number;
  excess: number;
  count: number;
}

/**
 * Judges each value by the values before it, on either side for itself: within what has been seen by its rank (the
 * conformal p-value), beyond the outermost tenth by an exponential tail with the mean excess of that tenth. So one
 * threshold means the same for every stream, whatever the shape of its distribution.
 *
 * With `winsorAt`, values whose surprise is larger are remembered as if it were just that large: an anomaly that lasts
 * then stays surprising, at the price of a scale that may be too small for heavy tails.
 *
 * Sources: V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World" (2005) for the ranks; A. Siffer
 * et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD 2017 for the peaks over a threshold, here with
 * the shape parameter 0.
 */
export function createTail({ winsorAt }: { winsorAt?: number } = {}): Tail {
  const window = createSortedWindow(MEMORY);
  const above: Side = { begin: 0, excess: 0, count: 1 };
  const below: Side = { begin: 0, excess: 0, count: 1 };
  let untilFit = 0;

  const renew = (): void => {
    const n = window.size;
    const count = Math.max(LEAST_TAIL, Math.floor(n * TAIL_SHARE));
    const [top, bottom] = [window.at(n - count), window.at(count - 1)];
    let [over, under] = [0, 0];
    for (let place = 0; place < count; place++) {
      over += window.at(n - 1 - place) - top;
      under += bottom - window.at(place);
    }
    above.begin = top;
    above.excess = over / count;
    below.begin = -bottom;
    below.excess = under / count;
    above.count = below.count = count;
    untilFit = n * RENEWED_AFTER;
  };

  const surpriseOf = (out: number, side: Side, floor: number, atLeast: () => number): number => {
    const n = window.size + 1;
    if (out <= side.begin) return Math.log10(n / (atLeast() + 1));
    return Math.log10(n / (side.count + 1)) + (out - side.begin) / Math.max(side.excess, floor) / Math.LN10;
  };
  /** The value on this side whose surprise is `winsorAt`. */
  const limitOf = (side: Side, floor: number, most: number): number =>
    side.begin +
    Math.max(0, most - Math.log10((window.size + 1) / (side.count + 1))) *
      Math.max(side.excess, floor) *
      Math.LN10;

  return {
    judge(value, floor) {
      let surprise = 0;
      let kept = value;
      if (window.size >= LEAST_VALUES) {
        if (untilFit-- <= 0) renew();
        surprise = Math.max(
          surpriseOf(value, above, floor, () => window.size - window.below(value)),
          surpriseOf(-value, below, floor, () => window.notAbove(value)),
        );
        if (winsorAt !== undefined)
          kept = Math.max(-limitOf(below, floor, winsorAt), Math.min(value, limitOf(above, floor, winsorAt)));
      }
      window.push(kept);
      return surprise;
    },
  };
}
