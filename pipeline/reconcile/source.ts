import type pg from 'pg';
import { type ComparedTable, isDerived, type MirroredTable } from '#warehouse/index.ts';

/** Rows, sums and content of one (merchant, table, day), on either side. */
export interface Figures {
  rows: string;
  amount: string;
  quantity: string;
  /** Made of the whole content of the rows: equal figures mean equal rows. */
  hash: string;
}

/** Figures by merchant, table and day. */
export type Cells = Map<string, Figures>;

/** A place in `Cells`. */
export interface CellKey {
  merchantId: string;
  table: ComparedTable;
  /** `YYYY-MM-DD`; empty for tables whose rows have no day. */
  day: string;
}

export const keyOf = ({ merchantId, table, day }: CellKey): string => `${merchantId}/${table}/${day}`;

export function parseKey(key: string): CellKey {
  const [merchantId = '', table = '', day = ''] = key.split('/');
  return { merchantId, table: table as ComparedTable, day };
}

/** The first 60 bits of the text's MD5, added up: what ClickHouse's side computes too. */
const hashOf = (parts: readonly string[]): string =>
  `sum(('x' || left(md5(${parts.join(` || '|' || `)}), 15))::bit(60)::bigint)::text`;

const text = (column: string): string => `coalesce(${column}::text, '~')`;
const money = (column: string): string => `${column}::text`;
const instant = (column: string): string =>
  `coalesce(case when isfinite(${column}) then (extract(epoch from ${column}) * 1000000)::bigint::text else ${column}::text end, '~')`;

interface Side {
  amount: string;
  quantity: string;
  content: readonly string[];
}

/** The day of a mirrored table's row as a date; empty where there is none. */
const DATES: Record<MirroredTable, string> = {
  order_items: 'business_date',
  orders: 'business_date',
  customers: `(created_at at time zone 'UTC')::date`,
  products: `(created_at at time zone 'UTC')::date`,
  carts: 'business_date',
  cart_items: '',
  cart_events: '',
};

const dayOf = (table: MirroredTable): string => (DATES[table] === '' ? `''` : `${DATES[table]}::text`);

/** The rows of one of a merchant's days, in SQL: `$1` the merchant, `$2` the day, which tables without days ignore. */
export const ofDay = (table: MirroredTable): string =>
  `merchant_id = $1 and ${DATES[table] === '' ? '$2::text is not null' : `${DATES[table]} = $2::date`}`;

/** A part of the rows, and how they are compared. */
export interface Scope {
  /** First and last day, `YYYY-MM-DD` or without a bound; tables without days are read whole. */
  from?: string | undefined;
  to?: string | undefined;
  /** Whether their whole content counts, or only how many they are and what they add up to. */
  withContent: boolean;
}

const TABLES: Record<MirroredTable, Side> = {
  order_items: {
    amount: 'sum(amount)',
    quantity: 'sum(quantity)',
    content: [
      ...['id', 'order_id', 'line_no', 'product_id', 'sku', 'description', 'kind', 'quantity'].map(text),
      ...['unit_price', 'amount'].map(money),
      'currency::text',
      instant('occurred_at'),
    ],
  },
  orders: {
    amount: '0::numeric(19,4)',
    quantity: 'count(customer_id)',
    content: [
      ...['id', 'external_id', 'kind', 'customer_id', 'country', 'channel'].map(text),
      'currency::text',
      instant('placed_at'),
    ],
  },
  customers: {
    amount: '0::numeric(19,4)',
    quantity: 'count(country)',
    content: [...['id', 'external_id', 'country'].map(text), instant('created_at')],
  },
  products: {
    amount: '0::numeric(19,4)',
    quantity: 'count(title)',
    content: [...['id', 'external_id', 'title', 'category'].map(text), instant('created_at')],
  },
  carts: {
    amount: 'sum(total)',
    quantity: 'sum(item_count)',
    content: [
      ...['id', 'external_id', 'customer_id', 'status', 'item_count', 'client_address'].map(text),
      money('total'),
      'currency::text',
      ...['created_at', 'updated_at', 'abandoned_at'].map(instant),
    ],
  },
  cart_items: {
    amount: 'sum(amount)',
    quantity: 'sum(quantity)',
    content: [
      ...['id', 'cart_id', 'line_no', 'product_id', 'sku', 'title', 'quantity'].map(text),
      ...['unit_price', 'amount'].map(money),
    ],
  },
  cart_events: {
    amount: '0::numeric(19,4)',
    quantity: 'count(*)',
    content: [...['id', 'cart_id', 'kind', 'sku'].map(text), instant('occurred_at')],
  },
};

