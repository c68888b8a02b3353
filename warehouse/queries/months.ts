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
