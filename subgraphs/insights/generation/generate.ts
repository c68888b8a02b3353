import { randomUUID } from 'node:crypto';
import { badInput, messageOf } from '#platform/errors/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import { createFeatureFlags, type FeatureFlags } from '#platform/flags/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { addDays, dayInZone, dayNumber } from '../detection/calendar.ts';
import { type DetectionInput, detectInsights, HISTORY_DAYS, TOLD_DAYS } from '../detection/detect.ts';
import type { DailySeries } from '../detection/finding.ts';
import { INSIGHT_CREATED, INSIGHT_CREATED_VERSION } from '../subscription/insight-created.ts';
import { writeCard } from '../text/card.ts';
import { type DailySeriesSource, type MerchantDays, toDailySeries } from './daily-series.ts';
import {
  activeMerchants,
  finishRun,
  insertInsight,
  type JobMerchant,
  lockMerchant,
  recordFailure,
  startRun,
  toldStories,
} from './generation.repository.ts';

/** Merchants read from the warehouse in one query. */
const CHUNK = 500;
/** Transactions written at a time; the pool has to serve others too. */
const WRITERS = 4;
/** After so many failed reads the warehouse is down rather than a merchant's data broken. */
const MAX_FAILED_READS = 40;

export interface GenerateOptions {
  db: Pick<Database, 'worker'>;
  warehouse: DailySeriesSource;
  logger: Logger;
  /** The day in whose morning to look (YYYY-MM-DD); each merchant's own today when absent. */
  asOf?: string;
  /** Ids or slugs of the merchants to look at; all ACTIVE ones when absent. */
  merchantIds?: readonly string[];
  onProgress?: (progress: { processed: number; total: number }) => void;
  /** Stops between merchants; what was written stays, and another run completes it. */
  signal?: AbortSignal;
  correlationId?: string;
  /** The clock, for tests. */
  now?: () => Date;
}

export interface GenerateSummary {
  totalMerchants: number;
  /** Merchants looked at without failure. */
  processed: number;
  /** New insights written. */
  insights: number;
  /** Merchants that failed; each is kept with its reason in insights.generation_failures. */
  failures: number;
  durationMs: number;
}

interface DatedMerchant extends JobMerchant {
  asOf: string;
  /** Whether the merchant is told of single unusual days. */
  weekdayAnomalies: boolean;
}

/**
 * Looks at the numbers of every ACTIVE merchant and writes down what is worth knowing, one transaction per merchant with
 * an `insight.created` event for each new insight. Running it again for the same day adds nothing.
 * @throws BAD_INPUT for a day that is none and for a named merchant that is unknown or not ACTIVE
 */
export async function generateInsights(options: GenerateOptions): Promise<GenerateSummary> {
  const started = Date.now();
  const { db, logger, asOf } = options;
  checkDay(asOf);
  const merchants = await activeMerchants(db.worker, options.merchantIds);
  if (options.merchantIds !== undefined && merchants.length < new Set(options.merchantIds).size) {
    throw badInput('A merchant named is not known or not ACTIVE; name merchants by id or slug.', [
      'merchantIds',
    ]);
  }
  const run = new Run(options, await startRun(db.worker, asOf, merchants.length), merchants.length);
  try {
    for (let start = 0; start < merchants.length; start += CHUNK) {
      await run.chunk(merchants.slice(start, start + CHUNK));
    }
  } finally {
    await finishRun(db.worker, run.id, run.summary(started));
  }
  const summary = run.summary(started);
  logger.info({ event: 'insights.generated', asOf: asOf ?? 'today', ...summary }, 'insights generated');
  return summary;
}

function checkDay(asOf: string | undefined): void {
  try {
    if (asOf !== undefined) dayNumber(asOf);
  } catch (error) {
    throw badInput(`asOf: ${messageOf(error)}.`, ['asOf']);
  }
}

class Run {
  private processed = 0;
  private insights = 0;
  private failures = 0;
  private failedReads = 0;
  private readonly correlationId: string;
  private readonly flags: FeatureFlags;

  constructor(
    private readonly options: GenerateOptions,
    readonly id: string,
    private readonly total: number,
  ) {
    this.correlationId = options.correlationId ?? randomUUID();
    // Read anew by every run: a flag that is set before the night holds in it.
    this.flags = createFeatureFlags({ client: options.db.worker });
  }

  summary(started: number): GenerateSummary {
    const { total: totalMerchants, processed, insights, failures } = this;
    return { totalMerchants, processed, insights, failures, durationMs: Date.now() - started };
  }

