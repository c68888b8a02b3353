import { z } from 'zod';
import { day, decimal, instant, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** Carts, sorted by merchant, day and id. */
export const carts = defineTable(
  'carts',
  z.object({
    merchant_id: uuid,
    business_date: day,
    id: uuid,
    external_id: z.string(),
    customer_id: uuid.nullable(),
    /** OPEN, ABANDONED, RECOVERED or ORDERED. */
    status: z.string(),
    currency: z.string(),
    total: decimal,
    item_count: z.coerce.number().int(),
    created_at: instant,
    updated_at: instant,
    abandoned_at: instant.nullable(),
    /** A keyed hash of the address it was begun from, the same within one merchant only; null: not known. */
    client_address: z.string().nullable(),
    ...mirrored,
  }),
  ['merchant_id', 'business_date', 'id'],
);

export type CartRow = z.infer<typeof carts.schema>;
