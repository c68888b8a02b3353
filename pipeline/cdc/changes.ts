import {
  LAST_SEQUENCE,
  type PackedRow,
  type ReplicatedChange,
  versionOf,
} from '#platform/postgres/replication.ts';
import type { MerchantDay, MirroredTable } from '#warehouse/index.ts';
import { Lines, Version } from './lines.ts';
import { hasMoved, isDaily, isHeldDay, isMirrored, isSameDay, UnreadableRow, writeRow } from './mapping.ts';

/** Days to be recomputed, each once. */
export class DirtyDays {
  readonly #days = new Map<string, MerchantDay>();
  /** Added last: of many rows in a row, most are of one day. */
  #last: { table: MirroredTable; row: PackedRow } | undefined;

  get size(): number {
    return this.#days.size;
  }

  add({ merchantId, businessDate, changed }: MerchantDay): void {
    const key = `${merchantId}/${businessDate}`;
    const known = this.#days.get(key);
    const both = known && known.changed !== changed;
    this.#days.set(key, { merchantId, businessDate, changed: both ? undefined : changed });
  }

  /** The day of a row, if it has one that the warehouse can have. */
  addOf(table: MirroredTable, row: PackedRow): void {
    if (this.#last?.table === table && isSameDay(table, this.#last.row, row)) return;
    this.#last = { table, row };
    const [merchantId, businessDate] = [row.text('merchant_id'), row.text('business_date')];
    if (merchantId && businessDate && isHeldDay(businessDate))
      this.add({ merchantId, businessDate, changed: table === 'carts' ? 'CARTS' : 'LINES' });
  }

  addAll(days: readonly MerchantDay[]): void {
    for (const day of days) this.add(day);
  }

  /** The days, which are then forgotten. */
  take(): MerchantDay[] {
    const days = [...this.#days.values()];
    this.#days.clear();
    this.#last = undefined;
    return days;
  }
}

/** Where a row came from: enough to set it aside, and to try it again later in its place. */
export interface Origin {
  row: PackedRow;
  commitLsn: bigint;
  /** Place in the transaction; `LOADED` for a row of a snapshot taken at `commitLsn`. */
  sequence: number;
  /** Whether it hides the row instead of bringing it. */
  isTombstone: boolean;
}

/** Stands for the place of a loaded row: before every change that commits at the snapshot's position or later. */
export const LOADED = -1;

/** The version of a row by its origin. */
export const versionAt = ({ commitLsn, sequence }: Pick<Origin, 'commitLsn' | 'sequence'>): bigint =>
  sequence === LOADED ? versionOf(commitLsn, 0) - 1n : versionOf(commitLsn, sequence);

/** Rows for one table, each with its origin. */
export interface TableWrites {
  lines: Lines;
  origins: Origin[];
}

/** A row that cannot be written, and why. */
export interface Refusal {
  table: MirroredTable;
  origin: Origin;
  reason: string;
  /** Attempts to write it. */
  attempts: number;
}

/** What a run of changes comes to: rows to write and what has to be recomputed after they are written. */
export interface Writes {
  tables: Map<MirroredTable, TableWrites>;
  /** Rows the mapping cannot read. */
  unreadable: Refusal[];
  /** Orders whose customer, country or channel changed: the days of their lines are counted anew. */
  orders: Map<string, string>;
  /** Carts that something happened to: the days they were begun on tell how far they came. */
  carts: Map<string, string>;
  /** Room to be made for the rows of a table. */
  bytesExpected: number;
}

/** A run of writes, or the emptying of a table, which must happen in its place between them. */
export type Step =
  | { kind: 'write'; writes: Writes }
  | { kind: 'truncate'; table: MirroredTable; version: bigint };

/** Columns of an order that what is derived of its lines shows. */
const OF_ORDER = ['customer_id', 'country', 'channel'] as const;

/** @param rows how many there may be at most */
export const emptyWrites = (rows = 0): Writes => ({
  tables: new Map(),
  unreadable: [],
  orders: new Map(),
  carts: new Map(),
  bytesExpected: rows * BYTES_OF_ROW,
});

/** Of a line of an order, as it travels. */
const BYTES_OF_ROW = 300;

const version = new Version();
let base = { commitLsn: -1n, version: 0n };

/** The same as `versionAt`, without a calculation in large numbers for every row of a transaction. */
function versionFor({ commitLsn, sequence }: Origin): Version {
  if (commitLsn !== base.commitLsn) base = { commitLsn, version: versionOf(commitLsn, 0) };
  if (sequence === LOADED) return version.set(base.version - 1n, 0);
  return version.set(base.version, Math.min(sequence, LAST_SEQUENCE));
}

/** The rows of these origins, once more. */
export function linesOf(table: MirroredTable, origins: readonly Origin[]): Lines {
  const lines = new Lines();
  for (const origin of origins) writeRow(lines, table, origin.row, versionFor(origin), origin.isTombstone);
  return lines;
}

/** Adds the row to the writes, or to what cannot be read. */
export function put(writes: Writes, table: MirroredTable, origin: Origin): void {
  let target = writes.tables.get(table);
  if (!target) {
    target = { lines: new Lines(writes.bytesExpected), origins: [] };
    writes.tables.set(table, target);
  }
  try {
    writeRow(target.lines, table, origin.row, versionFor(origin), origin.isTombstone);
    target.origins.push(origin);
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    // A place that the warehouse cannot have is empty already.
    if (origin.isTombstone) return;
    writes.unreadable.push({ table, origin, reason: error.message, attempts: 1 });
  }
}

function putCart(writes: Writes, row: PackedRow): void {
  const [id, merchantId] = [row.text('cart_id'), row.text('merchant_id')];
  if (id && merchantId) writes.carts.set(id, merchantId);
}

function applyChange(
  change: ReplicatedChange<PackedRow>,
  table: MirroredTable,
  writes: Writes,
  dirty: DirtyDays,
): void {
  const { next, previous, commitLsn, sequence } = change;
  if (change.kind !== 'insert' && !previous) {
    throw new Error(
      `commerce.${table} needs REPLICA IDENTITY FULL: a change came without the row it replaces.`,
    );
  }
  if (previous && (!next || hasMoved(table, previous, next)))
    put(writes, table, { row: previous, commitLsn, sequence, isTombstone: true });
  if (next) put(writes, table, { row: next, commitLsn, sequence, isTombstone: false });
  if (isDaily(table)) {
    if (previous) dirty.addOf(table, previous);
    if (next) dirty.addOf(table, next);
  }
  if (table === 'cart_events') for (const row of [previous, next]) if (row) putCart(writes, row);
  if (table === 'orders' && previous) {
    const [before, after] = [previous.unpack(), next?.unpack()];
    const { id, merchant_id: merchantId } = before;
    if (id && merchantId && OF_ORDER.some((column) => before[column] !== after?.[column]))
      writes.orders.set(id, merchantId);
  }
}

/**
 * Turns changes into steps, in order; days they touch are added to `dirty`.
 * @param skips tables whose changes are passed over, because they are paused
 */
export function planSteps(
  changes: readonly ReplicatedChange<PackedRow>[],
  dirty: DirtyDays,
  skips: ReadonlySet<MirroredTable>,
): Step[] {
  const steps: Step[] = [];
  let writes: Writes | undefined;
  for (const change of changes) {
    if (change.schema !== 'commerce' || !isMirrored(change.table) || skips.has(change.table)) continue;
    if (change.kind === 'truncate') {
      const version = versionOf(change.commitLsn, change.sequence);
      steps.push({ kind: 'truncate', table: change.table, version });
      writes = undefined;
      continue;
    }
    if (!writes) {
      writes = emptyWrites(changes.length);
      steps.push({ kind: 'write', writes });
    }
    applyChange(change, change.table, writes, dirty);
  }
  return steps;
}
