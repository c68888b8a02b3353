import { calendarEffects } from './calendar-effects.ts';
import { yearsBefore } from './days.ts';
import { decompose } from './decomposition.ts';
import { etsForecast } from './ets.ts';
import type { HolidayCalendar } from './holidays.ts';
import { sameDayMean } from './simple-methods.ts';
import { meanOf } from './statistics.ts';
import { thetaForecast } from './theta.ts';

/** Ways to continue the level and the season of a history from which the calendar has been taken off. */
export const BASES = ['SAME_WEEKDAYS', 'ETS', 'THETA'] as const;
export type Base = (typeof BASES)[number];

/** What the calendar model says of the days ahead. */
export interface CalendarForecast {
  /** Values by base, as sold: 0 on days the shop is expected to be closed. */
  values: Record<Base, Float64Array>;
  /** What special days add, in logarithms; a measure of how uncertain a day is. */
  special: Float64Array;
}

/** So many of the same days of the season without a sale, one after the other, and the next has none either. */
const CLOSED_SEASONS = 4;

/** A date is taken for a closure if chance alone would leave it without a sale less often than this. */
const CHANCE = 0.02;

/** Days on which nothing is expected: a day of the week that never sells, or a date on which no year sold. */
function closedDays(values: Float64Array, firstDay: number, season: number, horizon: number): boolean[] {
  const length = values.length;
  const known = (places: readonly number[]): number[] =>
    places.flatMap((place) => values[place] ?? []).filter((value) => !Number.isNaN(value));
  const weekdays = Array.from({ length: season }, (_, ahead) => {
    const last = length - season + ahead;
    const places = Array.from({ length: Math.ceil(length / season) }, (__, back) => last - back * season);
    const all = known(places);
    const recent = known(places.slice(0, CLOSED_SEASONS));
    return {
      isClosed: recent.length === CLOSED_SEASONS && recent.every((value) => value === 0),
      zeroShare: all.filter((value) => value === 0).length / Math.max(1, all.length),
    };
  });
  return Array.from({ length: horizon }, (_, ahead) => {
    const weekday = weekdays[ahead % season];
    if (!weekday || weekday.isClosed) return true;
    const day = firstDay + length + ahead;
    const years = known([1, 2].map((back) => yearsBefore(day, back) - firstDay));
    return (
      years.length > 0 && years.every((value) => value === 0) && weekday.zeroShare ** years.length < CHANCE
    );
  });
}

/**
 * Forecast of a series that sells on most days: logarithms are taken apart (`decompose`), what is left of the calendar
 * is continued by several methods, and the calendar of the days ahead is put back.
 * @param values as for `decompose`, at least two seasons of them
 * @param firstDay day number of the first value
 */
export function calendarForecast(
  values: Float64Array,
  firstDay: number,
  season: number,
  horizon: number,
  holidays?: HolidayCalendar,
): CalendarForecast {
  const parts = decompose(values, firstDay, season);
  const { cleaned } = parts;
  const bases: Record<Base, Float64Array> = {
    SAME_WEEKDAYS: sameDayMean(cleaned, season, horizon),
    ETS: etsForecast(cleaned, season, horizon),
    THETA: thetaForecast(cleaned, season, horizon),
  };
  const week = Float64Array.from({ length: season }, (_, at) =>
    meanOf(BASES.map((base) => bases[base][at] ?? Number.NaN)),
  );
  const level = meanOf(week);
  const effects = calendarEffects(
    parts,
    horizon,
    week.map((value) => value - level),
    holidays,
  );
  const closed = closedDays(values, firstDay, season, horizon);
  const finished = (base: Float64Array): Float64Array =>
    base.map((value, at) => (closed[at] ? 0 : Math.exp(value + (effects[at]?.total ?? 0))));
  return {
    values: {
      SAME_WEEKDAYS: finished(bases.SAME_WEEKDAYS),
      ETS: finished(bases.ETS),
      THETA: finished(bases.THETA),
    },
    special: Float64Array.from(effects, ({ special }) => special),
  };
}
