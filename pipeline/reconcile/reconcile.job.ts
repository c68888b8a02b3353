import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Reconciler } from './index.ts';

/** A run begins no other merchants after this; the next one goes on with them. */
const BUDGET_MS = 30_000;

/** Compares, every two minutes, merchants that are due, those compared longest ago first. */
export const createReconcileJob = (deps: { reconciler: Reconciler }) =>
  defineJob({
    name: 'cdc.reconcile',
    payload: z.object({}),
    maxAttempts: 1,
    timeoutMs: 600_000,
    schedule: { cron: '*/2 * * * *', payload: {}, fillHours: 0 },
    async handler(_payload, { signal }) {
      await deps.reconciler.run({ onlyDue: true, budgetMs: BUDGET_MS, signal });
    },
  });
