import type { Warehouse } from '#warehouse/index.ts';
import { createAlertsJob } from './alert/alerts.job.ts';
import type { InsightEmails } from './digest/compose.ts';
import { createDigestsJob } from './digest/digests.job.ts';
import { createGenerateJob, createLatenessJob, type GenerateJobDeps } from './generation/generate.job.ts';
import { createWebhookSweepJob } from './webhook/sweep.job.ts';

export { createInsightEmails } from './digest/compose.ts';
export { createCriticalNoticeConsumer } from './digest/critical-notice.consumer.ts';
export { type GenerateOptions, generateInsights } from './generation/generate.ts';
export { listRuns } from './generation/run-history.repository.ts';
export { createQualityAlertConsumer } from './quality/quality-alert.consumer.ts';
export { startWebhooks } from './webhook/index.ts';
export { createWebhookConsumer } from './webhook/webhook.consumer.ts';

/** Jobs of this room, for the worker. */
export const createInsightJobs = (
  deps: Omit<GenerateJobDeps, 'warehouse'> & {
    warehouse: Pick<Warehouse, 'insights' | 'watched'>;
    emails: InsightEmails;
  },
) => [
  createGenerateJob(deps),
  createLatenessJob(deps),
  createAlertsJob(deps),
  createWebhookSweepJob(deps),
  createDigestsJob(deps),
];
