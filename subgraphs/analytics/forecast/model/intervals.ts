/** A day that was forecast, or will be. */
export interface ForecastDay {
  /** Its forecast. */
  value: number;
  /** Days ahead of the origin, from 0. */
  ahead: number;
  /** What makes it special adds, in logarithms. */
  special: number;
}

/** A day that was forecast and has come. */
export interface ResolvedDay extends ForecastDay {
  actual: number;
}

/** Ends of a range. */
export interface Interval {
  low: number;
  high: number;
}

/** Gives the range of a day at a level of confidence between 0 and 1. */
export type Intervals = (day: ForecastDay, level: number) => Interval;

/** How the spread grows: with what is special about a day, and with each day ahead. */
interface Growth {
  special: number;
  ahead: number;
}

const GROWTHS: readonly Growth[] = [0, 2, 4, 8].flatMap((special) =>
  [0, 0.01, 0.03].map((ahead) => ({ special, ahead })),
);

const spreadOf = ({ special, ahead }: ForecastDay, growth: Growth): number =>
  Math.sqrt(1 + (growth.special * special) ** 2) * (1 + growth.ahead * ahead);

/** Place of the finite-sample quantile of conformal prediction in `count` sorted values. */
function conformalQuantile(sorted: Float64Array, share: number): number {
  // The hair's breadth keeps a place that is whole from being rounded away by floating point.
  const exact = (sorted.length + 1) * share;
  const place = share < 0.5 ? Math.floor(exact + 1e-9) - 1 : Math.ceil(exact - 1e-9) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, place))] ?? 0;
}

/** Likelihood of a Laplace distribution decides between the ways in which the spread may grow. */
function bestGrowth(days: readonly ResolvedDay[], residuals: Float64Array): Growth {
  let best = { growth: { special: 0, ahead: 0 }, cost: Number.POSITIVE_INFINITY };
  for (const growth of GROWTHS) {
    let [sum, logs, count] = [0, 0, 0];
    days.forEach((day, at) => {
      const residual = residuals[at] ?? 0;
      if (!Number.isFinite(residual)) return;
      const spread = spreadOf(day, growth);
      sum += Math.abs(residual) / spread;
      logs += Math.log(spread);
      count++;
    });
    const cost = count === 0 ? 0 : count * Math.log(Math.max(sum, 1e-12) / count) + logs;
    if (cost < best.cost) best = { growth, cost };
  }
  return best.growth;
}

/**
 * Ranges from what earlier forecasts missed by: quantiles of the ratio of what came to what was forecast, each put in
 * proportion to the spread expected of its day (normalised split-conformal prediction: Lei et al., 2018,
 * "Distribution-Free Predictive Inference for Regression", section 5.2). They are asymmetric, never below zero, and
 * reach down to zero where enough days came without a sale. A day on which nothing is expected has no range.
 * @param days at least one; days not known and days forecast as zero are left out
 */
export function ratioIntervals(days: readonly ResolvedDay[]): Intervals {
  const usable = days.filter(({ value, actual }) => value > 0 && !Number.isNaN(actual));
  const residuals = Float64Array.from(usable, ({ value, actual }) => Math.log(actual / value));
  const growth = bestGrowth(usable, residuals);
  const scores = residuals
    .map((residual, at) => residual / spreadOf(usable[at] as ResolvedDay, growth))
    .sort();
  return (day, level) => {
    const spread = spreadOf(day, growth);
    const low = conformalQuantile(scores, (1 - level) / 2);
    const high = conformalQuantile(scores, (1 + level) / 2);
    return {
      low: day.value * Math.exp(Math.min(0, low) * spread),
      high: day.value * Math.exp(Math.max(0, high) * spread),
    };
  };
}

/**
 * Ranges of a series without a level to speak of: quantiles of the days themselves.
 * @param values days of the past, at least one known
 */
export function marginalIntervals(values: Float64Array): Intervals {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return (day, level) => ({
    low: Math.min(day.value, conformalQuantile(sorted, (1 - level) / 2)),
    high: Math.max(day.value, conformalQuantile(sorted, (1 + level) / 2)),
  });
}
