/** The few robust statistics detection stands on. Every function is pure and takes plain arrays. */

/** Makes the median absolute deviation estimate the standard deviation of a normal distribution: 1 / Phi^-1(3/4). */
const MAD_TO_SIGMA = 1.4826;

/** The middle of the values; the mean of the two middle ones when their number is even; NaN of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * A robust standard deviation around a given centre: 1.4826 times the median absolute deviation, which up to half of
 * the values being wild does not move.
 * Source: F. R. Hampel, "The influence curve and its role in robust estimation", JASA 69 (1974).
 */
export function robustSigma(values: readonly number[], centre: number): number {
  return MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - centre)));
}

/** The value at a place in ascending order (0 the smallest), found without sorting all (C. A. R. Hoare, 1961). Reorders. */
export function selectPlace(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? Number.NaN;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++;
      while ((values[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const held = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = held;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place] ?? Number.NaN;
}

/**
 * The standard deviation of errors around zero that a normal distribution with the same middle and the same outer part
 * has: the larger one by the median and by the 80th percentile of their sizes. The first alone would take a series that
 * is calm on most days and wild on some for a calm one. NaN of nothing. Reorders its values.
 */
export function robustSpread(errors: Float64Array): number {
  const count = errors.length;
  if (count === 0) return Number.NaN;
  for (let index = 0; index < count; index++) errors[index] = Math.abs(errors[index] ?? 0);
  const outer = selectPlace(errors, Math.min(count - 1, Math.floor(0.8 * count))) / 1.2816;
  return Math.max(outer, MAD_TO_SIGMA * selectPlace(errors, count >> 1));
}

/**
 * The chance that Student's t with `degrees` degrees of freedom lies at least |t| from zero, on either side.
 * Source: Abramowitz and Stegun, 26.7.1: A(t|n) = 1 - I_x(n/2, 1/2) with x = n / (n + t^2).
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (!Number.isFinite(t)) return 0;
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/**
 * The regularised incomplete beta function I_x(a, b), by its continued fraction (modified Lentz).
 * Source: Press et al., Numerical Recipes, 3rd edition, section 6.4.
 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 200; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-12) break;
  }
  return result;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Gamma(x) for x > 0 by the Lanczos approximation (g = 7, n = 9). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let series = 0.9999999999998099;
  LANCZOS.forEach((coefficient, index) => {
    series += coefficient / (x + index);
  });
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** One block of a stratified test: a new value and the old ones it is to be exchangeable with. */
export interface Stratum {
  readonly current: number;
  readonly previous: readonly number[];
}

/**
 * The exact two-sided p-value of the stratified rank-sum test: in every stratum (a weekday) the current value is
 * ranked among itself and the previous ones; under "nothing changed" each of them was equally likely to be the current
 * one, so the distribution of the sum of ranks is the convolution of the strata's. Ties take middle ranks, which keeps
 * the test exact with zeros. Also says which way the sum points: above 0 the current values rank high.
 * Source: P. van Elteren, "On the combination of independent two-sample tests of Wilcoxon" (1960); Lehmann,
 * Nonparametrics (1975), section 3.3.
 */
export function stratifiedRankTest(strata: readonly Stratum[]): { p: number; tendency: number } {
  // Counted in half ranks, so that middle ranks are whole numbers.
  let observed = 0;
  let distribution = new Map<number, number>([[0, 1]]);
  let centre = 0;
  for (const { current, previous } of strata) {
    const values = [current, ...previous];
    const ranks = values.map(
      (value) => values.reduce((sum, other) => sum + (other < value ? 2 : other === value ? 1 : 0), 0) + 1,
    );
    observed += ranks[0] ?? 0;
    centre += values.length + 1;
    const next = new Map<number, number>();
    for (const [sum, probability] of distribution) {
      for (const rank of ranks) {
        next.set(sum + rank, (next.get(sum + rank) ?? 0) + probability / ranks.length);
      }
    }
    distribution = next;
  }
  let below = 0;
  let above = 0;
  for (const [sum, probability] of distribution) {
    if (sum <= observed) below += probability;
    if (sum >= observed) above += probability;
  }
  return { p: Math.min(1, 2 * Math.min(below, above)), tendency: observed - centre };
}

/**
 * Which of the p-values stand when the expected share of false ones among them is kept at `rate`.
 * Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995), which also holds for
 * positively dependent tests (Benjamini and Yekutieli, 2001), as metrics of one shop are.
 */
export function falseDiscoveryControl(pValues: readonly number[], rate: number): boolean[] {
  const ascending = [...pValues].sort((a, b) => a - b);
  let threshold = -1;
  ascending.forEach((p, index) => {
    if (p <= (rate * (index + 1)) / ascending.length) threshold = p;
  });
  return pValues.map((p) => p <= threshold);
}
