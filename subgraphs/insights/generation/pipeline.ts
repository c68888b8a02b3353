import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import type { ToldStory } from '../detection/finding.ts';
import { createContextReader, type MerchantContext } from './context.repository.ts';
import type { DetectionResult, DetectionTask } from './detect-merchant.ts';
import type { Detector } from './detector-pool.ts';
import type { JobMerchant } from './merchant.repository.ts';
import { type Chunk, type InsightSource, type MerchantRead, READ_DAYS, readChunk } from './read-chunk.ts';
import {
  countsOf,
  doneBy,
  NO_COUNTS,
  type Outcome,
  type RunCounts,
  recordOutcomes,
  recordProgress,
} from './run.repository.ts';
import { nameSlices } from './slice-labels.ts';
import { writeMerchant } from './write-merchant.ts';

/** Merchants read in one question. */
const CHUNK = 100;
/** Chunks in work, and in memory, at a time: while one is read another one is looked at or written. */
const LANES = 3;
/** Chunks that are read at a time: each costs the warehouse memory. */
const READERS = 2;
/** Transactions a chunk is written in at a time; the pool has to serve others too. */
const WRITERS = 2;
/** How often a merchant is looked at again because another run has told it something meanwhile. */
const MOST_LOOKS = 4;

/** A day, and whose. */
export interface DayOfWork {
  asOf: string;
  merchants: readonly JobMerchant[];
  /** Why these merchants cannot be looked at. */
  failure?: string;
}

export interface PipelineOptions {
  db: Pick<Database, 'worker'>;
  warehouse: InsightSource;
  detector: Detector;
  logger: Logger;
  correlationId: string;
  slot?: string | undefined;
  /** Whether days of the past are filled: then nobody is told at once. */
  backfill?: object | undefined;
  chunkSize?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: { processed: number; total: number }) => void) | undefined;
}

/** A merchant that has been looked at, or why not. */
interface Looked {
  merchant: JobMerchant;
  merchantId: string;
  asOf: string;
  task: DetectionTask | undefined;
  findings: DetectionResult['findings'];
  failure?: string;
}

/** A kind of work that some may be at together, and the time in which at least one is. */
class Stage {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #at = 0;
  #since = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Does it when there is room, and tells `add` the milliseconds in which somebody was at it, once nobody is. */
  async run<T>(work: () => Promise<T>, add: (ms: number) => void): Promise<T> {
    if (this.#at === this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else if (this.#at++ === 0) this.#since = performance.now();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Whoever waits takes the place over.
      if (next) next();
      else if (--this.#at === 0) add(performance.now() - this.#since);
    }
  }
}

/** A run's work: every chunk is read, looked at and written, some chunks at a time. */
export class Pipeline {
  counts: RunCounts = { ...NO_COUNTS };
  /** Merchants and days there are to look at. */
  total: number;
  readonly options: PipelineOptions;
  readonly held: { id: string; resumed: boolean };
  readonly #contextOf: ReturnType<typeof createContextReader>;
  readonly #reading = new Stage(READERS);
  readonly #writing = new Stage(LANES);

  constructor(options: PipelineOptions, held: { id: string; resumed: boolean }, total: number) {
    this.options = options;
    this.held = held;
    this.total = total;
    this.#contextOf = createContextReader(options.db.worker);
  }

  async run(days: readonly DayOfWork[]): Promise<void> {
    const { worker } = this.options.db;
    if (this.held.resumed) {
      this.counts = await countsOf(worker, this.held.id);
      // Whoever is done is not due any more.
      if (this.options.slot !== undefined) this.total += this.counts.processed;
    }
    await this.#progress(undefined);
    // Day after day: what a day has told is read by the next.
    for (const day of days) {
      if (day.failure === undefined) await this.#day(day);
      else await this.#failAll(day, day.failure);
    }
    await this.#progress(undefined);
  }

  async #day({ asOf, merchants }: DayOfWork): Promise<void> {
    const chunks = await this.#chunksOf(asOf, merchants);
    const left = chunks.values();
    let failed = false;
    const lane = async (): Promise<void> => {
      for (const chunk of left) {
        if (failed) return;
        try {
          this.options.signal?.throwIfAborted();
          await this.#write(chunk, await this.#look(chunk, await this.#read(chunk)));
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /** What is left of a day, in pieces of one currency. */
  async #chunksOf(asOf: string, merchants: readonly JobMerchant[]): Promise<Chunk[]> {
    let left = merchants;
    if (this.held.resumed) {
      const ids = merchants.map(({ id }) => id);
      const done = await doneBy(this.options.db.worker, this.held.id, asOf, ids);
      left = merchants.filter(({ id }) => !done.has(id));
    }
    const size = this.options.chunkSize ?? CHUNK;
    return [...Map.groupBy(left, ({ currency }) => currency)].flatMap(([currency, those]) =>
      Array.from({ length: Math.ceil(those.length / size) }, (_, chunk) => ({
        asOf,
        currency,
        merchants: those.slice(chunk * size, (chunk + 1) * size),
      })),
    );
  }

  #read(chunk: Chunk): Promise<MerchantRead[]> {
    const { warehouse, signal } = this.options;
    return this.#reading.run(
      () => readChunk(warehouse, chunk, signal),
      (ms) => {
        this.counts.readMs += ms;
      },
    );
  }

