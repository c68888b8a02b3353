import type { ReplicatedRow } from '#platform/postgres/replication.ts';
import { MIRRORED, type MirroredTable } from '#warehouse/index.ts';

/**
 * A row on its way to ClickHouse: its values in the order of the table's columns. An object a row, and an array of it
 * for the wire, would cost a third of the reader's time.
 */
export type WarehouseRow = readonly (string | number | null)[];

/** How the columns of a table of `commerce` become those of the warehouse; all others are taken over as they are. */
interface Mapping {
  /** Instants; PostgreSQL ends them with the zone, which is always UTC on our connections. */
  instants: readonly string[];
  /** Whether the table's rows make up daily metrics of their `business_date`. */
  daily: boolean;
}

const MAPPINGS: Record<MirroredTable, Mapping> = {
  order_items: { instants: ['occurred_at'], daily: true },
  orders: { instants: ['placed_at'], daily: false },
  customers: { instants: ['created_at'], daily: false },
  products: { instants: ['created_at'], daily: false },
  carts: { instants: ['created_at', 'updated_at', 'abandoned_at'], daily: true },
  cart_items: { instants: [], daily: false },
};

/** Every table that is mirrored. */
export const MIRRORED_TABLES = Object.keys(MAPPINGS) as MirroredTable[];

export const isMirrored = (table: string): table is MirroredTable => table in MAPPINGS;

/** Whether rows of the table are counted in the daily metrics of their day. */
export const isDaily = (table: MirroredTable): boolean => MAPPINGS[table].daily;

/** A row that cannot become one of the warehouse, whatever is tried. */
export class UnreadableRow extends Error {}

type Read = (value: string) => string;

/** Days and years that ClickHouse's `Date32` and `DateTime64` hold; beyond them it would store another day silently. */
const isHeld = (text: string): boolean => {
  const year = text.slice(0, 4);
  return text[4] === '-' && !text.endsWith('BC') && year >= '1900' && year <= '2299';
};

/** Whether a business day can be one of the warehouse. */
export const isHeldDay = (text: string): boolean => text.length === 10 && isHeld(text);

const asDay: Read = (text) => {
  if (!isHeldDay(text)) throw new UnreadableRow(`the day ${text} is not between 1900 and 2299`);
  return text;
};

/** `2011-12-09 12:50:00.123456+00` without its zone. */
const asInstant: Read = (text) => {
  if (!text.endsWith('+00') || !isHeld(text))
    throw new UnreadableRow(`the instant ${text} is not between 1900 and 2299, in UTC`);
  return text.slice(0, -3);
};

interface Column {
  name: string;
  read: Read | undefined;
  nullable: boolean;
}

const byTable = <T>(of: (table: MirroredTable) => T): Record<MirroredTable, T> =>
  Object.fromEntries(MIRRORED_TABLES.map((table) => [table, of(table)])) as Record<MirroredTable, T>;

const COLUMNS = byTable((table): Column[] => {
  const { columns, nullable } = MIRRORED[table];
  const own = (columns as readonly string[]).filter((name) => name !== 'version' && name !== 'is_deleted');
  const read = (name: string): Read | undefined => {
    if (name === 'business_date') return asDay;
    return MAPPINGS[table].instants.includes(name) ? asInstant : undefined;
  };
  return own.map((name) => ({ name, read: read(name), nullable: nullable.has(name) }));
});

const KEYS = byTable((table): ReadonlySet<string> => new Set(MIRRORED[table].key));

/** Columns to read for a load. */
export const columnsOf = (table: MirroredTable): string[] => COLUMNS[table].map(({ name }) => name);

/** The value of a column that did not come. */
function absent(table: MirroredTable, row: ReplicatedRow, { name, nullable }: Column): null {
  // The log from before a column was added does not have it; a column that is there but was not sent is another case.
  if (nullable && !(name in row)) return null;
  throw new UnreadableRow(`commerce.${table}.${name} was not sent: the table needs REPLICA IDENTITY FULL`);
}

/** The values of a row, then its version and whether it is a tombstone: the order in which all tables end. */
function rowOf(
  table: MirroredTable,
  row: ReplicatedRow,
  version: bigint,
  only: ReadonlySet<string> | undefined,
): WarehouseRow {
  const values: (string | number | null)[] = [];
  for (const column of COLUMNS[table]) {
    const value = only && !only.has(column.name) ? null : row[column.name];
    if (value === undefined) values.push(absent(table, row, column));
    else values.push(value === null || !column.read ? value : column.read(value));
  }
  values.push(version.toString(), only ? 1 : 0);
  return values;
}

/** A replicated row as a row of the warehouse. @throws UnreadableRow */
export const toWarehouse = (table: MirroredTable, row: ReplicatedRow, version: bigint): WarehouseRow =>
  rowOf(table, row, version, undefined);

/**
 * Hides a row from `version` on. It carries the sorting key alone, so that a row with a value nobody can read still
 * can be taken away. @throws UnreadableRow when the place itself is none that the warehouse could have
 */
export const toTombstone = (table: MirroredTable, row: ReplicatedRow, version: bigint): WarehouseRow =>
  rowOf(table, row, version, KEYS[table]);

/** Whether a row hides another. */
export const isTombstone = (row: WarehouseRow): boolean => row.at(-1) === 1;

/** Whether two states of a row have different places in the warehouse. */
export const hasMoved = (table: MirroredTable, before: ReplicatedRow, after: ReplicatedRow): boolean => {
  for (const column of KEYS[table]) if (before[column] !== after[column]) return true;
  return false;
};
