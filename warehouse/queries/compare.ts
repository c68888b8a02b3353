import { z } from 'zod';
import { uuid } from '../tables/columns.ts';
import { MIRRORED, type MirroredTable } from '../tables/mirrored.ts';
import { defineQuery, type NamedQuery } from './run.ts';

/** What reconciliation holds against PostgreSQL: the mirrored tables, and what is computed from them. */
export const DERIVED_TABLES = [
  'order_facts',
  'product_days',
  'product_months',
  'product_countries',
  'cart_days',
  'daily_metrics',
] as const;
export type DerivedTable = (typeof DERIVED_TABLES)[number];
export type ComparedTable = MirroredTable | DerivedTable;
export const COMPARED: readonly ComparedTable[] = [
  ...(Object.keys(MIRRORED) as MirroredTable[]),
  ...DERIVED_TABLES,
];

/** Whether a table is computed from others in the warehouse. */
export const isDerived = (table: ComparedTable): table is DerivedTable =>
  DERIVED_TABLES.some((derived) => derived === table);

/**
 * One (merchant, table, day): how many rows, what they add up to, and a number made of their whole content. Equal
 * cells hold equal rows.
 */
export interface ComparedCell {
  merchant_id: string;
  /** `YYYY-MM-DD`; empty for tables whose rows have no day. */
  day: string;
  rows: string;
  /** Sum of the money column, four places; `0.0000` where there is none. */
  amount: string;
  quantity: string;
  hash: string;
}

// Names of their own: an alias that is also a column's name would take its place in the other expressions.
const cell = z
  .object({
    merchant_id: uuid,
    cell_day: z.string(),
    cell_rows: z.string(),
    cell_amount: z.string(),
    cell_quantity: z.string(),
    cell_hash: z.string(),
  })
  .transform(
    (row): ComparedCell => ({
      merchant_id: row.merchant_id,
      day: row.cell_day,
      rows: row.cell_rows,
      amount: row.cell_amount,
      quantity: row.cell_quantity,
      hash: row.cell_hash,
    }),
  );

/** A sum over rows of a 60-bit number made of the row's text; PostgreSQL's `md5` gives the same. */
const hashOf = (parts: readonly string[]): string =>
  `toString(sum(toUInt128(bitShiftRight(reinterpretAsUInt64(reverse(substring(MD5(concat(${parts.join(`, '|', `)})), 1, 8))), 4))))`;

const text = (column: string): string => `ifNull(toString(${column}), '~')`;
const money = (column: string): string => `toDecimalString(${column}, 4)`;
const instant = (column: string): string => `ifNull(toString(toUnixTimestamp64Micro(${column})), '~')`;

interface Comparison {
  /** The row's day, as a date; empty where there is none. */
  date: string;
  amount: string;
  quantity: string;
  content: readonly string[];
  where?: string;
}

