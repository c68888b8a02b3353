import type { PoolClient } from 'pg';
import type { CartRow, Numbered } from './line.ts';
import { byKey, writeCustomers, writeProducts } from './writer.ts';

/** How far a cart has come: a file that was exported earlier must not take it back. */
const rank = (status: string): string =>
  `array_position(array['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'], ${status})`;

const UPSERT_CARTS = `
  insert into commerce.carts as c
    (merchant_id, external_id, status, customer_id, currency, total, item_count, business_date, created_at, updated_at,
     abandoned_at, client_address)
  select $1, t.external_id, t.status, cu.id, t.currency, 0, 0, t.business_date, t.created_at, t.updated_at,
    t.abandoned_at, t.client_address
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::timestamptz[], $8::timestamptz[],
    $9::timestamptz[], $10::text[])
    as t (external_id, status, customer, currency, business_date, created_at, updated_at, abandoned_at, client_address)
  left join commerce.customers cu on cu.merchant_id = $1 and cu.external_id = t.customer
  on conflict (merchant_id, external_id) do update
  set status = case when ${rank('excluded.status')} > ${rank('c.status')} then excluded.status else c.status end,
      customer_id = coalesce(excluded.customer_id, c.customer_id), currency = excluded.currency,
      business_date = excluded.business_date, created_at = excluded.created_at,
      updated_at = greatest(c.updated_at, excluded.updated_at),
      abandoned_at = coalesce(excluded.abandoned_at, c.abandoned_at),
      client_address = coalesce(excluded.client_address, c.client_address)
  where (c.customer_id, c.currency, c.business_date, c.created_at, c.updated_at, c.abandoned_at, c.client_address)
      is distinct from
      (coalesce(excluded.customer_id, c.customer_id), excluded.currency, excluded.business_date, excluded.created_at,
       greatest(c.updated_at, excluded.updated_at), coalesce(excluded.abandoned_at, c.abandoned_at),
       coalesce(excluded.client_address, c.client_address))
    or ${rank('excluded.status')} > ${rank('c.status')}`;

const UPSERT_ITEMS = `
  insert into commerce.cart_items as i
    (merchant_id, cart_id, line_no, product_id, sku, title, quantity, unit_price, amount)
  select $1, t.cart_id, t.line_no, t.product_id, t.sku, t.title, t.quantity, t.unit_price, t.quantity * t.unit_price
  from unnest($2::uuid[], $3::int4[], $4::uuid[], $5::text[], $6::text[], $7::int4[], $8::numeric[])
    as t (cart_id, line_no, product_id, sku, title, quantity, unit_price)
  on conflict (cart_id, line_no) do update
  set product_id = excluded.product_id, sku = excluded.sku, title = excluded.title, quantity = excluded.quantity,
      unit_price = excluded.unit_price, amount = excluded.amount
  where (i.product_id, i.sku, i.title, i.quantity, i.unit_price)
    is distinct from (excluded.product_id, excluded.sku, excluded.title, excluded.quantity, excluded.unit_price)`;

const INSERT_EVENTS = `
  insert into commerce.cart_events (merchant_id, cart_id, kind, sku, occurred_at)
  select $1, t.cart_id, t.kind, t.sku, t.occurred_at
  from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) as t (cart_id, kind, sku, occurred_at)
  on conflict (merchant_id, cart_id, occurred_at, kind, sku) do nothing`;

/** What follows from a cart's items and events: its total, how far it has come, and since when it is abandoned. */
const DERIVE_CARTS = `
  update commerce.carts c
  set total = d.total, item_count = d.pieces, status = d.status, updated_at = d.updated_at, abandoned_at = d.abandoned_at
  from (
    select k.id, items.total, items.pieces, greatest(k.updated_at, events.last_at) as updated_at, s.status,
      coalesce(k.abandoned_at, events.abandoned_at, case when s.status = 'ABANDONED' then k.updated_at end) as abandoned_at
    from unnest($2::uuid[]) as touched (id)
    join commerce.carts k on k.merchant_id = $1 and k.id = touched.id
    cross join lateral (
      select coalesce(sum(i.amount), 0) as total, coalesce(sum(i.quantity), 0) as pieces
      from commerce.cart_items i where i.cart_id = k.id
    ) items
    cross join lateral (
      select max(e.occurred_at) as last_at, min(e.occurred_at) filter (where e.kind = 'ABANDONED') as abandoned_at,
        max(${rank('e.kind')}) as reached
      from commerce.cart_events e where e.merchant_id = $1 and e.cart_id = k.id
    ) events
    cross join lateral (
      select (array['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'])[greatest(${rank('k.status')}, events.reached)] as status
    ) s
  ) d
  where c.merchant_id = $1 and c.id = d.id
    and (c.total, c.item_count, c.status, c.updated_at, c.abandoned_at)
      is distinct from (d.total, d.pieces, d.status, d.updated_at, d.abandoned_at)`;

