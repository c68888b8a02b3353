import { z } from 'zod';
import { day, decimal, instant, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** Lines of orders. Sorted by merchant, day and id: one merchant's days lie together. */
export const orderItems = defineTable(
  'order_items',
  z.object({
    merchant_id: uuid,
    business_date: day,
    id: uuid,
    order_id: uuid,
    line_no: z.coerce.number().int(),
    product_id: uuid.nullable(),
    sku: z.string(),
    description: z.string().nullable(),
    /** SALE, CANCELLATION, REFUND, ADJUSTMENT or BAD_DEBT. */
    kind: z.string(),
    quantity: z.coerce.number().int(),
    unit_price: decimal,
    /** quantity x unit_price; negative for what was taken back. */
    amount: decimal,
    currency: z.string(),
    occurred_at: instant,
    ...mirrored,
  }),
  ['merchant_id', 'business_date', 'id'],
);

export type OrderItemRow = z.infer<typeof orderItems.schema>;
