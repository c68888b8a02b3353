import { z } from 'zod';
import { dailyMetricsRow } from '../tables/daily-metrics.ts';
import { defineQuery } from './run.ts';

/** Which merchants and days; both ends of the range belong to it. */
export type MerchantsAndDays = { merchants: string[]; from: string; to: string };

/** Days that have data, one row per merchant and day, oldest first, all currencies in one. */
export const dailyMetrics = defineQuery<MerchantsAndDays>()({
  name: 'dailyMetrics',
  text: `SELECT merchant_id, business_date, toString(sum(m.gross_revenue)) AS gross_revenue, toString(sum(m.refunds)) AS refunds,
      sum(m.orders) AS orders, sum(m.units) AS units, sum(m.customers) AS customers, sum(m.lines) AS lines,
      sum(m.carts) AS carts, sum(m.abandoned_carts) AS abandoned_carts
    FROM daily_metrics AS m FINAL
    WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
    GROUP BY merchant_id, business_date
    ORDER BY merchant_id, business_date`,
  row: dailyMetricsRow,
});

/** The same with one row per merchant, day and currency. */
export const dailySales = defineQuery<MerchantsAndDays>()({
  name: 'dailySales',
  text: `SELECT merchant_id, business_date, currency, toString(gross_revenue) AS gross_revenue,
      toString(refunds) AS refunds, orders, units, customers, lines, carts, abandoned_carts
    FROM daily_metrics FINAL
    WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
    ORDER BY merchant_id, business_date, currency`,
  row: dailyMetricsRow.extend({ currency: z.string() }),
});
