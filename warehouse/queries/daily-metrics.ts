import { dailyMetricsRow } from '../tables/daily-metrics.ts';
import { defineQuery } from './run.ts';

/** Which merchants and days; both ends of the range belong to it. */
export type MerchantsAndDays = { merchants: string[]; from: string; to: string };

/** Days that have data, one row per merchant, day and currency, oldest first: sums over two currencies mean nothing. */
export const dailyMetrics = defineQuery<MerchantsAndDays>()({
  name: 'dailyMetrics',
  text: `SELECT merchant_id, business_date, currency, toString(gross_revenue) AS gross_revenue,
      toString(refunds) AS refunds, orders, units, customers, lines, carts, abandoned_carts
    FROM daily_metrics FINAL
    WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
    ORDER BY merchant_id, business_date, currency`,
  row: dailyMetricsRow,
});