/** Sums over lines, by the definitions that every report states. */
const SUMS = `coalesce(sum(i.amount) filter (where i.kind = 'SALE'), 0)::numeric(38,4) as gross,
      (-coalesce(sum(i.amount) filter (where i.kind in ('CANCELLATION', 'REFUND')), 0))::numeric(38,4) as refunds,
      coalesce(sum(i.quantity) filter (where i.kind = 'SALE'), 0) as units`;

/** The daily metrics by their definitions, from the source's own rows. */
const METRICS = `
  with sold as (
    select i.merchant_id, i.business_date, i.currency, ${SUMS},
      count(distinct order_id) filter (where i.kind = 'SALE') as orders,
      count(distinct o.customer_id) filter (where i.kind = 'SALE') as customers, count(*) as lines
    from commerce.order_items i left join commerce.orders o on o.id = i.order_id and o.merchant_id = i.merchant_id
    where i.merchant_id = any($1::uuid[]) and i.business_date between $2::date and $3::date group by 1, 2, 3
  ), begun as (
    select merchant_id, business_date, currency, count(*) as carts,
      count(*) filter (where status in ('ABANDONED', 'RECOVERED')) as abandoned
    from commerce.carts where merchant_id = any($1::uuid[]) and business_date between $2::date and $3::date group by 1, 2, 3
  ), days as (
    select merchant_id, business_date, currency, coalesce(gross, 0)::numeric(38,4) as gross, coalesce(refunds, 0)::numeric(38,4) as refunds,
      coalesce(orders, 0) as orders, coalesce(units, 0) as units, coalesce(customers, 0) as customers,
      coalesce(lines, 0) as lines, coalesce(carts, 0) as carts, coalesce(abandoned, 0) as abandoned
    from sold full join begun using (merchant_id, business_date, currency)
  )
  select merchant_id::text, business_date::text as day, count(*)::text as rows, sum(gross)::text as amount, sum(units)::text as quantity,
    ${hashOf([text('currency'), ...['refunds', 'orders', 'customers', 'lines', 'carts', 'abandoned'].map(money)])} as hash
  from days group by 1, 2`;

/** A row for every order, day and currency, by its definition. */
const ORDER_FACTS = `
  with fact as (
    select i.merchant_id, i.business_date, i.order_id, i.currency, max(o.customer_id::text) as customer_id, max(o.country) as country,
      max(o.channel) as channel, coalesce(min(i.occurred_at) filter (where i.kind = 'SALE'), min(i.occurred_at)) as first_at,
      ${SUMS}, bool_or(i.kind = 'SALE')::int as sold, count(*) as lines
    from commerce.order_items i left join commerce.orders o on o.id = i.order_id and o.merchant_id = i.merchant_id
    where i.merchant_id = any($1::uuid[]) and i.business_date between $2::date and $3::date group by 1, 2, 3, 4
  )
  select merchant_id::text, business_date::text as day, count(*)::text as rows, sum(gross)::text as amount, sum(units)::text as quantity,
    ${hashOf([...['order_id', 'currency', 'customer_id', 'country', 'channel', 'units', 'sold', 'lines'].map(text), ...['gross', 'refunds'].map(money), instant('first_at')])} as hash
  from fact group by 1, 2`;

/** A row for every product, day and currency of which something was sold or taken back; with `country`, for every country too. */
const products = (country: string): string => `
    select i.merchant_id, i.business_date, i.sku, i.currency, ${country === '' ? '' : `${country} as country,`} ${SUMS},
      coalesce(-sum(i.quantity) filter (where i.kind in ('CANCELLATION', 'REFUND')), 0) as refunded_units,
      count(distinct i.order_id) filter (where i.kind = 'SALE') as orders
    from commerce.order_items i
      ${country === '' ? '' : `join commerce.orders o on o.id = i.order_id and o.merchant_id = i.merchant_id and ${country} is not null`}
    where i.merchant_id = any($1::uuid[]) and i.business_date between $2::date and $3::date
      and i.kind in ('SALE', 'CANCELLATION', 'REFUND') group by 1, 2, 3, 4${country === '' ? '' : ', 5'}`;

