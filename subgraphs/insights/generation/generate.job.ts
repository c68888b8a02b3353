import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { waitForMirror } from '#platform/postgres/mirror-state.ts';
import type { Database } from '#prisma/database.ts';
import type { DetectorOptions } from './detector-pool.ts';
import { type GenerateOptions, generateInsights } from './generate.ts';
import { LATE_HOURS, lateMerchants } from './merchant.repository.ts';
import type { InsightSource } from './read-chunk.ts';

/** How long a night waits for a mirror that is behind; then the job fails and is tried again. */
const MIRROR_TIMEOUT_MS = 10 * 60_000;

const payload = z.object({
  /** YYYY-MM-DD; each merchant's own today when absent. */
  asOf: z.iso.date().optional(),
  merchantIds: z.array(z.string()).optional(),
  /** Only merchants whose night has come and whose day nobody has looked at. */
  due: z.boolean().optional(),
  /** What the schedule adds: the moment it is run for. */
  _cron: z.object({ ts: z.string() }).optional(),
});

export interface GenerateJobDeps {
  db: Pick<Database, 'worker' | 'pools'>;
  warehouse: InsightSource;
  detector?: Omit<DetectorOptions, 'logger'> | undefined;
}

/**
 * The nightly look at every merchant's numbers. It comes round every hour for those whose own night it is, and for those
 * that failed or were missed before.
 */
export function createGenerateJob(deps: GenerateJobDeps) {
  return defineJob({
    name: 'insights.generate',
    payload,
    maxAttempts: 5,
    timeoutMs: 30 * 60_000,
    schedule: { cron: '0 * * * *', payload: { due: true } },
    async handler({ asOf, merchantIds, due, _cron }, { logger, signal }) {
      // A mirror that is behind would look like a shop that sells nothing.
      await waitForMirror(deps.db.pools.worker, { timeoutMs: MIRROR_TIMEOUT_MS, signal });
      const whom: Partial<GenerateOptions> = due
        ? { slot: _cron?.ts ?? new Date().toISOString() }
        : { asOf, merchantIds };
      await generateInsights({ ...deps, ...whom, logger, signal });
    },
  });
}

/** Says at error level that merchants wait for their insights: nobody misses what does not come. */
export async function reportLateness(
  deps: { db: Pick<Database, 'worker'>; logger: Logger },
  now: Date,
): Promise<number> {
  const { merchants, example } = await lateMerchants(deps.db.worker, now, LATE_HOURS);
  if (merchants > 0)
    deps.logger.error(
      { event: 'insights.late', merchants, example, hours: LATE_HOURS },
      'merchants wait for their insights',
    );
  return merchants;
}

/** Looks every hour whether the job is late; apart from the job, which may be what does not run. */
export function createLatenessJob(deps: { db: Pick<Database, 'worker'> }) {
  return defineJob({
    name: 'insights.lateness',
    payload: z.object({}),
    maxAttempts: 2,
    timeoutMs: 60_000,
    schedule: { cron: '45 * * * *', payload: {}, fillHours: 1 },
    async handler(_, { logger }) {
      await reportLateness({ ...deps, logger }, new Date());
    },
  });
}
