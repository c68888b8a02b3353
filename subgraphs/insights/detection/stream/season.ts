/** Shares of the values that are cut off on either side before looking for a rhythm: spikes hide it. */
const CUT = 0.02;
/** A season that a longer one is a multiple of must have this share of its autocorrelation to be preferred. */
const NEARLY_AS_HIGH = 0.9;
/** How far from an exact part of the longer one it may lie, as a share. */
const NEAR = 0.02;
/** The autocorrelation must have fallen below this before a peak counts: a slow series resembles itself at any lag. */
const FALLEN = 0.1;
/** The least autocorrelation at a season. */
const LEAST_CORRELATION = 0.5;
/** Seasons that a stretch of values must hold before one can be seen. */
const LEAST_SEASONS = 3;

/** In-place radix-2 fast Fourier transform; the length is a power of two. Source: Cooley and Tukey (1965). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  const swap = (of: Float64Array, a: number, b: number): void => {
    const kept = of[a] ?? 0;
    of[a] = of[b] ?? 0;
    of[b] = kept;
  };
  for (let at = 1, mirrored = 0; at < n; at++) {
    let bit = n >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (at < mirrored) {
      swap(real, at, mirrored);
      swap(imaginary, at, mirrored);
    }
  }
  for (let length = 2; length <= n; length <<= 1) {
    const half = length >> 1;
    for (let step = 0; step < half; step++) {
      const angle = (-2 * Math.PI * step) / length;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let low = step; low < n; low += length) {
        const high = low + half;
        const [a, b] = [real[high] ?? 0, imaginary[high] ?? 0];
        const [c, d] = [real[low] ?? 0, imaginary[low] ?? 0];
        const [e, f] = [a * cos - b * sin, a * sin + b * cos];
        real[low] = c + e;
        imaginary[low] = d + f;
        real[high] = c - e;
        imaginary[high] = d - f;
      }
    }
  }
}

/** Autocorrelation by lag of what is left of the values without their straight line; undefined for a constant. */
function autocorrelation(values: Float64Array): Float64Array | undefined {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const cut = Math.ceil(n * CUT);
  const [low, high] = [sorted[cut] ?? 0, sorted[n - 1 - cut] ?? 0];
  const length = 2 ** Math.ceil(Math.log2(2 * n));
  const [real, imaginary] = [new Float64Array(length), new Float64Array(length)];
  const centre = (n - 1) / 2;
  let [sum, slope, spread] = [0, 0, 0];
  for (let at = 0; at < n; at++) {
    const value = Math.min(high, Math.max(low, values[at] ?? 0));
    real[at] = value;
    sum += value;
    slope += (at - centre) * value;
    spread += (at - centre) ** 2;
  }
  let power = 0;
  for (let at = 0; at < n; at++) {
    real[at] = (real[at] ?? 0) - sum / n - (slope / spread) * (at - centre);
    power += (real[at] ?? 0) ** 2;
  }
  if (power <= 1e-18 * n * Math.max(low * low, high * high)) return undefined;
  transform(real, imaginary);
  for (let at = 0; at < length; at++) real[at] = (real[at] ?? 0) ** 2 + (imaginary[at] ?? 0) ** 2;
  imaginary.fill(0);
  transform(real, imaginary);
  const whole = (real[0] ?? 1) / n;
  return real.subarray(0, n).map((value, lag) => value / (n - lag) / whole);
}

/**
 * The season of the values in steps: the lag of the highest peak of their autocorrelation, or the shortest whole part of
 * it that is nearly as high. 0 where no peak has at least 0.5, or where the values do not hold three seasons. Unknown values must have been filled in.
 */
export function inferSeason(values: Float64Array): number {
  if (values.length < 2 * LEAST_SEASONS) return 0;
  const correlation = autocorrelation(values);
  if (!correlation) return 0;
  const at = (lag: number): number => correlation[lag] ?? 0;
  const most = Math.floor(values.length / LEAST_SEASONS);
  let first = 2;
  while (first <= most && at(first) >= FALLEN) first++;
  let season = 0;
  for (let lag = first; lag <= most; lag++) {
    const isPeak = at(lag) > at(lag - 1) && at(lag) >= at(lag + 1);
    if (isPeak && at(lag) > (season === 0 ? 0 : at(season))) season = lag;
  }
  if (season === 0 || at(season) < LEAST_CORRELATION) return 0;
  const enough = Math.max(LEAST_CORRELATION, NEARLY_AS_HIGH * at(season));
  for (let parts = Math.floor(season / first); parts > 1; parts--) {
    const width = Math.ceil((season / parts) * NEAR);
    let best = Math.round(season / parts);
    const [from, to] = [Math.max(first, best - width), best + width];
    for (let lag = from; lag <= to; lag++) if (at(lag) > at(best)) best = lag;
    if (at(best) >= enough) return best;
  }
  return season;
}
