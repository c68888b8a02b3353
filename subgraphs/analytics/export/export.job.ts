import { z } from 'zod';
import type { FileStore } from '#platform/files/index.ts';
import { defineJob } from '#platform/jobs/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { appendChanged } from './events.ts';
import { type ExportRunDeps, removeFiles, runExport } from './export.run.ts';
import { MAX_ATTEMPTS } from './export.state.ts';
import { ExportStatus } from './kinds.ts';

export const EXPORT_JOB = 'analytics.export';
const ATTEMPT_MS = 300_000;
/** Beyond any attempt and the wait before it: a run that began so long ago was killed for the last time. */
const LOST_MS = 30 * 60_000;
const DRAFT_MS = 24 * 3_600_000;

/** Makes one export. */
export const createExportJob = (deps: ExportRunDeps) =>
  defineJob({
    name: EXPORT_JOB,
    payload: z.object({ merchantId: z.guid(), exportId: z.guid() }),
    maxAttempts: MAX_ATTEMPTS,
    timeoutMs: ATTEMPT_MS,
    handler: (payload, { signal }) => runExport(deps, payload, signal),
  });

/**
 * Removes files whose time is over, and what killed runs have left behind.
 * @returns how many exports expired
 */
export async function sweepExports(
  deps: { db: Pick<Database, 'worker'>; files: FileStore },
  now: Date = new Date(),
): Promise<number> {
  const { worker } = deps.db;
  const over = await worker.export.findMany({
    where: { status: ExportStatus.COMPLETED, expiresAt: { lt: now } },
    take: 1_000,
  });
  for (const row of over) {
    const { id, merchantId } = row;
    // First the files, whose links have ended with their time: while the store is away, the row waits to be looked at again.
    await removeFiles(deps.files, row, row.attempts);
    await withTenants(worker, [merchantId], async (tx) => {
      await tx.export.updateMany({ where: { id }, data: { status: ExportStatus.EXPIRED } });
      await appendChanged(tx, { id, merchantId, status: ExportStatus.EXPIRED });
    });
  }
  const isLost = { status: ExportStatus.RUNNING, startedAt: { lt: new Date(now.getTime() - LOST_MS) } };
  const lost = await worker.export.findMany({ where: isLost });
  for (const row of lost) await removeFiles(deps.files, row, row.attempts);
  await worker.export.updateMany({
    where: { ...isLost, id: { in: lost.map(({ id }) => id) } },
    data: {
      status: ExportStatus.FAILED,
      error: 'The export was interrupted too often. Ask for it again.',
      finishedAt: now,
    },
  });
  await deps.files.sweepDrafts(new Date(now.getTime() - DRAFT_MS));
  return over.length;
}

export const createExportSweepJob = (deps: { db: Pick<Database, 'worker'>; files: FileStore }) =>
  defineJob({
    name: 'analytics.exports.sweep',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 120_000,
    schedule: { cron: '*/15 * * * *', payload: {}, fillHours: 0 },
    async handler() {
      await sweepExports(deps);
    },
  });
