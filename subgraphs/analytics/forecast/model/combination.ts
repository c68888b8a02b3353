import type { Method } from './methods.ts';

/** A method and its share of a forecast; shares of all add up to 1. */
export interface WeightedMethod {
  method: Method;
  weight: number;
}

/** Methods whose error is at most this many times the least are combined. */
const WITHIN = 1.15;

const knowsCalendar = (method: Method): boolean => method.startsWith('CALENDAR_');

/**
 * Chooses what to combine by errors on the past: all methods close to the best, by the inverse square of their error.
 * Combining few good methods beats choosing one (Bates and Granger, 1969; Makridakis et al., 2020, on the M4
 * competition). Methods that know the calendar and those that do not are never mixed: on the few days a year on which
 * they differ most, a mean of both is wrong either way, and an error over all days hardly shows it.
 * @param errors mean absolute errors by method, in any one unit; not a number leaves the method out
 */
export function combine(errors: ReadonlyMap<Method, number>): WeightedMethod[] {
  const known = [...errors]
    .filter(([, error]) => Number.isFinite(error))
    .map(([method, error]) => ({ method, error }))
    .sort((left, right) => left.error - right.error);
  const [best] = known;
  if (!best) return [];
  const strengths = known
    .filter(
      ({ method, error }) =>
        error <= WITHIN * best.error && knowsCalendar(method) === knowsCalendar(best.method),
    )
    .map(({ method, error }) => ({ method, strength: error > 0 ? (best.error / error) ** 2 : 1 }));
  const sum = strengths.reduce((total, { strength }) => total + strength, 0);
  return strengths.map(({ method, strength }) => ({ method, weight: strength / sum }));
}

/** The weighted mean of the methods' paths. */
export function combinedPath(
  weights: readonly WeightedMethod[],
  paths: ReadonlyMap<Method, Float64Array>,
  horizon: number,
): Float64Array {
  const sum = new Float64Array(horizon);
  for (const { method, weight } of weights) {
    paths.get(method)?.forEach((value, at) => {
      sum[at] = (sum[at] ?? 0) + weight * value;
    });
  }
  return sum;
}
