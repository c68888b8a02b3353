import { z } from 'zod';
import { decimal } from '../tables/columns.ts';
import { defineQuery } from './run.ts';

const count = z.coerce.number().int();

/**
 * One merchant's figures over a whole period. Orders and customers are counted once however many days they fall on,
 * which a sum over daily metrics could not do.
 */
export const periodTotals = defineQuery<{ merchant: string; from: string; to: string }>()({
  name: 'periodTotals',
  text: `SELECT toString(sumIf(amount, kind = 'SALE')) AS gross_revenue,
      toString(-sumIf(amount, kind IN ('CANCELLATION', 'REFUND'))) AS refunds,
      uniqExactIf(order_id, kind = 'SALE') AS orders,
      sumIf(toInt64(quantity), kind = 'SALE') AS units,
      uniqExactIf(customer_id, kind = 'SALE' AND isNotNull(customer_id)) AS customers
    FROM (
      SELECT order_id, kind, amount, quantity FROM order_items FINAL
      WHERE merchant_id = {merchant:UUID} AND business_date BETWEEN {from:Date32} AND {to:Date32}
    ) AS line
    LEFT JOIN (
      SELECT id, customer_id FROM orders FINAL WHERE merchant_id = {merchant:UUID}
    ) AS sale ON sale.id = line.order_id`,
  row: z.object({ gross_revenue: decimal, refunds: decimal, orders: count, units: count, customers: count }),
});
