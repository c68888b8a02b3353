import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { unavailable } from '../errors/index.ts';

/**
 * Waits until replication, wherever it runs, has carried everything that is committed now to ClickHouse.
 * @param pool of a role that may read `events.cdc_state`
 * @throws UNAVAILABLE when it does not get there in time, with how far it came
 */
export async function waitForMirror(
  pool: pg.Pool,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<void> {
  const { rows } = await pool.query<{ lsn: string }>('select pg_current_wal_insert_lsn()::text as lsn');
  const target = rows[0]?.lsn ?? '0/0';
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    const state = await pool.query<{ done: boolean; at: string }>(
      `select flushed_lsn::pg_lsn >= $1::pg_lsn as done, flushed_lsn as at
       from events.cdc_state where slot = 'mg_cdc'`,
      [target],
    );
    const row = state.rows[0];
    if (row?.done) return;
    if (Date.now() > deadline) {
      throw unavailable(
        `ClickHouse is behind PostgreSQL: it holds everything up to ${row?.at ?? 'nothing yet'}, and ${target} was needed. Does the worker run?`,
      );
    }
    await sleep(50, undefined, { ...(options.signal ? { signal: options.signal } : {}) });
  }
}
