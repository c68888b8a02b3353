import { badInput } from '#platform/errors/index.ts';
import { addYears, type DayRange, lengthOf } from './calendar.ts';

/** Ten years before the first day is the first day the warehouse can name, so that comparisons fit too. */
const FIRST_DAY = '1980-01-01';
const LAST_DAY = '2100-12-31';
const MAX_DAYS = 1_100;
const MAX_YEARS = 10;

/**
 * The range a report may cover.
 * @throws BAD_INPUT that names the argument at fault and what it accepts
 */
export function checkedRange(range: DayRange, byDay: boolean): DayRange {
  const { from, to } = range;
  if (from < FIRST_DAY || from > LAST_DAY)
    throw badInput(`from must be between ${FIRST_DAY} and ${LAST_DAY}; got ${from}.`, ['from']);
  if (to < FIRST_DAY || to > LAST_DAY)
    throw badInput(`to must be between ${FIRST_DAY} and ${LAST_DAY}; got ${to}.`, ['to']);
  if (from > to) throw badInput(`to (${to}) must not be before from (${from}).`, ['to']);
  if (byDay && lengthOf(range) > MAX_DAYS) {
    throw badInput(
      `to is too far from from: by DAY a range holds at most ${MAX_DAYS} days, and this one has ${lengthOf(range)}. Group by WEEK or MONTH instead.`,
      ['to'],
    );
  }
  if (to >= addYears(from, MAX_YEARS))
    throw badInput(`to is too far from from: a range holds at most ${MAX_YEARS} years.`, ['to']);
  return { from, to };
}
