import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { NumberedLine } from './line.ts';

/** The session's table that COPY fills: COPY cannot write a table that is under row-level security. */
const CREATE_STAGE = `
  create temp table if not exists mg_import_line (
    id uuid not null default uuidv7(), order_id uuid not null, line_no int4 not null, product_id uuid, sku text not null,
    description text, kind text not null, quantity int4 not null, unit_price numeric(19,4) not null,
    amount numeric(19,4), currency char(3) not null, occurred_at timestamptz not null, business_date date not null
  )`;
const COPY_STAGE = `
  copy mg_import_line (order_id, line_no, product_id, sku, description, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
  from stdin`;

const UPSERT_CUSTOMERS = `
  insert into commerce.customers as c (merchant_id, external_id, name, email, country)
  select $1, external_id, name, email, country
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as t (external_id, name, email, country)
  on conflict (merchant_id, external_id) do update
  set name = coalesce(c.name, excluded.name), email = coalesce(c.email, excluded.email),
      country = coalesce(c.country, excluded.country), updated_at = now()
  where (c.name is null and excluded.name is not null) or (c.email is null and excluded.email is not null)
     or (c.country is null and excluded.country is not null)`;

const UPSERT_PRODUCTS = `
  insert into commerce.products as p (merchant_id, external_id, title, category)
  select $1, external_id, title, category
  from unnest($2::text[], $3::text[], $4::text[]) as t (external_id, title, category)
  on conflict (merchant_id, external_id) do update
  set title = coalesce(p.title, excluded.title), category = coalesce(p.category, excluded.category), updated_at = now()
  where (p.title is null and excluded.title is not null) or (p.category is null and excluded.category is not null)`;

const INSERT_ORDERS = `
  insert into commerce.orders as o
    (merchant_id, external_id, kind, customer_id, currency, country, channel, placed_at, business_date)
  select $1, t.external_id, t.kind, c.id, t.currency, t.country, t.channel, t.placed_at, t.business_date
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::date[])
    as t (external_id, kind, customer, currency, country, channel, placed_at, business_date)
  left join commerce.customers c on c.merchant_id = $1 and c.external_id = t.customer
  on conflict (merchant_id, external_id) do `;
const KEEP_ORDER = 'nothing';
const RESTATE_ORDER = `
  update set customer_id = excluded.customer_id, currency = excluded.currency, country = excluded.country,
             channel = excluded.channel, updated_at = now()
  where (o.customer_id, o.currency, o.country, o.channel)
    is distinct from (excluded.customer_id, excluded.currency, excluded.country, excluded.channel)`;

const UPSERT_ITEMS = `
  insert into commerce.order_items as i
    (id, merchant_id, order_id, line_no, product_id, sku, description, kind, quantity, unit_price, amount, currency,
     occurred_at, business_date)
  select id, $1, order_id, line_no, product_id, sku, description, kind, quantity, unit_price,
         coalesce(amount, quantity * unit_price), currency, occurred_at, business_date
  from mg_import_line
  on conflict (merchant_id, order_id, line_no) do update
  set product_id = excluded.product_id, sku = excluded.sku, description = excluded.description, kind = excluded.kind,
      quantity = excluded.quantity, unit_price = excluded.unit_price, amount = excluded.amount,
      currency = excluded.currency, occurred_at = excluded.occurred_at, business_date = excluded.business_date,
      updated_at = now()
  where (i.product_id, i.sku, i.description, i.kind, i.quantity, i.unit_price, i.amount, i.currency, i.occurred_at, i.business_date)
    is distinct from (excluded.product_id, excluded.sku, excluded.description, excluded.kind, excluded.quantity,
      excluded.unit_price, excluded.amount, excluded.currency, excluded.occurred_at, excluded.business_date)`;

/**
 * An order begins with its earliest line, and is a sale when any of its lines is, unless it is booked as bad debt. Looked
 * up order by order: on tables that have just been filled and never analysed, a join is planned as a scan of everything.
 */
