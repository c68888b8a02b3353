import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import { formatLsn, versionOf } from '#platform/postgres/replication.ts';
import { COMPARED, type ComparedTable, type Warehouse } from '#warehouse/index.ts';
import { CDC_SLOT, type ControlStore, createControlStore } from '../cdc/control-store.ts';
import { emitBarrier } from '../cdc/loads.ts';
import { createPoisonStore } from '../cdc/poison.ts';
import { createReplay } from '../cdc/replay.ts';
import { createSink } from '../cdc/sink.ts';
import { openSource } from '../cdc/source.ts';
import { type Difference, differing, readMirror, type Sides, settle } from './compare.ts';
import { createRecords, type MerchantOutcome, type ReconciledState } from './records.ts';
import { repair } from './repair.ts';
import { type Cells, parseKey, readSource } from './source.ts';

export { createReconcileJob } from './reconcile.job.ts';

export interface ReconcilerOptions {
  /** Of a role with REPLICATION and BYPASSRLS that may read `commerce` (mg_cdc). */
  connectionString: string;
  /** Of a role that lists merchants and writes `analytics` and `events` (mg_worker). */
  pool: pg.Pool;
  warehouse: Warehouse;
  logger: Logger;
  /** Default `mg_cdc`. */
  slot?: string;
}

/** What a run found. */
export interface ReconcileSummary {
  /** Merchants that were compared. */
  merchants: number;
  /** Rows on PostgreSQL's side, and (table, day) pairs. */
  rows: number;
  cells: number;
  differences: number;
  repaired: number;
  /** Pairs that changed all the time; the next run looks at them again. */
  unsettled: number;
  /** Why nothing could be compared: replication is paused, loading, or does not answer. */
  skipped?: string;
  durationMs: number;
}

export interface Reconciler {
  /**
   * Compares merchants, the one compared longest ago first, and repairs what differs.
   * @param options.merchantIds all when absent, or those that are due with `onlyDue`
   * @param options.budgetMs no other merchant is begun after it
   */
  run(options: {
    merchantIds?: readonly string[];
    onlyDue?: boolean;
    budgetMs?: number;
    signal?: AbortSignal;
  }): Promise<ReconcileSummary>;
}

const MERCHANTS_PER_LOOK = 50;
const BARRIER_TIMEOUT_MS = 60_000;
const REPAIRS = 2;
/** More differing pairs than this are not repaired one by one: the tables are loaded anew. */
const RELOAD_FROM = 2_000;
const POISON_PER_RUN = 1_000;

