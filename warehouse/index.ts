import type { z } from 'zod';
import {
  type ClickHouseClient,
  createWarehouseClient,
  type WarehouseClientOptions,
} from '#platform/clickhouse/client.ts';
import { dailyMetrics, dailySeries } from './queries/daily-metrics.ts';
import { periodTotals } from './queries/period-totals.ts';
import { productDays } from './queries/product-days.ts';
import { allDays, daysOfOrders, REBUILD_DAILY_METRICS } from './queries/rebuild.ts';
import { runQuery } from './queries/run.ts';
import { tableTotals } from './queries/totals.ts';
import { type DailySeries, daysBetween, denseSeries } from './series.ts';
import { carts } from './tables/carts.ts';
import { customers } from './tables/customers.ts';
import type { DailyMetricsRow } from './tables/daily-metrics.ts';
import { orderItems } from './tables/order-items.ts';
import { orders } from './tables/orders.ts';
import { products } from './tables/products.ts';

export { migrateWarehouse } from './migrations/migrate.ts';
export type { DailySeries, SeriesMetric } from './series.ts';
export type { CartRow } from './tables/carts.ts';
export type { CustomerRow } from './tables/customers.ts';
export type { DailyMetricsRow } from './tables/daily-metrics.ts';
export type { OrderItemRow } from './tables/order-items.ts';
export type { OrderRow } from './tables/orders.ts';
export type { ProductRow } from './tables/products.ts';

/** The mirrored tables by name. */
export const MIRRORED = { order_items: orderItems, orders, customers, products, carts } as const;
export type MirroredTable = keyof typeof MIRRORED;
/** A row of a mirrored table. */
export type MirroredRow<Name extends MirroredTable> = z.infer<(typeof MIRRORED)[Name]['schema']>;

/** A merchant and one of its business days, `YYYY-MM-DD`. */
export interface MerchantDay {
  merchantId: string;
  businessDate: string;
}

/** A range of business days, both ends included. */
export interface DayRange {
  from: string;
  to: string;
}

/** A day on which a product sold something. */
export type ProductDay = z.infer<typeof productDays.row>;
export type PeriodTotals = z.infer<typeof periodTotals.row>;
export type TableTotals = Record<
  z.infer<typeof tableTotals.row>['name'],
  { rows: number; amount: string; quantity: number }
>;

