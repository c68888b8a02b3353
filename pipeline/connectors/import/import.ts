import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { AppError, badInput, messageOf, unavailable } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { CsvReader, type CsvRecord } from './csv.ts';
import {
  countKnownColumns,
  isCurrency,
  type OrderFormat,
  type RecordMapper,
  resolveColumns,
} from './formats/format.ts';
import { isOrderFormat, ORDER_FORMATS, type OrderFormatName } from './formats/index.ts';
import {
  inTenant,
  lockMerchant,
  markFailed,
  openImport,
  type Progress,
  type Reject,
  saveProgress,
  saveRejects,
} from './journal.ts';
import type { NumberedLine, OrderLine } from './line.ts';
import { inspectSource, readText, type Source } from './source.ts';
import { writeLines } from './writer.ts';
import { createZone, isTimeZone } from './zone.ts';

/** Reported at most four times a second, and once at the end. */
export interface ImportProgress {
  /** Bytes of the uncompressed content read so far, of `totalBytes`. */
  bytes: number;
  totalBytes: number;
  lines: number;
  accepted: number;
  rejected: number;
}

export interface ImportOrdersOptions {
  /** Connections of role mg_worker; two are used at most. */
  pool: Pool;
  merchant: { id: string; timeZone: string; currency: string };
  /** Path of a CSV file, plain or packed with gzip. */
  file: string;
  format: OrderFormatName;
  /** IANA time zone of the clock in the file; by default the merchant's. Days are always the merchant's. */
  timezone?: string;
  /** Currency of the file; it must be the merchant's. */
  currency?: string;
  onProgress?: (progress: ImportProgress) => void;
  /** Ends the import after the batch at hand; the same call continues it. */
  signal?: AbortSignal;
  logger: Logger;
  /** Records in one transaction (default 15,000). */
  batchSize?: number;
  /** How long to wait for another import of this merchant to end, in milliseconds (default 10,000). */
  lockWaitMs?: number;
}

export interface ImportResult extends Progress {
  importId: string;
  durationMs: number;
  /** True when an earlier, unfinished run of the same file was continued. */
  resumed: boolean;
}

const BATCH_SIZE = 15_000;
const LOCK_WAIT_MS = 10_000;
const PROGRESS_EVERY_MS = 250;

/**
 * Imports a file of orders. The same file twice changes nothing; a killed import continues where its last transaction
 * ended; a line that cannot be kept is stored with its number and the reason.
 * @throws BAD_INPUT before anything is written when the file is not what it says, or a setting is unknown
 * @throws CONFLICT while another import of the merchant runs
 */
