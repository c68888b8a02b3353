/**
 * Theta (Assimakopoulos and Nikolopoulos, 2000) as simple exponential smoothing with half the slope of a straight
 * line as drift, which Hyndman and Billah (2003, "Unmasking the Theta method") showed it to be. Seasonal terms are
 * taken off first, as means by place in the season over the last `SEASONS` seasons, and put back.
 */
const SEASONS = 26;
const ALPHAS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.65];

/** Level after simple exponential smoothing and its sum of squared one-step errors. */
function smooth(values: Float64Array, alpha: number): { level: number; error: number } {
  let level = values[0] ?? 0;
  let error = 0;
  for (const value of values) {
    const miss = value - level;
    error += miss * miss;
    level += alpha * miss;
  }
  return { level, error };
}

function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let products = 0;
  let squares = 0;
  values.forEach((value, at) => {
    products += (at - middle) * value;
    squares += (at - middle) ** 2;
  });
  return squares === 0 ? 0 : products / squares;
}

/** Forecast of `horizon` values from values without gaps, at least two seasons. */
export function thetaForecast(values: Float64Array, season: number, horizon: number): Float64Array {
  const from = Math.max(0, values.length - SEASONS * season);
  const recent = values.subarray(from);
  const whole = recent.subarray(recent.length % season);
  const mean = whole.reduce((sum, value) => sum + value, 0) / Math.max(1, whole.length);
  const terms = new Float64Array(season);
  whole.forEach((value, at) => {
    terms[at % season] = (terms[at % season] ?? 0) + ((value - mean) * season) / whole.length;
  });
  const termAt = (at: number): number => terms[(((at - values.length) % season) + season) % season] ?? 0;
  const adjusted = values.map((value, at) => value - termAt(at));
  const { level } = ALPHAS.map((alpha) => smooth(adjusted, alpha)).reduce((best, one) =>
    one.error < best.error ? one : best,
  );
  const drift = slopeOf(adjusted) / 2;
  return Float64Array.from(
    { length: horizon },
    (_, at) => level + drift * (at + 1) + (terms[at % season] ?? 0),
  );
}
