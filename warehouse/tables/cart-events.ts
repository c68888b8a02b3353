import { z } from 'zod';
import { instant, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** What happened to carts. Sorted by merchant, cart and id: one cart's events lie together. */
export const cartEvents = defineTable(
  'cart_events',
  z.object({
    merchant_id: uuid,
    cart_id: uuid,
    id: uuid,
    /** CREATED, ITEM_ADDED, ITEM_REMOVED, CHECKOUT_STARTED, ABANDONED, RECOVERED or ORDERED. */
    kind: z.string(),
    /** The product that an item's event is about; empty for all others. */
    sku: z.string(),
    occurred_at: instant,
    ...mirrored,
  }),
  ['merchant_id', 'cart_id', 'id'],
);

export type CartEventRow = z.infer<typeof cartEvents.schema>;
