import type pg from 'pg';
import { AppError, messageOf } from '#platform/errors/index.ts';
import type { FileStore } from '#platform/files/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Warehouse } from '#warehouse/index.ts';
import type { ReportServices } from '../report/services.ts';
import type { RowSource } from './column.ts';
import type { ExportRow } from './export.repository.ts';
import { type ExportState, ExportTaken, MAX_ATTEMPTS } from './export.state.ts';
import { FORMATS } from './format/index.ts';
import { type ExportFormat, ExportKind } from './kinds.ts';
import { exportParameters } from './parameters.ts';
import { isReportKind, REPORT_SOURCES } from './source/reports.ts';
import { eventSource, TABLES, tableSource } from './source/tables.ts';
import { writeRows } from './write.ts';

export interface ExportRunDeps {
  services: ReportServices;
  warehouse: Pick<Warehouse, 'exports'>;
  /** Role `mg_worker`, which sees published events. */
  pool: pg.Pool;
  files: FileStore;
  state: ExportState;
  logger: Logger;
  /** Tells the people who wait for it, in the transaction that completes it. */
  notify: (row: ExportRow, rows: number) => Promise<Parameters<ExportState['complete']>[2]>;
  /** Keeps what failed for good where an operator finds and redrives it. */
  setAside: (row: ExportRow, error: string) => Parameters<ExportState['fail']>[2];
  /** How often progress is told, in milliseconds. */
  progressEveryMs?: number;
}

/**
 * The key of an export's file: the merchant's folder, the export's id and attempt. An attempt that has been taken over,
 * and does not know it yet, must not replace the file of the one that counts.
 */
export const fileKeyOf = (row: Pick<ExportRow, 'id' | 'merchantId' | 'format' | 'attempts'>): string =>
  `${row.merchantId}/${row.id}-${row.attempts}.${FORMATS[row.format as ExportFormat].extension}`;

/**
 * Removes what the first attempts at an export may have left: one that is killed between the last byte and the word that
 * it is complete leaves a whole file that nobody would ever ask for.
 */
export async function removeFiles(
  files: FileStore,
  row: Parameters<typeof fileKeyOf>[0],
  attempts: number,
): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++)
    await files.remove(fileKeyOf({ ...row, attempts: attempt }));
}

/** Who may is decided when it is asked for; the job reads on behalf of the deployment. */
const contextOf = (row: ExportRow): SubgraphContext => ({
  identity: { kind: 'operator', name: 'exports' },
  correlationId: row.id,
  idempotencyKey: undefined,
  clientIp: undefined,
  userAgent: undefined,
  session: { mode: 'bearer', refreshToken: undefined },
  loaders: new Map(),
});

function openSource(
  deps: ExportRunDeps,
  row: ExportRow,
  signal: AbortSignal,
): Promise<RowSource> | RowSource {
  const parameters = exportParameters.parse(row.parameters);
  const { merchantId } = row;
  if (isReportKind(parameters.kind))
    return REPORT_SOURCES[parameters.kind](deps.services, {
      context: contextOf(row),
      merchantId,
      parameters,
    });
  if (parameters.kind === ExportKind.EVENTS) return eventSource(deps.pool, merchantId);
  const table = TABLES[parameters.kind];
  if (!table) throw new TypeError(`There is nothing to export as ${parameters.kind}.`);
  return tableSource(deps.warehouse, { table, merchantId, parameters }, signal);
}

/** Makes the file of an export, and tells how far it is. */
async function writeFile(
  deps: ExportRunDeps,
  row: ExportRow,
  signal: AbortSignal,
): Promise<{ rows: number; bytes: number; sha256: string }> {
  const source = await openSource(deps, row, signal);
  const writer = await deps.files.create(fileKeyOf(row), signal);
  let told = Date.now();
  try {
    return await writeRows(source, row.format as ExportFormat, writer, async (rows) => {
      signal.throwIfAborted();
      if (Date.now() - told < (deps.progressEveryMs ?? 1_000)) return;
      told = Date.now();
      const progress = source.total ? Math.min(rows / source.total, 0.99) : 0;
      await deps.state.progress(row, { rows, bytes: writer.bytes, progress });
    });
  } finally {
    await writer.discard();
  }
}

/** What the person who asked is told; the rest is in the log. */
const shownError = (error: unknown): string =>
  error instanceof AppError
    ? error.message
    : 'The export could not be written. Try again later; operators find the reason under its id.';

/** Errors that another attempt would meet again. */
const isFinal = (error: unknown): boolean =>
  error instanceof AppError && ['BAD_INPUT', 'NOT_FOUND', 'FORBIDDEN'].includes(error.code);

/**
 * One attempt at an export. A file appears only when it is whole, and is served only once the row says so: an attempt
 * that is killed leaves nothing but a draft, and the next one begins anew.
 * @throws what went wrong, when another attempt may help
 */
export async function runExport(
  deps: ExportRunDeps,
  named: { merchantId: string; exportId: string },
  signal: AbortSignal,
): Promise<void> {
  const row = await deps.state.begin(named.merchantId, named.exportId);
  if (!row) return;
  try {
    await removeFiles(deps.files, row, row.attempts - 1);
    const file = await writeFile(deps, row, signal);
    await deps.state.complete(row, file, await deps.notify(row, file.rows));
  } catch (error) {
    if (error instanceof ExportTaken) {
      await deps.files.remove(fileKeyOf(row));
      deps.logger.info({ exportId: row.id }, 'export given up: cancelled, or taken over');
      return;
    }
    const last = row.attempts >= MAX_ATTEMPTS || isFinal(error);
    deps.logger.warn({ exportId: row.id, attempt: row.attempts, err: error }, 'export failed');
    if (last) await deps.state.fail(row, shownError(error), deps.setAside(row, messageOf(error)));
    else await deps.state.release(row, shownError(error));
    // Only now: had the row been completed after all, neither would have been possible.
    await deps.files.remove(fileKeyOf(row));
    if (!last) throw error;
  }
}
