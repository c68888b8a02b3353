import type pg from 'pg';
import { formatLsn, parseLsn, type ReplicatedRow } from '#platform/postgres/replication.ts';
import type { MirroredTable } from '#warehouse/index.ts';
import type { Refusal } from './changes.ts';
import { columnsOf } from './mapping.ts';

/** A row that was set aside, as an operator sees it. */
export interface PoisonRow {
  id: string;
  table: MirroredTable;
  merchantId: string;
  rowId: string;
  /** Its mirrored columns, as PostgreSQL sent them. */
  row: ReplicatedRow;
  commitLsn: bigint;
  sequence: number;
  reason: string;
  attempts: number;
  foundAt: Date;
}

/** Rows that the mirror could not take, kept in `events.cdc_poison`. */
export interface PoisonStore {
  /** Keeps rows; one that waits already with the same values changes nothing. */
  keep(refusals: readonly Refusal[]): Promise<void>;
  /** Rows that wait, oldest first. */
  list(options: { limit: number; id?: string }): Promise<PoisonRow[]>;
  /** The row is done with: it was written after all, or a later change made it void. */
  settle(id: string, outcome: 'REPLAYED' | 'SUPERSEDED'): Promise<void>;
  /** It was tried again in vain. */
  failed(id: string, reason: string): Promise<void>;
}

interface Row {
  id: string;
  table_name: MirroredTable;
  merchant_id: string;
  row_id: string;
  row: ReplicatedRow;
  commit_lsn: string;
  sequence: number;
  reason: string;
  attempts: number;
  found_at: Date;
}

const COLUMNS = 'id, table_name, merchant_id, row_id, row, commit_lsn, sequence, reason, attempts, found_at';
const REASON_LENGTH = 1_000;

/** What the mirror takes of a row: names and addresses, which it does not, are not kept here either. */
const kept = (table: MirroredTable, row: ReplicatedRow): ReplicatedRow =>
  Object.fromEntries(columnsOf(table).map((column) => [column, row[column]]));

/** @param options.pool of a role that may write `events.cdc_poison` (mg_worker) */
export function createPoisonStore(options: { pool: pg.Pool; slot: string }): PoisonStore {
  const { pool, slot } = options;
  return {
    async keep(refusals) {
      for (const { table, origin, reason, attempts } of refusals) {
        const row = origin.row.unpack();
        await pool.query(
          `INSERT INTO events.cdc_poison (slot, merchant_id, table_name, row_id, commit_lsn, sequence, row, reason, attempts)
           SELECT $1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9
           WHERE NOT EXISTS (SELECT 1 FROM events.cdc_poison p WHERE p.slot = $1 AND p.table_name = $3 AND p.row_id = $4
             AND p.settled_at IS NULL AND p.row @> $7::jsonb)
           ON CONFLICT DO NOTHING`,
          [
            slot,
            row.merchant_id,
            table,
            row.id,
            formatLsn(origin.commitLsn),
            origin.sequence,
            JSON.stringify(kept(table, row)),
            reason.slice(0, REASON_LENGTH),
            attempts,
          ],
        );
      }
    },
    async list({ limit, id }) {
      const { rows } = await pool.query<Row>(
        `SELECT ${COLUMNS} FROM events.cdc_poison WHERE slot = $1 AND settled_at IS NULL AND ($3::uuid IS NULL OR id = $3)
         ORDER BY found_at, id LIMIT $2`,
        [slot, limit, id ?? null],
      );
      return rows.map((row) => ({
        id: row.id,
        table: row.table_name,
        merchantId: row.merchant_id,
        rowId: row.row_id,
        row: row.row,
        commitLsn: parseLsn(row.commit_lsn),
        sequence: row.sequence,
        reason: row.reason,
        attempts: row.attempts,
        foundAt: row.found_at,
      }));
    },
    async settle(id, outcome) {
      await pool.query('UPDATE events.cdc_poison SET settled_at = now(), outcome = $2 WHERE id = $1', [
        id,
        outcome,
      ]);
    },
    async failed(id, reason) {
      await pool.query('UPDATE events.cdc_poison SET attempts = attempts + 1, reason = $2 WHERE id = $1', [
        id,
        reason.slice(0, REASON_LENGTH),
      ]);
    },
  };
}
