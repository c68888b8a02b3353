import { addDays } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';
import type { DailySeriesSource, MerchantDays } from '../generation/daily-series.ts';

/** A series as the warehouse answers it. */
export function asWarehouseRow(
  merchantId: string,
  series: DailySeries,
  from: string,
  to: string,
): MerchantDays {
  const days = series.orders.map((_, index) => addDays(series.from, index));
  const kept = days.flatMap((day, index) => (day >= from && day <= to ? [index] : []));
  const pick = (values: readonly number[]) => kept.map((index) => values[index] ?? 0);
  return {
    merchantId,
    days: kept.map((index) => days[index] ?? ''),
    values: {
      gross_revenue: pick(series.grossRevenue),
      refunds: pick(series.refunds),
      orders: pick(series.orders),
      units: pick(series.units),
    },
  };
}

/** A source that serves the given series; a query that includes a merchant of `broken` fails, as a bad row would. */
export function memorySource(
  series: ReadonlyMap<string, DailySeries>,
  broken: ReadonlySet<string> = new Set(),
): DailySeriesSource & { queries: number } {
  const source = {
    queries: 0,
    async dailySeries({ merchantIds, from, to }: { merchantIds: string[]; from: string; to: string }) {
      source.queries++;
      const bad = merchantIds.find((id) => broken.has(id));
      if (bad !== undefined) throw new Error(`cannot read the days of ${bad}`);
      return merchantIds.flatMap((id) => {
        const own = series.get(id);
        return own === undefined ? [] : [asWarehouseRow(id, own, from, to)];
      });
    },
  };
  return source;
}
