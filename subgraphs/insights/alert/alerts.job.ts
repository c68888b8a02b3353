import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { waitForMirror } from '#platform/postgres/mirror-state.ts';
import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { runAlerts } from './run-alerts.ts';

/** How long an hour's run waits for a mirror that is behind; then the job fails and is tried again. */
const MIRROR_TIMEOUT_MS = 10 * 60_000;

/** Every hour the day ends somewhere: judges the alerts of the merchants for whom it did. */
export function createAlertsJob(deps: {
  db: Pick<Database, 'worker' | 'pools'>;
  warehouse: Pick<Warehouse, 'watched'>;
}) {
  return defineJob({
    name: 'insights.alerts',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 50 * 60_000,
    schedule: { cron: '12 * * * *', payload: {}, fillHours: 1 },
    async handler(_payload, { logger, signal }) {
      // A mirror that is behind would look like a shop that sells nothing.
      await waitForMirror(deps.db.pools.worker, { timeoutMs: MIRROR_TIMEOUT_MS, signal });
      await runAlerts({ db: deps.db, watched: deps.warehouse.watched, logger, signal });
    },
  });
}
