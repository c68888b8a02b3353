import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';

const lockOf = (worker: string): [string] => [`merchantgraph.jobs.${worker}`];

/**
 * Gives back the jobs of workers that were killed. The queue itself would only do so after four hours: it cannot tell
 * a dead worker from a busy one. Here a living worker holds an advisory lock, which ends with its connection; whose
 * lock is free at two looks in a row is gone. (Two, because a worker that has lost its connection takes its lock again
 * at its own next look.)
 */
export function watchForAbandonedJobs(options: {
  pool: pg.Pool;
  /** PostgreSQL schema of the queue. */
  schema: string;
  /** Under which name this process's worker takes jobs; known once it has started. */
  self: () => string | undefined;
  logger: Logger;
  everyMs?: number;
}): { stop(): Promise<void> } {
  const { pool, schema, logger } = options;
  let client: pg.PoolClient | undefined;
  let held: string | undefined;
  let suspects = new Set<string>();
  let looking: Promise<void> | undefined;

  const drop = (): void => {
    client?.release(true);
    client = undefined;
    held = undefined;
  };

  async function connection(): Promise<pg.PoolClient> {
    if (client) return client;
    client = await pool.connect();
    client.on('error', drop);
    return client;
  }

  async function look(): Promise<void> {
    const open = await connection();
    const self = options.self();
    if (self !== undefined && held !== self) {
      await open.query('select pg_advisory_lock(hashtextextended($1, 0))', lockOf(self));
      held = self;
    }
    const { rows } = await open.query<{ worker: string }>(
      `select distinct locked_by as worker from ${schema}.jobs where locked_by is not null and locked_by is distinct from $1`,
      [self ?? null],
    );
    const silent = new Set<string>();
    for (const { worker } of rows) {
      const { rows: answer } = await open.query<{ free: boolean }>(
        `select case when pg_try_advisory_lock(hashtextextended($1, 0))
                     then pg_advisory_unlock(hashtextextended($1, 0)) else false end as free`,
        lockOf(worker),
      );
      if (answer[0]?.free) silent.add(worker);
    }
    const gone = [...silent].filter((worker) => suspects.has(worker));
    suspects = silent;
    if (gone.length === 0) return;
    await open.query(`select ${schema}.force_unlock_workers($1)`, [gone]);
    logger.warn({ workers: gone }, 'jobs of killed workers are taken up again');
  }

  const tick = (): void => {
    looking ??= look()
      .catch((error: unknown) => {
        drop();
        logger.warn({ error: messageOf(error) }, 'abandoned jobs could not be looked for');
      })
      .finally(() => {
        looking = undefined;
      });
  };
  tick();
  const timer = setInterval(tick, options.everyMs ?? 5_000);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      drop();
    },
  };
}
