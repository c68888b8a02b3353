import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import { formatLsn, versionOf } from '#platform/postgres/replication.ts';
import {
  COMPARED,
  type ComparedTable,
  isDerived,
  type MirroredTable,
  type Warehouse,
} from '#warehouse/index.ts';
import { CDC_SLOT, type ControlStore, createControlStore } from '../cdc/control-store.ts';
import { emitBarrier } from '../cdc/loads.ts';
import { createPoisonStore } from '../cdc/poison.ts';
import { createReplay } from '../cdc/replay.ts';
import { createSink } from '../cdc/sink.ts';
import { openSource } from '../cdc/source.ts';
import { type Difference, differing, readMirror, type Sides, settle } from './compare.ts';
import { type Compared, compareLarge } from './large.ts';
import { createRecords, type MerchantOutcome, type Tally } from './records.ts';
import { repair } from './repair.ts';
import { parseKey, readSource, type Scope } from './source.ts';

export interface ReconcilerOptions {
  /** Of a role with REPLICATION and BYPASSRLS that may read `commerce` (mg_cdc). */
  connectionString: string;
  /** Of a role that lists merchants and writes `analytics` and `events` (mg_worker). */
  pool: pg.Pool;
  warehouse: Warehouse;
  logger: Logger;
  /** Default `mg_cdc`. */
  slot?: string;
  /** Rows from which on a merchant is compared month by month, over several runs if need be (default 200,000). */
  largeFromRows?: number;
}

/** What a run found. */
export interface ReconcileSummary {
  /** Merchants whose comparison was finished. */
  merchants: number;
  /** Rows on PostgreSQL's side, and (table, day) pairs. */
  rows: number;
  cells: number;
  differences: number;
  repaired: number;
  /** Pairs that changed all the time; the next run looks at them again. */
  unsettled: number;
  /** Why nothing could be compared: replication is paused, loading, or does not answer. */
  skipped?: string | undefined;
  durationMs: number;
}

export interface Reconciler {
  /**
   * Compares merchants, the one compared longest ago first, and repairs what differs.
   * @param options.merchantIds all when absent, or those that are due with `onlyDue`
   * @param options.budgetMs no other merchant, and no other month of a large one, is begun after it
   */
  run(options: {
    merchantIds?: readonly string[];
    onlyDue?: boolean;
    budgetMs?: number;
    signal?: AbortSignal;
  }): Promise<ReconcileSummary>;
}

