/** Parameters of a damped additive exponential smoothing, each in 0..1. */
export interface EtsParameters {
  /** Of the level. */
  alpha: number;
  /** Of the trend, at most `alpha`. */
  beta: number;
  /** Of the season, at most `1 - alpha`. */
  gamma: number;
  /** By which the trend shrinks a day. */
  phi: number;
}

interface EtsRun {
  /** Sum of squared one-step errors. */
  error: number;
  level: number;
  trend: number;
  /** Seasonal terms; the one of the first day forecast comes first. */
  season: Float64Array;
}

/** Starting states: mean of the first two seasons, no trend, mean deviation by place in the season. */
function startOf(values: Float64Array, season: number): { level: number; seasonal: Float64Array } {
  const seasons = Math.max(1, Math.min(8, Math.floor(values.length / season)));
  const level =
    values.subarray(0, seasons * season).reduce((sum, value) => sum + value, 0) / (seasons * season);
  const seasonal = new Float64Array(season);
  for (let at = 0; at < seasons * season; at++) {
    seasonal[at % season] = (seasonal[at % season] ?? 0) + ((values[at] ?? 0) - level) / seasons;
  }
  return { level, seasonal };
}

/** Runs ETS(A,Ad,A) over the values: Hyndman, Koehler, Ord and Snyder (2008), table 2.2, in error-correction form. */
function run(values: Float64Array, period: number, parameters: EtsParameters): EtsRun {
  const { alpha, beta, gamma, phi } = parameters;
  let { level, seasonal } = startOf(values, period);
  let trend = 0;
  let error = 0;
  for (let at = 0; at < values.length; at++) {
    const place = at % period;
    const season = seasonal[place] ?? 0;
    const damped = phi * trend;
    const miss = (values[at] ?? 0) - level - damped - season;
    level += damped + alpha * miss;
    trend = damped + beta * miss;
    seasonal[place] = season + gamma * miss;
    if (at >= period) error += miss * miss;
  }
  const next = values.length % period;
  const turned = Float64Array.from({ length: period }, (_, at) => seasonal[(next + at) % period] ?? 0);
  return { error, level, trend, season: turned };
}

/** Coarse starting points; the search below refines the best of them. */
const STARTS: readonly EtsParameters[] = [
  { alpha: 0.05, beta: 0.002, gamma: 0.05, phi: 0.95 },
  { alpha: 0.15, beta: 0.005, gamma: 0.1, phi: 0.95 },
  { alpha: 0.4, beta: 0.01, gamma: 0.1, phi: 0.9 },
];

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function admissible({ alpha, beta, gamma, phi }: EtsParameters): EtsParameters {
  const a = within(alpha, 0.001, 0.99);
  return {
    alpha: a,
    beta: within(beta, 0.0001, a),
    gamma: within(gamma, 0.001, 1 - a),
    phi: within(phi, 0.8, 0.98),
  };
}

/** Parameters with the least squared one-step error, by coordinate search in factors that shrink. */
export function fitEts(values: Float64Array, period: number, rounds = 4): EtsParameters {
  const scored = STARTS.map((parameters) => ({ parameters, error: run(values, period, parameters).error }));
  let best = scored.reduce((least, one) => (one.error < least.error ? one : least));
  let step = 2;
  for (let round = 0; round < rounds; round++) {
    for (const name of ['alpha', 'gamma', 'beta'] as const) {
      for (const factor of [step, 1 / step]) {
        const parameters = admissible({ ...best.parameters, [name]: best.parameters[name] * factor });
        const { error } = run(values, period, parameters);
        if (error < best.error) best = { parameters, error };
      }
    }
    step = Math.sqrt(step);
  }
  return best.parameters;
}

/**
 * ETS(A,Ad,A): additive errors, damped additive trend, additive season; Hyndman et al. (2008), "Forecasting with
 * Exponential Smoothing". Values must have no gaps and hold at least two seasons.
 * @param parameters fitted to the values when not given
 */
export function etsForecast(
  values: Float64Array,
  period: number,
  horizon: number,
  parameters: EtsParameters = fitEts(values, period),
): Float64Array {
  const { level, trend, season } = run(values, period, parameters);
  let damping = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, at) => {
    power *= parameters.phi;
    damping += power;
    return level + damping * trend + (season[at % period] ?? 0);
  });
}
