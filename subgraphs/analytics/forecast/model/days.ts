/** Calendar arithmetic over day numbers (days since 1970-01-01), which is cheaper than over text. */
const DAY_MS = 86_400_000;

/** Day number of "YYYY-MM-DD". */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** "YYYY-MM-DD" of a day number. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The same date `years` earlier; 29 February becomes 28 February where there is none. */
export function yearsBefore(day: number, years: number): number {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  const moved = new Date(Date.UTC(date.getUTCFullYear() - years, month, date.getUTCDate()));
  return moved.getTime() / DAY_MS - (moved.getUTCMonth() === month ? 0 : 1);
}

/** Up to this day a month is counted from its beginning, after it from its end. */
const COUNTED_FROM_START = 25;

/**
 * Place of a day in its month: 1 to 25 from its beginning, the days after from its end (-1 is the last), so that what
 * happens on the last days of a month meets in months of any length.
 */
export function placeInMonth(day: number): number {
  const date = new Date(day * DAY_MS);
  const number = date.getUTCDate();
  if (number <= COUNTED_FROM_START) return number;
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return number - length - 1;
}
