import { money } from '#platform/graphql/index.ts';
import { formatAmount } from '#platform/money/index.ts';
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
