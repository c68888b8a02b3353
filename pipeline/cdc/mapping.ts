import type { ReplicatedRow } from '#platform/postgres/replication.ts';
import type { MirroredTable } from '#warehouse/index.ts';

/** A row on its way to ClickHouse. */
export type WarehouseRow = Record<string, unknown> & { version: bigint; is_deleted: 0 | 1 };

/** How a table of `commerce` becomes one of the warehouse. */
interface Mapping {
  /** Columns taken over as they are. */
  plain: readonly string[];
  /** Instants; PostgreSQL ends them with the zone, which is always UTC on our connections. */
  instants: readonly string[];
  /** Sorting key: when one of these changes, the row moves and its old place needs a tombstone. */
  key: readonly string[];
  /** Whether the table's rows make up daily metrics of their `business_date`. */
  daily: boolean;
}

export const MAPPINGS: Record<MirroredTable, Mapping> = {
  order_items: {
    plain: [
      'merchant_id',
      'business_date',
      'id',
      'order_id',
      'line_no',
      'product_id',
      'sku',
      'description',
      'kind',
      'quantity',
      'unit_price',
      'amount',
      'currency',
    ],
    instants: ['occurred_at'],
    key: ['merchant_id', 'business_date', 'id'],
    daily: true,
  },
  orders: {
    plain: [
      'merchant_id',
      'id',
      'external_id',
      'kind',
      'customer_id',
      'currency',
      'country',
      'channel',
      'business_date',
    ],
    instants: ['placed_at'],
    key: ['merchant_id', 'id'],
    daily: false,
  },
  customers: {
    plain: ['merchant_id', 'id', 'external_id', 'country'],
    instants: ['created_at'],
    key: ['merchant_id', 'id'],
    daily: false,
  },
  products: {
    plain: ['merchant_id', 'id', 'external_id', 'title'],
    instants: ['created_at'],
    key: ['merchant_id', 'id'],
    daily: false,
  },
  carts: {
    plain: [
      'merchant_id',
      'business_date',
      'id',
      'external_id',
      'customer_id',
      'status',
      'currency',
      'total',
      'item_count',
    ],
    instants: ['created_at', 'updated_at', 'abandoned_at'],
    key: ['merchant_id', 'business_date', 'id'],
    daily: true,
  },
};

export const isMirrored = (table: string): table is MirroredTable => table in MAPPINGS;

/** Columns to read for a first load. */
export const columnsOf = (table: MirroredTable): string[] => [
  ...MAPPINGS[table].plain,
  ...MAPPINGS[table].instants,
];

/** `2011-12-09 12:50:00.123456+00` without its zone. @throws when the zone is not UTC */
function utc(text: string): string {
  if (!text.endsWith('+00')) throw new Error(`The instant ${text} is not in UTC.`);
  return text.slice(0, -3);
}

/** A replicated row as a row of the warehouse. @throws when a column did not come */
export function toWarehouse(
  table: MirroredTable,
  row: ReplicatedRow,
  version: bigint,
  deleted: boolean,
): WarehouseRow {
  const mapping = MAPPINGS[table];
  const result: WarehouseRow = { version, is_deleted: deleted ? 1 : 0 };
  for (const column of mapping.plain) {
    const value = row[column];
    if (value === undefined) throw missing(table, column);
    result[column] = value;
  }
  for (const column of mapping.instants) {
    const value = row[column];
    if (value === undefined) throw missing(table, column);
    result[column] = value === null ? null : utc(value);
  }
  return result;
}

const missing = (table: string, column: string): Error =>
  new Error(
    `commerce.${table}.${column} was not sent: the table needs REPLICA IDENTITY FULL and this column.`,
  );

/** Whether two states of a row have different places in the warehouse. */
export const hasMoved = (table: MirroredTable, before: ReplicatedRow, after: ReplicatedRow): boolean =>
  MAPPINGS[table].key.some((column) => before[column] !== after[column]);
