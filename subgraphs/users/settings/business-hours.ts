import { badInput } from '#platform/errors/index.ts';
import type { Merchant } from '../merchant/merchant.type.ts';
import { type BusinessDay, type BusinessDayInput, Weekday } from './settings.type.ts';

type Hours = NonNullable<Merchant['hours']>;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const PATH = ['input', 'businessHours'];

/** Monday to Sunday as a client reads it. */
export const weekOf = (hours: Hours): BusinessDay[] =>
  Object.values(Weekday).map((weekday) => {
    const [opens = null, closes = null] = hours[weekday] ?? [];
    return { weekday, opens, closes };
  });

/** @throws BAD_INPUT for a time that is none, a day named twice, and a day that closes before it opens */
export function hoursOf(days: readonly BusinessDayInput[]): Hours {
  const hours: Hours = {};
  const seen = new Set<Weekday>();
  for (const { weekday, opens, closes } of days) {
    if (seen.has(weekday)) throw badInput(`${weekday} is there twice.`, PATH);
    seen.add(weekday);
    if (opens == null && closes == null) continue;
    if (opens == null || closes == null)
      throw badInput(`${weekday}: give both opens and closes, or neither for a closed day.`, PATH);
    if (!TIME.test(opens)) throw badInput(`${weekday}: opens must be "HH:MM", 00:00 to 23:59.`, PATH);
    if (!TIME.test(closes) && closes !== '24:00')
      throw badInput(`${weekday}: closes must be "HH:MM", up to 24:00.`, PATH);
    if (closes <= opens) throw badInput(`${weekday}: closes must be after opens.`, PATH);
    hours[weekday] = [opens, closes];
  }
  return hours;
}
