/** Calendar arithmetic over days written "YYYY-MM-DD". No clock and no time zone: a day is already the merchant's. */
const DAY_MS = 86_400_000;

/** A range of days that includes both ends. */
export interface DayRange {
  from: string;
  to: string;
}

/** Days since 1970-01-01. */
const ordinal = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

const dayOf = (days: number): string => new Date(days * DAY_MS).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayOf(ordinal(day) + days);

/** How many days a range holds; 0 or less when it is upside down. */
export const lengthOf = (range: DayRange): number => ordinal(range.to) - ordinal(range.from) + 1;

/** Every day of a range, in order. */
export function daysOf(range: DayRange): string[] {
  const first = ordinal(range.from);
  return Array.from({ length: Math.max(0, lengthOf(range)) }, (_, index) => dayOf(first + index));
}

/** The same date in another year; 29 February becomes 28 February where there is none. */
export function addYears(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const moved = `${year}${day.slice(4)}`;
  const exists = dayOf(ordinal(moved)) === moved;
  return exists ? moved : `${year}-02-28`;
}

/** The Monday of the week a day is in. */
export function mondayOf(day: string): string {
  const days = ordinal(day);
  // 1970-01-01 was a Thursday, three days after a Monday.
  return dayOf(days - ((((days + 3) % 7) + 7) % 7));
}

export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** As many days as the range, right before it. */
export const previousPeriod = (range: DayRange): DayRange => ({
  from: addDays(range.from, -lengthOf(range)),
  to: addDays(range.from, -1),
});

/** The same dates one year earlier; see `addYears` for 29 February. */
export const previousYear = (range: DayRange): DayRange => ({
  from: addYears(range.from, -1),
  to: addYears(range.to, -1),
});
