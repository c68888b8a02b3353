import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import {
  holdSnapshot,
  type InitialLoad,
  type LoadReason,
  type Lsn,
  parseLsn,
  type SlotSnapshot,
  versionOf,
} from '#platform/postgres/replication.ts';
import type { MerchantDay, MirroredTable, Warehouse } from '#warehouse/index.ts';
import type { ControlStore } from './control-store.ts';
import { loadTables, versionOfLoad } from './load.ts';
import type { Lock } from './lock.ts';
import { isCounted, MIRRORED_TABLES } from './mapping.ts';
import type { LateMonths } from './months.ts';
import type { Sink } from './sink.ts';

const DAYS_PER_REBUILD = 10_000;

export interface LoadsOptions {
  connectionString: string;
  slot: string;
  warehouse: Warehouse;
  sink: Sink;
  store: ControlStore;
  /** Shared with the stream's batches: daily metrics are computed by one of both at a time. */
  lock: Lock;
  months: Pick<LateMonths, 'lookAgain' | 'without'>;
  /** The end of the log. */
  position(): Promise<Lsn>;
  /** Resolves once the stream has delivered everything that is committed now. */
  barrier(): Promise<void>;
  /** Aborted when the service stops. */
  stopping(): AbortSignal;
  logger: Logger;
}

export interface Loads {
  /** Of everything, before a new slot streams. */
  initial: InitialLoad;
  /** Whether everything is being loaded now. */
  isInitial(): boolean;
  /** Of some tables beside the stream. @returns those that were truncated meanwhile: they need another one */
  beside(tables: ReadonlyMap<MirroredTable, string>, signal: AbortSignal): Promise<MirroredTable[]>;
  /** The stream has emptied this table. */
  truncated(table: MirroredTable): void;
}

/** Fills the warehouse from snapshots of PostgreSQL. */
export function createLoads(options: LoadsOptions): Loads {
  const { warehouse, slot, store, logger, connectionString } = options;
  const { mirror } = warehouse;
  const truncatedMeanwhile = new Set<MirroredTable>();
  let isInitial = false;

  const loading = (signal: AbortSignal) => ({
    connectionString,
    name: `${slot}_load`,
    warehouse,
    sink: options.sink,
    signal: AbortSignal.any([signal, options.stopping()]),
  });

  async function rebuild(days: readonly MerchantDay[], version: () => Promise<bigint>): Promise<void> {
    for (let at = 0; at < days.length; at += DAYS_PER_REBUILD) {
      options.stopping().throwIfAborted();
      await options.lock(async () =>
        warehouse.rebuildDays({
          days: days.slice(at, at + DAYS_PER_REBUILD),
          version: await version(),
        }),
      );
    }
    options.months.lookAgain();
  }

  async function finish(
    tables: ReadonlyMap<MirroredTable, string>,
    counts: ReadonlyMap<MirroredTable, number>,
    lsn: bigint,
    since: Date,
  ): Promise<void> {
    for (const [table, reason] of tables)
      await store.loaded(table, { lsn, rows: counts.get(table) ?? 0, reason, since });
    logger.info(
      {
        slot,
        reasons: Object.fromEntries(tables),
        counts: Object.fromEntries(counts),
        ms: Date.now() - since.getTime(),
      },
      'warehouse loaded',
    );
  }

  /**
   * Rows of another log than this one, a restored or exchanged database's, would hide the true ones for long.
   * @param version later than everything that the stream has written
   */
  async function clearForeign(tables: readonly MirroredTable[], version: bigint): Promise<void> {
    for (const table of [...tables, 'daily_metrics'] as const) {
      if (!(await mirror.hasVersionFrom(table, version))) continue;
      logger.warn({ table }, 'rows from ahead of the log were removed: they are not of this database');
      await mirror.removeFrom(table, version);
    }
  }

  async function loadAll(snapshot: SlotSnapshot, reason: LoadReason): Promise<void> {
    const since = new Date();
    const version = versionOfLoad(snapshot);
    await options.months.without(() => clearForeign(MIRRORED_TABLES, version));
    const counts = await loadTables(MIRRORED_TABLES, snapshot, loading(options.stopping()));
    await rebuild(await warehouse.allDays(), async () => version);
    await mirror.markLoaded({
      slot,
      tables: MIRRORED_TABLES,
      consistentLsn: snapshot.consistentLsn,
      whole: true,
    });
    await finish(
      new Map(MIRRORED_TABLES.map((table) => [table, reason])),
      counts,
      snapshot.consistentLsn,
      since,
    );
  }

  return {
    isInitial: () => isInitial,
    truncated: (table) => void truncatedMeanwhile.add(table),
    initial: {
      isComplete: () => mirror.isSlotLoaded(slot),
      reset: () => mirror.forgetLoads(),
      async load(snapshot, reason) {
        isInitial = true;
        try {
          await loadAll(snapshot, reason);
        } finally {
          isInitial = false;
        }
      },
    },
    async beside(tables, signal) {
      const since = new Date();
      truncatedMeanwhile.clear();
      const names = [...tables.keys()];
      await options.months.without(() =>
        options.lock(async () => clearForeign(names, versionOf(await options.position(), 0))),
      );
      const snapshot = await holdSnapshot({ connectionString, name: slot });
      const counts = await loadTables(names, snapshot, loading(signal)).finally(() => snapshot.close());
      // Days are computed from all tables: the stream has to be where the snapshot was.
      await options.barrier();
      if (names.some(isCounted)) {
        const days = await warehouse.allDays();
        const version = versionOfLoad(snapshot);
        await rebuild(days, () => mirror.nextMetricsVersion(version));
      }
      const again = names.filter((table) => truncatedMeanwhile.has(table));
      const done = new Map([...tables].filter(([table]) => !again.includes(table)));
      await mirror.markLoaded({
        slot,
        tables: [...done.keys()],
        consistentLsn: snapshot.consistentLsn,
        whole: false,
      });
      await finish(done, counts, snapshot.consistentLsn, since);
      return again;
    },
  };
}

/** A commit of our own behind all others: when the log has been read up to it, they have been too. */
export async function emitBarrier(pool: pg.Pool): Promise<Lsn> {
  const { rows } = await pool.query<{ lsn: string }>(
    `SELECT pg_logical_emit_message(true, 'merchantgraph.barrier', '')::text AS lsn`,
  );
  return parseLsn(rows[0]?.lsn ?? '');
}
