import { z } from 'zod';
import { uuid } from '../tables/columns.ts';
import { defineQuery, type NamedQuery } from './run.ts';

/** What reconciliation holds against PostgreSQL: the mirrored tables, and the metrics that follow from them. */
export const COMPARED = [
  'order_items',
  'orders',
  'customers',
  'products',
  'carts',
  'cart_items',
  'daily_metrics',
] as const;
export type ComparedTable = (typeof COMPARED)[number];

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
  day: string;
  amount: string;
  quantity: string;
  content: readonly string[];
  where?: string;
}

const MIRRORS: Record<ComparedTable, Comparison> = {
  order_items: {
    day: 'toString(business_date)',
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
    day: 'toString(business_date)',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count(customer_id)',
    content: [
      ...['id', 'external_id', 'kind', 'customer_id', 'country', 'channel'].map(text),
      `trimRight(currency)`,
      instant('placed_at'),
    ],
  },
  customers: {
    day: 'toString(toDate32(created_at))',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count(country)',
    content: [...['id', 'external_id', 'country'].map(text), instant('created_at')],
  },
  products: {
    day: 'toString(toDate32(created_at))',
    amount: 'toDecimal128(0, 4)',
    quantity: 'count(title)',
    content: [...['id', 'external_id', 'title'].map(text), instant('created_at')],
  },
  carts: {
    day: 'toString(business_date)',
    amount: 'sum(total)',
    quantity: 'sum(toInt64(item_count))',
    content: [
      ...['id', 'external_id', 'customer_id', 'status', 'item_count'].map(text),
      money('total'),
      `trimRight(currency)`,
      ...['created_at', 'updated_at', 'abandoned_at'].map(instant),
    ],
  },
  cart_items: {
    day: `''`,
    amount: 'sum(amount)',
    quantity: 'sum(toInt64(quantity))',
    content: [
      ...['id', 'cart_id', 'line_no', 'product_id', 'sku', 'title', 'quantity'].map(text),
      ...['unit_price', 'amount'].map(money),
    ],
  },
  daily_metrics: {
    day: 'toString(business_date)',
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

export type CompareQuery = NamedQuery<{ merchants: string[] }, ComparedCell>;

/** Rows, sums and content of a table per merchant and day, without superseded and deleted rows. */
export const compareQuery = (table: ComparedTable): CompareQuery => {
  const { day, amount, quantity, content, where = '' } = MIRRORS[table];
  return defineQuery<{ merchants: string[] }>()({
    name: `compare_${table}`,
    text: `SELECT merchant_id, ${day} AS cell_day, toString(count()) AS cell_rows, toDecimalString(${amount}, 4) AS cell_amount,
      toString(${quantity}) AS cell_quantity, ${hashOf(content)} AS cell_hash
      FROM ${table} FINAL WHERE merchant_id IN {merchants:Array(UUID)} ${where} GROUP BY merchant_id, cell_day`,
    row: cell,
  });
};

/** The day of a row of a mirrored table, as `compareQuery` groups by it. */
export const dayOf = (table: Exclude<ComparedTable, 'daily_metrics'>): string => MIRRORS[table].day;
