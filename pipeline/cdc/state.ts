import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import type { CdcStatus } from './status.ts';

export interface StateWriterOptions {
  /** Of a role that may write `events.cdc_state`. */
  pool: pg.Pool;
  slot: string;
  status(): CdcStatus;
  logger: Logger;
}

const LOOK_EVERY_MS = 1_000;
/**
 * A quiet slot still shows that its reader lives, at every second look. Whoever waits for the mirror waits for this,
 * and the lag that is shown counts from it.
 */
const HEARTBEAT_MS = 1.5 * LOOK_EVERY_MS;

/**
 * Shows the reader's state to other processes as a row of `events.cdc_state`: once a second while something moves,
 * every two seconds else. Each write is itself WAL that every slot has to pass over.
 */
export function startStateWriter(options: StateWriterOptions): { stop(): Promise<void> } {
  let writtenAt = 0;
  let shown = '';
  let rowsShown = 0;
  let streamedAt = Date.now();
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    const status = options.status();
    if (status.running) streamedAt = Date.now();
    // While it does not stream, nothing comes that could be called late; the reports are behind all the same.
    const lagSeconds = status.running
      ? status.lagSeconds
      : Math.max(status.lagSeconds, (Date.now() - streamedAt) / 1_000);
    // Before the first word from the server there is nothing to tell but why, and nothing worth overwriting.
    if (status.flushedLsn === '0/0') {
      await options.pool.query(
        'UPDATE events.cdc_state SET phase = $2, last_error = $3 WHERE slot = $1 AND (phase, last_error) IS DISTINCT FROM ($2, $3)',
        [options.slot, status.phase, status.lastError ?? null],
      );
      return;
    }
    const moved = `${status.phase} ${status.lastCommitAt?.getTime()} ${status.caughtUp} ${status.caughtUp ? '' : lagSeconds}`;
    const elapsed = Date.now() - writtenAt;
    if (moved === shown && elapsed < HEARTBEAT_MS) return;
    const rowsPerSecond = writtenAt === 0 ? 0 : ((status.rowsWritten - rowsShown) * 1_000) / elapsed;
    await options.pool.query(
      `INSERT INTO events.cdc_state (slot, flushed_lsn, last_commit_at, heartbeat_at, caught_up, lag_seconds, phase,
         rows_written, rows_per_second, lag_p50, lag_p99, last_error)
       VALUES ($1, $2, $3, now(), $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (slot) DO UPDATE SET flushed_lsn = excluded.flushed_lsn,
         last_commit_at = coalesce(excluded.last_commit_at, cdc_state.last_commit_at),
         heartbeat_at = excluded.heartbeat_at, caught_up = excluded.caught_up, lag_seconds = excluded.lag_seconds,
         phase = excluded.phase, rows_written = excluded.rows_written, rows_per_second = excluded.rows_per_second,
         lag_p50 = excluded.lag_p50, lag_p99 = excluded.lag_p99, last_error = excluded.last_error`,
      [
        options.slot,
        status.flushedLsn,
        status.lastCommitAt ?? null,
        status.caughtUp,
        lagSeconds,
        status.phase,
        status.rowsWritten,
        rowsPerSecond,
        status.lagP50,
        status.lagP99,
        status.lastError ?? null,
      ],
    );
    shown = moved;
    rowsShown = status.rowsWritten;
    writtenAt = Date.now();
  }

  const tick = (): void => {
    writing ??= write()
      .catch((error: unknown) =>
        options.logger.warn({ err: error }, 'replication state could not be written'),
      )
      .finally(() => {
        writing = undefined;
      });
  };
  const timer = setInterval(tick, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await writing;
      tick();
      await writing;
    },
  };
}
