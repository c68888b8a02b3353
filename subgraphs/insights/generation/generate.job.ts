import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { waitForMirror } from '#platform/postgres/mirror-state.ts';
import type { Database } from '#prisma/database.ts';
import type { DailySeriesSource } from './daily-series.ts';
import { generateInsights } from './generate.ts';

/** How long a night waits for a mirror that is behind; then the job fails and is tried again. */
const MIRROR_TIMEOUT_MS = 10 * 60_000;

const payload = z.object({
  /** YYYY-MM-DD; each merchant's own today when absent. */
  asOf: z.iso.date().optional(),
  merchantIds: z.array(z.string()).optional(),
});

/** The nightly look at every merchant's numbers. */
export function createGenerateJob(deps: {
  db: Pick<Database, 'worker' | 'pools'>;
  warehouse: DailySeriesSource;
}) {
  return defineJob({
    name: 'insights.generate',
    payload,
    maxAttempts: 5,
    timeoutMs: 30 * 60_000,
    schedule: { cron: '0 3 * * *', payload: {} },
    async handler(input, { logger, signal }) {
      // A mirror that is behind would look like a shop that sells nothing.
      await waitForMirror(deps.db.pools.worker, { timeoutMs: MIRROR_TIMEOUT_MS, signal });
      await generateInsights({ ...deps, ...input, logger, signal });
    },
  });
}