  async chunk(merchants: readonly JobMerchant[]): Promise<void> {
    const now = this.options.now?.() ?? new Date();
    const dated: DatedMerchant[] = [];
    const ids = merchants.map(({ id }) => id);
    const withDays = await this.flags.enabledAmong(ids, 'insights.weekday_anomalies');
    for (const merchant of merchants) {
      try {
        dated.push({
          ...merchant,
          asOf: this.options.asOf ?? dayInZone(now, merchant.timeZone),
          weekdayAnomalies: withDays.has(merchant.id),
        });
      } catch (error) {
        await this.fail({ id: merchant.id, asOf: now.toISOString().slice(0, 10) }, error);
      }
    }
    const queue = await this.read(dated);
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        this.options.signal?.throwIfAborted();
        await this.merchant(next.merchant, next.series);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, work));
  }

  /** The series of these merchants. One whose data cannot be read is found by halving and fails alone. */
  private async read(
    merchants: readonly DatedMerchant[],
  ): Promise<{ merchant: DatedMerchant; series: DailySeries }[]> {
    const [first] = merchants;
    if (first === undefined) return [];
    const days = merchants.map(({ asOf }) => asOf).sort();
    const from = addDays(days[0] ?? first.asOf, -HISTORY_DAYS);
    const to = addDays(days.at(-1) ?? first.asOf, -1);
    let rows: readonly MerchantDays[];
    try {
      rows = await this.options.warehouse.dailySeries({
        merchantIds: merchants.map(({ id }) => id),
        currencies: merchants.map(({ currency }) => currency),
        from,
        to,
        signal: this.options.signal,
      });
    } catch (error) {
      this.failedReads++;
      if (merchants.length === 1 || this.failedReads > MAX_FAILED_READS) {
        for (const merchant of merchants) await this.fail(merchant, error);
        return [];
      }
      const middle = merchants.length >> 1;
      const left = await this.read(merchants.slice(0, middle));
      return [...left, ...(await this.read(merchants.slice(middle)))];
    }
    const byMerchant = new Map(rows.map((row) => [row.merchantId, row]));
    const result: { merchant: DatedMerchant; series: DailySeries }[] = [];
    for (const merchant of merchants) {
      try {
        result.push({ merchant, series: toDailySeries(byMerchant.get(merchant.id), from, merchant.asOf) });
      } catch (error) {
        await this.fail(merchant, error);
      }
    }
    return result;
  }

  private async merchant(merchant: DatedMerchant, series: DailySeries): Promise<void> {
    const { asOf, currency, weekdayAnomalies } = merchant;
    const input = { series, asOf, currency, weekdayAnomalies };
    try {
      // Most merchants have nothing new on most days; only the others cost a transaction.
      if (detectInsights(input).length > 0) {
        const written = await this.write(merchant.id, input);
        // Not in one statement: `+=` reads before it waits, and another writer's insights would be lost.
        this.insights += written;
      }
      this.processed++;
      // Lets the process answer others: detection alone never waits.
      if (this.processed % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    } catch (error) {
      await this.fail(merchant, error);
    }
    this.options.onProgress?.({ processed: this.processed + this.failures, total: this.total });
  }

  private write(merchantId: string, input: DetectionInput): Promise<number> {
    return withTenants(this.options.db.worker, [merchantId], async (tx) => {
      await lockMerchant(tx, merchantId);
      const told = await toldStories(tx, merchantId, input.asOf, TOLD_DAYS);
      let written = 0;
      for (const finding of detectInsights({ ...input, told })) {
        const insightId = await insertInsight(tx, merchantId, finding, writeCard(finding, 'en'));
        if (insightId === undefined) continue;
        written++;
        await appendEvent(tx, {
          // The insight's own id: there is one such event for it, and a subscriber resumes after an insight it has seen.
          eventId: insightId,
          eventType: INSIGHT_CREATED,
          eventVersion: INSIGHT_CREATED_VERSION,
          merchantId,
          correlationId: this.correlationId,
          sourceService: 'insights',
          payload: { insightId },
        });
      }
      return written;
    });
  }

  private async fail(merchant: Pick<DatedMerchant, 'id' | 'asOf'>, error: unknown): Promise<void> {
    this.failures++;
    const { id: merchantId, asOf } = merchant;
    this.options.logger.error({ merchantId, asOf, err: error }, 'insights of a merchant failed');
    await recordFailure(this.options.db.worker, {
      runId: this.id,
      merchantId,
      asOf,
      message: messageOf(error),
    });
  }
}
