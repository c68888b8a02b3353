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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** What clocks in the zone show, as milliseconds of the same reading in UTC. */
function wallOf(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** The calendar day it is in a zone. */
export const localDayOf = (instant: Date, timeZone: string): string =>
  new Date(wallOf(instant.getTime(), timeZone)).toISOString().slice(0, 10);

/**
 * When clocks in the zone show this hour on this day: the first time when they show it twice, and when they skip it,
 * the moment they skip to.
 */
export function instantOf(day: string, hour: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  const offsets = [-DAY_MS, DAY_MS].map((shift) => wallOf(wanted + shift, timeZone) - (wanted + shift));
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => wallOf(instant, timeZone) === wanted);
  if (exact !== undefined) return new Date(exact);
  let [before = wanted, after = wanted] = candidates;
  before -= MINUTE_MS;
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (wallOf(middle, timeZone) >= wanted) after = middle;
    else before = middle;
  }
  return new Date(after);
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
