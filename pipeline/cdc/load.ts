import type pg from 'pg';
import { createPacker, type ReplicatedRow, type SlotSnapshot } from '#platform/postgres/replication.ts';
import type { MirroredTable, Warehouse } from '#warehouse/index.ts';
import { emptyWrites, LOADED, put, versionAt } from './changes.ts';
import { columnsOf } from './mapping.ts';
import type { Sink } from './sink.ts';
import { openSource } from './source.ts';

const ROWS_PER_FETCH = 20_000;

export interface LoadOptions {
  /** Of a role that reads `commerce` past the tenants' walls (mg_cdc). */
  connectionString: string;
  /** Shown by PostgreSQL as the connection's name. */
  name: string;
  sink: Sink;
  /** Aborted when the service stops: a load may take long. */
  signal: AbortSignal;
}

/** Part of a table to be read, as a condition on its rows. */
export interface RowFilter {
  where: string;
  values: readonly unknown[];
}

/** The version of everything that is loaded from a snapshot: every change streamed from there on replaces it. */
export const versionOfLoad = (snapshot: SlotSnapshot): bigint =>
  versionAt({ commitLsn: snapshot.consistentLsn, sequence: LOADED });

/**
 * Runs `read` on a connection that sees the database as it was at the snapshot.
 * Values come as the text PostgreSQL prints, like those of the stream.
 */
export async function atSnapshot<T>(
  options: Pick<LoadOptions, 'connectionString' | 'name'>,
  snapshot: SlotSnapshot,
  read: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await openSource(options.connectionString, options.name);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET TRANSACTION SNAPSHOT '${snapshot.snapshotName.replaceAll("'", "''")}'`);
    const result = await read(client);
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Writes a table's rows as they are in the snapshot, or those of them that `filter` chooses.
 * @returns how many there are
 */
export async function loadRows(
  client: pg.Client,
  table: MirroredTable,
  snapshot: SlotSnapshot,
  options: Pick<LoadOptions, 'sink' | 'signal'>,
  filter?: RowFilter,
): Promise<number> {
  const where = filter ? `WHERE ${filter.where}` : '';
  await client.query(
    `DECLARE load NO SCROLL CURSOR FOR SELECT ${columnsOf(table).join(', ')} FROM commerce.${table} ${where}`,
    filter ? [...filter.values] : [],
  );
  const pack = createPacker({ schema: 'commerce', name: table }, columnsOf(table));
  const { consistentLsn: commitLsn } = snapshot;
  let total = 0;
  for (;;) {
    options.signal.throwIfAborted();
    const { rows } = await client.query<ReplicatedRow>(`FETCH ${ROWS_PER_FETCH} FROM load`);
    if (rows.length === 0) break;
    const writes = emptyWrites();
    for (const row of rows)
      put(writes, table, { row: pack(row), commitLsn, sequence: LOADED, isTombstone: false });
    await options.sink.setAside(writes.unreadable);
    for (const [name, tableWrites] of writes.tables) await options.sink.write(name, tableWrites);
    total += rows.length;
  }
  await client.query('CLOSE load');
  return total;
}

/**
 * Brings tables of the warehouse to the state of a snapshot, without ever emptying what is shown: rows are replaced,
 * and then those that PostgreSQL no longer has are hidden. The stream may go on meanwhile; later changes win.
 * @returns rows by table
 */
export async function loadTables(
  tables: readonly MirroredTable[],
  snapshot: SlotSnapshot,
  options: LoadOptions & { warehouse: Pick<Warehouse, 'mirror'> },
): Promise<Map<MirroredTable, number>> {
  const version = versionOfLoad(snapshot);
  return atSnapshot(options, snapshot, async (client) => {
    const counts = new Map<MirroredTable, number>();
    for (const table of tables) {
      counts.set(table, await loadRows(client, table, snapshot, options));
      await options.warehouse.mirror.removeOlder({ table, version });
    }
    return counts;
  });
}
