import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Database } from '#prisma/database.ts';
import type { DailySeriesSource } from './daily-series.ts';
import { generateInsights } from './generate.ts';

const payload = z.object({
  /** YYYY-MM-DD; each merchant's own today when absent. */
  asOf: z.iso.date().optional(),
  merchantIds: z.array(z.string()).optional(),
});

/** The nightly look at every merchant's numbers. */
export function createGenerateJob(deps: { db: Pick<Database, 'worker'>; warehouse: DailySeriesSource }) {
  return defineJob({
    name: 'insights.generate',
    payload,
    maxAttempts: 5,
    timeoutMs: 30 * 60_000,
    schedule: { cron: '0 3 * * *', payload: {} },
    async handler(input, { logger, signal }) {
      await generateInsights({ ...deps, ...input, logger, signal });
    },
  });
}
