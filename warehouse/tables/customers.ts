import { z } from 'zod';
import { instant, mirrored, uuid } from './columns.ts';
import { defineTable } from './table.ts';

/** Customers, sorted by merchant and id. */
export const customers = defineTable(
  'customers',
  z.object({
    merchant_id: uuid,
    id: uuid,
    external_id: z.string(),
    country: z.string().nullable(),
    created_at: instant,
    ...mirrored,
  }),
  ['merchant_id', 'id'],
);

export type CustomerRow = z.infer<typeof customers.schema>;
