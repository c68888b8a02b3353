import { z } from 'zod';
import { day, decimal } from '../tables/columns.ts';
import { defineQuery } from './run.ts';

const count = z.coerce.number().int();

/** Days on which a product sold anything, oldest first. Lines that name no product are found by its number. */
export const productDays = defineQuery<{
  merchant: string;
  product: string;
  sku: string;
  from: string;
  to: string;
}>()({
  name: 'productDays',
  text: `SELECT business_date, toString(sum(amount)) AS gross_revenue, uniqExact(order_id) AS orders,
      sum(toInt64(quantity)) AS units
    FROM order_items FINAL
    WHERE merchant_id = {merchant:UUID} AND business_date BETWEEN {from:Date32} AND {to:Date32} AND kind = 'SALE'
      AND (product_id = {product:UUID} OR (isNull(product_id) AND sku = {sku:String}))
    GROUP BY business_date
    ORDER BY business_date`,
  row: z.object({ business_date: day, gross_revenue: decimal, orders: count, units: count }),
});
