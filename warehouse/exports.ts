import type { ClickHouseClient } from '#platform/clickhouse/client.ts';

/** Type of a column that is exported. */
export type ExportColumnType = 'text' | 'integer' | 'decimal' | 'date' | 'instant';

/** A value as ClickHouse gives it: decimals, days and instants as text. */
export type ExportValue = string | number | null;

/** What a table's export holds, and by what it can be narrowed down. */
interface ExportTable {
  columns: readonly { name: string; type: ExportColumnType; sql?: string }[];
  /** Column of the days of a range; none when the table has no day. */
  day?: string;
  /** The sorting key behind the merchant, so that nothing has to be sorted. */
  order: string;
  filters: Partial<Record<ExportFilterName, string>>;
}

export type ExportFilterName = 'country' | 'channel' | 'product';

const text = (name: string, sql?: string) => ({ name, type: 'text' as const, ...(sql ? { sql } : {}) });
const day = { name: 'business_date', type: 'date' as const };
const instant = (name: string) => ({ name, type: 'instant' as const });
const decimal = (name: string) => ({ name, type: 'decimal' as const, sql: `toString(${name})` });
const integer = (name: string) => ({ name, type: 'integer' as const });

/** The mirrored tables as they are exported. */
export const EXPORT_TABLES = {
  orders: {
    columns: [
      text('id'),
      text('external_id'),
      text('kind'),
      text('customer_id'),
      text('currency'),
      text('country'),
      text('channel'),
      instant('placed_at'),
      day,
    ],
    day: 'business_date',
    order: 'id',
    filters: { country: 'country', channel: 'channel' },
  },
  order_items: {
    columns: [
      text('id'),
      text('order_id'),
      integer('line_no'),
      text('product_id'),
      text('sku'),
      text('description'),
      text('kind'),
      integer('quantity'),
      decimal('unit_price'),
      decimal('amount'),
      text('currency'),
      instant('occurred_at'),
      day,
    ],
    day: 'business_date',
    order: 'business_date, id',
    filters: { product: 'sku' },
  },
  customers: {
    columns: [text('id'), text('external_id'), text('country'), instant('created_at')],
    order: 'id',
    filters: { country: 'country' },
  },
  products: {
    columns: [text('id'), text('sku', 'external_id'), text('title'), instant('created_at')],
    order: 'id',
    filters: { product: 'external_id' },
  },
  carts: {
    columns: [
      text('id'),
      text('external_id'),
      text('customer_id'),
      text('status'),
      text('currency'),
      decimal('total'),
      integer('item_count'),
      instant('created_at'),
      instant('updated_at'),
      instant('abandoned_at'),
      day,
    ],
    day: 'business_date',
    order: 'business_date, id',
    filters: {},
  },
} as const satisfies Record<string, ExportTable>;

export type ExportTableName = keyof typeof EXPORT_TABLES;

/** Which rows of a merchant's table. */
export interface ExportScope {
  table: ExportTableName;
  merchantId: string;
  /** Both ends included; everything when it is undefined. */
  range: { from: string; to: string } | undefined;
  /** Values are alternatives; an empty list filters nothing. */
  filters: Partial<Record<ExportFilterName, readonly string[]>>;
}

/** Whole tables, a batch at a time. */
export interface ExportQueries {
  count(scope: ExportScope, signal?: AbortSignal): Promise<number>;
  /** Rows in the order of the sorting key, columns as in `EXPORT_TABLES`. Memory does not grow with the table. */
  rows(scope: ExportScope, signal?: AbortSignal): AsyncIterable<ExportValue[][]>;
}

/** A whole export may take this long; the job's own limit is the same. */
const MAX_SECONDS = 300;

function statementOf(scope: ExportScope) {
  const table: ExportTable = EXPORT_TABLES[scope.table];
  const conditions = ['merchant_id = {merchant:UUID}'];
  const parameters: Record<string, unknown> = { merchant: scope.merchantId };
  if (scope.range && table.day) {
    conditions.push(`${table.day} BETWEEN {from:Date32} AND {to:Date32}`);
    Object.assign(parameters, scope.range);
  }
  for (const [name, values] of Object.entries(scope.filters)) {
    const sql = table.filters[name as ExportFilterName];
    if (!sql || values.length === 0) continue;
    conditions.push(`${sql} IN {${name}:Array(String)}`);
    parameters[name] = [...values];
  }
  return { table, where: conditions.join(' AND '), parameters };
}

/** The export's queries over an open connection. */
export function createExportQueries(client: ClickHouseClient): ExportQueries {
  return {
    async count(scope, signal) {
      const { where, parameters } = statementOf(scope);
      const result = await client.query({
        query: `/* exportCount */ SELECT toString(count()) AS n FROM ${scope.table} FINAL WHERE ${where}
          SETTINGS max_execution_time = ${MAX_SECONDS}`,
        query_params: parameters,
        format: 'JSONEachRow',
        abort_signal: signal,
      });
      const [row] = await result.json<{ n: string }>();
      return Number(row?.n ?? 0);
    },
    async *rows(scope, signal) {
      const { table, where, parameters } = statementOf(scope);
      // Named apart from the columns, or a condition would mean the text instead of the column.
      const columns = table.columns.map(({ name, sql }, at) => `${sql ?? name} AS c${at}`);
      const result = await client.query({
        query: `/* exportRows */ SELECT ${columns.join(', ')} FROM ${scope.table} FINAL WHERE ${where}
          ORDER BY ${table.order}
          SETTINGS max_execution_time = ${MAX_SECONDS}, optimize_read_in_order = 1, max_threads = 2`,
        query_params: parameters,
        format: 'JSONCompactEachRow',
        abort_signal: signal,
      });
      for await (const batch of result.stream<ExportValue[]>()) {
        yield batch.map((row) => row.json());
      }
    },
  };
}
