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

/** Of a range and of the one it is compared with: the months that come from their sums, and the days of all others. */
export type MonthParameters = {
  months: string[];
  days: string[];
  baseMonths: string[];
  baseDays: string[];
};

function monthsAndDays(range: { from: string; to: string }, stale: ReadonlySet<string>) {
  const { first, beyond } = wholeMonths(range);
  const months: string[] = [];
  const days: string[] = [];
  for (let ms = Date.parse(range.from), end = Date.parse(range.to); ms <= end; ms += DAY_MS) {
    const day = isoDay(ms);
    const month = `${day.slice(0, 8)}01`;
    if (month < first || month >= beyond || stale.has(month)) days.push(day);
    else if (day === month) months.push(month);
  }
  return { months, days };
}

/**
 * Which parts of a range, and of one it is compared with, are read as sums of months and which day by day. A range whose
 * end is before its start has neither.
 * @param staleMonths first days of the months whose sums cannot be used
 */
export function monthParameters(
  range: { from: string; to: string },
  base: { from: string; to: string },
  staleMonths: readonly string[],
): MonthParameters {
  const stale = new Set(staleMonths);
  const [now, then] = [monthsAndDays(range, stale), monthsAndDays(base, stale)];
  return { ...now, baseMonths: then.months, baseDays: then.days };
}
