import { createGenerateJob, createLatenessJob, type GenerateJobDeps } from './generation/generate.job.ts';

export { type GenerateOptions, generateInsights } from './generation/generate.ts';
export { listRuns } from './generation/run-history.repository.ts';
export { createQualityAlertConsumer } from './quality/quality-alert.consumer.ts';

/** Jobs of this room, for the worker. */
export const createInsightJobs = (deps: GenerateJobDeps) => [
  createGenerateJob(deps),
  createLatenessJob(deps),
];
