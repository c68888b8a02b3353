import { z } from 'zod';
import { day, instant, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** Orders, sorted by merchant and id. */
export const orders = defineTable(
  'orders',
  z.object({
    merchant_id: uuid,
    id: uuid,
    external_id: z.string(),
    kind: z.string(),
    customer_id: uuid.nullable(),
    currency: z.string(),
    country: z.string().nullable(),
    channel: z.string().nullable(),
    placed_at: instant,
    business_date: day,
    ...mirrored,
  }),
  ['merchant_id', 'id'],
);

export type OrderRow = z.infer<typeof orders.schema>;
