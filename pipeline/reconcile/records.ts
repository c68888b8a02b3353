import type pg from 'pg';
import type { Difference } from './compare.ts';
import { parseKey } from './source.ts';

export type ReconciledState = 'RECONCILED' | 'REPAIRED' | 'DIFFERENT';

/** How one merchant came out of a comparison. */
export interface MerchantOutcome {
  merchantId: string;
  state: ReconciledState;
  confirmedLsn: string;
  rows: number;
  cells: number;
  /** Places that differed, and how many of them do not any more. */
  differences: number;
  repaired: number;
  unsettled: number;
  durationMs: number;
}

/** How far a large merchant's comparison has come, and what it came to so far. */
export interface Cursor {
  /** Complete comparisons so far. */
  pass: number;
  /** Where to go on; null before a new comparison. */
  nextSlice: string | null;
  startedAt: Date;
  outcome: Tally;
}

/** What is added up over slices. */
export interface Tally {
  rows: number;
  cells: number;
  differences: number;
  repaired: number;
  unsettled: number;
  durationMs: number;
}

export const noTally = (): Tally => ({
  rows: 0,
  cells: 0,
  differences: 0,
  repaired: 0,
  unsettled: 0,
  durationMs: 0,
});

/** What is kept of reconciliation, in schema `analytics`. */
export interface Records {
  /**
   * Merchants, the one compared longest ago first: all, or those that are due. Due is who was never compared or still
   * differs, everybody when the source has changed since, and in any case after an hour: the mirror alone may rot.
   */
  merchantsByAge(which: 'all' | 'due'): Promise<string[]>;
  /** @param repaired keys of the differences that are no more */
  keepDifferences(differences: readonly Difference[], repaired: ReadonlySet<string>): Promise<void>;
  /** @param at when what is now known was true: for a long comparison, its beginning */
  keep(outcome: MerchantOutcome, at?: Date): Promise<void>;
  /** Days of a merchant's differences that were not repaired, empty for tables without days. */
  openDays(merchantId: string): Promise<string[]>;
  /** Rows that the last comparison of each merchant found. */
  rowsOf(merchantIds: readonly string[]): Promise<Map<string, number>>;
  cursorOf(merchantId: string): Promise<Cursor | undefined>;
  moveCursor(merchantId: string, cursor: Cursor): Promise<void>;
}

/** @param options.pool of a role that may write `analytics` and list merchants (mg_worker) */
export function createRecords(options: { pool: pg.Pool; slot: string }): Records {
  const { pool, slot } = options;

  async function keepDifference({ key, source, mirror }: Difference, isRepaired: boolean): Promise<void> {
    const { merchantId, table, day } = parseKey(key);
    const place = [merchantId, table, day === '' ? null : day];
    const figures = [source, mirror].flatMap((side) => [
      side?.rows ?? '0',
      side?.amount ?? '0',
      side?.quantity ?? '0',
    ]);
    const { rowCount } = await pool.query(
      `UPDATE analytics.reconciliation_differences SET source_rows = $4, source_amount = $5, source_quantity = $6,
         mirror_rows = $7, mirror_amount = $8, mirror_quantity = $9, repaired_at = CASE WHEN $10 THEN now() END
       WHERE merchant_id = $1 AND table_name = $2 AND business_date IS NOT DISTINCT FROM $3::date AND repaired_at IS NULL`,
      [...place, ...figures, isRepaired],
    );
    if (rowCount) return;
    await pool.query(
      `INSERT INTO analytics.reconciliation_differences (merchant_id, table_name, business_date, source_rows, source_amount,
         source_quantity, mirror_rows, mirror_amount, mirror_quantity, repaired_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10 THEN now() END)`,
      [...place, ...figures, isRepaired],
    );
  }

  return {
    async merchantsByAge(which) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT m.id FROM users.merchants m LEFT JOIN analytics.reconciliations r ON r.merchant_id = m.id
         WHERE $1 = 'all' OR r.reconciled_at IS NULL OR r.state = 'DIFFERENT' OR r.unsettled > 0
           OR r.reconciled_at < now() - interval '1 hour'
           OR r.reconciled_at < (SELECT last_commit_at FROM events.cdc_state WHERE slot = $2)
         ORDER BY r.reconciled_at NULLS FIRST, m.id`,
        [which, slot],
      );
      return rows.map((row) => row.id);
    },
    async keepDifferences(differences, repaired) {
      for (const difference of differences) await keepDifference(difference, repaired.has(difference.key));
    },
    async openDays(merchantId) {
      const { rows } = await pool.query<{ day: string }>(
        `SELECT DISTINCT coalesce(business_date::text, '') AS day FROM analytics.reconciliation_differences
         WHERE merchant_id = $1 AND repaired_at IS NULL`,
        [merchantId],
      );
      return rows.map((row) => row.day);
    },
    async rowsOf(merchantIds) {
      const { rows } = await pool.query<{ merchant_id: string; rows: string }>(
        'SELECT merchant_id, rows FROM analytics.reconciliations WHERE merchant_id = any($1::uuid[])',
        [merchantIds],
      );
      return new Map(rows.map((row) => [row.merchant_id, Number(row.rows)]));
    },
    async cursorOf(merchantId) {
      const { rows } = await pool.query<{
        pass: number;
        next_slice: string | null;
        started_at: Date;
        outcome: Tally;
      }>('SELECT * FROM analytics.reconciliation_cursors WHERE merchant_id = $1', [merchantId]);
      const [row] = rows;
      if (!row) return undefined;
      return { pass: row.pass, nextSlice: row.next_slice, startedAt: row.started_at, outcome: row.outcome };
    },
    async moveCursor(merchantId, { pass, nextSlice, startedAt, outcome }) {
      await pool.query(
        `INSERT INTO analytics.reconciliation_cursors (merchant_id, pass, next_slice, started_at, outcome)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (merchant_id) DO UPDATE SET pass = excluded.pass, next_slice = excluded.next_slice,
           started_at = excluded.started_at, outcome = excluded.outcome`,
        [merchantId, pass, nextSlice, startedAt, outcome],
      );
    },
    async keep(outcome, at) {
      if (outcome.state !== 'DIFFERENT' && outcome.unsettled === 0) {
        // What differed before and does not any more has come right by itself.
        await pool.query(
          `UPDATE analytics.reconciliation_differences SET repaired_at = now()
           WHERE merchant_id = $1 AND repaired_at IS NULL`,
          [outcome.merchantId],
        );
      }
      await pool.query(
        `INSERT INTO analytics.reconciliations (merchant_id, state, reconciled_at, confirmed_lsn, rows, cells, differences,
           repaired, unsettled, duration_ms)
         VALUES ($1, $2, coalesce($10, now()), $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (merchant_id) DO UPDATE SET state = excluded.state, reconciled_at = excluded.reconciled_at,
           confirmed_lsn = excluded.confirmed_lsn, rows = excluded.rows, cells = excluded.cells,
           differences = excluded.differences, repaired = excluded.repaired, unsettled = excluded.unsettled,
           duration_ms = excluded.duration_ms`,
        [
          outcome.merchantId,
          outcome.state,
          outcome.confirmedLsn,
          outcome.rows,
          outcome.cells,
          outcome.differences,
          outcome.repaired,
          outcome.unsettled,
          outcome.durationMs,
          at ?? null,
        ],
      );
    },
  };
}
