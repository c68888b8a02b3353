import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import {
  createPackedReader,
  type Lsn,
  type PackedRow,
  type ReplicationBatch,
  type Taken,
} from '#platform/postgres/replication.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { DirtyDays, planSteps, type Step, type Writes } from './changes.ts';
import { CDC_SLOT, createControlStore } from './control-store.ts';
import { createController } from './controller.ts';
import { createLagMeter } from './lag.ts';
import { createLoads, emitBarrier } from './loads.ts';
import { createLock } from './lock.ts';
import { createLateMonths } from './months.ts';
import { createPoisonStore } from './poison.ts';
import { createRebuilds } from './rebuilds.ts';
import { createSink } from './sink.ts';
import { startStateWriter } from './state.ts';
import type { CdcPhase, CdcStatus } from './status.ts';

export {
  CDC_SLOT,
  type ControlledName,
  type ControlRow,
  type ControlStore,
  createControlStore,
  type TableState,
  type Wanted,
  WHOLE,
} from './control-store.ts';
export { MIRRORED_TABLES } from './mapping.ts';
export type { CdcPhase, CdcStatus } from './status.ts';

export interface CdcOptions {
  /** Of a role with REPLICATION and BYPASSRLS that may read `commerce` (mg_cdc). */
  connectionString: string;
  /** Of a role that may write replication's tables in `events` (mg_worker). */
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
  status(): CdcStatus;
  /** Resolves once everything that is committed now is in ClickHouse, daily metrics and loads that were due included. */
  waitUntilCaughtUp(options: { timeoutMs: number }): Promise<void>;
}

/** Rows per insert: large enough for ClickHouse, small enough for memory. */
const MAX_BATCH_ROWS = 20_000;
const MAX_BATCH_MS = 150;
const BARRIER_TIMEOUT_MS = 600_000;
const LOOK_FOR_LOADS_MS = 50;

/** Carries PostgreSQL's commerce tables into ClickHouse, and keeps what is derived of them there true. */
export function createCdc(options: CdcOptions): Cdc {
  const { warehouse, logger, statePool: pool } = options;
  const slot = options.slot ?? CDC_SLOT;
  const dirty = new DirtyDays();
  const lock = createLock();
  const lag = createLagMeter();
  const store = createControlStore({ pool, slot });
  const sink = createSink({ warehouse, poison: createPoisonStore({ pool, slot }), logger });
  let stopping = new AbortController();
  let state: { stop(): Promise<void> } | undefined;
  let rowsWritten = 0;
  let daysRebuilt = 0;
  let lastCommit: Lsn | undefined;
  const months = createLateMonths({ warehouse, isReady: () => reader.status().running, logger });
  const rebuilds = createRebuilds({
    warehouse,
    dirty,
    months,
    lag,
    onRebuilt(days) {
      daysRebuilt += days;
    },
  });

  async function write(writes: Writes): Promise<void> {
    await sink.setAside(writes.unreadable);
    for (const [table, tableWrites] of writes.tables) rowsWritten += await sink.write(table, tableWrites);
    const { orders, carts } = writes;
    if (orders.size > 0)
      dirty.addAll(
        await warehouse.daysOfOrders({
          merchantIds: [...new Set(orders.values())],
          orderIds: [...orders.keys()],
        }),
      );
    if (carts.size > 0)
      dirty.addAll(
        await warehouse.daysOfCarts({
          merchantIds: [...new Set(carts.values())],
          cartIds: [...carts.keys()],
        }),
      );
  }

  async function apply(step: Step): Promise<void> {
    if (step.kind === 'write') return write(step.writes);
    const { table, version } = step;
    // All its days change; afterwards nothing tells which they were.
    dirty.addAll(await warehouse.allDays());
    // Not emptied: rows that a load has brought from a later moment must stay.
    await warehouse.mirror.removeOlder({ table, version });
    loads.truncated(table);
  }

  /**
   * Rows first, then the days they touch, then the acknowledgement: a crash at any point repeats everything since the
   * last one, and versions make the repetition harmless. Inside a large transaction the days wait, and so they do for a
   * while in a backlog: each is then computed once, from all of it.
   */
  async function carry(batch: ReplicationBatch<PackedRow>): Promise<Taken> {
    for (const step of planSteps(batch.changes, dirty, controller.skips)) await apply(step);
    rebuilds.written(batch.changes);
    lastCommit = batch.lastCommitLsn ?? lastCommit;
    if (!batch.endsAtCommit || !batch.lastCommitAt || rebuilds.mayWait(batch.lastCommitAt)) return 'OWED';
    await settle();
    return 'DURABLE';
  }

  async function settle(): Promise<void> {
    if (lastCommit !== undefined) await rebuilds.run(lastCommit);
  }

  const loads = createLoads({
    connectionString: options.connectionString,
    slot,
    warehouse,
    sink,
    store,
    lock,
    months,
    position: () => emitBarrier(pool),
    barrier: async () => reader.waitFor(await emitBarrier(pool), BARRIER_TIMEOUT_MS),
    stopping: () => stopping.signal,
    logger,
  });

  const reader = createPackedReader({
    connectionString: options.connectionString,
    slot,
    publication: options.publication ?? CDC_SLOT,
    maxBatchRows: MAX_BATCH_ROWS,
    maxBatchMs: MAX_BATCH_MS,
    onBatch: (batch) => lock(() => carry(batch)),
    onPause: () => lock(settle),
    initialLoad: loads.initial,
    logger,
  });

  const controller = createController({
    store,
    reader,
    loadedTables: () => warehouse.mirror.loadedTables(slot),
    load: loads.beside,
    logger,
  });

  function phase(isStreaming: boolean): CdcPhase {
    if (isStreaming) return 'STREAMING';
    if (loads.isInitial()) return 'LOADING';
    return controller.paused() ? 'PAUSED' : 'CONNECTING';
  }

  const status = (): CdcStatus => {
    const now = reader.status();
    return {
      ...now,
      phase: phase(now.running),
      rowsWritten,
      daysRebuilt,
      lagP50: lag.quantile(0.5),
      lagP99: lag.quantile(0.99),
    };
  };

  return {
    start() {
      if (state) return;
      stopping = new AbortController();
      controller.start();
      months.start();
      state = startStateWriter({ pool, slot, status, logger });
    },
    async stop() {
      stopping.abort(new Error('The service is stopping.'));
      await months.stop();
      await controller.stop();
      await state?.stop();
      state = undefined;
    },
    status,
    async waitUntilCaughtUp({ timeoutMs }) {
      const deadline = Date.now() + timeoutMs;
      await reader.waitFor(await emitBarrier(pool), timeoutMs);
      while (!controller.settled()) {
        if (Date.now() > deadline) throw new Error(`Tables were still being loaded after ${timeoutMs} ms.`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_FOR_LOADS_MS));
      }
    },
  };
}
