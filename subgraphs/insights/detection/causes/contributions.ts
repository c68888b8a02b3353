import type { Contribution, Dimension, Slice, SliceSeries } from '../finding.ts';
import { type Comparison, type Sums, sumsOf } from './comparison.ts';

/** At most this many of a dimension are named. */
const NAMED = 5;
/** A change smaller than this share of what was expected is nobody's doing; shares of it would say anything. */
const LEAST_CHANGE = 0.01;
/** A remainder smaller than this share of the sums is the rounding of floating point. */
const NOTHING = 1e-9;

/** What is left over after the named slices of a dimension: no slice has an empty key. */
export const everythingElse = (dimension: Dimension): Slice => ({
  dimension,
  key: '',
  label: 'Everything else',
});

/**
 * What the slices of every dimension gave to the change, the largest part of either sign first, and "everything else"
 * for what is not named: within a dimension the shares add up to one, be all slices handed in or some. Empty where
 * there was hardly a change.
 */
export function contributionsTo(
  whole: Sums,
  slices: readonly SliceSeries[],
  column: 'grossRevenue' | 'units',
  comparison: Comparison,
): Contribution[] {
  const change = whole.observed - whole.expected;
  if (!(Math.abs(change) > LEAST_CHANGE * Math.abs(whole.expected))) return [];
  const dimensions = new Map<Dimension, Contribution[]>();
  for (const series of slices) {
    const sums = sumsOf(series[column], comparison);
    const of = dimensions.get(series.slice.dimension) ?? [];
    of.push({ slice: series.slice, ...sums, share: (sums.observed - sums.expected) / change });
    dimensions.set(series.slice.dimension, of);
  }
  return [...dimensions].flatMap(([dimension, all]) => {
    const named = all
      .sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || (a.slice.key < b.slice.key ? -1 : 1))
      .slice(0, NAMED)
      .filter(({ observed, expected }) => observed !== 0 || expected !== 0);
    const rest = remainder(whole, named);
    return rest === undefined
      ? named
      : [
          ...named,
          { slice: everythingElse(dimension), ...rest, share: (rest.observed - rest.expected) / change },
        ];
  });
}

/** What the parts leave of the whole; undefined for nothing. */
export function remainder(whole: Sums, parts: readonly Sums[]): Sums | undefined {
  let { observed, expected } = whole;
  let size = Math.abs(observed) + Math.abs(expected);
  for (const part of parts) {
    observed -= part.observed;
    expected -= part.expected;
    size += Math.abs(part.observed) + Math.abs(part.expected);
  }
  return Math.abs(observed) + Math.abs(expected) > NOTHING * size ? { observed, expected } : undefined;
}
