import { addDays, dayNumber } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';

/** One merchant's days as the warehouse gives them: `values.orders[3]` belongs to `days[3]`. */
export interface MerchantDays {
  merchantId: string;
  days: readonly string[];
  values: Readonly<Record<'gross_revenue' | 'refunds' | 'orders' | 'units', readonly number[]>>;
}

/** What generation needs of the warehouse. */
export interface DailySeriesSource {
  /**
   * Daily metrics of many merchants, both ends included, each in its own of `currencies` (pair by pair): amounts of two
   * currencies add up to nothing. Days and merchants without data may be missing.
   */
  dailySeries(range: {
    merchantIds: string[];
    currencies: string[];
    from: string;
    to: string;
    signal?: AbortSignal;
  }): Promise<readonly MerchantDays[]>;
}

/** An unbroken row of days from `from` to the day before `asOf`; days without data are zeros. */
export function toDailySeries(merchant: MerchantDays | undefined, from: string, asOf: string): DailySeries {
  const first = dayNumber(from);
  const count = dayNumber(asOf) - first;
  const places = merchant?.days.map((day) => dayNumber(day) - first) ?? [];
  const dense = (name: keyof MerchantDays['values']) => {
    const column = new Array<number>(count).fill(0);
    places.forEach((place, index) => {
      const value = merchant?.values[name][index];
      if (value === undefined || !Number.isFinite(value)) {
        throw new RangeError(`${name} of ${addDays(from, place)} is not a number`);
      }
      if (place >= 0 && place < count) column[place] = value;
    });
    return column;
  };
  return {
    from,
    grossRevenue: dense('gross_revenue'),
    orders: dense('orders'),
    units: dense('units'),
    refunds: dense('refunds'),
  };
}
