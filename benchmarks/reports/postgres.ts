import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { FIRST_DAY, merchantId } from './generate.ts';

/** Tables, where their rows come from, and the indexes that reports over them need. Covering: a report reads these alone. */
const TABLES = [
  {
    name: 'order_items',
    columns: `merchant_id uuid not null, business_date date not null, order_id uuid not null, sku text not null,
      kind text not null, quantity int not null, amount numeric(19, 4) not null, currency char(3) not null`,
    rows: `SELECT merchant_id, business_date, order_id, sku, kind, quantity, amount, currency
      FROM order_items ORDER BY merchant_id, business_date`,
    indexes: [
      'index on order_items (merchant_id, business_date) include (order_id, sku, kind, quantity, amount, currency)',
      'index on order_items (merchant_id, sku, business_date) include (order_id, kind, quantity, amount, currency)',
      'index on order_items (merchant_id, order_id) include (business_date, sku, kind, quantity, amount, currency)',
    ],
  },
  {
    name: 'orders',
    columns: `merchant_id uuid not null, id uuid not null, customer_id uuid, country text, channel text,
      placed_at timestamptz not null`,
    rows: `SELECT merchant_id, id, customer_id, country, channel, placed_at FROM orders ORDER BY merchant_id, id`,
    indexes: [
      'unique index on orders (merchant_id, id) include (customer_id, country, channel, placed_at)',
      'index on orders (merchant_id, country) include (id, customer_id, channel, placed_at)',
    ],
  },
  {
    name: 'products',
    columns: 'merchant_id uuid not null, sku text not null, title text',
    rows: 'SELECT merchant_id, external_id, title FROM products',
    indexes: ['unique index on products (merchant_id, sku) include (title)'],
  },
  {
    name: 'carts',
    columns: `merchant_id uuid not null, business_date date not null, id uuid not null, status text not null,
      total numeric(19, 4) not null`,
    rows: 'SELECT merchant_id, business_date, id, status, total FROM carts ORDER BY merchant_id, business_date',
    indexes: ['index on carts (merchant_id, business_date) include (id, status, total)'],
  },
  {
    name: 'cart_events',
    columns: 'merchant_id uuid not null, cart_id uuid not null, kind text not null',
    rows: 'SELECT merchant_id, cart_id, kind FROM cart_events ORDER BY merchant_id, cart_id',
    indexes: ['index on cart_events (merchant_id, cart_id) include (kind)'],
  },
] as const;

/** Rows as text, as they come. */
async function rowsOf(
  clickhouse: { url: string; password: string; database: string },
  query: string,
): Promise<Readable> {
  const response = await fetch(`${clickhouse.url}/?database=${clickhouse.database}`, {
    method: 'POST',
    headers: { 'x-clickhouse-key': clickhouse.password },
    body: `${query} FORMAT TabSeparated`,
  });
  if (!response.ok || !response.body) throw new Error(await response.text());
  return Readable.fromWeb(response.body as ReadableStream);
}

/**
 * Copies the mirror's rows into tables as the product has them, sorted (which is kind to PostgreSQL), with indexes,
 * vacuumed and analysed.
 */
export async function fillPostgres(
  pool: pg.Pool,
  clickhouse: { url: string; password: string; database: string },
  note: (text: string) => void,
): Promise<void> {
  for (const table of TABLES) {
    note(`  ${table.name} ...`);
    const client = await pool.connect();
    try {
      await client.query(`create unlogged table ${table.name} (${table.columns})`);
      const copy = client.query(copyFrom(`copy ${table.name} from stdin`));
      await pipeline(await rowsOf(clickhouse, table.rows), copy);
      await client.query("set maintenance_work_mem = '512MB'");
      for (const index of table.indexes) await client.query(`create ${index}`);
      await client.query(`vacuum (analyze, freeze) ${table.name}`);
    } finally {
      client.release();
    }
  }
}

const LINE = `select i.*, o.customer_id, o.country, o.placed_at from order_items i
  join orders o on o.merchant_id = i.merchant_id and o.id = i.order_id
  where i.merchant_id = $1 and i.business_date between $2 and $3 and i.currency = 'GBP'`;
const SUMS = `coalesce(sum(amount) filter (where kind = 'SALE'), 0) as gross,
  coalesce(-sum(amount) filter (where kind in ('CANCELLATION', 'REFUND')), 0) as refunds,
  coalesce(sum(quantity) filter (where kind = 'SALE'), 0) as units`;
const RFM = `
  with buyer as (
    select customer_id, $3::date - max(business_date) + 1 as recency, count(distinct order_id) as frequency, sum(amount) as monetary
    from (${LINE}) as line where kind = 'SALE' and customer_id is not null group by 1
  ), scored as (
    select *, 1 + 5 * (rank() over (order by recency desc) - 1) / count(*) over () as r,
      1 + 5 * (rank() over (order by frequency) - 1) / count(*) over () as f,
      1 + 5 * (rank() over (order by monetary) - 1) / count(*) over () as m from buyer
  )`;

