import { placeInMonth, yearsBefore } from './days.ts';
import { type Decomposition, seasonAt, specialAt } from './decomposition.ts';
import type { HolidayCalendar } from './holidays.ts';
import { commonEffect } from './recurrence.ts';
import { meanOf } from './statistics.ts';

/** What the calendar adds to an ordinary day, in logarithms. */
export interface CalendarEffect {
  /** All of it. */
  total: number;
  /** Of it what special days add: such days are less certain than others. */
  special: number;
}

/** Years looked back. */
const YEARS = [1, 2];
/** Probability, before anything is seen, that a date of the year, or a holiday, is special to a series. */
const PRIOR = { date: 0.05, holiday: 0.5 };
/**
 * Most of what returns with the year returns on its date, some on the same day of the week (the last Friday of a
 * month). A holiday with a name needs no guess.
 */
const SHARE = { date: 0.8, weekday: 0.2 };
/** At most so many earlier occurrences of a holiday are compared, the latest. */
const MAX_OCCURRENCES = 4;
/**
 * On special days the day of the week matters less than on others, and a special day that fell on another day of the
 * week is translated: half of what its own week added is taken into account.
 */
const WEEKDAY_FADES = 0.5;

/** Half the days over which the level of last year is averaged. */
const LEVEL_HALF_WIDTH = 10;
/** Days whose mean is the level before an origin. */
const LEVEL_DAYS = 28;
/** How much of last year's change of level is expected before a series has shown how it repeats, and how firmly. */
const REPEATS = { prior: 0.5, weight: 0.5 };

/** Mean of the cleaned history over a range of places; NaN unless it has a season of days there. */
function levelOf({ cleaned, season }: Decomposition, from: number, to: number): number {
  const days = cleaned.subarray(Math.max(0, from), Math.max(0, to));
  return days.length >= season ? meanOf(days) : Number.NaN;
}

/** By how much the level around a day differs from that before an origin, both places in the history. */
const levelChange = (parts: Decomposition, origin: number, ahead: number): number =>
  levelOf(parts, origin + ahead - LEVEL_HALF_WIDTH, origin + ahead + LEVEL_HALF_WIDTH + 1) -
  levelOf(parts, origin - LEVEL_DAYS, origin);

/** Days of a year in whole seasons. */
const yearInSeasons = (season: number): number => Math.round(365.25 / season) * season;

/** How much of a change of level came again a year later: regression through zero, with a prior; 0 to 1. */
function repetitionOf(parts: Decomposition): number {
  const length = parts.cleaned.length;
  const year = yearInSeasons(parts.season);
  let [products, squares] = [REPEATS.prior * REPEATS.weight, REPEATS.weight];
  for (let origin = length - 30; origin - year >= LEVEL_DAYS; origin -= 10) {
    for (const ahead of [3, 10, 17, 24]) {
      if (origin + ahead + LEVEL_HALF_WIDTH >= length) continue;
      const before = levelChange(parts, origin - year, ahead);
      const after = levelChange(parts, origin, ahead);
      if (Number.isNaN(before) || Number.isNaN(after)) continue;
      products += before * after;
      squares += before * before;
    }
  }
  return Math.min(1, Math.max(0, products / squares));
}

/**
 * What the calendar adds to each of `horizon` days after a history, learnt from that history: the place in the month;
 * what happened on that date, that weekday of the year or that holiday in earlier years, as far as years agree; and
 * how the level moved at this time of the year.
 * @param seasonAhead what the day of the season adds to the level of the base forecast, for each of its days
 */
export function calendarEffects(
  parts: Decomposition,
  horizon: number,
  seasonAhead: Float64Array,
  holidays?: HolidayCalendar,
): CalendarEffect[] {
  const { firstDay, deviation, spread, season, monthEffects } = parts;
  const length = deviation.length;
  const origin = firstDay + length;
  const year = yearInSeasons(season);
  const repetition = repetitionOf(parts);
  const occurrences = new Map<string, number[]>();
  if (holidays) {
    for (let day = firstDay; day < origin; day++) {
      for (const label of [...holidays.labelsOf(day), ...holidays.kinOf(day)])
        occurrences.set(label, [...(occurrences.get(label) ?? []), day]);
    }
  }
  /** Deviation of an earlier day as it would be on the day of the season of the day forecast. */
  const translated = (earlier: number, ahead: number): number => {
    const at = earlier - firstDay;
    const value = deviation[at] ?? Number.NaN;
    if (Number.isNaN(value)) return value;
    const shift = seasonAt(parts, at) - (seasonAhead[ahead % season] ?? 0);
    return value + WEEKDAY_FADES * specialAt(parts, at) * shift;
  };
  const common = (days: readonly number[], ahead: number, prior: number): number =>
    commonEffect(
      days.map((day) => translated(day, ahead)),
      spread,
      prior,
    );

  return Array.from({ length: horizon }, (_, ahead) => {
    const day = origin + ahead;
    const seen = (labels: readonly string[]): number[] =>
      [...new Set(labels.flatMap((label) => occurrences.get(label) ?? []))].sort((a, b) => a - b);
    let onHoliday = seen(holidays?.labelsOf(day) ?? []);
    if (onHoliday.length === 0) onHoliday = seen(holidays?.kinOf(day) ?? []);
    let special = common(onHoliday.slice(-MAX_OCCURRENCES), ahead, PRIOR.holiday);
    if (Number.isNaN(special)) {
      const byDate = YEARS.map((years) => yearsBefore(day, years));
      const byWeekday = YEARS.map((years) => day - years * year);
      special =
        SHARE.date * (common(byDate, ahead, PRIOR.date) || 0) +
        SHARE.weekday * (common(byWeekday, ahead, PRIOR.date) || 0);
    }
    const change = levelChange(parts, length - year, ahead);
    const moved = Number.isNaN(change) ? 0 : repetition * change;
    return { total: special + moved + (monthEffects.get(placeInMonth(day)) ?? 0), special };
  });
}
