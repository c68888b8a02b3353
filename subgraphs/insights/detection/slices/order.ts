/** Order statistics on the first values of a buffer, in place: detection of many slices allocates nothing for them. */

/** Up to this many values, insertion beats the engine's own sort. */
const FEW = 16;

/** Sorts the first `count` values of the buffer, smallest first. */
export function sortFirst(buffer: Float64Array, count: number): void {
  if (count > FEW) {
    buffer.subarray(0, count).sort();
    return;
  }
  for (let index = 1; index < count; index++) {
    const value = buffer[index] ?? 0;
    let place = index - 1;
    while (place >= 0 && (buffer[place] ?? 0) > value) {
      buffer[place + 1] = buffer[place] ?? 0;
      place--;
    }
    buffer[place + 1] = value;
  }
}

/** The quantile (0 to 1) of the first `count` values, which are sorted; linear between neighbours; NaN of nothing. */
export function quantileOfSorted(buffer: Float64Array, count: number, quantile: number): number {
  if (count === 0) return Number.NaN;
  const place = quantile * (count - 1);
  const low = Math.floor(place);
  const below = buffer[low] ?? Number.NaN;
  const above = buffer[Math.min(count - 1, low + 1)] ?? Number.NaN;
  return below + (place - low) * (above - below);
}

/**
 * Brings the value with this place in ascending order to its place, between those not larger and those not smaller,
 * among the values from `low` to `high` (C. A. R. Hoare, "Algorithm 65: Find", 1961): most of sorting is never needed.
 */
function bringToPlace(buffer: Float64Array, from: number, to: number, place: number): void {
  let low = from;
  let high = to;
  while (low < high) {
    const pivot = buffer[(low + high) >> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((buffer[left] ?? 0) < pivot) left++;
      while ((buffer[right] ?? 0) > pivot) right--;
      if (left > right) break;
      const held = buffer[left] ?? 0;
      buffer[left++] = buffer[right] ?? 0;
      buffer[right--] = held;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return;
  }
}

/** As `quantileOfSorted`, of values in any order from `from` on, those before being none larger; reorders them. */
function quantileOfFirst(buffer: Float64Array, count: number, quantile: number, from: number): number {
  const low = Math.floor(quantile * (count - 1));
  bringToPlace(buffer, from, count - 1, low);
  const next = low + 1;
  // The smallest of those after it is the next one.
  let smallest = next;
  for (let index = next + 1; index < count; index++) {
    if ((buffer[index] ?? 0) < (buffer[smallest] ?? 0)) smallest = index;
  }
  if (smallest !== next) {
    const held = buffer[next] ?? 0;
    buffer[next] = buffer[smallest] ?? 0;
    buffer[smallest] = held;
  }
  return quantileOfSorted(buffer, count, quantile);
}

/** The median of the first `count` values, none of them NaN; reorders them. */
export function medianOfFirst(buffer: Float64Array, count: number): number {
  if (count > FEW) return quantileOfFirst(buffer, count, 0.5, 0);
  sortFirst(buffer, count);
  return quantileOfSorted(buffer, count, 0.5);
}

/**
 * A standard deviation around zero from the absolute values in the buffer's first `count` places; reorders them. The
 * larger of what the median and what the 90% quantile say, for a normal distribution the same: a slice that is quiet
 * on most days and wild on every tenth is not to be judged by its quiet days.
 */
export function guardedSigma(absolute: Float64Array, count: number): number {
  if (count > FEW) {
    const middle = quantileOfFirst(absolute, count, 0.5, 0);
    const outer = quantileOfFirst(absolute, count, 0.9, (count - 1) >> 1);
    return Math.max(1.4826 * middle, outer / 1.6449);
  }
  sortFirst(absolute, count);
  return Math.max(
    1.4826 * quantileOfSorted(absolute, count, 0.5),
    quantileOfSorted(absolute, count, 0.9) / 1.6449,
  );
}

/** The value moved towards zero by the tolerance: what of a movement is more than noise. */
export function beyond(value: number, tolerance: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - tolerance);
}

/**
 * How far a value lies from the one it is held against (1 being equal), on a scale with the noise of counts below,
 * where a zero is a number (square roots, M. S. Bartlett, 1936), and that of growth above, where twice as much is as
 * far from one as twice as much again (logarithms): sales come in bunches, and square roots call that news.
 */
export function distance(ratio: number): number {
  return ratio > 1 ? Math.log(ratio) : 2 * (Math.sqrt(Math.max(0, ratio)) - 1);
}

/** The chance of at most `count` where `mean` were to be expected of a Poisson variable. */
export function poissonAtMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= count; k++) {
    term *= mean / k;
    sum += term;
  }
  return Math.min(1, sum);
}