/** Holds ClickHouse against PostgreSQL, and puts right what differs. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { pool, warehouse, logger, connectionString } = options;
  const slot = options.slot ?? CDC_SLOT;
  const control: ControlStore = createControlStore({ pool, slot });
  const records = createRecords({ pool, slot });
  const sink = createSink({ warehouse, poison: createPoisonStore({ pool, slot }), logger });

  /** Why a comparison would mean nothing now. */
  async function obstacle(): Promise<string | undefined> {
    for (const { table, wanted, state, resyncRequestedAt } of (await control.read()).values()) {
      if (wanted === 'PAUSE' || state === 'PAUSED') return table === '*' ? 'paused' : `${table} is paused`;
      if (state === 'LOADING' || resyncRequestedAt) return `${table} is being loaded`;
    }
    return (await warehouse.mirror.isSlotLoaded(slot)) ? undefined : 'the first load is not done';
  }

  async function barrier(): Promise<string> {
    const lsn = formatLsn(await emitBarrier(pool));
    for (const deadline = Date.now() + BARRIER_TIMEOUT_MS; ; await sleep(50)) {
      const { rows } = await pool.query<{ done: boolean | null }>(
        'SELECT confirmed_flush_lsn >= $2::pg_lsn AS done FROM pg_replication_slots WHERE slot_name = $1',
        [slot, lsn],
      );
      if (rows[0]?.done) return lsn;
      if (Date.now() > deadline)
        throw new MirrorBehind(`The mirror did not reach ${lsn}: does the worker run?`);
    }
  }

  async function fix(
    differences: readonly Difference[],
    sides: Sides,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    let left = [...differences];
    if (left.length > RELOAD_FROM) {
      await requestLoads(left);
      return new Set();
    }
    for (let attempt = 0; attempt < REPAIRS && left.length > 0; attempt += 1) {
      await repair(left, { connectionString, slot, warehouse, sink, barrier, signal, logger });
      // What changes since is the stream's; it is compared again next time.
      left = (
        await settle(
          left.map(({ key }) => key),
          sides,
        )
      ).differences;
    }
    const limit = versionOf(await emitBarrier(pool), 0);
    const hidden: Difference[] = [];
    for (const table of new Set(left.map(({ key }) => parseKey(key).table)))
      if (await warehouse.mirror.hasVersionFrom(table, limit))
        hidden.push(...left.filter(({ key }) => parseKey(key).table === table));
    await requestLoads(hidden);
    const wrong = new Set(left.map(({ key }) => key));
    return new Set(differences.map(({ key }) => key).filter((key) => !wrong.has(key)));
  }

  /** By the reader itself, which alone can stop all writing while it takes rows away. */
  async function requestLoads(differences: readonly Difference[]): Promise<void> {
    const tables = new Set(
      differences.map(({ key }) => {
        const { table } = parseKey(key);
        return table === 'daily_metrics' ? 'order_items' : table;
      }),
    );
    if (tables.size === 0) return;
    logger.warn(
      { tables: [...tables] },
      'tables differ too much to be repaired in parts; they are loaded anew',
    );
    await control.requestResync([...tables]);
  }

  function outcomesOf(
    merchantIds: readonly string[],
    found: Omit<MerchantOutcome, 'merchantId' | 'state' | 'rows' | 'cells' | 'unsettled'> & {
      source: Cells;
      unsettledKeys: readonly string[];
    },
  ): MerchantOutcome[] {
    const { source, unsettledKeys, ...rest } = found;
    const of = (merchantId: string, keys: Iterable<string>): string[] =>
      [...keys].filter((key) => key.startsWith(merchantId));
    return merchantIds.map((merchantId) => {
      const differences = found.differences.filter(({ key }) => key.startsWith(merchantId));
      const repaired = new Set(of(merchantId, found.repaired));
      const keys = of(merchantId, source.keys());
      const mirrored = keys.filter((key) => parseKey(key).table !== 'daily_metrics');
      let state: ReconciledState = differences.length > 0 ? 'REPAIRED' : 'RECONCILED';
      if (repaired.size < differences.length) state = 'DIFFERENT';
      return {
        ...rest,
        merchantId,
        state,
        differences,
        repaired,
        rows: mirrored.reduce((sum, key) => sum + Number(source.get(key)?.rows ?? 0), 0),
        cells: keys.length,
        unsettled: of(merchantId, unsettledKeys).length,
      };
    });
  }

  async function compare(
    client: pg.Client,
    merchantIds: readonly string[],
    signal: AbortSignal,
  ): Promise<MerchantOutcome[]> {
    const started = performance.now();
    const sides: Sides = {
      source: (ids, tables) => readSource(client, ids, tables),
      mirror: (ids, tables) => readMirror(warehouse, ids, tables),
      barrier,
    };
    const tables: readonly ComparedTable[] = COMPARED;
    const source = await sides.source(merchantIds, tables);
    const confirmedLsn = await barrier();
    const suspects = differing(source, await sides.mirror(merchantIds, tables));
    const { differences, unsettled } = await settle(suspects, sides);
    const repaired = differences.length > 0 ? await fix(differences, sides, signal) : new Set<string>();
    const durationMs = Math.round((performance.now() - started) / merchantIds.length);
    return outcomesOf(merchantIds, {
      source,
      confirmedLsn,
      differences,
      repaired,
      unsettledKeys: unsettled,
      durationMs,
    });
  }

  async function runOver(
    client: pg.Client,
    merchantIds: readonly string[],
    budgetMs: number,
    signal: AbortSignal,
  ): Promise<ReconcileSummary> {
    const started = performance.now();
    const summary: ReconcileSummary = {
      merchants: 0,
      rows: 0,
      cells: 0,
      differences: 0,
      repaired: 0,
      unsettled: 0,
      durationMs: 0,
    };
    for (let at = 0; at < merchantIds.length; at += MERCHANTS_PER_LOOK) {
      if (performance.now() - started > budgetMs) break;
      signal.throwIfAborted();
      const skipped = await obstacle();
      if (skipped) {
        summary.skipped = skipped;
        break;
      }
      for (const outcome of await compare(client, merchantIds.slice(at, at + MERCHANTS_PER_LOOK), signal)) {
        await records.keep(outcome);
        summary.merchants += 1;
        summary.rows += outcome.rows;
        summary.cells += outcome.cells;
        summary.differences += outcome.differences.length;
        summary.repaired += outcome.repaired.size;
        summary.unsettled += outcome.unsettled;
      }
    }
    summary.durationMs = Math.round(performance.now() - started);
    return summary;
  }

  return {
    async run({
      merchantIds,
      onlyDue = false,
      budgetMs = Number.POSITIVE_INFINITY,
      signal = new AbortController().signal,
    }) {
      const which = onlyDue ? 'due' : 'all';
      const client = await openSource(connectionString, `${slot}_reconcile`);
      try {
        await createReplay({ pool, source: client, warehouse, slot }).run({
          limit: POISON_PER_RUN,
          onlySettle: true,
        });
        const summary = await runOver(
          client,
          merchantIds ?? (await records.merchantsByAge(which)),
          budgetMs,
          signal,
        );
        const level = summary.differences > 0 ? 'warn' : 'debug';
        logger[level](summary, 'reconciled');
        return summary;
      } catch (error) {
        if (!(error instanceof MirrorBehind)) throw error;
        logger.warn({ error: error.message }, 'nothing could be reconciled');
        return {
          merchants: 0,
          rows: 0,
          cells: 0,
          differences: 0,
          repaired: 0,
          unsettled: 0,
          durationMs: 0,
          skipped: error.message,
        };
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

/** The mirror is too far behind to be compared. */
class MirrorBehind extends Error {}
