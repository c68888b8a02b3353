import { type ReplicatedChange, type ReplicatedRow, versionOf } from '#platform/postgres/replication.ts';
import type { MerchantDay, MirroredTable } from '#warehouse/index.ts';
import {
  hasMoved,
  isDaily,
  isHeldDay,
  isMirrored,
  toTombstone,
  toWarehouse,
  UnreadableRow,
  type WarehouseRow,
} from './mapping.ts';

/** Days to be recomputed, each once. */
export class DirtyDays {
  readonly #days = new Map<string, MerchantDay>();
  /** Added last: of many rows in a row, most are of one day. */
  #last: MerchantDay | undefined;

  get size(): number {
    return this.#days.size;
  }

  add(merchantId: string, businessDate: string): void {
    if (this.#last?.businessDate === businessDate && this.#last.merchantId === merchantId) return;
    this.#last = { merchantId, businessDate };
    this.#days.set(`${merchantId}/${businessDate}`, this.#last);
  }

  addAll(days: readonly MerchantDay[]): void {
    for (const { merchantId, businessDate } of days) this.add(merchantId, businessDate);
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
  row: ReplicatedRow;
  commitLsn: bigint;
  /** Place in the transaction; `LOADED` for a row of a snapshot taken at `commitLsn`. */
  sequence: number;
}

/** Stands for the place of a loaded row: before every change that commits at the snapshot's position or later. */
export const LOADED = -1;

/** The version of a row by its origin. */
export const versionAt = ({ commitLsn, sequence }: Pick<Origin, 'commitLsn' | 'sequence'>): bigint =>
  sequence === LOADED ? versionOf(commitLsn, 0) - 1n : versionOf(commitLsn, sequence);

/** Rows for one table, each with its origin at the same index. */
export interface TableWrites {
  rows: WarehouseRow[];
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
}

/** A run of writes, or the emptying of a table, which must happen in its place between them. */
export type Step =
  | { kind: 'write'; writes: Writes }
  | { kind: 'truncate'; table: MirroredTable; version: bigint };

/** Columns of an order that what is derived of its lines shows. */
const OF_ORDER = ['customer_id', 'country', 'channel'] as const;

function markDay(dirty: DirtyDays, row: ReplicatedRow): void {
  const { merchant_id: merchantId, business_date: day } = row;
  if (merchantId && day && isHeldDay(day)) dirty.add(merchantId, day);
}

export const emptyWrites = (): Writes => ({ tables: new Map(), unreadable: [], orders: new Map() });

/** Adds the row to the writes, or to what cannot be read. */
export function put(
  writes: Writes,
  table: MirroredTable,
  origin: Origin,
  map: (table: MirroredTable, row: ReplicatedRow, version: bigint) => WarehouseRow,
): void {
  let target = writes.tables.get(table);
  if (!target) {
    target = { rows: [], origins: [] };
    writes.tables.set(table, target);
  }
  try {
    target.rows.push(map(table, origin.row, versionAt(origin)));
    target.origins.push(origin);
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    // A place that the warehouse cannot have is empty already.
    if (map === toTombstone) return;
    writes.unreadable.push({ table, origin, reason: error.message, attempts: 1 });
  }
}

function applyChange(change: ReplicatedChange, table: MirroredTable, writes: Writes, dirty: DirtyDays): void {
  const { next, previous, commitLsn, sequence } = change;
  if (change.kind !== 'insert' && !previous) {
    throw new Error(
      `commerce.${table} needs REPLICA IDENTITY FULL: a change came without the row it replaces.`,
    );
  }
  if (previous && (!next || hasMoved(table, previous, next)))
    put(writes, table, { row: previous, commitLsn, sequence }, toTombstone);
  if (next) put(writes, table, { row: next, commitLsn, sequence }, toWarehouse);
  if (isDaily(table)) {
    if (previous) markDay(dirty, previous);
    if (next) markDay(dirty, next);
  }
  if (table === 'orders' && previous && OF_ORDER.some((column) => previous[column] !== next?.[column])) {
    const { id, merchant_id: merchantId } = previous;
    if (id && merchantId) writes.orders.set(id, merchantId);
  }
}

/**
 * Turns changes into steps, in order; days they touch are added to `dirty`.
 * @param skips tables whose changes are passed over, because they are paused
 */
export function planSteps(
  changes: readonly ReplicatedChange[],
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
      writes = emptyWrites();
      steps.push({ kind: 'write', writes });
    }
    applyChange(change, change.table, writes, dirty);
  }
  return steps;
}
