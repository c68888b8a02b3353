import type { z } from 'zod';
import type { WarehouseReader } from '#platform/clickhouse/client.ts';
import { monthParameters } from './queries/months.ts';
import {
  type CustomerOrder,
  customerCohorts,
  customerSegments,
  lifetimeValues,
  segmentPage,
} from './queries/report-customers.ts';
import { type ProductOrder, productNames, productPage, revenueChange } from './queries/report-products.ts';
import {
  type Breakdown,
  buyersOf,
  cartsByStatus,
  dataStates,
  salesBy,
  salesByDay,
} from './queries/report-sales.ts';
import { parametersOf, type ReportScope, type RfmSegment, shapeOf } from './queries/report-scope.ts';
import { type NamedQuery, runQuery } from './queries/run.ts';

type RowOf<Define extends (...args: never[]) => { row: z.ZodType }> = z.infer<ReturnType<Define>['row']>;

export type SalesDayRow = RowOf<typeof salesByDay>;
export type BuyersRow = RowOf<typeof buyersOf>;
export type BreakdownRow = RowOf<typeof salesBy>;
/** A row of a product with what it is called; null where the shop has told nothing of it. */
type Named<Row> = Row & { product_id: string | null; title: string | null };
export type ProductRowOfReport = Named<RowOf<typeof productPage>>;
type ChangeRow = RowOf<typeof revenueChange>;
export type RevenueChangeRow = Omit<ChangeRow, 'up' | 'down'> & {
  up: Named<ChangeRow['up'][number]>[];
  down: Named<ChangeRow['down'][number]>[];
};
export type SegmentRow = RowOf<typeof customerSegments>;
export type SegmentCustomerRow = RowOf<typeof segmentPage>;
export type LifetimeValueRow = z.infer<typeof lifetimeValues.row>;
export type CohortRow = RowOf<typeof customerCohorts>;
export type CartStatusRow = z.infer<typeof cartsByStatus.row>;

/** A range of days to compare with; none when it is undefined. */
export type BaseRange = { from: string; to: string } | undefined;

/** A part of a sorted list: `limit` rows from its start, or from behind `after`. */
export interface ReportPage {
  limit: number;
  ascending: boolean;
  /** Sort value and key of the row behind which to begin. */
  after?: { value: string; key: string } | undefined;
}

/** How a merchant's data are. */
export interface DataState {
  /** A text that changes with them; empty for a merchant without any. */
  version: string;
  /**
   * First days of the months whose sums are not as new as their days: these are read instead. What is read later than
   * this list is never older than the data were then.
   */
  staleMonths: readonly string[];
}

/** Of a merchant without any data. */
export const NO_DATA: DataState = { version: '', staleMonths: [] };

