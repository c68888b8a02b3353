/** Methods without fitting. Each takes values without gaps, oldest first, and gives `horizon` values. */

/** The same day of the last season, again and again. */
export const seasonalNaive = (values: Float64Array, season: number, horizon: number): Float64Array =>
  Float64Array.from({ length: horizon }, (_, at) => values[values.length - season + (at % season)] ?? 0);

/** Mean of the same day of the last `seasons` seasons, or of as many as there are. */
export function sameDayMean(
  values: Float64Array,
  season: number,
  horizon: number,
  seasons = 4,
): Float64Array {
  const means = Float64Array.from({ length: season }, (_, place) => {
    let sum = 0;
    let count = 0;
    for (let back = 1; back <= seasons; back++) {
      const value = values[values.length - back * season + place];
      if (value === undefined) break;
      sum += value;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  });
  return Float64Array.from({ length: horizon }, (_, at) => means[at % season] ?? 0);
}
