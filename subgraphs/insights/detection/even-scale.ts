/**
 * A scale on which a metric's noise is even. Day-to-day noise n (a share) and counting noise of variance c a unit of
 * mean add up to the variance n^2 m^2 + c m; 2 asinh(n sqrt(y / c)) makes it the constant n^2. It is close to a
 * logarithm for large shops, to a root for small ones, and zero is a number on it.
 * Source: F. J. Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35 (1948).
 */
export interface EvenScale {
  /** n squared. */
  readonly noise: number;
  /** Variance of counting over the mean: 1 for counts, what a count is worth for money. */
  readonly unit: number;
}

/** A value on the even scale; what is below zero counts as nothing. */
export function toEven(scale: EvenScale, value: number): number {
  return value > 0 ? 2 * Math.asinh(Math.sqrt((scale.noise * value) / scale.unit)) : 0;
}

/** The value at a place on the even scale. */
export function fromEven(scale: EvenScale, even: number): number {
  const root = Math.sinh(Math.max(0, even) / 2);
  return (scale.unit / scale.noise) * root * root;
}

/** How far the place on the scale moves when a value of this size grows by a small share, over that share: 0 to 1. */
export function slopeAt(scale: EvenScale, value: number): number {
  const size = (scale.noise * Math.max(0, value)) / scale.unit;
  return Math.sqrt(size / (1 + size));
}
