import type pg from 'pg';
import type { ComparedTable } from '#warehouse/index.ts';

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
  from: string;
  day: string;
  amount: string;
  quantity: string;
  content: readonly string[];
}

const utcDay = (column: string): string => `(${column} at time zone 'UTC')::date::text`;

/** The day of a mirrored table's row, in SQL. */
export const DAYS: Record<Exclude<ComparedTable, 'daily_metrics'>, string> = {
  order_items: 'business_date::text',
  orders: 'business_date::text',
  customers: utcDay('created_at'),
  products: utcDay('created_at'),
  carts: 'business_date::text',
  cart_items: `''`,
};

const TABLES: Record<Exclude<ComparedTable, 'daily_metrics'>, Omit<Side, 'day' | 'from'>> = {
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
    content: [...['id', 'external_id', 'title'].map(text), instant('created_at')],
  },
  carts: {
    amount: 'sum(total)',
    quantity: 'sum(item_count)',
    content: [
      ...['id', 'external_id', 'customer_id', 'status', 'item_count'].map(text),
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
};

/** The daily metrics by their definitions, from the source's own rows. */
const METRICS = `
  with sold as (
    select i.merchant_id, i.business_date, i.currency, coalesce(sum(amount) filter (where i.kind = 'SALE'), 0)::numeric(38,4) as gross,
      (-coalesce(sum(amount) filter (where i.kind in ('CANCELLATION', 'REFUND')), 0))::numeric(38,4) as refunds,
      count(distinct order_id) filter (where i.kind = 'SALE') as orders,
      coalesce(sum(quantity) filter (where i.kind = 'SALE'), 0) as units,
      count(distinct o.customer_id) filter (where i.kind = 'SALE') as customers, count(*) as lines
    from commerce.order_items i left join commerce.orders o on o.id = i.order_id and o.merchant_id = i.merchant_id
    where i.merchant_id = any($1::uuid[]) group by 1, 2, 3
  ), begun as (
    select merchant_id, business_date, currency, count(*) as carts,
      count(*) filter (where status in ('ABANDONED', 'RECOVERED')) as abandoned
    from commerce.carts where merchant_id = any($1::uuid[]) group by 1, 2, 3
  ), days as (
    select merchant_id, business_date, currency, coalesce(gross, 0)::numeric(38,4) as gross, coalesce(refunds, 0)::numeric(38,4) as refunds,
      coalesce(orders, 0) as orders, coalesce(units, 0) as units, coalesce(customers, 0) as customers,
      coalesce(lines, 0) as lines, coalesce(carts, 0) as carts, coalesce(abandoned, 0) as abandoned
    from sold full join begun using (merchant_id, business_date, currency)
  )
  select merchant_id::text, business_date::text as day, count(*)::text as rows, sum(gross)::text as amount, sum(units)::text as quantity,
    ${hashOf([text('currency'), ...['refunds', 'orders', 'customers', 'lines', 'carts', 'abandoned'].map(money)])} as hash
  from days group by 1, 2`;

function queryOf(table: ComparedTable): string {
  if (table === 'daily_metrics') return METRICS;
  const { amount, quantity, content } = TABLES[table];
  return `select merchant_id::text, ${DAYS[table]} as day, count(*)::text as rows, ${amount}::text as amount,
    ${quantity}::text as quantity, ${hashOf(content)} as hash
    from commerce.${table} where merchant_id = any($1::uuid[]) group by 1, 2`;
}

/**
 * PostgreSQL's figures of these merchants' tables, all of one moment.
 * @param client of a role that reads past the tenants' walls, in UTC
 */
export async function readSource(
  client: Pick<pg.Client, 'query'>,
  merchantIds: readonly string[],
  tables: readonly ComparedTable[],
): Promise<Cells> {
  const cells: Cells = new Map();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    for (const table of tables) {
      const { rows } = await client.query<Figures & { merchant_id: string; day: string }>(queryOf(table), [
        merchantIds,
      ]);
      for (const { merchant_id: merchantId, day, ...figures } of rows)
        cells.set(keyOf({ merchantId, table, day }), figures);
    }
  } finally {
    await client.query('COMMIT');
  }
  return cells;
}
