import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Reconciler } from './index.ts';

/** A run begins no other merchants after this; the next one goes on with them. */
const BUDGET_MS = 60_000;

/** Compares, every two minutes, the merchants that were compared longest ago. */
export const createReconcileJob = (deps: { reconciler: Reconciler }) =>
  defineJob({
    name: 'cdc.reconcile',
    payload: z.object({}),
    maxAttempts: 1,
    timeoutMs: 600_000,
    schedule: { cron: '*/2 * * * *', payload: {}, fillHours: 0 },
    async handler(_payload, { signal }) {
      await deps.reconciler.run({ budgetMs: BUDGET_MS, signal });
    },
  });
