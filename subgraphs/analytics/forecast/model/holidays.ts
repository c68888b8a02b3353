import { dayNumber, dayText } from './days.ts';

/** What a named day is. */
export type HolidayKind = 'HOLIDAY' | 'PROMOTION' | 'CLOSURE';

/** A day with a name. The same name on other days is what effects are learnt from. */
export interface Holiday {
  /** YYYY-MM-DD, the day on which it is kept, if it was moved. */
  date: string;
  name: string;
  /** A holiday when not given. */
  kind?: HolidayKind;
}

/** Which days belong to which holidays. */
export interface HolidayCalendar {
  /**
   * What a day is: name and place for each holiday it belongs to. Days beside a holiday without a fixed date belong to
   * it as well, since no date of another year would stand for them. Empty for an ordinary day.
   */
  labelsOf(day: number): readonly string[];
  /**
   * What stands for a day when its own labels were never seen: a promotion of a new name may do what others did. Empty
   * where nothing does.
   */
  kinOf(day: number): readonly string[];
  /** Whether the shop is shut: nothing is learnt from the day, and nothing expected of it. */
  isClosed(day: number): boolean;
}

/** Days before and after a holiday without fixed date that are taken to belong to it. */
const BESIDE = 3;
/** Ends with no number, as every label does. */
const ANY_PROMOTION = 'any promotion';
/** First days of runs of consecutive days. */
const startsOf = (days: Set<number>): number[] => [...days].filter((day) => !days.has(day - 1));

/** At least half of its occurrences begin on one date, and that more than once. */
function isFixed(starts: readonly number[]): boolean {
  const counts = new Map<string, number>();
  for (const start of starts) {
    const date = dayText(start).slice(5);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return starts.length === 1 || (most > 1 && 2 * most >= starts.length);
}

/** Orders a list of holidays for look-up by day. What a holiday does to a series is not known here. */
export function createHolidayCalendar(holidays: readonly Holiday[]): HolidayCalendar {
  const byName = new Map<string, Set<number>>();
  const promoted = new Set<number>();
  const closed = new Set<number>();
  for (const { date, name, kind } of holidays) {
    const day = dayNumber(date);
    if (kind === 'CLOSURE') {
      closed.add(day);
      continue;
    }
    if (kind === 'PROMOTION') promoted.add(day);
    byName.set(name, (byName.get(name) ?? new Set()).add(day));
  }
  const labels = new Map<number, string[]>();
  for (const [name, days] of byName) {
    const starts = startsOf(days);
    const beside = isFixed(starts) ? 0 : BESIDE;
    for (const start of starts) {
      let length = 1;
      while (days.has(start + length)) length++;
      for (let place = -beside; place < length + beside; place++) {
        const day = start + place;
        labels.set(day, [...(labels.get(day) ?? []), `${name} ${place}`]);
      }
    }
  }
  return {
    labelsOf: (day) => labels.get(day) ?? [],
    kinOf: (day) => (promoted.has(day) ? [ANY_PROMOTION] : []),
    isClosed: (day) => closed.has(day),
  };
}