const DERIVE_ORDERS = `
  update commerce.orders o
  set kind = case o.kind when 'BAD_DEBT' then o.kind else d.kind end, placed_at = d.placed_at,
      business_date = d.business_date, updated_at = now()
  from unnest($2::uuid[]) as touched (id)
  cross join lateral (
    select min(i.occurred_at) as placed_at, min(i.business_date) as business_date,
           case when bool_or(i.kind = 'SALE') then 'SALE' else (array_agg(i.kind order by i.line_no))[1] end as kind
    from commerce.order_items i where i.merchant_id = $1 and i.order_id = touched.id
  ) d
  where o.merchant_id = $1 and o.id = touched.id
    and ((o.placed_at, o.business_date) is distinct from (d.placed_at, d.business_date)
      or o.kind not in ('BAD_DEBT', d.kind))`;

interface OrderFacts {
  external: string;
  lowest: number;
  kind: string;
  head: NumberedLine;
  placedAt: number;
  businessDate: string;
}

interface CustomerFacts {
  name: string | null;
  email: string | null;
  country: string | null;
}

interface ProductFacts {
  title: string | null;
  category: string | null;
}

/**
 * Writes order lines with what they say about orders, products and customers, inside the caller's transaction. Writing
 * the same lines again changes no row, in whatever batches they come:
 * - an order's customer, country and channel are those of its first line; its time and kind follow from all its lines;
 * - of customers and products, what is not known yet is filled in, and what is known stays.
 * @param client in a transaction that has `app.merchant_ids` set
 */
export async function writeLines(
  client: PoolClient,
  merchantId: string,
  lines: readonly NumberedLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const unique = withoutRepeatedFixedLines(lines);
  const orders = new Map<string, OrderFacts>();
  const products = new Map<string, ProductFacts>();
  const customers = new Map<string, CustomerFacts>();
  for (const line of lines) {
    noteOrder(orders, line);
    if (line.customer !== null) noteCustomer(customers, line.customer, line);
    if (hasProduct(line)) noteProduct(products, line);
  }
  await writeCustomers(client, merchantId, customers);
  const productIds = await writeProducts(client, merchantId, products);
  const orderIds = await writeOrders(client, merchantId, [...orders.values()]);

  await client.query(CREATE_STAGE);
  await client.query('truncate mg_import_line');
  await pipeline(Readable.from(copyRows(unique, orderIds, productIds)), client.query(copyFrom(COPY_STAGE)));
  await client.query(UPSERT_ITEMS, [merchantId]);
  await client.query(DERIVE_ORDERS, [merchantId, [...orderIds.values()]]);
}

/** The refund of a whole order is about no product. */
const hasProduct = (line: NumberedLine): boolean => line.aboutOrder !== true;

function noteProduct(products: Map<string, ProductFacts>, line: NumberedLine): void {
  // What a correction of stock calls an article ("damaged", "?") is no title of it.
  const title = line.kind === 'SALE' ? line.title : null;
  const known = products.get(line.sku);
  if (known === undefined) {
    products.set(line.sku, { title, category: line.category ?? null });
    return;
  }
  known.title ??= title;
  known.category ??= line.category ?? null;
}

/** A line whose number does not come from counting: should a file tell it twice, the last word counts. */
const isFixed = (line: NumberedLine): boolean => line.fixedLineNo !== undefined || line.lineKey !== undefined;

function withoutRepeatedFixedLines(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  const last = new Map<string, NumberedLine>();
  for (const line of lines) if (isFixed(line)) last.set(`${line.order}\n${line.lineNo}`, line);
  if (last.size === 0) return lines;
  return lines.filter((line) => !isFixed(line) || last.get(`${line.order}\n${line.lineNo}`) === line);
}

function noteOrder(orders: Map<string, OrderFacts>, line: NumberedLine): void {
  const known = orders.get(line.order);
  if (known === undefined) {
    orders.set(line.order, {
      external: line.order,
      lowest: line.lineNo,
      kind: line.badDebtOrder ? 'BAD_DEBT' : line.kind,
      head: line,
      placedAt: line.occurredAt,
      businessDate: line.businessDate,
    });
    return;
  }
  if (line.kind === 'SALE' && !line.badDebtOrder) known.kind = 'SALE';
  if (line.occurredAt < known.placedAt) {
    known.placedAt = line.occurredAt;
    known.businessDate = line.businessDate;
  }
  if (line.lineNo < known.lowest) {
    known.lowest = line.lineNo;
    known.head = line;
  }
}

