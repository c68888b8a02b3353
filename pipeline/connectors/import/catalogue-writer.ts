import type { PoolClient } from 'pg';
import type { CustomerRow, ProductRow } from './line.ts';
import { byKey } from './writer.ts';

// A list says what is so: unlike an order's line it replaces what is known, but an empty cell says nothing.
const UPSERT_PRODUCTS = `
  insert into commerce.products as p (merchant_id, external_id, title, category)
  select $1, external_id, title, category
  from unnest($2::text[], $3::text[], $4::text[]) as t (external_id, title, category)
  on conflict (merchant_id, external_id) do update
  set title = coalesce(excluded.title, p.title), category = coalesce(excluded.category, p.category), updated_at = now()
  where (p.title, p.category)
    is distinct from (coalesce(excluded.title, p.title), coalesce(excluded.category, p.category))`;

const UPSERT_CUSTOMERS = `
  insert into commerce.customers as c (merchant_id, external_id, name, email, country)
  select $1, external_id, name, email, country
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as t (external_id, name, email, country)
  on conflict (merchant_id, external_id) do update
  set name = coalesce(excluded.name, c.name), email = coalesce(excluded.email, c.email),
      country = coalesce(excluded.country, c.country), updated_at = now()
  where (c.name, c.email, c.country) is distinct from
    (coalesce(excluded.name, c.name), coalesce(excluded.email, c.email), coalesce(excluded.country, c.country))`;

/** One row a key, in the order of the keys; of two rows the later one counts, where it says something. */
function merged<Row extends object>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const byId = new Map<string, Row>();
  for (const row of rows) {
    const told = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    const known = byId.get(keyOf(row));
    byId.set(keyOf(row), known ? { ...known, ...told } : row);
  }
  return [...byId].sort((a, b) => byKey(a[0], b[0])).map(([, row]) => row);
}

/**
 * Writes a list of products inside the caller's transaction. Writing it again changes no row.
 * @param client in a transaction that has `app.merchant_ids` set
 */
export async function writeProductList(
  client: PoolClient,
  merchantId: string,
  rows: readonly ProductRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const products = merged(rows, (row) => row.sku);
  await client.query(UPSERT_PRODUCTS, [
    merchantId,
    products.map((row) => row.sku),
    products.map((row) => row.title),
    products.map((row) => row.category),
  ]);
}

/**
 * Writes a list of customers inside the caller's transaction. Writing it again changes no row.
 * @param client in a transaction that has `app.merchant_ids` set
 */
export async function writeCustomerList(
  client: PoolClient,
  merchantId: string,
  rows: readonly CustomerRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const customers = merged(rows, (row) => row.customer);
  await client.query(UPSERT_CUSTOMERS, [
    merchantId,
    customers.map((row) => row.customer),
    customers.map((row) => row.name),
    customers.map((row) => row.email),
    customers.map((row) => row.country),
  ]);
}
