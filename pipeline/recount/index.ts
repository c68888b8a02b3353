import type pg from 'pg';
import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { recountDays } from './recount.ts';

/** Looks every minute for merchants whose time zone has changed. */
export const createRecountJob = (deps: { pool: pg.Pool }) =>
  defineJob({
    name: 'commerce.recount_days',
    payload: z.object({}),
    maxAttempts: 1,
    timeoutMs: 30 * 60_000,
    // What a failed run leaves, the next one finds.
    schedule: { cron: '* * * * *', payload: {}, fillHours: 0 },
    async handler(_, { logger, signal }) {
      const merchants = await recountDays({ pool: deps.pool, signal });
      if (merchants.length > 0) logger.info({ merchants }, 'days counted in a new time zone');
    },
  });
