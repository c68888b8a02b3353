import { withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { appendChanged } from './events.ts';
import type { ExportRow } from './export.repository.ts';
import { ExportStatus } from './kinds.ts';

/** Runs of an export before it counts as failed for good: one and two retries. */
export const MAX_ATTEMPTS = 3;
/** How long a file is kept. */
export const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

/** The export is not this run's any more: it was cancelled, or another run has taken it over. */
export class ExportTaken extends Error {}

/** What a run tells of its export. Every change is told to whoever watches. */
export interface ExportState {
  /** Takes the export on; undefined when there is nothing to do any more. */
  begin(merchantId: string, id: string): Promise<ExportRow | undefined>;
  /** @throws ExportTaken when it was cancelled, or another run has it */
  progress(row: ExportRow, done: { rows: number; bytes: number; progress: number }): Promise<void>;
  /** Also runs `then` in the transaction. @throws ExportTaken */
  complete(
    row: ExportRow,
    file: { rows: number; bytes: number; sha256: string },
    then: (tx: Transaction, expiresAt: Date) => Promise<void>,
  ): Promise<void>;
  /** Lets the queue try it again. */
  release(row: ExportRow, error: string): Promise<void>;
  /** Gives it up; `then` runs in the transaction. */
  fail(row: ExportRow, error: string, then?: (tx: Transaction) => Promise<void>): Promise<void>;
}

/** @param deps.db role `mg_worker` */
export function createExportState(deps: { db: Pick<Database, 'worker'> }): ExportState {
  /** Changes the export as long as it is this run's. */
  async function change(
    row: ExportRow,
    data: Parameters<Transaction['export']['updateMany']>[0]['data'],
    then?: (tx: Transaction) => Promise<void>,
  ): Promise<void> {
    const { id, merchantId, attempts } = row;
    await withTenants(deps.db.worker, [merchantId], async (tx) => {
      const { count } = await tx.export.updateMany({
        where: { id, attempts, status: ExportStatus.RUNNING },
        data,
      });
      if (count === 0) throw new ExportTaken(`The export ${id} was cancelled, or runs elsewhere.`);
      await appendChanged(tx, { id, merchantId, status: String(data.status ?? ExportStatus.RUNNING) });
      await then?.(tx);
    });
  }

  return {
    begin: (merchantId, id) =>
      withTenants(deps.db.worker, [merchantId], async (tx) => {
        const [row] = await tx.export.updateManyAndReturn({
          where: { id, merchantId, status: { in: [ExportStatus.QUEUED, ExportStatus.RUNNING] } },
          data: {
            status: ExportStatus.RUNNING,
            attempts: { increment: 1 },
            startedAt: new Date(),
            progress: 0,
            rows: 0,
            bytes: 0,
          },
        });
        if (row) await appendChanged(tx, { id, merchantId, status: row.status });
        return row;
      }),
    progress: (row, done) => change(row, done),
    complete(row, file, then) {
      const finishedAt = new Date();
      const expiresAt = new Date(finishedAt.getTime() + KEPT_DAYS * DAY_MS);
      const data = {
        ...file,
        status: ExportStatus.COMPLETED,
        progress: 1,
        error: null,
        finishedAt,
        expiresAt,
      };
      return change(row, data, (tx) => then(tx, expiresAt));
    },
    release: (row, error) => change(row, { status: ExportStatus.QUEUED, error }),
    fail: (row, error, then) =>
      change(row, { status: ExportStatus.FAILED, error, finishedAt: new Date() }, then),
  };
}
