import type pg from 'pg';
import { AS_OF, addDays, EARLIER } from './orders-file.ts';

/** Shops beside the one that imports: they give the job something to be interrupted in. */
const SHOPS = 60;
const HISTORY = 140;
const ORDERS_A_DAY = 3;

/**
 * Creates shops `small-<n>` with a history of their own, straight in SQL: a third of them falls for a week, a
 * third rises, a third has one great day; half of them just before AS_OF, half before EARLIER. Amounts follow from
 * names and days alone.
 */
export async function createShops(postgres: pg.Pool): Promise<void> {
  await postgres.query(
    `insert into users.merchants (slug, name, time_zone, currency)
     select 'small-' || n, 'Small shop ' || n, 'Europe/London', 'GBP' from generate_series(1, $1::int) n`,
    [SHOPS],
  );
  await postgres.query(
    `insert into commerce.orders (merchant_id, external_id, kind, currency, placed_at, business_date)
     select m.id, d::date || '-' || k, 'SALE', 'GBP', d::timestamp at time zone 'UTC' + interval '12 hours', d::date
     from users.merchants m, generate_series($1::date, $2::date, interval '1 day') d, generate_series(1, $3::int) k
     where m.slug like 'small-%' order by m.id, d, k`,
    [addDays(AS_OF, -HISTORY), addDays(AS_OF, -1), ORDERS_A_DAY],
  );
  await postgres.query(
    `insert into commerce.order_items
       (merchant_id, order_id, line_no, sku, description, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
     select merchant_id, id, 1, 'ONE', 'The article', 'SALE', quantity, 9.99, quantity * 9.99, 'GBP', placed_at, business_date
     from (
       select o.*, ceil((4 + ('x' || left(md5(slug || external_id), 4))::bit(16)::int % 4) *
         case when n % 3 = 0 and business_date between told - 7 and told - 1 then 0.3
              when n % 3 = 1 and business_date between told - 7 and told - 1 then 2.5
              when n % 3 = 2 and business_date = told - 1 then 9 else 1 end)::int as quantity
       from (
         select o.*, m.slug, split_part(m.slug, '-', 2)::int as n,
           case split_part(m.slug, '-', 2)::int % 2 when 0 then $1::date else $2::date end as told
         from commerce.orders o join users.merchants m on m.id = o.merchant_id where m.slug like 'small-%'
       ) o
     ) o order by merchant_id, id`,
    [AS_OF, EARLIER],
  );
}
