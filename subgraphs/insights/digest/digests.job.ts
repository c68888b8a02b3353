import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Database } from '#prisma/database.ts';
import type { InsightEmails } from './compose.ts';
import { sendDigests } from './send-digests.ts';

/** How long it is kept who was sent what; longer than a digest reaches back. */
const KEEP_DAYS = 90;

/** Forgets old digests and notices. */
export async function sweepDigests(db: Pick<Database, 'worker'>): Promise<void> {
  await db.worker.$executeRaw`
    delete from insights.digests where sent_at < now() - make_interval(days => ${KEEP_DAYS}::int)`;
  await db.worker.$executeRaw`
    delete from insights.critical_notices where sent_at < now() - make_interval(days => ${KEEP_DAYS}::int)`;
}

/**
 * Looks every quarter of an hour in whose time zone it has become morning: there are zones that differ by quarters. Two
 * minutes past, because a card that is written as the clock strikes eight belongs to the period that ends then.
 */
export const createDigestsJob = (deps: { db: Pick<Database, 'worker'>; emails: InsightEmails }) =>
  defineJob({
    name: 'insights.digests',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 14 * 60_000,
    // A slot that was missed needs no making up for: the next one finds the same.
    schedule: { cron: '2,17,32,47 * * * *', payload: {}, fillHours: 0 },
    async handler(_payload, { logger, signal }) {
      await sendDigests({ ...deps, logger, signal });
      await sweepDigests(deps.db);
    },
  });
