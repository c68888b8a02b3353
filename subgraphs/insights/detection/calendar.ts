/** Calendar days as plain numbers, so that detection needs neither a clock nor a time zone. */

const MILLISECONDS_A_DAY = 86_400_000;

/** The number of days from 1970-01-01 to an ISO calendar day ("2011-12-09"). Throws a RangeError for anything else. */
export function dayNumber(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    throw new RangeError(`"${day}" is not a calendar day; write it as YYYY-MM-DD`);
  }
  return time / MILLISECONDS_A_DAY;
}

/** The ISO calendar day of a day number. */
export function isoDay(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The ISO day that lies `days` later (earlier when negative). */
export function addDays(day: string, days: number): string {
  return isoDay(dayNumber(day) + days);
}

/** The weekday of a day number, 0 for Monday to 6 for Sunday (ISO 8601 weeks). 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The calendar day it is at an instant in an IANA time zone. */
export function dayInZone(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}
