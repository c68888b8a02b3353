/** First day of the month of a day, as an expression: toStartOfMonth would leave the range of Date32. */
export const FIRST_OF_MONTH = (day: string): string => `subtractDays(${day}, toDayOfMonth(${day}) - 1)`;

const DAY_MS = 86_400_000;
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * The months that lie in a range whole, as the first day of the first and the first day behind the last; none when the
 * first is not before the second. `2011-01-31` to `2011-03-01` holds February: from `2011-02-01` to before `2011-03-01`.
 */
export function wholeMonths(range: { from: string; to: string }): { first: string; beyond: string } {
  const from = new Date(`${range.from}T00:00:00Z`);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth()];
  const first = from.getUTCDate() === 1 ? range.from : isoDay(Date.UTC(year, month + 1, 1));
  const after = isoDay(Date.parse(`${range.to}T00:00:00Z`) + DAY_MS);
  return { first, beyond: `${after.slice(0, 8)}01` };
}

/** More stale months than these are not named one by one: the ranges are read by day. */
const MOST_STALE = 24;

/** Parameters that say which whole months of a range come from their sums; all other days are read by themselves. */
export type MonthParameters = {
  first: string;
  beyond: string;
  baseFirst: string;
  baseBeyond: string;
  /** Months among them that are not as new as their days, and all of these days. */
  stale: string[];
  staleDays: string[];
};

const daysOfMonth = (month: string): string[] => {
  const start = Date.parse(`${month}T00:00:00Z`);
  return Array.from({ length: 31 }, (_, n) => isoDay(start + n * DAY_MS)).filter((day) =>
    day.startsWith(month.slice(0, 7)),
  );
};

/**
 * Which months of a range, and of one it is compared with, can be read as sums.
 * @param staleMonths first days of the months whose sums cannot be used
 */
export function monthParameters(
  range: { from: string; to: string },
  base: { from: string; to: string },
  staleMonths: readonly string[],
): MonthParameters {
  const [now, then] = [wholeMonths(range), wholeMonths(base)];
  const isWhole = (month: string): boolean =>
    [now, then].some(({ first, beyond }) => month >= first && month < beyond);
  const stale = staleMonths.filter(isWhole);
  // An empty range of months leaves every day to the days.
  if (stale.length > MOST_STALE) {
    return {
      first: now.first,
      beyond: now.first,
      baseFirst: then.first,
      baseBeyond: then.first,
      stale: [],
      staleDays: [],
    };
  }
  return {
    first: now.first,
    beyond: now.beyond,
    baseFirst: then.first,
    baseBeyond: then.beyond,
    stale,
    staleDays: stale.flatMap(daysOfMonth),
  };
}
