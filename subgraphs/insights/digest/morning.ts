import { instantOf } from '#platform/time/index.ts';
import { addDays, dayNumber, weekdayOf } from '../detection/calendar.ts';

/** How often a person has chosen to get a digest. */
export type DigestPeriod = 'DAILY' | 'WEEKLY';

/** The hour of the merchant's clock at which a digest's period ends, and after which it is sent. */
export const MORNING_HOUR = 8;
/** The hour from which it is no morning any more: what was missed until then is in the next digest. */
const NOON = 12;
/** Days a digest is about. */
const DAYS: Record<DigestPeriod, number> = { DAILY: 1, WEEKLY: 7 };
/** Days it reaches back to make up for digests that were missed. */
const MOST_DAYS: Record<DigestPeriod, number> = { DAILY: 7, WEEKLY: 14 };

/** Whether digests are sent while a merchant's clock shows this hour, 0 to 23. */
export const isMorning = (hour: number): boolean => hour >= MORNING_HOUR && hour < NOON;

/** Whether a day (YYYY-MM-DD) is one of the weekly digest. */
export const isMonday = (day: string): boolean => weekdayOf(dayNumber(day)) === 0;

/** What a digest is about: what was told after `from` and up to `to`. */
export interface DigestWindow {
  from: Date;
  to: Date;
  /** The merchant's day on which it begins. */
  fromDay: string;
}

/**
 * The period of a digest, from 08:00 to 08:00 of the merchant's clock, so that it has 23 or 25 hours when clocks change. It
 * begins where the person's last digest ended: nothing is told twice, and nothing is lost by a morning without a worker.
 * @param last the day of that digest; none or one long ago: the period alone
 * @throws RangeError for a time zone that does not exist
 */
export function windowOf(
  day: string,
  period: DigestPeriod,
  timeZone: string,
  last: string | null,
): DigestWindow {
  const earliest = addDays(day, -MOST_DAYS[period]);
  const fromDay = last !== null && last >= earliest && last < day ? last : addDays(day, -DAYS[period]);
  return {
    from: instantOf(fromDay, MORNING_HOUR, timeZone),
    to: instantOf(day, MORNING_HOUR, timeZone),
    fromDay,
  };
}
