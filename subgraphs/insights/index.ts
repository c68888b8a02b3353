import type { Warehouse } from '#warehouse/index.ts';
import { createAlertsJob } from './alert/alerts.job.ts';
import { createGenerateJob, createLatenessJob, type GenerateJobDeps } from './generation/generate.job.ts';
import { createWebhookSweepJob } from './webhook/sweep.job.ts';

export { type GenerateOptions, generateInsights } from './generation/generate.ts';
export { listRuns } from './generation/run-history.repository.ts';
export { createQualityAlertConsumer } from './quality/quality-alert.consumer.ts';
export { startWebhooks } from './webhook/index.ts';
export { createWebhookConsumer } from './webhook/webhook.consumer.ts';

/** Jobs of this room, for the worker. */
export const createInsightJobs = (
  deps: Omit<GenerateJobDeps, 'warehouse'> & { warehouse: Pick<Warehouse, 'insights' | 'watched'> },
) => [createGenerateJob(deps), createLatenessJob(deps), createAlertsJob(deps), createWebhookSweepJob(deps)];
