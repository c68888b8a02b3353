/** What is known of how special days of a series spread, in logarithms. */
export interface Spread {
  /** Variance of ordinary days around their expectation. */
  ordinary: number;
  /** Variance of special days around it. */
  special: number;
}

/** Share of days on which something happens that will not come back: a storm, a promotion, a strike. */
const ONE_OFF = 0.05;

/** Logarithm of the normal density without its constant factor, which cancels. */
const logDensity = (value: number, variance: number): number =>
  (-value * value) / (2 * variance) - Math.log(variance) / 2;

/** Probability that a deviation is more than the noise of ordinary days. */
export function specialProbability(deviation: number, { ordinary, special }: Spread): number {
  const odds =
    Math.log((1 - ONE_OFF) / ONE_OFF) +
    logDensity(deviation, ordinary) -
    logDensity(deviation, ordinary + special);
  return 1 / (1 + Math.exp(odds));
}

/** The part of a single day's deviation that is not noise: its posterior mean under a spike-and-slab prior. */
export function singleEffect(deviation: number, spread: Spread): number {
  const { ordinary, special } = spread;
  return specialProbability(deviation, spread) * (special / (special + ordinary)) * deviation;
}

/**
 * The effect that days thought to be alike have in common: the posterior mean, where the effect is zero with
 * probability `1 - prior` and otherwise normal with the variance of special days, and each day is disturbed by
 * ordinary noise or, with probability `ONE_OFF`, by an event of its own. Two years that agree count nearly in full,
 * one year about half, two that disagree hardly at all. (Spike and slab: Mitchell and Beauchamp, 1988, "Bayesian
 * Variable Selection in Linear Regression"; here with two kinds of noise, summed over all combinations.)
 * @param deviations of at most a handful of days, as the sum has 2^n terms; missing ones (NaN) are left out
 * @returns NaN when no deviation is known
 */
export function commonEffect(deviations: readonly number[], spread: Spread, prior: number): number {
  const seen = deviations.filter((value) => !Number.isNaN(value));
  if (seen.length === 0) return Number.NaN;
  const { ordinary, special } = spread;
  /** One possibility: how likely, as a logarithm, and the effect if it is so. */
  const cases: { weight: number; effect: number }[] = [];
  for (let events = 0; events < 1 << seen.length; events++) {
    let likelihood = 0;
    let precision = 1 / special;
    let pull = 0;
    seen.forEach((value, at) => {
      const disturbed = (events >> at) & 1;
      const variance = disturbed ? ordinary + special : ordinary;
      likelihood += Math.log(disturbed ? ONE_OFF : 1 - ONE_OFF) + logDensity(value, variance);
      precision += 1 / variance;
      pull += value / variance;
    });
    const gain = (pull * pull) / (2 * precision) - Math.log(special * precision) / 2;
    cases.push({ weight: Math.log(1 - prior) + likelihood, effect: 0 });
    cases.push({ weight: Math.log(prior) + likelihood + gain, effect: pull / precision });
  }
  const largest = Math.max(...cases.map(({ weight }) => weight));
  let [total, weighted] = [0, 0];
  for (const { weight, effect } of cases) {
    const share = Math.exp(weight - largest);
    total += share;
    weighted += share * effect;
  }
  return weighted / total;
}
