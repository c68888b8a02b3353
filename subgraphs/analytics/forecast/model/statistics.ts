/** Small statistics over lists of numbers. Values that are not a number count as missing. */

/** Value below which `share` (0..1) of the sorted values lie, interpolated (type 7 of Hyndman and Fan, 1996). */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (place - below);
}

const known = (values: Iterable<number>): Float64Array =>
  Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();

/** Median; NaN of nothing. */
export const medianOf = (values: Iterable<number>): number => quantileOf(known(values), 0.5);

/** Mean; NaN of nothing. */
export function meanOf(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Standard deviation by the median absolute value around zero; 1.4826 makes it that of a normal distribution. */
export const robustSpread = (values: Iterable<number>): number =>
  1.4826 * medianOf(Array.from(values, Math.abs));

/**
 * Mean absolute difference of a series and itself one season before: the scale of MASE (Hyndman and Koehler, 2006,
 * "Another look at measures of forecast accuracy"). Missing values leave their pairs out. NaN without a pair.
 */
export function seasonalScale(values: ArrayLike<number>, season: number): number {
  let sum = 0;
  let count = 0;
  for (let at = season; at < values.length; at++) {
    const difference = Math.abs((values[at] ?? Number.NaN) - (values[at - season] ?? Number.NaN));
    if (Number.isNaN(difference)) continue;
    sum += difference;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}
