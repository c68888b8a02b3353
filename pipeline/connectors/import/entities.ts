import type { PoolClient } from 'pg';
import { writeCarts } from './cart-writer.ts';
import { writeCustomerList, writeProductList } from './catalogue-writer.ts';
import type { EntityName } from './formats/index.ts';
import type { CustomerRow, ImportRow, Numbered, ProductRow } from './line.ts';
import { writeLines } from './writer.ts';

/** Writes rows of one kind inside the caller's transaction. */
interface Writer<Row extends ImportRow = ImportRow> {
  write(client: PoolClient, merchantId: string, rows: readonly Numbered<Row>[]): Promise<void>;
}

/** Who writes what a file of each kind holds. */
export const WRITERS: Record<EntityName, Writer> = {
  orders: { write: writeLines },
  products: {
    write: (client, merchantId, rows: readonly Numbered<ProductRow>[]) =>
      writeProductList(client, merchantId, rows),
  },
  customers: {
    write: (client, merchantId, rows: readonly Numbered<CustomerRow>[]) =>
      writeCustomerList(client, merchantId, rows),
  },
  carts: { write: writeCarts },
};
