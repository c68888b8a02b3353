import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import type { ReplicationStatus } from '#platform/postgres/replication.ts';

export interface StateWriterOptions {
  /** Of a role that may write `events.cdc_state`. */
  pool: pg.Pool;
  slot: string;
  status(): ReplicationStatus;
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
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    const status = options.status();
    // Before the first word from the server there is nothing to tell, and nothing worth overwriting.
    if (status.flushedLsn === '0/0') return;
    const moved = `${status.lastCommitAt?.getTime()} ${status.caughtUp} ${status.caughtUp ? '' : status.lagSeconds}`;
    if (moved === shown && Date.now() - writtenAt < HEARTBEAT_MS) return;
    await options.pool.query(
      `INSERT INTO events.cdc_state (slot, flushed_lsn, last_commit_at, heartbeat_at, caught_up, lag_seconds)
       VALUES ($1, $2, $3, now(), $4, $5)
       ON CONFLICT (slot) DO UPDATE SET flushed_lsn = excluded.flushed_lsn,
         last_commit_at = coalesce(excluded.last_commit_at, cdc_state.last_commit_at),
         heartbeat_at = excluded.heartbeat_at, caught_up = excluded.caught_up, lag_seconds = excluded.lag_seconds`,
      [options.slot, status.flushedLsn, status.lastCommitAt ?? null, status.caughtUp, status.lagSeconds],
    );
    shown = moved;
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
