import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/**
 * Waits until another process's replication has carried everything that is committed now to ClickHouse.
 * @throws when it does not get there in time, with how far it came
 */
export async function waitForReplication(pool: pg.Pool, timeoutMs: number): Promise<void> {
  const { rows } = await pool.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn');
  const target = rows[0]?.lsn;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const state = await pool.query<{ done: boolean; at: string }>(
      `select flushed_lsn::pg_lsn >= $1::pg_lsn as done, flushed_lsn as at from events.cdc_state where slot = 'mg_cdc'`,
      [target],
    );
    if (state.rows[0]?.done) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Replication to ClickHouse is behind: at ${state.rows[0]?.at ?? 'nothing yet'}, needed ${target}. Does the worker run?`,
      );
    }
    await sleep(50);
  }
}