  async #look(chunk: Chunk, read: readonly MerchantRead[]): Promise<Looked[]> {
    const { asOf, currency, merchants } = chunk;
    const contextOf = await this.#contextOf(
      merchants.map(({ id }) => id),
      asOf,
      READ_DAYS,
    );
    const looked = await Promise.all(
      read.map((one): Promise<Looked> | Looked => {
        const { merchant } = one;
        const base = { merchant, merchantId: merchant.id, asOf, task: undefined, findings: [] };
        if ('failure' in one) return { ...base, failure: one.failure };
        const { bytes, carts } = one;
        const task = { ...contextOf(merchant.id), asOf, currency, days: READ_DAYS, bytes, carts };
        return this.#detect(base, task);
      }),
    );
    return nameSlices(this.options.warehouse, looked);
  }

  async #detect(base: Omit<Looked, 'task'>, task: DetectionTask): Promise<Looked> {
    try {
      const { findings, series, points, ms } = await this.options.detector.detect(task);
      this.counts.series += series;
      this.counts.points += points;
      this.counts.detectMs += ms;
      return { ...base, task, findings };
    } catch (error) {
      return { ...base, task, failure: messageOf(error) };
    }
  }

  async #write(chunk: Chunk, looked: readonly Looked[]): Promise<void> {
    await this.#writing.run(
      () => this.#writeAll(looked),
      (ms) => {
        this.counts.writeMs += ms;
      },
    );
    await this.#progress(chunk.asOf);
  }

  async #writeAll(looked: readonly Looked[]): Promise<void> {
    const outcomes: Outcome[] = [];
    const queue = looked.values();
    const work = async (): Promise<void> => {
      for (const next of queue) {
        this.options.signal?.throwIfAborted();
        const outcome = await this.#writeOne(next);
        if (outcome !== undefined) outcomes.push(outcome);
        const { processed, failures } = this.counts;
        this.options.onProgress?.({ processed: processed + failures, total: this.total });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, work));
    await recordOutcomes(this.options.db.worker, this.held.id, outcomes);
  }

  /** @returns what is still to be written down with the rest of the chunk */
  async #writeOne(one: Looked): Promise<Outcome | undefined> {
    const { merchantId, asOf } = one;
    if (one.failure !== undefined) return this.#fail(one, one.failure);
    // Most merchants have nothing new on most days; only the others cost a transaction.
    if (one.findings.length === 0) {
      this.counts.processed++;
      return { merchantId, asOf, created: 0, updated: 0 };
    }
    try {
      const { created, updated } = await this.#save(one);
      this.counts.insights += created;
      this.counts.updated += updated;
      this.counts.processed++;
      return undefined;
    } catch (error) {
      return this.#fail(one, messageOf(error), error);
    }
  }

  async #save(one: Looked): Promise<{ created: number; updated: number }> {
    const { worker } = this.options.db;
    const { correlationId, backfill } = this.options;
    const run = { id: this.held.id, correlationId, backfill: backfill !== undefined };
    let current = one;
    let told: readonly ToldStory[] = one.task?.told ?? [];
    for (let look = 0; look < MOST_LOOKS; look++) {
      const result = await writeMerchant(worker, run, { ...current, told });
      if ('created' in result) return result;
      told = result.told;
      if (one.task === undefined) break;
      const context: MerchantContext = { ...one.task, told };
      const { findings } = await this.options.detector.detect({ ...one.task, ...context });
      const [named] = await nameSlices(this.options.warehouse, [{ ...one, findings }]);
      current = named ?? one;
    }
    throw new Error('Other runs told this merchant something every time it was looked at.');
  }

  #fail(one: { merchantId: string; asOf: string }, failure: string, error?: unknown): Outcome {
    const { merchantId, asOf } = one;
    this.counts.failures++;
    const reason = error === undefined ? { reason: failure } : { err: error };
    this.options.logger.error({ merchantId, asOf, ...reason }, 'insights of a merchant failed');
    return { merchantId, asOf, created: 0, updated: 0, failure };
  }

  async #failAll({ asOf, merchants }: DayOfWork, failure: string): Promise<void> {
    const outcomes = merchants.map(({ id }) => this.#fail({ merchantId: id, asOf }, failure));
    await recordOutcomes(this.options.db.worker, this.held.id, outcomes);
    const { processed, failures } = this.counts;
    this.options.onProgress?.({ processed: processed + failures, total: this.total });
  }

  async #progress(cursorDay: string | undefined): Promise<void> {
    await recordProgress(this.options.db.worker, this.held.id, {
      ...this.counts,
      totalMerchants: this.total,
      cursorDay,
    });
  }
}
