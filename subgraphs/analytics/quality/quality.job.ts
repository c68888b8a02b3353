import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import { checkQuality, type QualityDeps } from './quality.check.ts';

/** Looks at the data of every merchant once an hour. */
export const createQualityJob = (deps: QualityDeps) =>
  defineJob({
    name: 'analytics.quality',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 900_000,
    schedule: { cron: '20 * * * *', payload: {}, fillHours: 1 },
    async handler(_, { signal, logger }) {
      const { merchants, broken } = await checkQuality(deps, { signal });
      logger.info({ merchants, broken }, 'data quality checked');
    },
  });
