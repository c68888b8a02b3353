import { EventEmitter } from 'node:events';
import {
  type Logger as GraphileLogger,
  Logger as GraphileLoggerClass,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import type { z } from 'zod';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { watchForAbandonedJobs } from './abandoned.ts';

/** PostgreSQL schema of the queue's own tables. */
export const JOBS_SCHEMA = 'jobs';

export interface JobContext {
  logger: Logger;
  /** Aborts when the job's time is up or the worker stops. */
  signal: AbortSignal;
}

/** A job: its payload is parsed when it is queued and again when it runs. */
export interface JobDefinition<P = unknown> {
  /** For example `insights.generate`. */
  name: string;
  payload: z.ZodType<P>;
  /** Runs before the job counts as failed for good; waits grow exponentially between them. */
  maxAttempts: number;
  /** Longest time one run may take, in milliseconds. */
  timeoutMs: number;
  /** When it runs by itself; five cron fields, UTC. A missed slot is made up for within `fillHours`. */
  schedule?: { cron: string; payload: P; fillHours?: number };
  handler(payload: P, context: JobContext): Promise<void>;
}

/** Declares a job, typed by its payload. */
export const defineJob = <P>(definition: JobDefinition<P>): JobDefinition<P> => definition;

// A catalogue holds jobs of many payloads; each parses its own before its handler sees it.
// biome-ignore lint/suspicious/noExplicitAny: the payload type is checked by the job's own schema
type AnyJob = JobDefinition<any>;

function bridgeLogger(logger: Logger): GraphileLogger {
  return new GraphileLoggerClass((scope) => (level, message) => {
    const line = { label: scope.label, jobId: scope.jobId };
    if (level === 'error') logger.error(line, message);
    else if (level === 'warning') logger.warn(line, message);
    else logger.debug(line, message);
  });
}

/** Creates or upgrades the queue's tables and lets role `mg_worker` use them. Needs the administrator's connection. */
export async function migrateJobs(options: { adminUrl: string; logger: Logger }): Promise<void> {
  await runMigrations({
    connectionString: options.adminUrl,
    schema: JOBS_SCHEMA,
    logger: bridgeLogger(options.logger),
  });
  const utils = await makeWorkerUtils({
    connectionString: options.adminUrl,
    schema: JOBS_SCHEMA,
    logger: bridgeLogger(options.logger),
  });
  try {
    await utils.withPgClient((client) =>
      client.query(`
        grant usage on schema ${JOBS_SCHEMA} to mg_worker;
        grant all on all tables in schema ${JOBS_SCHEMA} to mg_worker;
        grant all on all sequences in schema ${JOBS_SCHEMA} to mg_worker;
        grant execute on all functions in schema ${JOBS_SCHEMA} to mg_worker;
        do $$ declare t text; begin
          for t in select tablename from pg_tables where schemaname = '${JOBS_SCHEMA}' and rowsecurity loop
            execute format('drop policy if exists worker on ${JOBS_SCHEMA}.%I', t);
            execute format('create policy worker on ${JOBS_SCHEMA}.%I to mg_worker using (true) with check (true)', t);
          end loop;
        end $$;`),
    );
  } finally {
    await utils.release();
  }
}

/**
 * Queues a job from where no worker is at hand, for example in a consumer of events. The payload is parsed when it runs.
 * @param pool of role `mg_worker`
 */
export async function queueJob(
  pool: pg.Pool,
  job: { name: string; payload: object; maxAttempts: number; key: string },
): Promise<void> {
  await pool.query(
    `select ${JOBS_SCHEMA}.add_job(identifier => $1, payload => $2::json, max_attempts => $3, job_key => $4)`,
    [job.name, JSON.stringify(job.payload), job.maxAttempts, job.key],
  );
}

async function runOnce(job: AnyJob, raw: unknown, logger: Logger, stop: AbortSignal): Promise<void> {
  const payload: unknown = job.payload.parse(raw ?? {});
  const signal = AbortSignal.any([stop, AbortSignal.timeout(job.timeoutMs)]);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new Error(`${job.name} ran longer than ${job.timeoutMs} ms or was stopped`)),
    );
  });
  await Promise.race([job.handler(payload, { logger: logger.child({ job: job.name }), signal }), aborted]);
}

/** Jobs of this process. */
export interface JobWorker {
  /** Queues a job. `key` makes it unique while it waits. */
  add<P>(job: JobDefinition<P>, payload: P, options?: { key?: string; runAt?: Date }): Promise<void>;
  /** Jobs that wait or run now, by name. */
  queueSizes(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** Starts working on the queue. Schedules are persistent: of many workers, one queues each slot. */
export async function startJobWorker(options: {
  pool: pg.Pool;
  jobs: readonly AnyJob[];
  logger: Logger;
  concurrency?: number;
  /** How often to look for jobs of killed workers, in milliseconds (default 5,000). */
  lookEveryMs?: number;
}): Promise<JobWorker> {
  const { logger } = options;
  const stop = new AbortController();
  const byName = new Map(options.jobs.map((job) => [job.name, job]));
  const events = new EventEmitter() as WorkerEvents;
  let self: string | undefined;
  events.on('pool:create', ({ workerPool }) => {
    self = workerPool.id;
  });
  const runner: Runner = await run({
    pgPool: options.pool,
    schema: JOBS_SCHEMA,
    noHandleSignals: true,
    concurrency: options.concurrency ?? 2,
    pollInterval: 2_000,
    events,
    logger: bridgeLogger(logger),
    taskList: Object.fromEntries(
      options.jobs.map((job) => [
        job.name,
        async (payload: unknown) => {
          try {
            await runOnce(job, payload, logger, stop.signal);
          } catch (error) {
            logger.error({ job: job.name, error: messageOf(error) }, 'job failed');
            throw error;
          }
        },
      ]),
    ),
    parsedCronItems: parseCronItems(
      options.jobs.flatMap((job) =>
        job.schedule
          ? [
              {
                task: job.name,
                match: job.schedule.cron,
                identifier: job.name,
                payload: job.payload.parse(job.schedule.payload) as Record<string, unknown>,
                options: {
                  backfillPeriod: (job.schedule.fillHours ?? 12) * 3_600_000,
                  maxAttempts: job.maxAttempts,
                },
              },
            ]
          : [],
      ),
    ),
  });
  const watch = watchForAbandonedJobs({
    pool: options.pool,
    schema: JOBS_SCHEMA,
    self: () => self,
    logger,
    ...(options.lookEveryMs ? { everyMs: options.lookEveryMs } : {}),
  });
  return {
    async add(job, payload, addOptions = {}) {
      if (!byName.has(job.name)) throw new Error(`The job ${job.name} is not in this worker's catalogue.`);
      await runner.addJob(job.name, job.payload.parse(payload) as Record<string, unknown>, {
        maxAttempts: job.maxAttempts,
        ...(addOptions.key ? { jobKey: addOptions.key } : {}),
        ...(addOptions.runAt ? { runAt: addOptions.runAt } : {}),
      });
    },
    async queueSizes() {
      const { rows } = await options.pool.query<{ task_identifier: string; count: string }>(
        `select task_identifier, count(*) from ${JOBS_SCHEMA}.jobs where attempts < max_attempts group by 1`,
      );
      return Object.fromEntries(rows.map((row) => [row.task_identifier, Number(row.count)]));
    },
    async stop() {
      stop.abort();
      await runner.stop();
      await watch.stop();
    },
  };
}
