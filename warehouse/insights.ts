import type { ClickHouseClient } from '#platform/clickhouse/client.ts';
import { type CartRuleParameters, INSIGHT_SERIES, oddCarts, sliceLabels } from './queries/insight-series.ts';
import { runQuery } from './queries/run.ts';
import { SLICES } from './queries/slices.ts';
import { type MerchantBytes, shopRows, sliceRows } from './shop-days.ts';

/** Merchants that are read together: they share a currency and the newest day. Both ends belong to the range. */
export interface InsightChunk {
  merchantIds: readonly string[];
  /** ISO 4217: amounts of two currencies add up to nothing. */
  currency: string;
  from: string;
  to: string;
  signal?: AbortSignal | undefined;
}

/** Carts of a merchant's day that broke a rule. */
export interface OddCarts {
  merchantId: string;
  day: string;
  rule: 'VALUE_TOO_HIGH' | 'VALUE_TOO_LOW' | 'ITEMS_TOO_FAST' | 'MANY_FROM_ONE_ADDRESS';
  carts: number;
  /** The most extreme one, and its value in major units, its items a minute, or the carts of its address by then. */
  worst: { cartId: string; value: number };
}

/** A product or customer of a merchant. */
export interface SliceName {
  merchantId: string;
  dimension: string;
  key: string;
}

/** What the insight job reads, many merchants at a time. */
export interface InsightQueries {
  /** Days and screened slices of every merchant asked for, in that order; see shop-days.ts. */
  days(chunk: InsightChunk): Promise<MerchantBytes[]>;
  oddCarts(chunk: InsightChunk, rules: CartRuleParameters): Promise<OddCarts[]>;
  /** What people call products and customers; those without a name are left out. */
  labels(names: readonly SliceName[]): Promise<(SliceName & { label: string })[]>;
}

/**
 * Bounds one statement: a chunk that needs more is refused, and whoever asked halves it. Two of them at a time leave the
 * engine room for others. A second thread would have tables of its own; other chunks are read beside this one instead.
 */
const SETTINGS = 'max_memory_usage = 250000000, max_threads = 1, max_execution_time = 60';

export function createInsightQueries(client: ClickHouseClient): InsightQueries {
  async function read(name: string, text: string, chunk: InsightChunk): Promise<Uint8Array> {
    const { merchantIds, currency, from, to, signal } = chunk;
    const { stream } = await client.exec({
      query: `/* ${name} */ ${text}\nSETTINGS ${SETTINGS}\nFORMAT RowBinary`,
      query_params: { merchants: [...merchantIds], currency, from, to },
      ...(signal ? { abort_signal: signal } : {}),
    });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
    }
    const shared = new Uint8Array(new SharedArrayBuffer(size));
    let at = 0;
    for (const part of parts) {
      shared.set(part, at);
      at += part.length;
    }
    return shared;
  }

  return {
    async days(chunk) {
      if (chunk.merchantIds.length === 0) return [];
      // One after the other: side by side they would need the memory of both, and win nothing on a busy machine.
      const shops = shopRows(await read('insightSeries', INSIGHT_SERIES, chunk));
      const slices = sliceRows(await read('slices', SLICES, chunk));
      return chunk.merchantIds.map((_, place) => ({ shop: shops.get(place), slices: slices.get(place) }));
    },
    async oddCarts({ merchantIds, currency, from, to, signal }, rules) {
      if (merchantIds.length === 0) return [];
      const rows = await runQuery(
        client,
        oddCarts,
        { merchants: [...merchantIds], currency, from, to, ...rules },
        signal,
      );
      return rows.map((row) => ({
        merchantId: row.merchant_id,
        day: row.business_date,
        rule: row.rule,
        carts: row.carts,
        worst: { cartId: row.worst_id, value: row.worst_figure },
      }));
    },
    async labels(names) {
      if (names.length === 0) return [];
      const rows = await runQuery(client, sliceLabels, {
        merchants: names.map(({ merchantId }) => merchantId),
        dimensions: names.map(({ dimension }) => dimension),
        keys: names.map(({ key }) => key),
      });
      return rows.map(({ merchant_id, ...rest }) => ({ merchantId: merchant_id, ...rest }));
    },
  };
}
