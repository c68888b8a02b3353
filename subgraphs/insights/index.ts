import type { Database } from '#prisma/database.ts';
import type { DailySeriesSource } from './generation/daily-series.ts';
import { createGenerateJob } from './generation/generate.job.ts';
import { createWebhookSweepJob } from './webhook/sweep.job.ts';

export { generateInsights } from './generation/generate.ts';
export { createQualityAlertConsumer } from './quality/quality-alert.consumer.ts';
export { startWebhooks } from './webhook/index.ts';
export { createWebhookConsumer } from './webhook/webhook.consumer.ts';

/** Jobs of this room, for the worker. */
export const createInsightJobs = (deps: {
  db: Pick<Database, 'worker' | 'pools'>;
  warehouse: DailySeriesSource;
}) => [createGenerateJob(deps), createWebhookSweepJob(deps)];