/** The reports of the product as PostgreSQL would answer them from its rows: $1 merchant, $2 and $3 the range. */
export const POSTGRES_REPORTS: Record<string, string> = {
  trend: `select business_date, ${SUMS}, count(distinct order_id) filter (where kind = 'SALE') as orders
    from order_items where merchant_id = $1 and business_date between $2 and $3 and currency = 'GBP' group by 1 order by 1`,
  overview: `
    with line as (${LINE}), day as (
      select business_date, ${SUMS}, count(distinct order_id) filter (where kind = 'SALE') as orders from line group by 1
    ), first as (
      select o.customer_id, min(i.business_date) as day from order_items i
      join orders o on o.merchant_id = i.merchant_id and o.id = i.order_id
      where i.merchant_id = $1 and i.business_date <= $3 and i.kind = 'SALE' and o.customer_id is not null group by 1
    )
    select (select sum(gross) from day) as gross, (select sum(orders) from day) as orders, count(*) as customers,
      count(*) filter (where first.day >= $2) as new_customers,
      (select json_object_agg(status, n) from (select status, count(*) as n from carts
        where merchant_id = $1 and business_date between $2 and $3 group by 1) c) as carts
    from (select distinct customer_id from line where kind = 'SALE') b join first using (customer_id)`,
  products: `
    select p.sku, l.title, p.gross, p.refunds, p.units, p.orders, sum(p.gross) over () as whole, count(*) over () as matches from (
      select sku, ${SUMS}, count(distinct order_id) filter (where kind = 'SALE') as orders
      from order_items where merchant_id = $1 and business_date between $2 and $3 and currency = 'GBP' group by 1
    ) p left join products l on l.merchant_id = $1 and l.sku = p.sku order by gross desc, sku desc limit 21`,
  'revenue change': `
    with p as (
      select sku, coalesce(sum(amount) filter (where business_date >= $2), 0) as r1, coalesce(sum(quantity) filter (where business_date >= $2), 0) as q1,
        coalesce(sum(amount) filter (where business_date < $2), 0) as r0, coalesce(sum(quantity) filter (where business_date < $2), 0) as q0
      from order_items where merchant_id = $1 and business_date between $2::date - ($3::date - $2::date + 1) and $3
        and kind = 'SALE' and currency = 'GBP' group by 1
    )
    select sum(r1) as gross, sum(r0) as base, sum(r0 / q0 * q1) filter (where q0 > 0 and q1 > 0) as at_base,
      (select json_agg(u) from (select * from p order by r1 - r0 desc limit 5) u) as up,
      (select json_agg(d) from (select * from p order by r1 - r0 limit 5) d) as down from p`,
  segments: `${RFM} select r, f, count(*) as customers, sum(monetary) as gross from scored group by 1, 2`,
  'segment customers': `${RFM} select *, count(*) over () as matches from scored where r = 5 and f >= 4
    order by monetary desc, customer_id desc limit 21`,
  cohorts: `
    with line as (${LINE.replace('between $2 and $3', `between '${FIRST_DAY}' and $3`)} and $2::date is not null), first as (
      select customer_id, min(business_date) as day from line where kind = 'SALE' group by 1
    )
    select date_trunc('month', first.day) as cohort, date_trunc('month', business_date) as month,
      count(distinct customer_id) filter (where kind = 'SALE') as customers, ${SUMS}
    from line join first using (customer_id) group by 1, 2 order by 1, 2`,
  'by country': `select country as key, ${SUMS}, count(distinct order_id) filter (where kind = 'SALE') as orders,
      count(distinct customer_id) filter (where kind = 'SALE') as customers from (${LINE}) as line group by 1 order by 2 desc`,
  'by hour': `select extract(hour from placed_at at time zone 'Europe/London') as key, ${SUMS},
      count(distinct order_id) filter (where kind = 'SALE') as orders,
      count(distinct customer_id) filter (where kind = 'SALE') as customers from (${LINE}) as line group by 1 order by 2 desc`,
  'products of a country': `
    select p.sku, l.title, p.gross, p.refunds, p.units, p.orders, sum(p.gross) over () as whole, count(*) over () as matches from (
      select sku, ${SUMS}, count(distinct order_id) filter (where kind = 'SALE') as orders
      from (${LINE}) as line where country = 'Country 3' group by 1
    ) p left join products l on l.merchant_id = $1 and l.sku = p.sku order by gross desc, sku desc limit 21`,
  funnel: `
    with reached as (
      select c.status, c.total, e.cart_id is not null as known,
        e.cart_id is not null and (c.status in ('ORDERED', 'RECOVERED') or e.started) as checkout
      from carts c left join (
        select cart_id, bool_or(kind = 'CHECKOUT_STARTED') as started from cart_events where merchant_id = $1 group by 1
      ) e on e.cart_id = c.id
      where c.merchant_id = $1 and c.business_date between $2 and $3
    )
    select status, count(*) as carts, sum(total) as total, count(*) filter (where known) as known,
      count(*) filter (where checkout) as checkouts, coalesce(sum(total) filter (where checkout), 0) as checkout_total
    from reached group by 1`,
};

/** The answer's first total, to see that both databases were asked the same. */
export async function grossOf(pool: pg.Pool, merchant: number, from: string, to: string): Promise<number> {
  const { rows } = await pool.query(
    `select sum(amount) as gross from order_items
     where merchant_id = $1 and kind = 'SALE' and business_date between $2 and $3`,
    [merchantId(merchant), from, to],
  );
  return Number(rows[0]?.gross);
}
