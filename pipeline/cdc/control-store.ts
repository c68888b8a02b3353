import type pg from 'pg';
import { formatLsn } from '#platform/postgres/replication.ts';
import type { MirroredTable } from '#warehouse/index.ts';

/** Slot and publication that the product uses. */
export const CDC_SLOT = 'mg_cdc';

/** Stands for all tables: the stream itself. */
export const WHOLE = '*';

/** What a table does: FOLLOWING the stream, PAUSED, or LOADING, which it follows as well. */
export type TableState = 'FOLLOWING' | 'PAUSED' | 'LOADING';
export type Wanted = 'FOLLOW' | 'PAUSE';
export type ControlledName = MirroredTable | typeof WHOLE;

/** A table under a slot: what an operator wants of it and what its reader does. */
export interface ControlRow {
  table: ControlledName;
  wanted: Wanted;
  state: TableState;
  resyncRequestedAt: Date | null;
  loadedAt: Date | null;
  loadedLsn: string | null;
  loadedRows: number | null;
  loadReason: string | null;
  error: string | null;
}

/** The meeting place of operators and the reader: rows of `events.cdc_tables`. */
export interface ControlStore {
  read(): Promise<Map<ControlledName, ControlRow>>;
  /** An operator's wish. The reader hears of it within a second. */
  want(tables: readonly ControlledName[], wanted: Wanted): Promise<void>;
  requestResync(tables: readonly ControlledName[]): Promise<void>;
  setState(table: ControlledName, state: TableState): Promise<void>;
  /** A load has to be done; it stays due until `loaded`, whatever crashes. */
  beginLoad(table: MirroredTable, reason: string): Promise<void>;
  /**
   * A load is done. A paused table stays so, and a wish for another load that came after `since` stays as well.
   */
  loaded(
    table: MirroredTable,
    load: { lsn: bigint; rows: number; reason: string; since: Date },
  ): Promise<void>;
  setError(table: ControlledName, error: string): Promise<void>;
}

interface Row {
  table_name: ControlledName;
  wanted: Wanted;
  state: TableState;
  resync_requested_at: Date | null;
  loaded_at: Date | null;
  loaded_lsn: string | null;
  loaded_rows: string | null;
  load_reason: string | null;
  error: string | null;
}

/** @param options.pool of a role that may write `events.cdc_tables` (mg_worker) */
export function createControlStore(options: { pool: pg.Pool; slot: string }): ControlStore {
  const { pool, slot } = options;
  const upsert = async (table: ControlledName, columns: Record<string, unknown>): Promise<void> => {
    const names = Object.keys(columns);
    await pool.query(
      `INSERT INTO events.cdc_tables (slot, table_name, ${names.join(', ')})
       VALUES ($1, $2, ${names.map((_, at) => `$${at + 3}`).join(', ')})
       ON CONFLICT (slot, table_name) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [slot, table, ...Object.values(columns)],
    );
  };
  return {
    async read() {
      const { rows } = await pool.query<Row>('SELECT * FROM events.cdc_tables WHERE slot = $1', [slot]);
      return new Map(
        rows.map((row) => [
          row.table_name,
          {
            table: row.table_name,
            wanted: row.wanted,
            state: row.state,
            resyncRequestedAt: row.resync_requested_at,
            loadedAt: row.loaded_at,
            loadedLsn: row.loaded_lsn,
            loadedRows: row.loaded_rows === null ? null : Number(row.loaded_rows),
            loadReason: row.load_reason,
            error: row.error,
          },
        ]),
      );
    },
    async want(tables, wanted) {
      for (const table of tables) await upsert(table, { wanted });
    },
    async requestResync(tables) {
      for (const table of tables) await upsert(table, { resync_requested_at: new Date() });
    },
    setState: (table, state) => upsert(table, { state }),
    beginLoad: (table, reason) => upsert(table, { state: 'LOADING', load_reason: reason }),
    async loaded(table, { lsn, rows, reason, since }) {
      await pool.query(
        `INSERT INTO events.cdc_tables (slot, table_name, loaded_at, loaded_lsn, loaded_rows, load_reason)
         VALUES ($1, $2, now(), $3, $4, $5)
         ON CONFLICT (slot, table_name) DO UPDATE SET loaded_at = excluded.loaded_at, loaded_lsn = excluded.loaded_lsn,
           loaded_rows = excluded.loaded_rows, load_reason = excluded.load_reason, error = NULL,
           state = CASE WHEN cdc_tables.state = 'PAUSED' THEN 'PAUSED' ELSE 'FOLLOWING' END,
           resync_requested_at = CASE WHEN cdc_tables.resync_requested_at > $6 THEN cdc_tables.resync_requested_at END`,
        [slot, table, formatLsn(lsn), rows, reason, since],
      );
    },
    setError: (table, error) => upsert(table, { error }),
  };
}
