import { z } from 'zod';
import { decimal, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** What lies in the carts. Sorted by merchant, cart and id: one cart's items lie together. */
export const cartItems = defineTable(
  'cart_items',
  z.object({
    merchant_id: uuid,
    cart_id: uuid,
    id: uuid,
    line_no: z.coerce.number().int(),
    product_id: uuid.nullable(),
    sku: z.string(),
    title: z.string(),
    quantity: z.coerce.number().int(),
    unit_price: decimal,
    amount: decimal,
    ...mirrored,
  }),
  ['merchant_id', 'cart_id', 'id'],
);

export type CartItemRow = z.infer<typeof cartItems.schema>;
