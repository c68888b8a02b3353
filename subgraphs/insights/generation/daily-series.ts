import { z } from 'zod';
import { dayNumber } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';

/** One merchant's days as the warehouse gives them: parallel arrays, only days with data, decimals as strings. */
export interface MerchantDays {
  merchantId: string;
  days: readonly string[];
  grossRevenue: readonly (string | number)[];
  refunds: readonly (string | number)[];
  orders: readonly number[];
  units: readonly number[];
}

/** What generation needs of the warehouse. */
export interface DailySeriesSource {
  /** Daily metrics of many merchants, both ends included. Merchants without any data may be missing. */
  dailySeries(range: { merchantIds: string[]; from: string; to: string }): Promise<readonly MerchantDays[]>;
}

const number = z.coerce.number().refine(Number.isFinite);

/** An unbroken row of days from `from` to the day before `asOf`; days without data are zeros. */
export function toDailySeries(days: MerchantDays | undefined, from: string, asOf: string): DailySeries {
  const first = dayNumber(from);
  const count = dayNumber(asOf) - first;
  const dense = (values: readonly (string | number)[] | undefined) => {
    const column = new Array<number>(count).fill(0);
    days?.days.forEach((day, index) => {
      const at = dayNumber(day.slice(0, 10)) - first;
      if (at >= 0 && at < count) column[at] = number.parse(values?.[index]);
    });
    return column;
  };
  return {
    from,
    grossRevenue: dense(days?.grossRevenue),
    orders: dense(days?.orders),
    units: dense(days?.units),
    refunds: dense(days?.refunds),
  };
}
