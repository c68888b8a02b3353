import { type ReplicatedChange, type ReplicatedRow, versionOf } from '#platform/postgres/replication.ts';
import type { MerchantDay, MirroredTable } from '#warehouse/index.ts';
import { hasMoved, isMirrored, MAPPINGS, toWarehouse, type WarehouseRow } from './mapping.ts';

/** Days to be recomputed, each once. */
export class DirtyDays {
  readonly #days = new Map<string, MerchantDay>();

  get size(): number {
    return this.#days.size;
  }

  add(merchantId: string, businessDate: string): void {
    const key = `${merchantId}/${businessDate}`;
    if (!this.#days.has(key)) this.#days.set(key, { merchantId, businessDate });
  }

  /** The days, which are then forgotten. */
  take(): MerchantDay[] {
    const days = [...this.#days.values()];
    this.#days.clear();
    return days;
  }
}

/** What a run of changes comes to: rows to write and what has to be recomputed after they are written. */
export interface Writes {
  rows: Map<MirroredTable, WarehouseRow[]>;
  /** Orders whose customer, country or channel changed: the days of their lines are counted anew. */
  orders: Map<string, string>;
}

const emptyWrites = (): Writes => ({ rows: new Map(), orders: new Map() });

/** A run of writes, or the emptying of a table, which must happen in its place between them. */
export type Step = { kind: 'write'; writes: Writes } | { kind: 'truncate'; table: MirroredTable };

/** Columns of an order that what is derived of its lines shows. */
const OF_ORDER = ['customer_id', 'country', 'channel'] as const;

function markDay(dirty: DirtyDays, row: ReplicatedRow): void {
  if (row.merchant_id && row.business_date) dirty.add(row.merchant_id, row.business_date);
}

function applyChange(change: ReplicatedChange, table: MirroredTable, writes: Writes, dirty: DirtyDays): void {
  const { next, previous } = change;
  if (change.kind !== 'insert' && !previous) {
    throw new Error(
      `commerce.${table} needs REPLICA IDENTITY FULL: a change came without the row it replaces.`,
    );
  }
  const version = versionOf(change.commitLsn, change.sequence);
  const rows = writes.rows.get(table) ?? [];
  writes.rows.set(table, rows);
  if (previous && (!next || hasMoved(table, previous, next)))
    rows.push(toWarehouse(table, previous, version, true));
  if (next) rows.push(toWarehouse(table, next, version, false));
  if (MAPPINGS[table].daily) {
    if (previous) markDay(dirty, previous);
    if (next) markDay(dirty, next);
  }
  if (table === 'orders' && previous && OF_ORDER.some((column) => previous[column] !== next?.[column])) {
    const { id, merchant_id: merchantId } = previous;
    if (id && merchantId) writes.orders.set(id, merchantId);
  }
}

/** Turns changes into steps, in order; days they touch are added to `dirty`. */
export function planSteps(changes: readonly ReplicatedChange[], dirty: DirtyDays): Step[] {
  const steps: Step[] = [];
  let writes: Writes | undefined;
  for (const change of changes) {
    if (change.schema !== 'commerce' || !isMirrored(change.table)) continue;
    if (change.kind === 'truncate') {
      steps.push({ kind: 'truncate', table: change.table });
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
