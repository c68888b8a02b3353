import { IS_NULL, NOT_SENT, type PackedRow, type Relation } from '#platform/postgres/replication.ts';
import { MIRRORED, type MirroredTable } from '#warehouse/index.ts';
import type { Lines, Version } from './lines.ts';

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
  cart_events: { instants: ['occurred_at'], daily: false },
};

/** Every table that is mirrored. */
export const MIRRORED_TABLES = Object.keys(MAPPINGS) as MirroredTable[];

export const isMirrored = (table: string): table is MirroredTable => table in MAPPINGS;

/** Whether rows of the table are counted in the daily metrics of their day. */
export const isDaily = (table: MirroredTable): boolean => MAPPINGS[table].daily;

/** Whether what is derived of days depends on the table's rows, be it by those of another one. */
export const isCounted = (table: MirroredTable): boolean =>
  isDaily(table) || table === 'orders' || table === 'cart_events';

/** A row that cannot become one of the warehouse, whatever is tried. */
export class UnreadableRow extends Error {}

const [DASH, PLUS, ZERO, SPACE] = [0x2d, 0x2b, 0x30, 0x20];

/** Days and years that ClickHouse's `Date32` and `DateTime64` hold; beyond them it would store another day silently. */
function isHeld(bytes: Buffer, at: number): boolean {
  if (bytes[at + 4] !== DASH) return false;
  const century = ((bytes[at] ?? 0) - ZERO) * 10 + (bytes[at + 1] ?? 0) - ZERO;
  return century >= 19 && century <= 22;
}

const DAY_LENGTH = 10;

/** Whether a business day can be one of the warehouse. */
export const isHeldDay = (text: string): boolean =>
  text.length === DAY_LENGTH && isHeld(Buffer.from(text, 'latin1'), 0);

/** `2011-12-09 12:50:00.123456+00`, which goes without its zone. */
function isInstant(bytes: Buffer, at: number, length: number): boolean {
  const zone = at + length - 3;
  if (length < 22 || !isHeld(bytes, at) || bytes[at + DAY_LENGTH] !== SPACE) return false;
  return bytes[zone] === PLUS && bytes[zone + 1] === ZERO && bytes[zone + 2] === ZERO;
}

type Kind = 'text' | 'day' | 'instant';

interface Column {
  name: string;
  kind: Kind;
  nullable: boolean;
  /** Whether it is part of the sorting key. */
  isKey: boolean;
}

const byTable = <T>(of: (table: MirroredTable) => T): Record<MirroredTable, T> =>
  Object.fromEntries(MIRRORED_TABLES.map((table) => [table, of(table)])) as Record<MirroredTable, T>;

const COLUMNS = byTable((table): Column[] => {
  const { columns, nullable, key } = MIRRORED[table];
  const own = (columns as readonly string[]).filter((name) => name !== 'version' && name !== 'is_deleted');
  const kindOf = (name: string): Kind => {
    if (name === 'business_date') return 'day';
    return MAPPINGS[table].instants.includes(name) ? 'instant' : 'text';
  };
  const isKey = new Set<string>(key);
  return own.map((name) => ({
    name,
    kind: kindOf(name),
    nullable: nullable.has(name),
    isKey: isKey.has(name),
  }));
});

/** Columns to read for a load. */
export const columnsOf = (table: MirroredTable): string[] => COLUMNS[table].map(({ name }) => name);

/** Where a relation has the columns of a mirrored table. */
interface Plan {
  columns: Column[];
  /** By column: its number in the relation, -1 where that does not have it. */
  sources: Int32Array;
  /** Where `merchant_id` and `business_date` begin in `places`; -1 without. */
  merchant: number;
  day: number;
  /** Where the values of a row lie, and those of the row it replaces: filled by one row after the other. */
  places: Int32Array;
  before: Int32Array;
}

const plans = new WeakMap<Relation, Plan>();

