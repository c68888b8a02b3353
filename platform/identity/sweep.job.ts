import type pg from 'pg';
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

/**
 * Removes announced changes that everybody has heard long ago. An hour is far beyond the longest transaction, whose
 * rows bear the time of its beginning, and beyond the minute after which every process looks again by itself.
 * @param deps.pool of role `mg_worker`
 */
export const createIdentitySweepJob = (deps: { pool: pg.Pool }) =>
  defineJob({
    name: 'identity.sweep',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 60_000,
    schedule: { cron: '*/5 * * * *', payload: {} },
    async handler() {
      await deps.pool.query(
        `delete from users.identity_changes where created_at < now() - interval '1 hour'`,
      );
    },
  });