const MIRRORS: Record<ComparedTable, Comparison> = {
  order_items: {
    date: 'business_date',
    amount: 'sum(amount)',
    quantity: 'sum(toInt64(quantity))',
    content: [
      ...['id', 'order_id', 'line_no', 'product_id', 'sku', 'description', 'kind', 'quantity'].map(text),
      ...['unit_price', 'amount'].map(money),
      `trimRight(currency)`,
      instant('occurred_at'),
    ],
  },
  orders: {
    date: 'business_date',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count(customer_id)',
    content: [
      ...['id', 'external_id', 'kind', 'customer_id', 'country', 'channel'].map(text),
      `trimRight(currency)`,
      instant('placed_at'),
    ],
  },
  customers: {
    date: 'toDate32(created_at)',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count(country)',
    content: [...['id', 'external_id', 'country'].map(text), instant('created_at')],
  },
  products: {
    date: 'toDate32(created_at)',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count(title)',
    content: [...['id', 'external_id', 'title', 'category'].map(text), instant('created_at')],
  },
  carts: {
    date: 'business_date',
    amount: 'sum(total)',
    quantity: 'sum(toInt64(item_count))',
    content: [
      ...['id', 'external_id', 'customer_id', 'status', 'item_count', 'client_address'].map(text),
      money('total'),
      `trimRight(currency)`,
      ...['created_at', 'updated_at', 'abandoned_at'].map(instant),
    ],
  },
  cart_items: {
    date: '',
    amount: 'sum(amount)',
    quantity: 'sum(toInt64(quantity))',
    content: [
      ...['id', 'cart_id', 'line_no', 'product_id', 'sku', 'title', 'quantity'].map(text),
      ...['unit_price', 'amount'].map(money),
    ],
  },
  cart_events: {
    date: '',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count()',
    content: [...['id', 'cart_id', 'kind', 'sku'].map(text), instant('occurred_at')],
  },
  order_facts: {
    date: 'business_date',
    amount: 'sum(gross_revenue)',
    quantity: 'sum(units)',
    content: [
      ...['order_id', 'currency', 'customer_id', 'country', 'channel', 'units', 'sold', 'lines'].map(text),
      ...['gross_revenue', 'refunds'].map(money),
      instant('occurred_at'),
    ],
  },
  product_days: {
    date: 'business_date',
    amount: 'sum(gross_revenue)',
    quantity: 'sum(units)',
    content: [
      ...['sku', 'currency', 'units', 'refunded_units', 'orders'].map(text),
      ...['gross_revenue', 'refunds'].map(money),
    ],
  },
  // A month's day is its first.
  product_months: {
    date: 'month',
    amount: 'sum(gross_revenue)',
    quantity: 'sum(units)',
    content: [
      ...['sku', 'currency', 'units', 'refunded_units', 'orders'].map(text),
      ...['gross_revenue', 'refunds'].map(money),
    ],
  },
  product_countries: {
    date: 'business_date',
    amount: 'sum(gross_revenue)',
    quantity: 'sum(units)',
    content: [
      ...['country', 'sku', 'currency', 'units', 'refunded_units', 'orders'].map(text),
      ...['gross_revenue', 'refunds'].map(money),
    ],
  },
  cart_days: {
    date: 'business_date',
    amount: 'sum(total)',
    quantity: 'sum(carts)',
    content: [
      ...['currency', 'status', 'carts', 'known', 'checkouts'].map(text),
      ...['total', 'checkout_total'].map(money),
    ],
  },
  daily_metrics: {
    date: 'business_date',
    amount: 'sum(gross_revenue)',
    quantity: 'sum(units)',
    content: [
      'currency',
      money('refunds'),
      ...['orders', 'customers', 'lines', 'carts', 'abandoned_carts'].map(text),
    ],
    where: 'AND (lines > 0 OR carts > 0)',
  },
};

/** Which rows of a table are compared, and how thoroughly. */
interface CompareParameters extends Record<string, unknown> {
  merchants: string[];
  /** First and last day, for tables whose rows have one. */
  from: string;
  to: string;
}
export type CompareQuery = NamedQuery<CompareParameters, ComparedCell>;

/** The day of a row of a mirrored table, as `compareQuery` groups by it. */
export function dayOf(table: ComparedTable): string {
  const { date } = MIRRORS[table];
  return date === '' ? `''` : `toString(${date})`;
}

/**
 * Rows and sums of a table per merchant and day, without superseded and deleted rows.
 * @param withContent adds a number made of the whole content, which costs several times as much
 */
export const compareQuery = (table: ComparedTable, withContent: boolean): CompareQuery => {
  const { date, amount, quantity, content, where = '' } = MIRRORS[table];
  // For a table without days the parameters are there, and mean nothing.
  const range = `AND ${date === '' ? 'toDate32({from:String})' : date} BETWEEN {from:String} AND {to:String}`;
  return defineQuery<CompareParameters>()({
    name: `compare_${table}`,
    text: `SELECT merchant_id, ${dayOf(table)} AS cell_day, toString(count()) AS cell_rows, toDecimalString(${amount}, 4) AS cell_amount,
      toString(${quantity}) AS cell_quantity, ${withContent ? hashOf(content) : `''`} AS cell_hash
      FROM ${table} FINAL WHERE merchant_id IN {merchants:Array(UUID)} ${range} ${where} GROUP BY merchant_id, cell_day`,
    row: cell,
  });
};

/** How large merchants are, and between which days, by what is derived of their rows: costs nothing. */
export const merchantSizes = defineQuery<{ merchants: string[] }>()({
  name: 'merchantSizes',
  text: `SELECT merchant_id, toString(sum(lines + carts)) AS rows, toString(min(business_date)) AS first_day,
      toString(max(business_date)) AS last_day
    FROM daily_metrics FINAL WHERE merchant_id IN {merchants:Array(UUID)} AND (lines > 0 OR carts > 0) GROUP BY merchant_id`,
  row: z.object({
    merchant_id: uuid,
    rows: z.coerce.number(),
    first_day: z.string(),
    last_day: z.string(),
  }),
});
