import { z } from 'zod';
import { defineQuery } from './run.ts';

const count = z.coerce.number().int();

/** Rows and sums of each table, to be compared with PostgreSQL's own. */
export const tableTotals = defineQuery<{ merchants: string[] }>()({
  name: 'tableTotals',
  text: `SELECT 'order_items' AS name, count() AS rows, toString(sum(amount)) AS amount, sum(toInt64(quantity)) AS quantity
      FROM order_items FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'orders', count(), '0', 0 FROM orders FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'customers', count(), '0', 0 FROM customers FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'products', count(), '0', 0 FROM products FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'carts', count(), toString(sum(total)), sum(toInt64(item_count))
      FROM carts FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'cart_items', count(), toString(sum(amount)), sum(toInt64(quantity))
      FROM cart_items FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'cart_events', count(), '0', 0 FROM cart_events FINAL WHERE merchant_id IN {merchants:Array(UUID)}
    UNION ALL SELECT 'daily_metrics', countIf(lines > 0 OR carts > 0), toString(sum(gross_revenue) - sum(refunds)), sum(units)
      FROM daily_metrics FINAL WHERE merchant_id IN {merchants:Array(UUID)}`,
  row: z.object({
    name: z.enum([
      'order_items',
      'orders',
      'customers',
      'products',
      'carts',
      'cart_items',
      'cart_events',
      'daily_metrics',
    ]),
    rows: count,
    /** Sum of the money column; for daily metrics gross revenue less refunds; 0 where there is none. */
    amount: z.string(),
    /** Sum of quantities, items or units; 0 where there is none. */
    quantity: count,
  }),
});
