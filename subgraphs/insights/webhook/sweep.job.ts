import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Database } from '#prisma/database.ts';

/** How long a delivery is listed. */
const KEEP_DAYS = 30;
const BATCH = 5_000;

/** Forgets deliveries, with their attempts, after 30 days; those that still wait are kept. @returns how many */
export async function sweepDeliveries(db: Pick<Database, 'worker'>): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await db.worker.$executeRaw`
      delete from insights.webhook_deliveries where id in (
        select id from insights.webhook_deliveries
        where created_at < now() - make_interval(days => ${KEEP_DAYS}::int) and status <> 'QUEUED' limit ${BATCH})`;
    removed += count;
    if (count < BATCH) return removed;
  }
}

/** Forgets old deliveries every hour. */
export const createWebhookSweepJob = (deps: { db: Pick<Database, 'worker'> }) =>
  defineJob({
    name: 'insights.webhooks-sweep',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 300_000,
    schedule: { cron: '17 * * * *', payload: {}, fillHours: 0 },
    handler: async () => {
      await sweepDeliveries(deps.db);
    },
  });