function planOf(table: MirroredTable, { relation }: PackedRow): Plan {
  const known = plans.get(relation);
  if (known) return known;
  const find = (name: string): number => relation.columns.findIndex((column) => column.name === name);
  const plan: Plan = {
    columns: COLUMNS[table],
    sources: Int32Array.from(COLUMNS[table], ({ name }) => find(name)),
    merchant: Math.max(-1, find('merchant_id') * 2),
    day: Math.max(-1, find('business_date') * 2),
    places: new Int32Array(relation.columns.length * 2),
    before: new Int32Array(relation.columns.length * 2),
  };
  plans.set(relation, plan);
  return plan;
}

/** The value of a column that did not come. */
function assertMayMiss(table: MirroredTable, { name, nullable }: Column, isKnown: boolean): void {
  // The log from before a column was added does not have it; a column that is there but was not sent is another case.
  if (nullable && !isKnown) return;
  throw new UnreadableRow(`commerce.${table}.${name} was not sent: the table needs REPLICA IDENTITY FULL`);
}

const textAt = (row: PackedRow, at: number, length: number): string =>
  row.bytes.toString('utf8', at, at + length);

/** @returns how many of the value's bytes the warehouse takes. @throws UnreadableRow for one that it cannot hold */
function heldLength({ kind }: Column, row: PackedRow, at: number, length: number): number {
  if (kind === 'text') return length;
  if (kind === 'day') {
    if (length === DAY_LENGTH && isHeld(row.bytes, at)) return length;
    throw new UnreadableRow(`the day ${textAt(row, at, length)} is not between 1900 and 2299`);
  }
  if (isInstant(row.bytes, at, length)) return length - 3;
  throw new UnreadableRow(`the instant ${textAt(row, at, length)} is not between 1900 and 2299, in UTC`);
}

/**
 * Writes a replicated row as one of the warehouse. A tombstone, which hides a row from its version on, carries the
 * sorting key alone, so that a row with a value nobody can read still can be taken away.
 * @throws UnreadableRow, having written nothing; for a tombstone when the place itself is none that the warehouse could
 * have
 */
export function writeRow(
  lines: Lines,
  table: MirroredTable,
  row: PackedRow,
  version: Version,
  isTombstone: boolean,
): void {
  const { columns, sources, places } = planOf(table, row);
  row.locate(places);
  lines.begin();
  try {
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i];
      if (!column) break;
      if (isTombstone && !column.isKey) {
        lines.none();
        continue;
      }
      const source = sources[i] ?? -1;
      const length = source < 0 ? NOT_SENT : (places[source * 2 + 1] ?? NOT_SENT);
      if (length >= 0) {
        const at = places[source * 2] ?? 0;
        lines.value(row.bytes, at, heldLength(column, row, at, length));
      } else {
        if (length !== IS_NULL) assertMayMiss(table, column, source >= 0);
        lines.none();
      }
    }
  } catch (error) {
    lines.undo();
    throw error;
  }
  lines.end(version, isTombstone);
}

function isSame(a: PackedRow, inA: Int32Array, b: PackedRow, inB: Int32Array, place: number): boolean {
  const length = inA[place + 1] ?? NOT_SENT;
  if (length !== inB[place + 1]) return false;
  let [at, other] = [inA[place] ?? 0, inB[place] ?? 0];
  for (const end = at + length; at < end; at += 1, other += 1)
    if (a.bytes[at] !== b.bytes[other]) return false;
  return true;
}

/** Whether two states of a row have different places in the warehouse. */
export function hasMoved(table: MirroredTable, before: PackedRow, after: PackedRow): boolean {
  // Rows of one change are of one relation.
  const plan = planOf(table, before);
  before.locate(plan.before);
  after.locate(plan.places);
  return plan.columns.some(
    ({ isKey }, i) => isKey && !isSame(before, plan.before, after, plan.places, (plan.sources[i] ?? 0) * 2),
  );
}

/** Whether two rows are of the same merchant and day; cheaper than asking each for both. */
export function isSameDay(table: MirroredTable, one: PackedRow, other: PackedRow): boolean {
  if (one.relation !== other.relation) return false;
  const { merchant, day, places, before } = planOf(table, one);
  if (merchant < 0 || day < 0) return false;
  one.locate(before);
  other.locate(places);
  return isSame(one, before, other, places, day) && isSame(one, before, other, places, merchant);
}
