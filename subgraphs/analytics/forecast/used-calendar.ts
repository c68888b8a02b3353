import { type CalendarDays, occurrences } from '#platform/calendar/index.ts';
import { type Identity, may } from '#platform/identity/identity.ts';
import type { Database } from '#prisma/database.ts';
import { type DayRange, daysOf } from '../report/calendar.ts';
import { keptCalendar } from './forecast.repository.ts';
import {
  type ForecastArgs,
  ForecastCalendar,
  ForecastCalendarEntry,
  ForecastCalendarSource,
} from './forecast.type.ts';
import type { Holiday } from './model/holidays.ts';

/** What lasts longer is no special day of its season but the season itself, which the model sees anyway. */
const LONGEST_DAYS = 31;

/** "Black Friday 2025" and "black friday 2024" are the same feast. */
const sameName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/\b(19|20)\d\d\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim() || name.trim();

/** The calendar of a forecast: what the model is told, and what the answer says of it. */
export interface UsedCalendar {
  holidays: Holiday[];
  /** What is said of the days forecast, as far as the caller may see it. */
  shown(ahead: DayRange, identity: Identity): ForecastCalendar;
}

function calendarOf(
  merchantId: string,
  source: ForecastCalendarSource,
  entries: readonly CalendarDays[],
): UsedCalendar {
  const told = entries.filter(
    ({ kind, from, to }) => kind === 'CLOSURE' || daysOf({ from, to }).length <= LONGEST_DAYS,
  );
  const closed = new Set<string>();
  const holidays: Holiday[] = [];
  for (const { kind, name, ...range } of told) {
    for (const date of daysOf(range)) {
      if (kind === 'CLOSURE') closed.add(date);
      else holidays.push({ date, name: sameName(name), kind });
    }
  }
  for (const date of closed) holidays.push({ date, name: '', kind: 'CLOSURE' });
  return {
    holidays,
    shown: (ahead, identity) =>
      Object.assign(new ForecastCalendar(), {
        source: told.length > 0 ? source : ForecastCalendarSource.NONE,
        entries:
          source === ForecastCalendarSource.STORED && !may(identity, merchantId, 'calendar:read')
            ? null
            : told
                .filter(({ from, to }) => from <= ahead.to && to >= ahead.from)
                .map((entry) => Object.assign(new ForecastCalendarEntry(), entry)),
      }),
  };
}

/**
 * The calendar a request asks for: its own holidays, none, or the one the merchant keeps.
 * @param range all days learnt from and forecast
 */
export async function openCalendar(
  db: Pick<Database, 'app'>,
  merchantId: string,
  { holidays, useCalendar }: Pick<ForecastArgs, 'holidays' | 'useCalendar'>,
  range: DayRange,
): Promise<UsedCalendar> {
  if (holidays) {
    const entries = holidays.map(({ date, name, kind }) => ({
      from: date,
      to: date,
      kind,
      name: name.trim(),
    }));
    return calendarOf(merchantId, ForecastCalendarSource.GIVEN, entries);
  }
  if (useCalendar === false) return calendarOf(merchantId, ForecastCalendarSource.NONE, []);
  const kept = await keptCalendar(db, merchantId, range);
  const entries = kept.flatMap((entry) => occurrences(entry, range.from, range.to));
  // Whole, as they are kept: the end of one that began before the days learnt from has its place in it.
  return calendarOf(merchantId, ForecastCalendarSource.STORED, entries);
}
