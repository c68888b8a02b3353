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
