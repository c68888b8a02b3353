import type pg from 'pg';
import { FIRST_DAY, merchantId, overLines, type Size } from './generate.ts';

/** Tables as the product has them, with the indexes that reports over them need, analysed. */
export async function fillPostgres(pool: pg.Pool, size: Size): Promise<void> {
  await pool.query(`
    create table order_items (merchant_id uuid not null, business_date date not null, order_id uuid not null, sku text not null,
      kind text not null, quantity int not null, amount numeric(19, 4) not null, currency char(3) not null);
    create table orders (merchant_id uuid not null, id uuid not null, customer_id uuid, country text, channel text,
      placed_at timestamptz not null);
    create table products (merchant_id uuid not null, sku text not null, title text);
    create table carts (merchant_id uuid not null, business_date date not null, status text not null, total numeric(19, 4) not null)`);
  await overLines(size, 'postgres', async (lines) => {
    await pool.query(`
      with line as materialized (${lines}), a as (
        insert into order_items select merchant_id, business_date, order_id, 'sku-' || sku_no,
          case when cancelled then 'CANCELLATION' else 'SALE' end, case when cancelled then -quantity else quantity end,
          case when cancelled then -1 else 1 end * quantity * price_cents / 100.0, 'GBP' from line
      ), b as (
        insert into orders select merchant_id, order_id,
          ('00000004-0000-7000-8' || substr(lpad(to_hex(merchant_no * 16777216 + customer_no), 16, '0'), 2, 3) || '-'
            || substr(lpad(to_hex(merchant_no * 16777216 + customer_no), 16, '0'), 5, 12))::uuid,
          'Country ' || country_no, 'web', business_date + make_interval(hours => hour::int) from line where line_no = 1
      ), c as (
        insert into carts select merchant_id, business_date,
          (array['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'])[country_no % 4 + 1], 10 from line where line_no = 1
      )
      insert into products select distinct merchant_id, 'sku-' || sku_no, 'Product ' || sku_no from line`);
  });
  // A chunk knows only its own products.
  await pool.query(`
    create table listed as select distinct on (merchant_id, sku) * from products;
    drop table products;
    alter table listed rename to products;
    -- Covering: a report reads its lines from the index alone.
    create index on order_items (merchant_id, business_date) include (order_id, sku, kind, quantity, amount, currency);
    create index on order_items (merchant_id, sku, business_date) include (order_id, kind, quantity, amount, currency);
    create unique index on orders (merchant_id, id) include (customer_id, country, channel, placed_at);
    create unique index on products (merchant_id, sku) include (title);
    create index on carts (merchant_id, business_date) include (status, total)`);
  await pool.query('vacuum analyze');
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
  'products of a country': `select sku, ${SUMS}, count(distinct order_id) filter (where kind = 'SALE') as orders,
      count(*) over () as matches from (${LINE}) as line where country = 'Country 3' group by 1 order by 2 desc limit 21`,
  funnel: `select status, count(*) as carts, sum(total) as total from carts
    where merchant_id = $1 and business_date between $2 and $3 group by 1`,
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
