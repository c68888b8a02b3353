import { instantOf, localDayOf } from '#platform/time/index.ts';
import { addDays, type DayRange, mondayOf } from '../report/calendar.ts';

/** How often a report is sent. */
export enum ScheduleCadence {
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
  MONTHLY = 'MONTHLY',
}

export interface ScheduleTime {
  cadence: ScheduleCadence;
  /** Hour of the day, 0 to 23, in `timeZone`. */
  localHour: number;
  /** IANA name. */
  timeZone: string;
}

function isDue(day: string, cadence: ScheduleCadence): boolean {
  if (cadence === ScheduleCadence.DAILY) return true;
  return cadence === ScheduleCadence.WEEKLY ? mondayOf(day) === day : day.endsWith('-01');
}

/** The first time after an instant: every day, on Mondays, or on the first of the month. */
export function nextRun(after: Date, { cadence, localHour, timeZone }: ScheduleTime): Date {
  for (let day = localDayOf(after, timeZone); ; day = addDays(day, 1)) {
    if (!isDue(day, cadence)) continue;
    const at = instantOf(day, localHour, timeZone);
    if (at > after) return at;
  }
}

/** The days a report is about that is sent on a day: the day, the week (from Monday) or the month before. */
export function reportedRange(today: string, cadence: ScheduleCadence): DayRange {
  const yesterday = addDays(today, -1);
  if (cadence === ScheduleCadence.DAILY) return { from: yesterday, to: yesterday };
  if (cadence === ScheduleCadence.MONTHLY) {
    const to = addDays(`${today.slice(0, 7)}-01`, -1);
    return { from: `${to.slice(0, 7)}-01`, to };
  }
  const from = addDays(mondayOf(today), -7);
  return { from, to: addDays(from, 6) };
}