export async function importOrders(options: ImportOrdersOptions): Promise<ImportResult> {
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
    const entry = await openImport(client, merchant.id, {
      name: plan.source.name,
      digest: plan.digest,
      format: options.format,
    });
    if (entry.checkpoint > 0) logger.info({ importId: entry.id, line: entry.checkpoint }, 'import resumed');
    try {
      const done = await run(options, plan, client, entry);
      await unlock();
      const durationMs = Math.round(performance.now() - started);
      logger.info({ importId: entry.id, ...done, durationMs }, 'import completed');
      return { importId: entry.id, ...done, durationMs, resumed: entry.checkpoint > 0 };
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

interface Plan {
  source: Source;
  /** What would be written: content, format, zone and currency. */
  digest: string;
  reader: CsvReader;
  mapper: RecordMapper;
  columns: number;
}

/** Checks everything that can be wrong as a whole, before anything is written. */
async function planImport(options: ImportOrdersOptions): Promise<Plan> {
  const { merchant, file, signal } = options;
  if (!isOrderFormat(options.format)) {
    throw badInput(
      `Format ${JSON.stringify(options.format)} is unknown. Use one of ${Object.keys(ORDER_FORMATS).join(', ')}.`,
      ['format'],
    );
  }
  const format: OrderFormat = ORDER_FORMATS[options.format];
  const zoneName = options.timezone ?? merchant.timeZone;
  if (!isTimeZone(zoneName)) {
    throw badInput(
      `Time zone ${JSON.stringify(zoneName)} is unknown. Use an IANA name such as Europe/London.`,
      ['timezone'],
    );
  }
  const currency = options.currency ?? merchant.currency;
  if (!isCurrency(currency)) {
    throw badInput(`Currency ${JSON.stringify(currency)} is unknown. Use an ISO 4217 code such as GBP.`, [
      'currency',
    ]);
  }
  if (currency !== merchant.currency) {
    throw badInput(
      `Currency ${currency} is not the merchant's currency ${merchant.currency}, and amounts of two currencies cannot be added up. Import into a merchant whose currency is ${currency}.`,
      ['currency'],
    );
  }
  const source = await inspectSource(file, signal);
  const delimiter = detectDelimiter(format, source.firstLine);
  const header = headerOf(source.firstLine, delimiter);
  const columns = resolveColumns(format, header);
  const mapper = format.createMapper(columns, {
    zone: createZone(zoneName),
    businessZone: createZone(merchant.timeZone),
    currency,
    now: Date.now(),
    decimalComma: delimiter === ';',
  });
  const digest = createHash('sha256')
    .update(JSON.stringify([options.format, zoneName, merchant.timeZone, currency]))
    .update(source.digest)
    .digest('hex');
  return {
    source,
    digest,
    mapper,
    columns: header.length,
    reader: new CsvReader({ delimiter, columns: header.length }),
  };
}

/** The delimiter under which the header holds most of the format's columns. */
function detectDelimiter(format: OrderFormat, firstLine: string): string {
  const scored = [',', ';', '\t'].map((delimiter) => {
    const header = headerOf(firstLine, delimiter);
    return { delimiter, known: countKnownColumns(format, header), columns: header.length };
  });
  scored.sort((a, b) => b.known - a.known || b.columns - a.columns);
  return scored[0]?.delimiter ?? ',';
}

function headerOf(firstLine: string, delimiter: string): string[] {
  let header: string[] = [];
  new CsvReader({ delimiter, columns: 0 }).push(`${firstLine}\n`, (record) => {
    header = record.fields.map((name) => name.trim());
  });
  return header;
}

interface Batch {
  lines: NumberedLine[];
  rejects: Reject[];
  /** Records in it that are not yet committed. */
  records: number;
}

const emptyBatch = (): Batch => ({ lines: [], rejects: [], records: 0 });

/** Reads the file from its beginning, writing what lies behind the checkpoint batch by batch. */
async function run(
  options: ImportOrdersOptions,
  plan: Plan,
  client: PoolClient,
  entry: { id: string; checkpoint: number },
): Promise<Progress> {
  const { merchant, signal, onProgress } = options;
  const batchSize = options.batchSize ?? BATCH_SIZE;
  const progress: Progress = { lines: 0, accepted: 0, rejected: 0, orders: 0 };
  const take = createNumbering(plan, progress);
  let batch = emptyBatch();
  let isHeader = true;
  // One batch is written while the next is read; never more than two are in memory.
  let writing: Promise<void> = Promise.resolve();
  let reported = 0;

  const onRecord = (record: CsvRecord): void => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    const isNew = progress.lines >= entry.checkpoint;
    take(record, isNew ? batch : null);
    if (isNew) batch.records += 1;
  };
  const flush = async (completed: boolean): Promise<void> => {
    await writing;
    signal?.throwIfAborted();
    const full = batch;
    const state = { ...progress };
    batch = emptyBatch();
    writing = inTenant(client, merchant.id, async () => {
      await writeLines(client, merchant.id, full.lines);
      await saveRejects(client, merchant.id, entry.id, full.rejects);
      await saveProgress(client, entry.id, state, completed);
    });
    // Awaited by the next flush; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };
  const report = (bytes: number, last: boolean): void => {
    const now = performance.now();
    if (!onProgress || (!last && now - reported < PROGRESS_EVERY_MS)) return;
    reported = now;
    const { lines, accepted, rejected } = progress;
    onProgress({ bytes, totalBytes: plan.source.bytes, lines, accepted, rejected });
  };

  try {
    let bytes = 0;
    for await (const piece of readText(plan.source)) {
      bytes = piece.bytes;
      plan.reader.push(piece.text, onRecord);
      if (batch.records >= batchSize) await flush(false);
      report(bytes, false);
    }
    plan.reader.end(onRecord);
    if (bytes !== plan.source.bytes) {
      throw badInput(
        `${plan.source.name} has changed while it was read. Run the same command again when it is complete.`,
        ['file'],
      );
    }
    await flush(true);
    await writing;
    report(bytes, true);
    return progress;
  } finally {
    // The connection is given back only when nothing uses it any more.
    await writing.catch(() => undefined);
  }
}

/**
 * Creates the step that counts a record, maps it and numbers its lines within their order. It runs over every record of
 * the file, also over those an earlier run has committed: the numbers must come out the same.
 */
function createNumbering(plan: Plan, progress: Progress): (record: CsvRecord, into: Batch | null) => void {
  const { mapper, columns } = plan;
  // Per order twice its records so far, plus one once a line of it was accepted.
  const counters = new Map<string, number>();
  const mapped: OrderLine[] = [];
  return (record, into) => {
    const { fields } = record;
    const order = mapper.orderOf(fields);
    const counter = counters.get(order) ?? 0;
    mapped.length = 0;
    const reason = record.malformed ?? columnProblem(fields, columns) ?? mapper.map(fields, mapped);
    progress.lines += 1;
    if (reason === null) {
      progress.accepted += 1;
      if (counter % 2 === 0) progress.orders += 1;
    } else {
      progress.rejected += 1;
    }
    const next = (reason === null ? counter | 1 : counter) + 2;
    counters.set(counter === 0 ? detached(order) : order, next);
    if (into === null) return;
    if (reason !== null) {
      into.rejects.push({ line: record.line, reason, raw: record.raw });
      return;
    }
    for (const line of mapped) into.lines.push({ ...line, lineNo: line.fixedLineNo ?? next >> 1 });
  };
}

/** A piece of text that does not keep the chunk of the file it was cut from in memory. */
const detached = (text: string): string => (text.length > 12 ? Buffer.from(text).toString() : text);

function columnProblem(fields: readonly string[], columns: number): string | null {
  if (fields.length === columns) return null;
  if (fields.length > columns && fields.slice(columns).every((field) => field === '')) return null;
  return `The line has ${fields.length} fields, the header has ${columns}; put text that holds the separator in quotation marks`;
}
