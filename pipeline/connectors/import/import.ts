import type { Pool, PoolClient } from 'pg';
import { AppError, badInput, messageOf, unavailable } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { WRITERS } from './entities.ts';
import type { OrderFormatName } from './formats/index.ts';
import {
  inTenant,
  lockMerchant,
  markFailed,
  openImport,
  type Progress,
  recountIfMoved,
  saveProgress,
  saveRejects,
} from './journal.ts';
import { createNumbering, type Numbering } from './numbering.ts';
import { type Plan, type PlanOptions, planImport } from './plan.ts';
import type { SourceRecord } from './record.ts';
import { readText } from './source.ts';

/** Reported at most four times a second, and once at the end. */
export interface ImportProgress {
  /** Bytes of the uncompressed content read so far, of `totalBytes`. */
  bytes: number;
  totalBytes: number;
  lines: number;
  accepted: number;
  rejected: number;
}

export interface ImportFileOptions extends PlanOptions {
  /** Connections of role mg_worker; two are used at most. */
  pool: Pool;
  onProgress?: (progress: ImportProgress) => void;
  /** Ends the import after the batch at hand; the same call continues it. */
  signal?: AbortSignal;
  logger: Logger;
  /** Records in one transaction (default 15,000). */
  batchSize?: number;
  /** How long to wait for another import of this merchant to end, in milliseconds (default 10,000). */
  lockWaitMs?: number;
  /** Orders whose counts are held in memory (default 500,000); more go to a table of the session. */
  maxCounters?: number;
}

/** Options of `importOrders`. */
export interface ImportOrdersOptions extends Omit<ImportFileOptions, 'entity' | 'format'> {
  format: OrderFormatName;
}

export interface ImportResult extends Progress {
  importId: string;
  durationMs: number;
  /** True when an earlier, unfinished run of the same file was continued. */
  resumed: boolean;
  /** Accepted rows in currencies that are not the merchant's, which reports count apart. */
  otherCurrencies: Record<string, number>;
}

const BATCH_SIZE = 15_000;
/** Of huge records a batch holds fewer. */
const BATCH_CHARACTERS = 8 * 1024 * 1024;
const LOCK_WAIT_MS = 10_000;
const PROGRESS_EVERY_MS = 250;

/** Imports a file of orders; see `importFile`. */
export const importOrders = (options: ImportOrdersOptions): Promise<ImportResult> =>
  importFile({ ...options, entity: 'orders' });

/**
 * Imports a file of orders, products, customers or carts. The same file twice changes nothing; a killed import continues where its last transaction
 * ended; a line that cannot be kept is stored with its number and the reason.
 * @throws BAD_INPUT before anything is written when the file is not what it says, or a setting is unknown
 * @throws CONFLICT while another import of the merchant runs
 */
export async function importFile(options: ImportFileOptions): Promise<ImportResult> {
  const started = performance.now();
  const { pool, merchant, signal, logger } = options;
  const plan = await planImport(options);
  const client = await pool.connect();
  // A connection that breaks is reported by the query at hand; without a listener it would end the process.
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    const unlock = await lockMerchant(client, merchant.id, options.lockWaitMs ?? LOCK_WAIT_MS, signal);
    await recountIfMoved(client, merchant);
    const entry = await openImport(client, merchant.id, {
      name: plan.source.name,
      digest: plan.digest,
      entity: options.entity,
      format: options.format,
      settings: plan.settings,
    });
    if (entry.checkpoint > 0) logger.info({ importId: entry.id, line: entry.checkpoint }, 'import resumed');
    try {
      const { progress: done, otherCurrencies } = await run(options, plan, client, entry);
      await unlock();
      const durationMs = Math.round(performance.now() - started);
      logger.info({ importId: entry.id, ...done, durationMs }, 'import completed');
      return { importId: entry.id, ...done, durationMs, resumed: entry.checkpoint > 0, otherCurrencies };
    } catch (error) {
      const reason = signal?.aborted ? 'interrupted' : messageOf(error);
      await markFailed(pool, merchant.id, entry.id, reason).catch(() => undefined);
      if (error instanceof AppError || signal?.aborted) throw error;
      if (broken)
        throw unavailable(
          'The connection to PostgreSQL was lost. Run the same command again: it goes on where it stopped.',
          error,
        );
      throw error;
    }
  } finally {
    client.off('error', onError);
    // Closed rather than returned: the lock and the staging table end with the session.
    client.release(true);
  }
}

/** Reads the file from its beginning, writing what lies behind the checkpoint batch by batch. */
async function run(
  options: ImportFileOptions,
  plan: Plan,
  client: PoolClient,
  entry: { id: string; checkpoint: number },
): Promise<Numbering> {
  const { merchant, signal } = options;
  const numbering = createNumbering(plan, client, merchant.currency, options.maxCounters);
  const { progress } = numbering;
  // One batch is written while the next is read; never more than two are in memory.
  let writing: Promise<void> = Promise.resolve();
  const write = async (records: SourceRecord[], completed: boolean): Promise<void> => {
    if (numbering.needsClient()) await writing;
    const batch = await numbering.take(records, entry.checkpoint);
    await writing;
    signal?.throwIfAborted();
    if (!completed && batch.rows.length + batch.rejects.length === 0) return;
    const state = { ...progress };
    writing = inTenant(client, merchant.id, async () => {
      await WRITERS[options.entity].write(client, merchant.id, batch.rows);
      await saveRejects(client, merchant.id, entry.id, batch.rejects);
      await saveProgress(client, entry.id, state, completed);
    });
    // Awaited by the next batch; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };
  try {
    await readRecords(options, plan, progress, write);
    await writing;
    return numbering;
  } finally {
    // The connection is given back only when nothing uses it any more.
    await writing.catch(() => undefined);
  }
}

/**
 * Reads a file to its end and hands its records on in batches, the last one marked.
 * @throws BAD_INPUT when the file changed since it was looked at
 */
export async function readRecords(
  options: Pick<ImportFileOptions, 'batchSize' | 'onProgress' | 'signal'>,
  plan: Plan,
  progress: Progress,
  take: (records: SourceRecord[], last: boolean) => Promise<void>,
): Promise<void> {
  const { onProgress, signal, batchSize = BATCH_SIZE } = options;
  const reader = plan.createReader(false);
  let records: SourceRecord[] = [];
  let held = 0;
  let bytes = 0;
  let reported = 0;
  const onRecord = (record: SourceRecord): void => {
    records.push(record);
    held += record.raw.length;
  };
  const flush = async (last: boolean): Promise<void> => {
    signal?.throwIfAborted();
    const full = records;
    records = [];
    held = 0;
    await take(full, last);
  };
  const report = (last: boolean): void => {
    const now = performance.now();
    if (!onProgress || (!last && now - reported < PROGRESS_EVERY_MS)) return;
    reported = now;
    const { lines, accepted, rejected } = progress;
    onProgress({ bytes, totalBytes: plan.source.bytes, lines, accepted, rejected });
  };
  for await (const piece of readText(plan.source)) {
    bytes = piece.bytes;
    reader.push(piece.text, onRecord);
    if (records.length >= batchSize || held >= BATCH_CHARACTERS) await flush(false);
    report(false);
  }
  reader.end(onRecord);
  if (bytes !== plan.source.bytes) {
    throw badInput(
      `${plan.source.name} has changed while it was read. Run the same command again when it is complete.`,
      ['file'],
    );
  }
  await flush(true);
  report(true);
}