function noteCustomer(customers: Map<string, CustomerFacts>, id: string, line: NumberedLine): void {
  const known = customers.get(id);
  if (known === undefined) {
    customers.set(id, { name: line.customerName, email: line.customerEmail, country: line.country });
    return;
  }
  known.name ??= line.customerName;
  known.email ??= line.customerEmail;
  known.country ??= line.country;
}

/** Rows are always written in the order of their keys, so that two writers can wait for but never block each other. */
export const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Fills in what is not known yet of customers, and adds those that are new. */
export async function writeCustomers(
  client: PoolClient,
  merchantId: string,
  customers: Map<string, CustomerFacts>,
): Promise<void> {
  if (customers.size === 0) return;
  const rows = [...customers].sort((a, b) => byKey(a[0], b[0]));
  await client.query(UPSERT_CUSTOMERS, [
    merchantId,
    rows.map(([id]) => id),
    rows.map(([, facts]) => facts.name),
    rows.map(([, facts]) => facts.email),
    rows.map(([, facts]) => facts.country),
  ]);
}

/** Fills in what is not known yet of products, adds those that are new, and gives the ids of all. */
export async function writeProducts(
  client: PoolClient,
  merchantId: string,
  products: Map<string, ProductFacts>,
): Promise<Map<string, string>> {
  const rows = [...products].sort((a, b) => byKey(a[0], b[0]));
  const skus = rows.map(([sku]) => sku);
  await client.query(UPSERT_PRODUCTS, [
    merchantId,
    skus,
    rows.map(([, facts]) => facts.title),
    rows.map(([, facts]) => facts.category),
  ]);
  return idsOf(client, 'products', merchantId, skus);
}

async function writeOrders(
  client: PoolClient,
  merchantId: string,
  orders: OrderFacts[],
): Promise<Map<string, string>> {
  orders.sort((a, b) => byKey(a.external, b.external));
  for (const first of [true, false]) {
    const rows = orders.filter((order) => (order.lowest === 1) === first);
    if (rows.length === 0) continue;
    await client.query(INSERT_ORDERS + (first ? RESTATE_ORDER : KEEP_ORDER), [
      merchantId,
      rows.map((order) => order.external),
      rows.map((order) => order.kind),
      rows.map((order) => order.head.customer),
      rows.map((order) => order.head.currency),
      rows.map((order) => order.head.country),
      rows.map((order) => order.head.channel),
      rows.map((order) => new Date(order.placedAt).toISOString()),
      rows.map((order) => order.businessDate),
    ]);
  }
  return idsOf(
    client,
    'orders',
    merchantId,
    orders.map((order) => order.external),
  );
}

async function idsOf(
  client: PoolClient,
  table: 'orders' | 'products',
  merchantId: string,
  externalIds: string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ external_id: string; id: string }>(
    `select external_id, id from commerce.${table} where merchant_id = $1 and external_id = any ($2::text[])`,
    [merchantId, externalIds],
  );
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escapeText = (text: string): string =>
  text.replace(SPECIAL, (character) => ESCAPES[character] ?? character);
const escapeOrNull = (text: string | null | undefined): string => (text ? escapeText(text) : '\\N');

/** Rows of COPY's text format, some thousands to a piece. */
function* copyRows(
  lines: readonly NumberedLine[],
  orderIds: Map<string, string>,
  productIds: Map<string, string>,
): Generator<string> {
  let piece = '';
  for (const line of lines) {
    const product = hasProduct(line) ? productIds.get(line.sku) : undefined;
    piece += `${orderIds.get(line.order)}\t${line.lineNo}\t${product ?? '\\N'}\t${escapeText(line.sku)}\t${escapeOrNull(line.title)}\t${line.kind}\t${line.quantity}\t${line.unitPrice}\t${line.amount ?? '\\N'}\t${line.currency}\t${new Date(line.occurredAt).toISOString()}\t${line.businessDate}\n`;
    if (piece.length > 256 * 1024) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
