import { z } from 'zod';
import { uuid } from '../tables/columns.ts';
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

const numbers = z.array(z.number());

/** `currencies` belong to `merchants`, pair by pair; `every` is 1 where all currencies count, and 0 where these do. */
export type SeriesParameters = MerchantsAndDays & { currencies: string[]; every: 0 | 1 };

/** The same for the nightly job: one row per merchant, figures in arrays beside their days. */
export const dailySeries = defineQuery<SeriesParameters>()({
  name: 'dailySeries',
  text: `SELECT merchant_id, groupArray(toString(business_date)) AS days,
      groupArray(toFloat64(gross_revenue)) AS gross_revenue, groupArray(toFloat64(refunds)) AS refunds,
      groupArray(toFloat64(orders)) AS orders, groupArray(toFloat64(units)) AS units,
      groupArray(toFloat64(customers)) AS customers, groupArray(toFloat64(carts)) AS carts,
      groupArray(toFloat64(abandoned_carts)) AS abandoned_carts
    FROM (
      SELECT merchant_id, business_date, sum(m.gross_revenue) AS gross_revenue, sum(m.refunds) AS refunds,
        sum(m.orders) AS orders, sum(m.units) AS units, sum(m.customers) AS customers, sum(m.carts) AS carts,
        sum(m.abandoned_carts) AS abandoned_carts
      FROM daily_metrics AS m FINAL
      WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
        AND ({every:UInt8} = 1 OR currency = '' OR (merchant_id, currency) IN (
          SELECT pair.1, pair.2
          FROM (SELECT arrayJoin(arrayZip({merchants:Array(UUID)}, {currencies:Array(String)})) AS pair)))
      GROUP BY merchant_id, business_date
      ORDER BY merchant_id, business_date
    )
    GROUP BY merchant_id`,
  row: z.object({
    merchant_id: uuid,
    days: z.array(z.iso.date()),
    gross_revenue: numbers,
    refunds: numbers,
    orders: numbers,
    units: numbers,
    customers: numbers,
    carts: numbers,
    abandoned_carts: numbers,
  }),
});
