import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { createAlertsJob } from './alert/alerts.job.ts';
import type { DailySeriesSource } from './generation/daily-series.ts';
import { createGenerateJob } from './generation/generate.job.ts';

export { generateInsights } from './generation/generate.ts';
export { createQualityAlertConsumer } from './quality/quality-alert.consumer.ts';

/** Jobs of this room, for the worker. */
export const createInsightJobs = (deps: {
  db: Pick<Database, 'worker' | 'pools'>;
  warehouse: DailySeriesSource & Pick<Warehouse, 'watched'>;
}) => [createGenerateJob(deps), createAlertsJob(deps)];
