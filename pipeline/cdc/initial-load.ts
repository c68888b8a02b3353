import pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import {
  type InitialLoad,
  type ReplicatedRow,
  type SlotSnapshot,
  versionOf,
} from '#platform/postgres/replication.ts';
import type { MirroredRow, MirroredTable, Warehouse } from '#warehouse/index.ts';
import { columnsOf, MAPPINGS, toWarehouse } from './mapping.ts';

const ROWS_PER_FETCH = 20_000;
const DAYS_PER_REBUILD = 10_000;

export interface InitialLoadOptions {
  connectionString: string;
  slot: string;
  warehouse: Warehouse;
  logger: Logger;
  /** Aborted when the service stops: a load may take long. */
  signal: AbortSignal;
}

async function loadTable(
  client: pg.Client,
  table: MirroredTable,
  version: bigint,
  options: InitialLoadOptions,
): Promise<number> {
  const columns = columnsOf(table);
  await client.query(`DECLARE load NO SCROLL CURSOR FOR SELECT ${columns.join(', ')} FROM commerce.${table}`);
  let total = 0;
  for (;;) {
    options.signal.throwIfAborted();
    const { rows } = await client.query<ReplicatedRow>({
      text: `FETCH ${ROWS_PER_FETCH} FROM load`,
      types: { getTypeParser: () => (value: unknown) => value } as unknown as pg.CustomTypesConfig,
    });
    if (rows.length === 0) break;
    const mapped = rows.map((row) => toWarehouse(table, row, version, false));
    await options.warehouse.insert(table, mapped as unknown as MirroredRow<typeof table>[]);
    total += rows.length;
  }
  await client.query('CLOSE load');
  return total;
}

async function load(snapshot: SlotSnapshot, options: InitialLoadOptions): Promise<void> {
  const { warehouse, logger, slot } = options;
  const started = performance.now();
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: `${slot}_load`,
    options: '-c timezone=UTC -c datestyle=ISO',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET TRANSACTION SNAPSHOT '${snapshot.snapshotName.replaceAll("'", "''")}'`);
    const tables = Object.keys(MAPPINGS) as MirroredTable[];
    // What an earlier slot wrote may be of rows that are gone; nothing tells which, so all of it goes.
    await warehouse.truncate(['loaded_slots', ...tables, 'daily_metrics']);
    // Every commit that will be streamed is later than this, so it replaces what is loaded here.
    const version = versionOf(snapshot.consistentLsn, 0);
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = await loadTable(client, table, version, options);
    await client.query('COMMIT');
    const days = await warehouse.allDays();
    for (let at = 0; at < days.length; at += DAYS_PER_REBUILD) {
      options.signal.throwIfAborted();
      await warehouse.rebuildDailyMetrics({ days: days.slice(at, at + DAYS_PER_REBUILD), version });
    }
    await warehouse.markSlotLoaded(slot, snapshot.consistentLsn);
    logger.info(
      { slot, counts, days: days.length, ms: Math.round(performance.now() - started) },
      'warehouse loaded',
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Fills the warehouse with what PostgreSQL held when the slot was made. Only the warehouse knows whether that was
 * done: without its mark (a new or lost data folder, a load cut off) the slot is made anew and everything is loaded.
 */
export const createInitialLoad = (options: InitialLoadOptions): InitialLoad => ({
  isComplete: () => options.warehouse.isSlotLoaded(options.slot),
  load: (snapshot) => load(snapshot, options),
});