const PRODUCT_TEXTS = ['sku', 'currency', 'units', 'refunded_units', 'orders'];
const PRODUCT_MONEY = ['gross', 'refunds'].map(money);

/** Figures of products by day. */
const productFigures = (from: string, columns: readonly string[]): string => `
  select merchant_id::text, business_date::text as day, count(*)::text as rows, sum(gross)::text as amount, sum(units)::text as quantity,
    ${hashOf([...columns.map(text), ...PRODUCT_MONEY])} as hash
  from ${from} group by 1, 2`;

const PRODUCT_DAYS = `with product as (${products('')}) ${productFigures('product', PRODUCT_TEXTS)}`;

const PRODUCT_COUNTRIES = `with product as (${products('o.country')}) ${productFigures('product', ['country', ...PRODUCT_TEXTS])}`;

/** Of the days above, each month as its first day; an order that lies on two days counts on both. */
const PRODUCT_MONTHS = `
  with product as (${products('')}), months as (
    select merchant_id, date_trunc('month', business_date)::date as business_date, sku, currency, sum(gross) as gross,
      sum(refunds) as refunds, sum(units) as units, sum(refunded_units) as refunded_units, sum(orders) as orders
    from product group by 1, 2, 3, 4
  ) ${productFigures('months', PRODUCT_TEXTS)}`;

/** A row for every day, currency and status of carts. */
const CART_DAYS = `
  with cart as (
    select * from commerce.carts where merchant_id = any($1::uuid[]) and business_date between $2::date and $3::date
  ), told as (
    select merchant_id, cart_id, bool_or(kind = 'CHECKOUT_STARTED') as started from commerce.cart_events
    where merchant_id = any($1::uuid[]) and cart_id in (select id from cart) group by 1, 2
  ), reached as (
    select cart.*, told.cart_id is not null as told_of,
      told.cart_id is not null and (cart.status in ('ORDERED', 'RECOVERED') or told.started) as reached
    from cart left join told on told.merchant_id = cart.merchant_id and told.cart_id = cart.id
  ), begun as (
    select merchant_id, business_date, currency, status, count(*) as carts, sum(total)::numeric(38,4) as total,
      count(*) filter (where told_of) as known, count(*) filter (where reached) as checkouts,
      coalesce(sum(total) filter (where reached), 0)::numeric(38,4) as checkout_total
    from reached group by 1, 2, 3, 4
  )
  select merchant_id::text, business_date::text as day, count(*)::text as rows, sum(total)::text as amount, sum(carts)::text as quantity,
    ${hashOf([...['currency', 'status', 'carts', 'known', 'checkouts'].map(text), ...['total', 'checkout_total'].map(money)])} as hash
  from begun group by 1, 2`;

const DERIVED = {
  daily_metrics: METRICS,
  order_facts: ORDER_FACTS,
  product_days: PRODUCT_DAYS,
  product_months: PRODUCT_MONTHS,
  product_countries: PRODUCT_COUNTRIES,
  cart_days: CART_DAYS,
} as const;

function queryOf(table: ComparedTable, withContent: boolean): string {
  if (isDerived(table)) return DERIVED[table];
  const { amount, quantity, content } = TABLES[table];
  const date = DATES[table] === '' ? '$2::date' : DATES[table];
  return `select merchant_id::text, ${dayOf(table)} as day, count(*)::text as rows, ${amount}::text as amount,
    ${quantity}::text as quantity, ${withContent ? hashOf(content) : `''`} as hash
    from commerce.${table} where merchant_id = any($1::uuid[]) and ${date} between $2::date and $3::date group by 1, 2`;
}

/**
 * PostgreSQL's figures of these merchants' tables, all of one moment.
 * @param client of a role that reads past the tenants' walls, in UTC
 */
export async function readSource(
  client: Pick<pg.Client, 'query'>,
  merchantIds: readonly string[],
  tables: readonly ComparedTable[],
  { from = '-infinity', to = 'infinity', withContent }: Scope = { withContent: true },
): Promise<Cells> {
  const cells: Cells = new Map();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    for (const table of tables) {
      const { rows } = await client.query<Figures & { merchant_id: string; day: string }>(
        queryOf(table, withContent),
        [merchantIds, from, to],
      );
      for (const { merchant_id: merchantId, day, ...figures } of rows)
        cells.set(keyOf({ merchantId, table, day }), figures);
    }
  } finally {
    await client.query('COMMIT');
  }
  return cells;
}
