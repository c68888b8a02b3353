import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import {
  createReplicationReader,
  parseLsn,
  type ReplicationBatch,
  type ReplicationStatus,
  versionOf,
} from '#platform/postgres/replication.ts';
import type { MirroredRow, MirroredTable, Warehouse } from '#warehouse/index.ts';
import { DirtyDays, planSteps, type Step, type Writes } from './changes.ts';
import { createInitialLoad } from './initial-load.ts';
import { startStateWriter } from './state.ts';

export interface CdcOptions {
  /** Of a role with REPLICATION and BYPASSRLS that may read `commerce` (mg_cdc). */
  connectionString: string;
  /** Of a role that may write `events.cdc_state` (mg_worker). */
  statePool: pg.Pool;
  warehouse: Warehouse;
  logger: Logger;
  /** Default `mg_cdc`. */
  slot?: string;
  /** Default `mg_cdc`. */
  publication?: string;
}

export interface Cdc {
  start(): void;
  stop(): Promise<void>;
  status(): ReplicationStatus & { rowsWritten: number; daysRebuilt: number };
  /** Resolves once everything that is committed now is in ClickHouse, daily metrics included. */
  waitUntilCaughtUp(options: { timeoutMs: number }): Promise<void>;
}

/** Rows per insert: large enough for ClickHouse, small enough for memory. */
const MAX_BATCH_ROWS = 10_000;
const MAX_BATCH_MS = 150;

/** Carries PostgreSQL's commerce tables into ClickHouse, and keeps the daily metrics there true. */
export function createCdc(options: CdcOptions): Cdc {
  const { warehouse, logger } = options;
  const slot = options.slot ?? 'mg_cdc';
  const dirty = new DirtyDays();
  let stopping = new AbortController();
  let state: { stop(): Promise<void> } | undefined;
  let rowsWritten = 0;
  let daysRebuilt = 0;

  async function write(writes: Writes): Promise<void> {
    for (const [table, rows] of writes.rows) {
      await warehouse.insert(table, rows as unknown as MirroredRow<MirroredTable>[]);
      rowsWritten += rows.length;
    }
    if (writes.orders.size === 0) return;
    const days = await warehouse.daysOfOrders({
      merchantIds: [...new Set(writes.orders.values())],
      orderIds: [...writes.orders.keys()],
    });
    for (const day of days) dirty.add(day.merchantId, day.businessDate);
  }

  async function apply(step: Step): Promise<void> {
    if (step.kind === 'write') return write(step.writes);
    // All its days change; afterwards nothing tells which they were.
    for (const day of await warehouse.allDays()) dirty.add(day.merchantId, day.businessDate);
    await warehouse.truncate([step.table]);
  }

  /**
   * Rows first, then the days they touch, then (by returning) the acknowledgement: a crash at any point repeats the
   * whole batch, and versions make the repetition harmless.
   */
  async function onBatch(batch: ReplicationBatch): Promise<void> {
    for (const step of planSteps(batch.changes, dirty)) await apply(step);
    // Inside a large transaction the days wait: each is then computed once, from all of it.
    if (!batch.endsAtCommit || batch.lastCommitLsn === undefined) return;
    const days = dirty.take();
    try {
      await warehouse.rebuildDailyMetrics({ days, version: versionOf(batch.lastCommitLsn, 0) });
    } catch (error) {
      for (const day of days) dirty.add(day.merchantId, day.businessDate);
      throw error;
    }
    daysRebuilt += days.length;
  }

  const reader = createReplicationReader({
    connectionString: options.connectionString,
    slot,
    publication: options.publication ?? 'mg_cdc',
    maxBatchRows: MAX_BATCH_ROWS,
    maxBatchMs: MAX_BATCH_MS,
    onBatch,
    initialLoad: {
      isComplete: () => warehouse.isSlotLoaded(slot),
      load: (snapshot) =>
        createInitialLoad({
          connectionString: options.connectionString,
          slot,
          warehouse,
          logger,
          signal: stopping.signal,
        }).load(snapshot),
    },
    logger,
  });

  const status = (): ReturnType<Cdc['status']> => ({ ...reader.status(), rowsWritten, daysRebuilt });

  return {
    start() {
      if (state) return;
      stopping = new AbortController();
      reader.start();
      state = startStateWriter({ pool: options.statePool, slot, status, logger });
    },
    async stop() {
      stopping.abort(new Error('The service is stopping.'));
      await reader.stop();
      await state?.stop();
      state = undefined;
    },
    status,
    async waitUntilCaughtUp({ timeoutMs }) {
      // A commit of our own behind all others: when the log has been read up to it, they have been too.
      const { rows } = await options.statePool.query<{ lsn: string }>(
        `SELECT pg_logical_emit_message(true, 'merchantgraph.barrier', '')::text AS lsn`,
      );
      await reader.waitFor(parseLsn(rows[0]?.lsn ?? ''), timeoutMs);
    },
  };
}
