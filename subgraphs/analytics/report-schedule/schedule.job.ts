import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import { localDayOf } from '#platform/time/index.ts';
import type { Database } from '#prisma/database.ts';
import { appendCommand } from '../export/events.ts';
import { insertExport } from '../export/export.repository.ts';
import { ExportKind, KINDS } from '../export/kinds.ts';
import { exportParameters } from '../export/parameters.ts';
import { findReaders, type ScheduleRow } from './schedule.service.ts';
import { nextRun, reportedRange, type ScheduleCadence } from './schedule.time.ts';

const BATCH = 500;

interface ScheduleDeps {
  db: Pick<Database, 'app' | 'worker'>;
  logger: Logger;
}

/** Has one report made. Of several workers one does; what was missed while none ran is not made up for. */
async function runSchedule({ db }: ScheduleDeps, schedule: ScheduleRow, now: Date): Promise<boolean> {
  const { id, merchantId, localHour } = schedule;
  const cadence = schedule.cadence as ScheduleCadence;
  const kind = schedule.kind as ExportKind;
  const [merchant, readers] = await Promise.all([
    db.worker.merchant.findUnique({ where: { id: merchantId }, select: { timeZone: true, status: true } }),
    withTenants(db.app, [merchantId], (tx) => findReaders(tx, merchantId, schedule.recipientIds, kind)),
  ]);
  const timeZone = merchant?.timeZone ?? 'UTC';
  const exportId = crypto.randomUUID();
  const wanted = merchant?.status === 'ACTIVE' && readers.length > 0;
  const ranged = KINDS[kind].range !== 'none' && kind !== ExportKind.FORECAST;
  const parameters = exportParameters.parse({
    ...(schedule.parameters as object),
    ...(ranged ? reportedRange(localDayOf(now, timeZone), cadence) : {}),
  });
  return withTenants(db.worker, [merchantId], async (tx) => {
    const { count } = await tx.reportSchedule.updateMany({
      where: { id, nextRunAt: schedule.nextRunAt },
      data: {
        nextRunAt: nextRun(now, { cadence, localHour, timeZone }),
        ...(wanted ? { lastRunAt: now, lastExportId: exportId } : {}),
      },
    });
    if (count === 0 || !wanted) return false;
    const requestedBy = `schedule:${id}`;
    await insertExport(tx, { id: exportId, merchantId, parameters, requestedBy, notifyUserIds: readers });
    await appendCommand(tx, { id: exportId, merchantId, userId: null, correlationId: exportId, parameters });
    return true;
  });
}

/**
 * Has every report made whose time has come.
 * @returns how many
 */
export async function runDueSchedules(deps: ScheduleDeps, now: Date = new Date()): Promise<number> {
  let made = 0;
  for (;;) {
    const due = await deps.db.worker.reportSchedule.findMany({
      where: { nextRunAt: { lte: now } },
      orderBy: { nextRunAt: 'asc' },
      take: BATCH,
    });
    let moved = 0;
    for (const schedule of due) {
      try {
        if (await runSchedule(deps, schedule, now)) made += 1;
        moved += 1;
      } catch (error) {
        deps.logger.error({ scheduleId: schedule.id, err: error }, 'a scheduled report could not be queued');
      }
    }
    if (due.length < BATCH || moved === 0) return made;
  }
}

export const createScheduleJob = (deps: ScheduleDeps) =>
  defineJob({
    name: 'analytics.schedules',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 240_000,
    schedule: { cron: '*/5 * * * *', payload: {}, fillHours: 0 },
    async handler() {
      await runDueSchedules(deps);
    },
  });