/** Reads of reports: each gives plain rows, decimals as text, and may be aborted. */
export interface ReportQueries {
  /** A merchant without any data is missing. */
  dataStates(merchantIds: readonly string[], signal?: AbortSignal): Promise<Map<string, DataState>>;
  salesByDay(scope: ReportScope, signal?: AbortSignal): Promise<SalesDayRow[]>;
  buyers(scope: ReportScope, signal?: AbortSignal): Promise<BuyersRow>;
  salesBy(
    scope: ReportScope,
    by: { breakdown: Breakdown; timeZone: string },
    signal?: AbortSignal,
  ): Promise<BreakdownRow[]>;
  /** @param options.data read before, by `dataStates` */
  products(
    scope: ReportScope,
    options: { base: BaseRange; search: string; order: ProductOrder; page: ReportPage; data: DataState },
    signal?: AbortSignal,
  ): Promise<ProductRowOfReport[]>;
  /**
   * With at most `movers` products in each direction.
   * @param options.data read before, by `dataStates`
   */
  revenueChange(
    scope: ReportScope,
    options: { base: { from: string; to: string }; movers: number; data: DataState },
    signal?: AbortSignal,
  ): Promise<RevenueChangeRow>;
  segments(scope: ReportScope, signal?: AbortSignal): Promise<SegmentRow[]>;
  segmentCustomers(
    scope: ReportScope,
    options: { segment: RfmSegment | undefined; order: CustomerOrder; page: ReportPage },
    signal?: AbortSignal,
  ): Promise<SegmentCustomerRow[]>;
  lifetimeValues(
    scope: ReportScope,
    customerIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<LifetimeValueRow[]>;
  cohorts(scope: ReportScope, signal?: AbortSignal): Promise<CohortRow[]>;
  carts(scope: ReportScope, signal?: AbortSignal): Promise<CartStatusRow[]>;
}

/** A range that holds no day. */
const NOTHING = { from: '1970-01-02', to: '1970-01-01' };

function comparedParameters(scope: ReportScope, base: BaseRange, { staleMonths }: DataState) {
  const range = base ?? NOTHING;
  return {
    ...parametersOf(scope),
    ...monthParameters(scope, range, staleMonths),
    baseFrom: range.from,
    baseTo: range.to,
  };
}

interface MonthState {
  days: bigint;
  sums: bigint;
}

const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** Puts together what there is of each month, and of each merchant. */
function statesOf(rows: readonly z.infer<typeof dataStates.row>[]): Map<string, DataState> {
  const merchants = new Map<string, { newest: bigint; changes: bigint; months: Map<string, MonthState> }>();
  for (const { merchant_id, month, newest, changes, days, sums } of rows) {
    const merchant = merchants.get(merchant_id) ?? { newest: 0n, changes: 0n, months: new Map() };
    merchants.set(merchant_id, merchant);
    merchant.newest = larger(merchant.newest, newest);
    merchant.changes += changes;
    const known = merchant.months.get(month);
    merchant.months.set(month, {
      days: larger(known?.days ?? 0n, days),
      sums: larger(known?.sums ?? 0n, sums),
    });
  }
  return new Map(
    [...merchants].map(([id, { newest, changes, months }]) => [
      id,
      {
        version: `${newest}.${changes}`,
        staleMonths: [...months].filter(([, { days, sums }]) => days !== sums).map(([month]) => month),
      },
    ]),
  );
}

const pageParameters = ({ limit, after }: ReportPage) => ({
  limit,
  ...(after ? { afterValue: after.value, afterKey: after.key } : {}),
});

function one<Row>(rows: readonly Row[], name: string): Row {
  const [row] = rows;
  if (row === undefined) throw new Error(`${name} gave no row`);
  return row;
}

/** The reports' queries over an open connection, each of which is given up after `maxSeconds`. */
export function createReportQueries(
  client: Pick<WarehouseReader, 'query'>,
  maxSeconds?: number,
): ReportQueries {
  const run = <Parameters extends Record<string, unknown>, Row>(
    query: NamedQuery<Parameters, Row>,
    parameters: Parameters,
    signal?: AbortSignal,
  ): Promise<Row[]> => runQuery(client, query, parameters, signal, maxSeconds);
  /** Gives rows of these products their names. */
  async function names(scope: ReportScope, products: readonly { sku: string }[], signal?: AbortSignal) {
    const skus = products.map(({ sku }) => sku);
    const found =
      skus.length === 0 ? [] : await run(productNames, { merchant: scope.merchantId, skus }, signal);
    const bySku = new Map(found.map((name) => [name.sku, name]));
    return <Row extends { sku: string }>(row: Row): Named<Row> => {
      const { product_id = null, title = null } = bySku.get(row.sku) ?? {};
      return { ...row, product_id, title };
    };
  }

  return {
    async dataStates(merchantIds, signal) {
      return statesOf(await run(dataStates, { merchants: [...merchantIds] }, signal));
    },
    salesByDay: (scope, signal) => run(salesByDay(shapeOf(scope.filter)), parametersOf(scope), signal),
    buyers: async (scope, signal) =>
      one(await run(buyersOf(shapeOf(scope.filter)), parametersOf(scope), signal), 'buyersOf'),
    salesBy: (scope, { breakdown, timeZone }, signal) =>
      run(salesBy(breakdown, shapeOf(scope.filter)), { ...parametersOf(scope), zone: timeZone }, signal),
    async products(scope, { base, search, order, page, data }, signal) {
      const rows = await run(
        productPage(shapeOf(scope.filter), order, {
          ascending: page.ascending,
          after: page.after !== undefined,
          compared: base !== undefined,
          search: search !== '',
        }),
        { ...comparedParameters(scope, base, data), ...pageParameters(page), search },
        signal,
      );
      return rows.map(await names(scope, rows, signal));
    },
    async revenueChange(scope, { base, movers, data }, signal) {
      const parameters = { ...comparedParameters(scope, base, data), movers };
      const row = one(await run(revenueChange(shapeOf(scope.filter)), parameters, signal), 'revenueChange');
      const named = await names(scope, [...row.up, ...row.down], signal);
      return { ...row, up: row.up.map(named), down: row.down.map(named) };
    },
    segments: (scope, signal) => run(customerSegments(shapeOf(scope.filter)), parametersOf(scope), signal),
    segmentCustomers: (scope, { segment, order, page }, signal) =>
      run(
        segmentPage(shapeOf(scope.filter), order, {
          ascending: page.ascending,
          after: page.after !== undefined,
        }),
        { ...parametersOf(scope), ...pageParameters(page), segment: segment ?? '' },
        signal,
      ),
    async lifetimeValues(scope, customerIds, signal) {
      if (customerIds.length === 0) return [];
      return run(lifetimeValues, { ...parametersOf(scope), customers: [...customerIds] }, signal);
    },
    cohorts: (scope, signal) => run(customerCohorts(shapeOf(scope.filter)), parametersOf(scope), signal),
    carts: (scope, signal) => run(cartsByStatus, parametersOf(scope), signal),
  };
}
