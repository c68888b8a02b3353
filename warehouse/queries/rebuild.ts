import { z } from 'zod';
import { day, uuid } from '../tables/columns.ts';
import { defineQuery } from './run.ts';

/**
 * Recomputes daily metrics of given (merchant, day) pairs from the rows as they are now, without superseded and
 * deleted ones. A day of which nothing is left gets zeros, which replace what it had.
 * Parameters: `merchants` and `days`, of one length, pair by pair; `version`.
 */
export const REBUILD_DAILY_METRICS = `INSERT INTO daily_metrics
  (merchant_id, business_date, gross_revenue, refunds, orders, units, customers, lines, carts, abandoned_carts, version)
WITH dirty AS (
  SELECT pair.1 AS merchant_id, pair.2 AS business_date
  FROM (SELECT arrayJoin(arrayDistinct(arrayZip({merchants:Array(UUID)}, {days:Array(Date32)}))) AS pair)
), line AS (
  SELECT merchant_id, business_date, order_id, kind, amount, quantity FROM order_items FINAL
  WHERE merchant_id IN {merchants:Array(UUID)} AND business_date IN {days:Array(Date32)}
    AND (merchant_id, business_date) IN (SELECT merchant_id, business_date FROM dirty)
), sale AS (
  SELECT merchant_id, id, customer_id FROM orders FINAL
  WHERE merchant_id IN {merchants:Array(UUID)} AND (merchant_id, id) IN (SELECT merchant_id, order_id FROM line)
), sold AS (
  SELECT line.merchant_id AS merchant_id, line.business_date AS business_date,
    sumIf(line.amount, line.kind = 'SALE') AS gross_revenue,
    -sumIf(line.amount, line.kind IN ('CANCELLATION', 'REFUND')) AS refunds,
    uniqExactIf(line.order_id, line.kind = 'SALE') AS orders,
    sumIf(toInt64(line.quantity), line.kind = 'SALE') AS units,
    uniqExactIf(sale.customer_id, line.kind = 'SALE' AND isNotNull(sale.customer_id)) AS customers,
    count() AS lines
  FROM line LEFT JOIN sale ON sale.merchant_id = line.merchant_id AND sale.id = line.order_id
  GROUP BY merchant_id, business_date
), begun AS (
  SELECT merchant_id, business_date, count() AS carts, countIf(status IN ('ABANDONED', 'RECOVERED')) AS abandoned_carts
  FROM carts FINAL
  WHERE merchant_id IN {merchants:Array(UUID)} AND business_date IN {days:Array(Date32)}
    AND (merchant_id, business_date) IN (SELECT merchant_id, business_date FROM dirty)
  GROUP BY merchant_id, business_date
)
SELECT dirty.merchant_id, dirty.business_date, sold.gross_revenue, sold.refunds, sold.orders, sold.units,
  sold.customers, sold.lines, begun.carts, begun.abandoned_carts, {version:UInt64}
FROM dirty
LEFT JOIN sold ON sold.merchant_id = dirty.merchant_id AND sold.business_date = dirty.business_date
LEFT JOIN begun ON begun.merchant_id = dirty.merchant_id AND begun.business_date = dirty.business_date
SETTINGS join_use_nulls = 0`;

/** A merchant's day. */
export const merchantDay = z.object({ merchant_id: uuid, business_date: day });

/** Days on which lines of given orders lie: they change when the customer of an order does. */
export const daysOfOrders = defineQuery<{ merchants: string[]; orders: string[] }>()({
  name: 'daysOfOrders',
  text: `SELECT DISTINCT merchant_id, business_date FROM order_items
    WHERE merchant_id IN {merchants:Array(UUID)} AND order_id IN {orders:Array(UUID)}`,
  row: merchantDay,
});

/**
 * Every day of every merchant that has, or had, anything. For loads and for repairs, never for a request.
 * Parameter: `merchants`, all when empty.
 */
export const allDays = defineQuery<{ merchants: string[] }>()({
  name: 'allDays',
  text: ['order_items', 'carts', 'daily_metrics']
    .map(
      (table) => `SELECT DISTINCT merchant_id, business_date FROM ${table}
        WHERE empty({merchants:Array(UUID)}) OR merchant_id IN {merchants:Array(UUID)}`,
    )
    .join(' UNION DISTINCT '),
  row: merchantDay,
});
