import type { z } from 'zod';
import type { ClickHouseClient } from '#platform/clickhouse/client.ts';
import { allDays, daysOfCarts, daysOfOrders, REBUILD } from './queries/rebuild.ts';
import { monthsOfDays, REBUILD_MONTHS, staleMonths } from './queries/rebuild-months.ts';
import { runQuery } from './queries/run.ts';

/** A merchant and one of its business days, `YYYY-MM-DD`. */
export interface MerchantDay {
  merchantId: string;
  businessDate: string;
  /** What of the day has changed: its carts, or its lines and their orders. Everything when left out. */
  changed?: 'CARTS' | 'LINES' | undefined;
}

/** A merchant's month. */
export interface MerchantMonth {
  merchantId: string;
  /** Its first day, `YYYY-MM-01`. */
  month: string;
}

/** Recomputes what is derived of mirrored rows. */
export interface Rebuilds {
  /**
   * Recomputes daily metrics, and the facts that reports read, of the given days, and then their months.
   * @param options.version later than that of every rebuild before, or nothing is replaced; see
   * `Mirror.nextMetricsVersion`
   */
  rebuildDailyMetrics(options: { days: readonly MerchantDay[]; version: bigint }): Promise<void>;
  /** The same without the months, which are stale from then on: reports read their days. */
  rebuildDays(options: { days: readonly MerchantDay[]; version: bigint }): Promise<void>;
  /** Months whose sums are not those of their days, of everyone when no merchants are named. */
  staleMonths(merchantIds?: readonly string[]): Promise<MerchantMonth[]>;
  /**
   * Adds up months again from their days, as they are now. May be killed at any point, and cross others of the same
   * months and rebuilds of their days: a month then is stale, or as new as its days.
   * @param options.between awaited after every statement's worth of them (default: nothing)
   */
  rebuildMonths(months: readonly MerchantMonth[], options?: { between?: () => Promise<void> }): Promise<void>;
  /** Days on which lines of the given orders lie. */
  daysOfOrders(options: { merchantIds: string[]; orderIds: string[] }): Promise<MerchantDay[]>;
  /** Days on which the given carts were begun. */
  daysOfCarts(options: { merchantIds: string[]; cartIds: string[] }): Promise<MerchantDay[]>;
  /** Every day that has or had anything, of every merchant, or of one, merchant by merchant. */
  allDays(merchantId?: string): Promise<MerchantDay[]>;
}

/** Pairs of a rebuild that go into one statement. */
const CHUNK = 1_000;
/** Orders, or carts, looked up in one statement: they travel in the URL. */
const LOOKED_UP_CHUNK = 5_000;
/** Months that go into one statement, and lines that they are made of: others wait while it runs. */
const MONTHS_CHUNK = 300;
const LINES_CHUNK = 100_000;

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

/** The months of these days, each once. */
export function monthsOf(days: readonly MerchantDay[]): MerchantMonth[] {
  const months = new Map<string, MerchantMonth>();
  for (const { merchantId, businessDate } of days) {
    const month = `${businessDate.slice(0, 8)}01`;
    months.set(`${merchantId}/${month}`, { merchantId, month });
  }
  return [...months.values()];
}

const hasLines = ({ changed }: MerchantDay): boolean => changed !== 'CARTS';

type MonthState = z.infer<typeof staleMonths.row>;

/** Parts of what has to be rebuilt that are small enough for a statement. */
function* parts(months: readonly MonthState[]): Generator<MonthState[]> {
  let part: MonthState[] = [];
  let lines = 0;
  for (const month of months) {
    if (part.length === MONTHS_CHUNK || (part.length > 0 && lines + month.weight > LINES_CHUNK)) {
      yield part;
      [part, lines] = [[], 0];
    }
    part.push(month);
    lines += month.weight;
  }
  if (part.length > 0) yield part;
}

/** Rebuilds over an open connection. */
export function createRebuilds(client: ClickHouseClient): Rebuilds {
  const toDay = (row: { merchant_id: string; business_date: string }): MerchantDay => ({
    merchantId: row.merchant_id,
    businessDate: row.business_date,
  });

  async function rebuildDays({ days, version }: { days: readonly MerchantDay[]; version: bigint }) {
    const run = async (queries: readonly string[], of: readonly MerchantDay[]): Promise<void> => {
      for (const chunk of chunksOf(of, CHUNK)) {
        const withLines = chunk.filter(hasLines);
        const query_params = {
          merchants: chunk.map((pair) => pair.merchantId),
          days: chunk.map((pair) => pair.businessDate),
          lineMerchants: withLines.map((pair) => pair.merchantId),
          lineDays: withLines.map((pair) => pair.businessDate),
          version: version.toString(),
        };
        for (const query of queries) await client.command({ query, query_params });
      }
    };
    await run(REBUILD.lines, days.filter(hasLines));
    await run(
      REBUILD.carts,
      days.filter(({ changed }) => changed !== 'LINES'),
    );
    await run(REBUILD.metrics, days);
  }

  async function rebuildMonths(
    months: readonly MerchantMonth[],
    { between }: { between?: () => Promise<void> } = {},
  ): Promise<void> {
    for (const chunk of chunksOf(months, MONTHS_CHUNK)) {
      const named = {
        merchants: chunk.map(({ merchantId }) => merchantId),
        months: chunk.map(({ month }) => month),
      };
      for (const part of parts(await runQuery(client, monthsOfDays, named))) {
        const query_params = {
          merchants: part.map((one) => one.merchant_id),
          months: part.map((one) => one.month),
          versions: part.map((one) => BigInt(one.version)),
        };
        for (const query of REBUILD_MONTHS) await client.command({ query, query_params });
        await between?.();
      }
    }
  }

  return {
    rebuildDays,
    rebuildMonths,
    async rebuildDailyMetrics({ days, version }) {
      await rebuildDays({ days, version });
      await rebuildMonths(monthsOf(days.filter(hasLines)));
    },
    staleMonths: async (merchantIds = []) =>
      (await runQuery(client, staleMonths, { merchants: [...merchantIds] })).map((row) => ({
        merchantId: row.merchant_id,
        month: row.month,
      })),
    async daysOfOrders({ merchantIds, orderIds }) {
      const found: MerchantDay[] = [];
      for (const chunk of chunksOf(orderIds, LOOKED_UP_CHUNK)) {
        found.push(
          ...(await runQuery(client, daysOfOrders, { merchants: merchantIds, orders: chunk })).map(toDay),
        );
      }
      return found;
    },
    async daysOfCarts({ merchantIds, cartIds }) {
      const found: MerchantDay[] = [];
      for (const carts of chunksOf(cartIds, LOOKED_UP_CHUNK)) {
        const rows = await runQuery(client, daysOfCarts, { merchants: merchantIds, carts });
        found.push(...rows.map((row): MerchantDay => ({ ...toDay(row), changed: 'CARTS' })));
      }
      return found;
    },
    allDays: async (merchantId) =>
      (await runQuery(client, allDays, { merchants: merchantId ? [merchantId] : [] })).map(toDay),
  };
}
