import { z } from 'zod';
import { instant, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** Products, sorted by merchant and id. */
export const products = defineTable(
  'products',
  z.object({
    merchant_id: uuid,
    id: uuid,
    /** The shop's own number of the product (SKU). */
    external_id: z.string(),
    title: z.string().nullable(),
    category: z.string().nullable(),
    created_at: instant,
    ...mirrored,
  }),
  ['merchant_id', 'id'],
);

export type ProductRow = z.infer<typeof products.schema>;
