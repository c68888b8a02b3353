import type { z } from 'zod';
import {
  createWarehouseClient,
  createWarehouseReader,
  type WarehouseClientOptions,
} from '#platform/clickhouse/client.ts';
import { createExportQueries, type ExportQueries } from './exports.ts';
import { createInsightQueries, type InsightQueries } from './insights.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { createQualityQueries, type QualityQueries } from './quality.ts';
import { dailyMetrics } from './queries/daily-metrics.ts';
import { runQuery } from './queries/run.ts';
import { tableTotals } from './queries/totals.ts';
import { createRebuilds, type Rebuilds } from './rebuilds.ts';
import { createReportQueries, type ReportQueries } from './reports.ts';
import type { DailyMetricsRow } from './tables/daily-metrics.ts';
import { createWatchedQueries, type WatchedQueries } from './watched.ts';

export { EXPORT_TABLES, type ExportScope, type ExportTableName } from './exports.ts';
export { migrateWarehouse } from './migrations/migrate.ts';
export type { MerchantSize, Mirror, MirrorCell } from './mirror.ts';
export { QUALITY_RULES, type QualityKind, type QualityRule } from './quality.ts';
export { COMPARED, type ComparedCell, type ComparedTable, isDerived } from './queries/compare.ts';
export { CUSTOMER_ORDERS, type CustomerOrder } from './queries/report-customers.ts';
export { PRODUCT_ORDERS, type ProductOrder } from './queries/report-products.ts';
export type { Breakdown } from './queries/report-sales.ts';
export {
  type ReportFilter,
  type ReportScope,
  RFM_SEGMENTS,
  type RfmSegment,
} from './queries/report-scope.ts';
export { type MerchantDay, type MerchantMonth, monthsOf } from './rebuilds.ts';
export type * from './reports.ts';
export { NO_DATA } from './reports.ts';
export type { CartEventRow } from './tables/cart-events.ts';
export type { CartItemRow } from './tables/cart-items.ts';
export type { CartRow } from './tables/carts.ts';
export type { CustomerRow } from './tables/customers.ts';
export type { DailyMetricsRow } from './tables/daily-metrics.ts';
export { MIRRORED, type MirroredRow, type MirroredTable } from './tables/mirrored.ts';
export type { OrderItemRow } from './tables/order-items.ts';
export type { OrderRow } from './tables/orders.ts';
export type { ProductRow } from './tables/products.ts';
export type { WatchedDays, WatchedQueries, WatchedScope, WatchedSum } from './watched.ts';

/** A range of business days, both ends included. */
export interface DayRange {
  from: string;
  to: string;
}

export type TableTotals = Record<
  z.infer<typeof tableTotals.row>['name'],
  { rows: number; amount: string; quantity: number }
>;

/** The analytical store: writes in batches, named reads, nothing else. */
export interface Warehouse extends Rebuilds {
  /** What replication and reconciliation do. */
  mirror: Mirror;
  /** Writes rows of a mirrored table; safe to repeat, because of their versions. */
  insert: Mirror['insert'];
  /** Days that have data, one row per merchant, day and currency, oldest first within a merchant. Decimals as text. */
  dailyMetrics(
    options: { merchantIds: string[]; signal?: AbortSignal } & DayRange,
  ): Promise<DailyMetricsRow[]>;
  /** Rows and sums per table of the given merchants, without superseded and deleted rows. */
  totals(options: { merchantIds: string[] }): Promise<TableTotals>;
  /** What reports read. */
  reports: ReportQueries;
  /** Whole tables, streamed. */
  exports: ExportQueries;
  /** What the rules of data quality look at. */
  quality: QualityQueries;
  /** What the insight job reads, many merchants at a time. */
  insights: InsightQueries;
  /** Days of what merchants set alerts on. */
  watched: WatchedQueries;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Connects to the analytical store, lazily. The database must have been migrated.
 * @param options.reportSeconds after how long the server gives up a report's query (30 when not given)
 */
export function createWarehouse(options: WarehouseClientOptions & { reportSeconds?: number }): Warehouse {
  const client = createWarehouseClient(options);
  const reader = createWarehouseReader(options);
  const mirror = createMirror(client);
  return {
    mirror,
    insert: mirror.insert,
    async dailyMetrics({ merchantIds, from, to, signal }) {
      if (merchantIds.length === 0) return [];
      return runQuery(reader, dailyMetrics, { merchants: merchantIds, from, to }, signal);
    },
    ...createRebuilds(client),
    async totals({ merchantIds }) {
      const rows = await runQuery(client, tableTotals, { merchants: merchantIds });
      return Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])) as TableTotals;
    },
    reports: createReportQueries(reader, options.reportSeconds),
    exports: createExportQueries(client),
    quality: createQualityQueries(client),
    insights: createInsightQueries(client),
    watched: createWatchedQueries(client),
    ping: async () => (await client.ping({ select: true })).success,
    async close() {
      await Promise.all([client.close(), reader.close()]);
    },
  };
}
