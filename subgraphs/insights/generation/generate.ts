import { randomUUID } from 'node:crypto';
import { badInput, messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import { addDays, dayInZone, dayNumber } from '../detection/calendar.ts';
import { createDetector, type DetectorOptions } from './detector-pool.ts';
import { activeMerchants, dueMerchants, type JobMerchant } from './merchant.repository.ts';
import { type DayOfWork, Pipeline } from './pipeline.ts';
import type { InsightSource } from './read-chunk.ts';
import {
  finishRun,
  type HeldRun,
  holdRun,
  NO_COUNTS,
  type RunCounts,
  type RunWish,
  recordMembers,
  sweepRuns,
} from './run.repository.ts';

/** The longest range of days one backfill takes. */
export const MOST_BACKFILL_DAYS = 800;

export interface GenerateOptions {
  db: Pick<Database, 'worker' | 'pools'>;
  warehouse: InsightSource;
  logger: Logger;
  /** The day in whose morning to look (YYYY-MM-DD); each merchant's own today when absent. */
  asOf?: string | undefined;
  /** Every day of this range in its order instead, both ends included; told stories are known to the days after. */
  backfill?: { from: string; to: string } | undefined;
  /** Ids or slugs of the merchants to look at; all ACTIVE ones when absent. */
  merchantIds?: readonly string[] | undefined;
  /**
   * A scheduled run: only merchants whose night has come and whose day nobody has looked at. A slot is run once.
   */
  slot?: string | undefined;
  /** Threads to detect in, see `DetectorOptions`. */
  detector?: Omit<DetectorOptions, 'logger'> | undefined;
  /** Merchants read in one question. */
  chunkSize?: number | undefined;
  onProgress?: ((progress: { processed: number; total: number }) => void) | undefined;
  /** Stops between merchants; what was written stays, and a run that is asked for the same goes on there. */
  signal?: AbortSignal | undefined;
  correlationId?: string | undefined;
  /** The clock, for tests. */
  now?: (() => Date) | undefined;
}

/** What a run came to. Merchants are counted once a day. */
export interface GenerateSummary extends RunCounts {
  runId: string | undefined;
  /** Whether it went on where a killed run had got to; the counts are those of both. */
  resumed: boolean;
  totalMerchants: number;
  durationMs: number;
}

/**
 * Looks at the numbers of merchants and writes down what is worth knowing, one transaction per merchant. Running it again
 * for the same day adds nothing; a run that was killed is taken up where it was.
 * @throws BAD_INPUT for days that are none and for a named merchant that is unknown or not ACTIVE
 */
export async function generateInsights(options: GenerateOptions): Promise<GenerateSummary> {
  const started = performance.now();
  const { db, logger } = options;
  checkDays(options);
  const now = options.now?.() ?? new Date();
  const merchants = await merchantsOf(options, now);
  const nobody = options.slot !== undefined && merchants.length === 0;
  const held = nobody ? undefined : await holdRun(db.pools.worker, wishOf(options, now));
  if (held === undefined) {
    return { ...NO_COUNTS, runId: undefined, resumed: false, totalMerchants: 0, durationMs: 0 };
  }
  try {
    const summary = await work(options, held, merchants, now);
    const all = { ...summary, durationMs: Math.round(performance.now() - started) };
    logger.info({ event: 'insights.generated', ...spanOf(options), ...all }, 'insights generated');
    return all;
  } finally {
    await held.release();
  }
}

async function work(
  options: GenerateOptions,
  held: HeldRun,
  merchants: readonly JobMerchant[],
  now: Date,
): Promise<Omit<GenerateSummary, 'durationMs'>> {
  const { worker } = options.db;
  const detector = createDetector({ ...options.detector, logger: options.logger });
  const days = daysOf(options, merchants, now);
  const pipeline = new Pipeline(
    { ...options, detector, correlationId: options.correlationId ?? randomUUID() },
    held,
    days.reduce((sum, { merchants: those }) => sum + those.length, 0),
  );
  try {
    const ids = merchants.map(({ id }) => id);
    await recordMembers(worker, held.id, ids);
    await pipeline.run(days);
    await finishRun(worker, held.id, { status: 'COMPLETED' });
    await sweepRuns(worker);
  } catch (error) {
    const status = options.signal?.aborted ? 'STOPPED' : 'FAILED';
    // The first error counts: with a database that is away this one fails too.
    await finishRun(worker, held.id, { status, error: messageOf(error) }).catch(() => undefined);
    throw error;
  } finally {
    await detector.close();
  }
  const { counts, total: totalMerchants } = pipeline;
  return { runId: held.id, resumed: held.resumed, totalMerchants, ...counts };
}

function checkDays({ asOf, backfill }: GenerateOptions): void {
  const check = (name: string, day: string): number => {
    try {
      return dayNumber(day);
    } catch (error) {
      throw badInput(`${name}: ${messageOf(error)}.`, [name]);
    }
  };
  if (asOf !== undefined) check('asOf', asOf);
  if (backfill === undefined) return;
  const days = check('to', backfill.to) - check('from', backfill.from) + 1;
  if (days < 1)
    throw badInput(`from (${backfill.from}) is after to (${backfill.to}); give the earlier day as from.`, [
      'from',
    ]);
  if (days > MOST_BACKFILL_DAYS)
    throw badInput(`from and to are ${days} days; at most ${MOST_BACKFILL_DAYS} can be filled at once.`, [
      'to',
    ]);
}

async function merchantsOf(options: GenerateOptions, now: Date): Promise<JobMerchant[]> {
  const { db, merchantIds, slot } = options;
  if (slot !== undefined) return dueMerchants(db.worker, now);
  const merchants = await activeMerchants(db.worker, merchantIds);
  if (merchantIds !== undefined && merchants.length < new Set(merchantIds).size) {
    throw badInput('A merchant named is not known or not ACTIVE; name merchants by id or slug.', [
      'merchantIds',
    ]);
  }
  return merchants;
}

/** What the run's record says it was asked for. */
function wishOf({ asOf, backfill, merchantIds, slot }: GenerateOptions, now: Date): RunWish {
  const whom = merchantIds === undefined ? 'all' : [...merchantIds].sort().join(',');
  if (slot !== undefined) return { trigger: 'SCHEDULE', scope: 'due', slot };
  if (backfill !== undefined)
    return {
      trigger: 'BACKFILL',
      scope: `${backfill.from}..${backfill.to} ${whom}`,
      dayFrom: backfill.from,
      dayTo: backfill.to,
    };
  // Today is another one tomorrow.
  return { trigger: 'COMMAND', scope: `${asOf ?? `today ${now.toISOString().slice(0, 10)}`} ${whom}`, asOf };
}

const spanOf = ({ asOf, backfill, slot }: GenerateOptions) =>
  backfill ?? { asOf: asOf ?? 'today', ...(slot ? { slot } : {}) };

/** The days to look at, in their order, and whom on each. */
function daysOf(options: GenerateOptions, merchants: readonly JobMerchant[], now: Date): DayOfWork[] {
  const { asOf, backfill } = options;
  if (backfill !== undefined) {
    const count = dayNumber(backfill.to) - dayNumber(backfill.from) + 1;
    return Array.from({ length: count }, (_, day) => ({ asOf: addDays(backfill.from, day), merchants }));
  }
  if (asOf !== undefined) return [{ asOf, merchants }];
  const zones = new Map<string, string>();
  const today = (timeZone: string): string => {
    const known = zones.get(timeZone) ?? todayIn(timeZone, now);
    zones.set(timeZone, known);
    return known;
  };
  const groups = Map.groupBy(merchants, ({ timeZone }) => today(timeZone));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, those]) =>
      day.startsWith('!')
        ? { asOf: now.toISOString().slice(0, 10), merchants: those, failure: day.slice(1) }
        : { asOf: day, merchants: those },
    );
}

/** A time zone that does not exist has no today: then why, behind a mark that no day begins with. */
function todayIn(timeZone: string, now: Date): string {
  try {
    return dayInZone(now, timeZone);
  } catch (error) {
    return `!${messageOf(error)}`;
  }
}