interface CartFacts {
  head: CartRow;
  status: string;
  customer: string | null;
  clientAddress: string | null;
  updatedAt: number;
  abandonedAt: number | null;
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What the rows of each cart say together. */
function factsOf(rows: readonly CartRow[]): Map<string, CartFacts> {
  const carts = new Map<string, CartFacts>();
  for (const row of rows) {
    const known = carts.get(row.cart);
    carts.set(row.cart, {
      head: known?.head ?? row,
      status: row.status ?? known?.status ?? 'OPEN',
      customer: known?.customer ?? row.customer,
      clientAddress: known?.clientAddress ?? row.clientAddress,
      updatedAt: Math.max(known?.updatedAt ?? row.createdAt, row.updatedAt ?? row.createdAt),
      abandonedAt: row.abandonedAt ?? known?.abandonedAt ?? null,
    });
  }
  return carts;
}

async function upsertCarts(
  client: PoolClient,
  merchantId: string,
  carts: Map<string, CartFacts>,
): Promise<Map<string, string>> {
  const rows = [...carts].sort((a, b) => byKey(a[0], b[0]));
  const names = rows.map(([cart]) => cart);
  await client.query(UPSERT_CARTS, [
    merchantId,
    names,
    rows.map(([, facts]) => facts.status),
    rows.map(([, facts]) => facts.customer),
    rows.map(([, facts]) => facts.head.currency),
    rows.map(([, facts]) => facts.head.businessDate),
    rows.map(([, facts]) => instant(facts.head.createdAt)),
    rows.map(([, facts]) => instant(facts.updatedAt)),
    rows.map(([, facts]) => instant(facts.abandonedAt)),
    rows.map(([, facts]) => facts.clientAddress),
  ]);
  const found = await client.query<{ external_id: string; id: string }>(
    'select external_id, id from commerce.carts where merchant_id = $1 and external_id = any ($2::text[])',
    [merchantId, names],
  );
  return new Map(found.rows.map((row) => [row.external_id, row.id]));
}

/**
 * Writes carts with their items and events inside the caller's transaction. Writing the same rows again changes nothing;
 * a cart never falls back to an earlier status.
 * @param client in a transaction that has `app.merchant_ids` set
 */
export async function writeCarts(
  client: PoolClient,
  merchantId: string,
  rows: readonly Numbered<CartRow>[],
): Promise<void> {
  if (rows.length === 0) return;
  const carts = factsOf(rows);
  const customers = new Map(
    rows.flatMap((row) =>
      row.customer === null
        ? []
        : [[row.customer, { name: row.customerName, email: row.customerEmail, country: null }] as const],
    ),
  );
  await writeCustomers(client, merchantId, customers);
  const ids = await upsertCarts(client, merchantId, carts);
  const idOf = (cart: string): string | null => ids.get(cart) ?? null;

  const items = rows.flatMap(({ cart, lineNo, item }) =>
    item ? [{ cart: idOf(cart), lineNo, ...item }] : [],
  );
  if (items.length > 0) {
    const products = await writeProducts(
      client,
      merchantId,
      new Map(items.map((item) => [item.sku, { title: item.title, category: null }])),
    );
    await client.query(UPSERT_ITEMS, [
      merchantId,
      items.map((item) => item.cart),
      items.map((item) => item.lineNo),
      items.map((item) => products.get(item.sku) ?? null),
      items.map((item) => item.sku),
      items.map((item) => item.title ?? item.sku),
      items.map((item) => item.quantity),
      items.map((item) => item.unitPrice),
    ]);
  }
  const events = rows.flatMap(({ cart, event }) => (event ? [{ cart: idOf(cart), ...event }] : []));
  if (events.length > 0) {
    await client.query(INSERT_EVENTS, [
      merchantId,
      events.map((event) => event.cart),
      events.map((event) => event.kind),
      events.map((event) => event.sku),
      events.map((event) => instant(event.at)),
    ]);
  }
  await client.query(DERIVE_CARTS, [merchantId, [...ids.values()]]);
}
