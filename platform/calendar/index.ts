/** Days that a merchant's calendar knows beforehand. */
export interface CalendarDays {
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** Last day, included. */
  readonly to: string;
  readonly kind: 'CLOSURE' | 'PROMOTION' | 'HOLIDAY';
  readonly name: string;
}

/** An entry as it is kept: once, or from its first year on every year. */
export interface KeptEntry extends CalendarDays {
  readonly yearly: boolean;
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The same day `years` later; 29 February is 28 February in years that lack it. */
function yearsLater(day: string, years: number): string {
  const year = String(yearOf(day) + years).padStart(4, '0');
  const same = `${year}${day.slice(4)}`;
  if (!same.endsWith('-02-29')) return same;
  return new Date(`${same}T00:00:00Z`).getUTCMonth() === 1 ? same : `${year}-02-28`;
}

/** The times of an entry that touch the days from `from` to `to` (both included), oldest first. */
export function occurrences(entry: KeptEntry, from: string, to: string): CalendarDays[] {
  const { kind, name } = entry;
  const last = entry.yearly ? yearOf(to) - yearOf(entry.from) : 0;
  const first = entry.yearly ? Math.max(0, yearOf(from) - yearOf(entry.to)) : 0;
  const found: CalendarDays[] = [];
  for (let years = first; years <= last; years++) {
    const time = { from: yearsLater(entry.from, years), to: yearsLater(entry.to, years) };
    if (time.from <= to && time.to >= from) found.push({ ...time, kind, name });
  }
  return found;
}