/** The analytical store: writes in batches, named reads, nothing else. */
export interface Warehouse {
  /** Writes rows of a mirrored table; safe to repeat, because of their versions. */
  insert<Name extends MirroredTable>(table: Name, rows: readonly MirroredRow<Name>[]): Promise<void>;
  /** Days that have data, oldest first within a merchant. Decimals as text. */
  dailyMetrics(
    options: { merchantIds: string[]; signal?: AbortSignal } & DayRange,
  ): Promise<DailyMetricsRow[]>;
  /** For every merchant asked for, in that order, every day of the range. Call it in chunks of about 500 merchants. */
  dailySeries(options: { merchantIds: string[]; signal?: AbortSignal } & DayRange): Promise<DailySeries[]>;
  /** Days on which one product sold anything, oldest first: sums of SALE lines. */
  productDays(
    options: { merchantId: string; product: { id: string; sku: string }; signal?: AbortSignal } & DayRange,
  ): Promise<ProductDay[]>;
  /** One merchant's whole period; orders and customers counted once. */
  periodTotals(options: { merchantId: string; signal?: AbortSignal } & DayRange): Promise<PeriodTotals>;
  /** Recomputes daily metrics of the given days; a later `version` replaces an earlier one. */
  rebuildDailyMetrics(options: { days: readonly MerchantDay[]; version: bigint }): Promise<void>;
  /** Days on which lines of the given orders lie. */
  daysOfOrders(options: { merchantIds: string[]; orderIds: string[] }): Promise<MerchantDay[]>;
  /** Every day that has or had anything, of every merchant. */
  allDays(): Promise<MerchantDay[]>;
  /** Rows and sums per table of the given merchants, without superseded and deleted rows. */
  totals(options: { merchantIds: string[] }): Promise<TableTotals>;
  /** Empties tables: before a first load, or because PostgreSQL's table was truncated. */
  truncate(tables: readonly (MirroredTable | 'daily_metrics' | 'loaded_slots')[]): Promise<void>;
  /** Whether a slot's first load has been completed in this database. */
  isSlotLoaded(slot: string): Promise<boolean>;
  /** Remembers a completed first load. */
  markSlotLoaded(slot: string, consistentLsn: bigint): Promise<void>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/** Pairs of a rebuild that go into one statement. */
const REBUILD_CHUNK = 1_000;
/** Orders looked up in one statement: they travel in the URL. */
const ORDERS_CHUNK = 5_000;

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

/** Rows as arrays in the order of the columns: half the bytes of objects. */
async function insertRows(
  client: ClickHouseClient,
  name: MirroredTable,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = MIRRORED[name].columns as readonly string[];
  const values = rows.map((row) => {
    const record = row as Record<string, unknown>;
    return columns.map((column) => {
      const value = record[column];
      return typeof value === 'bigint' ? value.toString() : value;
    });
  });
  await client.insert({
    table: name,
    columns: columns as [string, ...string[]],
    values,
    format: 'JSONCompactEachRow',
  });
}

/** Connects to the analytical store, lazily. The database must have been migrated. */
export function createWarehouse(options: WarehouseClientOptions): Warehouse {
  const client = createWarehouseClient(options);
  const toDay = (row: { merchant_id: string; business_date: string }): MerchantDay => ({
    merchantId: row.merchant_id,
    businessDate: row.business_date,
  });
  return {
    insert: (table, rows) => insertRows(client, table, rows),
    async dailyMetrics({ merchantIds, from, to, signal }) {
      if (merchantIds.length === 0) return [];
      return runQuery(client, dailyMetrics, { merchants: merchantIds, from, to }, signal);
    },
    async dailySeries({ merchantIds, from, to, signal }) {
      if (merchantIds.length === 0) return [];
      const rows = await runQuery(client, dailySeries, { merchants: merchantIds, from, to }, signal);
      const byMerchant = new Map(rows.map((row) => [row.merchant_id, row]));
      const days = daysBetween(from, to);
      return merchantIds.map((id) => denseSeries(id, days, byMerchant.get(id)));
    },
    productDays: ({ merchantId, product, from, to, signal }) =>
      runQuery(
        client,
        productDays,
        { merchant: merchantId, product: product.id, sku: product.sku, from, to },
        signal,
      ),
    async periodTotals({ merchantId, from, to, signal }) {
      const [totals] = await runQuery(client, periodTotals, { merchant: merchantId, from, to }, signal);
      if (!totals) throw new Error('periodTotals gave no row');
      return totals;
    },
    async rebuildDailyMetrics({ days, version }) {
      for (const chunk of chunksOf(days, REBUILD_CHUNK)) {
        await client.command({
          query: REBUILD_DAILY_METRICS,
          query_params: {
            merchants: chunk.map((pair) => pair.merchantId),
            days: chunk.map((pair) => pair.businessDate),
            version: version.toString(),
          },
        });
      }
    },
    async daysOfOrders({ merchantIds, orderIds }) {
      const found: MerchantDay[] = [];
      for (const chunk of chunksOf(orderIds, ORDERS_CHUNK)) {
        found.push(
          ...(await runQuery(client, daysOfOrders, { merchants: merchantIds, orders: chunk })).map(toDay),
        );
      }
      return found;
    },
    allDays: async () => (await runQuery(client, allDays, {})).map(toDay),
    async totals({ merchantIds }) {
      const rows = await runQuery(client, tableTotals, { merchants: merchantIds });
      return Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])) as TableTotals;
    },
    async truncate(tables) {
      for (const table of tables) await client.command({ query: `TRUNCATE TABLE ${table}` });
    },
    async isSlotLoaded(slot) {
      const result = await client.query({
        query: 'SELECT 1 FROM loaded_slots FINAL WHERE slot = {slot:String}',
        query_params: { slot },
        format: 'JSONEachRow',
      });
      return (await result.json()).length > 0;
    },
    async markSlotLoaded(slot, consistentLsn) {
      await client.insert({
        table: 'loaded_slots',
        columns: ['slot', 'consistent_lsn'],
        values: [[slot, consistentLsn.toString()]],
        format: 'JSONCompactEachRow',
      });
    },
    ping: async () => (await client.ping({ select: true })).success,
    close: () => client.close(),
  };
}
