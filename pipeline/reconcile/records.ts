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
  differences: Difference[];
  /** Keys of the differences that are no more. */
  repaired: ReadonlySet<string>;
  unsettled: number;
  durationMs: number;
}

/** What is kept of reconciliation, in schema `analytics`. */
export interface Records {
  /**
   * Merchants, the one compared longest ago first: all, or those that are due. Due is who was never compared or still
   * differs, everybody when the source has changed since, and in any case after an hour: the mirror alone may rot.
   */
  merchantsByAge(which: 'all' | 'due'): Promise<string[]>;
  keep(outcome: MerchantOutcome): Promise<void>;
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
    async keep(outcome) {
      for (const difference of outcome.differences)
        await keepDifference(difference, outcome.repaired.has(difference.key));
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
         VALUES ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9)
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
          outcome.differences.length,
          outcome.repaired.size,
          outcome.unsettled,
          outcome.durationMs,
        ],
      );
    },
  };
}
