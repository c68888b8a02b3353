import type { FileLinks, FileStore } from '#platform/files/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { EXPORT_CONSUMER } from './export/command.consumer.ts';
import { createExportJob, createExportSweepJob } from './export/export.job.ts';
import type { ExportRow } from './export/export.repository.ts';
import type { ExportRunDeps } from './export/export.run.ts';
import { createExportState } from './export/export.state.ts';
import { createExportNotice } from './export/notice.ts';
import { createForecaster } from './forecast/forecaster.ts';
import { createQualityJob } from './quality/quality.job.ts';
import { createReportServices } from './report/services.ts';
import { createScheduleJob } from './report-schedule/schedule.job.ts';

export { createExportConsumer } from './export/command.consumer.ts';
export { createDownloads } from './export/download.service.ts';

export interface AnalyticsJobDeps {
  db: Pick<Database, 'app' | 'worker' | 'pools'>;
  warehouse: Pick<Warehouse, 'dailyMetrics' | 'reports' | 'exports' | 'quality'>;
  files: FileStore;
  links: FileLinks;
  /** Origin of links in e-mails. */
  publicUrl: string;
  logger: Logger;
  /** Program of the thread that forecasts; the source beside it when not given. */
  forecastWorker?: string;
}

/** Keeps the command of an export that failed for good among the dead letters, from where it can be redriven. */
const setAside = (row: ExportRow, error: string): ReturnType<ExportRunDeps['setAside']> => {
  return async (tx) => {
    await tx.$executeRaw`
      insert into events.dead_letters (consumer, event_id, sequence, error)
      select ${EXPORT_CONSUMER}, event_id, sequence, ${error} from events.published where event_id = ${row.id}::uuid
      on conflict (consumer, event_id) do update set error = excluded.error, failed_at = now()`;
  };
};

/** What a run of an export stands on. */
export function createExportRunDeps(deps: AnalyticsJobDeps): ExportRunDeps {
  const forecaster = createForecaster(deps.forecastWorker);
  return {
    ...deps,
    services: createReportServices({ ...deps, forecaster }),
    pool: deps.db.pools.worker,
    state: createExportState(deps),
    notify: createExportNotice(deps),
    setAside,
  };
}

/** Jobs of this room, for the worker. */
export const createAnalyticsJobs = (deps: AnalyticsJobDeps) => [
  createExportJob(createExportRunDeps(deps)),
  createExportSweepJob(deps),
  createScheduleJob(deps),
  createQualityJob(deps),
];
