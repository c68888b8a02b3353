import { money } from '#platform/graphql/index.ts';
import { formatAmount, parseAmount } from '#platform/money/index.ts';
import type { DailyMetricsRow } from '#warehouse/index.ts';
import { CurrencySales } from '../report/report.type.ts';
import { SalesPoint, SalesTotals } from './sales.type.ts';
import { averageOrderValue, type Bucket, type Figures, netRevenue } from './series.ts';

function presented(figures: Figures, currency: string) {
  const average = averageOrderValue(figures);
  return {
    grossRevenue: money(formatAmount(figures.grossRevenue), currency),
    refunds: money(formatAmount(figures.refunds), currency),
    netRevenue: money(formatAmount(netRevenue(figures)), currency),
    orders: Number(figures.orders),
    units: Number(figures.units),
    averageOrderValue: average === null ? null : money(formatAmount(average), currency),
  };
}

export const totalsOf = (figures: Figures, currency: string): SalesTotals =>
  Object.assign(new SalesTotals(), presented(figures, currency));

export const pointOf = (bucket: Bucket, currency: string): SalesPoint =>
  Object.assign(new SalesPoint(), presented(bucket, currency), { date: bucket.date });

/** What rows in other currencies than the merchant's come to, by currency. */
export function otherCurrenciesOf(rows: readonly DailyMetricsRow[], own: string): CurrencySales[] {
  const sums = new Map<string, { gross: bigint; refunds: bigint; orders: number }>();
  for (const row of rows) {
    // A day that has been emptied leaves a row of zeros.
    if (row.currency === own || row.lines === 0) continue;
    const sum = sums.get(row.currency) ?? { gross: 0n, refunds: 0n, orders: 0 };
    sum.gross += parseAmount(row.gross_revenue);
    sum.refunds += parseAmount(row.refunds);
    sum.orders += row.orders;
    sums.set(row.currency, sum);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { gross, refunds, orders }]) =>
      Object.assign(new CurrencySales(), {
        currency,
        grossRevenue: money(formatAmount(gross), currency),
        refunds: money(formatAmount(refunds), currency),
        orders,
      }),
    );
}