const MERCHANTS_PER_LOOK = 50;
const LARGE_FROM_ROWS = 200_000;
/** So much of a run is for the large merchants before the others have had their turn. */
const LARGE_SHARE = 0.5;
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
      if (await warehouse.mirror.hasVersionFrom(isDerived(table) ? 'daily_metrics' : table, limit))
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
        return isDerived(table) ? ('order_items' satisfies MirroredTable) : table;
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
    { source, confirmedLsn, differences, repaired, unsettled }: Compared,
    durationMs: number,
  ): MerchantOutcome[] {
    const of = (merchantId: string, keys: Iterable<string>): string[] =>
      [...keys].filter((key) => key.startsWith(merchantId));
    const found = differences.map(({ key }) => key);
    return merchantIds.map((merchantId) => {
      const [wrong, right] = [of(merchantId, found).length, of(merchantId, repaired).length];
      const keys = of(merchantId, source.keys());
      const mirrored = keys.filter((key) => !isDerived(parseKey(key).table));
      const state = wrong > 0 ? 'REPAIRED' : 'RECONCILED';
      return {
        merchantId,
        confirmedLsn,
        durationMs,
        state: right < wrong ? 'DIFFERENT' : state,
        differences: wrong,
        repaired: right,
        rows: mirrored.reduce((sum, key) => sum + Number(source.get(key)?.rows ?? 0), 0),
        cells: keys.length,
        unsettled: of(merchantId, unsettled).length,
      };
    });
  }

  /** Compares a part of these merchants' rows, row by row where it is asked for or where sums differ. */
  async function compare(
    client: pg.Client,
    merchantIds: readonly string[],
    part: Scope & { tables: readonly ComparedTable[] },
    signal: AbortSignal,
  ): Promise<Compared> {
    const whole = { ...part, withContent: true };
    const sides: Sides = {
      source: (ids, tables) => readSource(client, ids, tables, whole),
      mirror: (ids, tables) => readMirror(warehouse, ids, tables, whole),
      barrier,
    };
    const source = await readSource(client, merchantIds, part.tables, part);
    const confirmedLsn = await barrier();
    const suspects = differing(source, await readMirror(warehouse, merchantIds, part.tables, part));
    const { differences, unsettled } = await settle(suspects, sides);
    const repaired = differences.length > 0 ? await fix(differences, sides, signal) : new Set<string>();
    return { source, confirmedLsn, differences, repaired, unsettled };
  }

  function addTo(summary: ReconcileSummary, tally: Omit<Tally, 'durationMs'>): void {
    for (const name of ['rows', 'cells', 'differences', 'repaired', 'unsettled'] as const)
      summary[name] += tally[name];
  }

  interface Run {
    client: pg.Client;
    summary: ReconcileSummary;
    signal: AbortSignal;
    /** Milliseconds since the run began. */
    elapsed(): number;
  }

  async function runOverSmall(merchantIds: readonly string[], budgetMs: number, run: Run): Promise<void> {
    const { client, summary, signal } = run;
    for (let at = 0; at < merchantIds.length && run.elapsed() <= budgetMs; at += MERCHANTS_PER_LOOK) {
      signal.throwIfAborted();
      summary.skipped = await obstacle();
      if (summary.skipped) return;
      const some = merchantIds.slice(at, at + MERCHANTS_PER_LOOK);
      const started = performance.now();
      const compared = await compare(client, some, { tables: COMPARED, withContent: true }, signal);
      await records.keepDifferences(compared.differences, compared.repaired);
      const tookMs = Math.round((performance.now() - started) / some.length);
      for (const outcome of outcomesOf(some, compared, tookMs)) {
        await records.keep(outcome);
        summary.merchants += 1;
        addTo(summary, outcome);
      }
    }
  }

  /** One slice at least, whatever the budget: every run comes further. */
  async function runOverLarge(large: readonly Large[], budgetMs: number, run: Run): Promise<Large[]> {
    const left = [...large];
    for (let next = left[0]; next; next = left[0]) {
      const { merchantId } = next;
      const { tally, isComplete, skipped } = await compareLarge(merchantId, next, {
        records,
        compare: (slice) => compare(run.client, [merchantId], slice, run.signal),
        obstacle,
        isTimeUp: () => run.elapsed() > budgetMs,
        signal: run.signal,
      });
      addTo(run.summary, tally);
      if (isComplete) run.summary.merchants += 1;
      run.summary.skipped = skipped;
      if (isComplete) left.shift();
      if (!isComplete || run.elapsed() > budgetMs) break;
    }
    return left;
  }

  /** Those of the merchants that are compared in parts, in the same order. */
  async function largeOf(merchantIds: readonly string[]): Promise<Large[]> {
    const sizes = await warehouse.mirror.sizes(merchantIds);
    const recorded = await records.rowsOf(merchantIds);
    return merchantIds.flatMap((merchantId) => {
      const size = sizes.get(merchantId);
      const rows = Math.max(size?.rows ?? 0, recorded.get(merchantId) ?? 0);
      // Of a merchant whose mirror is empty nobody knows the days: all are one slice.
      const today = new Date().toISOString().slice(0, 10);
      const { firstDay, lastDay } = size ?? { firstDay: today, lastDay: today };
      return rows < (options.largeFromRows ?? LARGE_FROM_ROWS) ? [] : [{ merchantId, firstDay, lastDay }];
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
    const run: Run = { client, summary, signal, elapsed: () => performance.now() - started };
    const large = await largeOf(merchantIds);
    const isLarge = new Set(large.map(({ merchantId }) => merchantId));
    const left = await runOverLarge(large, budgetMs * LARGE_SHARE, run);
    if (!summary.skipped) {
      await runOverSmall(
        merchantIds.filter((id) => !isLarge.has(id)),
        budgetMs,
        run,
      );
    }
    if (!summary.skipped && run.elapsed() < budgetMs) await runOverLarge(left, budgetMs, run);
    summary.durationMs = Math.round(run.elapsed());
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

interface Large {
  merchantId: string;
  firstDay: string;
  lastDay: string;
}

/** The mirror is too far behind to be compared. */
class MirrorBehind extends Error {}
