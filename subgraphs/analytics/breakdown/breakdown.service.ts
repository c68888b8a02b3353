import { type ConnectionArgs, SortDirection, type SubgraphContext } from '#platform/graphql/index.ts';
import { parseAmount } from '#platform/money/index.ts';
import type { Breakdown, ReportPage, ReportScope } from '#warehouse/index.ts';
import { performanceOf } from '../product/product.mapper.ts';
import { readProducts } from '../product/product.service.ts';
import type { ProductPerformance } from '../product/product.type.ts';
import { pageOfRows, sortedPage } from '../report/paging.ts';
import type { OpenReport, ReportService } from '../report/report.service.ts';
import { ReportRange } from '../report/report.type.ts';
import {
  BreakdownComparison,
  RevenueBreakdown,
  type RevenueBreakdownArgs,
  RevenueBreakdownConnection,
  RevenueDimension,
} from './breakdown.type.ts';
import { partsOf } from './parts.ts';

const DEFINITION =
  'Gross revenue is quantity times unit price over sold lines, refunds what cancelled and refunded lines took back on the day they were booked, by a property of the order. Orders are those with a sold line, counted by day; customers are known ones, each counted once in a part. Only sales in the currency of the merchant are counted; days and hours are those of its time zone.';

/** Revenue by a property of what was sold. Needs `reports:read`. */
export interface BreakdownService {
  /** @throws as `ReportService.open`, and BAD_INPUT for a page that makes no sense */
  breakdown(
    context: SubgraphContext,
    merchantId: string,
    args: RevenueBreakdownArgs,
    paging: ConnectionArgs,
  ): Promise<RevenueBreakdownConnection>;
}

/** A product as a part of revenue. */
function partOf(product: ProductPerformance): RevenueBreakdown {
  const { comparison } = product;
  return Object.assign(new RevenueBreakdown(), {
    key: product.sku,
    label: product.title ?? product.sku,
    grossRevenue: product.grossRevenue,
    refunds: product.refunds,
    netRevenue: product.netRevenue,
    orders: product.orders,
    units: product.units,
    customers: null,
    share: product.share,
    comparison:
      comparison &&
      Object.assign(new BreakdownComparison(), {
        grossRevenue: comparison.grossRevenue,
        orders: comparison.orders,
        change: comparison.change,
      }),
  });
}

const LARGEST = { field: 'REVENUE', direction: SortDirection.DESC } as const;

async function byProduct(report: OpenReport, paging: ConnectionArgs) {
  const page = sortedPage(paging, LARGEST);
  const read = (rows: ReportPage) => readProducts(report, '', 'REVENUE', rows);
  return page.connection(
    await read(page.rows),
    (row) => row.sku,
    (row) =>
      partOf(
        performanceOf(row, report.scope.currency, report.base !== undefined, parseAmount(row.all_revenue)),
      ),
    async () => (await read({ ...page.rows, limit: 1, after: undefined }))[0]?.matches ?? 0,
  );
}

async function byOrder(report: OpenReport, by: RevenueDimension, paging: ConnectionArgs) {
  const { scope, base, profile } = report;
  const options = { breakdown: by as Breakdown, timeZone: profile.timeZone };
  const read = (of: ReportScope) =>
    report.read('salesBy', { ...options, from: of.from, to: of.to }, (reports, signal) =>
      reports.salesBy(of, options, signal),
    );
  const [rows, before] = await Promise.all([read(scope), base && read(base)]);
  const parts = partsOf(by, rows, before, scope.currency);
  return pageOfRows(parts, paging, (part) => JSON.stringify(part.key));
}

export function createBreakdownService(deps: { reports: ReportService }): BreakdownService {
  return {
    async breakdown(context, merchantId, args, paging) {
      const report = await deps.reports.open(context, merchantId, args);
      const { by } = args;
      const connection = await (by === RevenueDimension.PRODUCT
        ? byProduct(report, paging)
        : byOrder(report, by, paging));
      const { base } = report;
      return Object.assign(new RevenueBreakdownConnection(), report.heading, connection, {
        by,
        comparison: base ? Object.assign(new ReportRange(), { from: base.from, to: base.to }) : null,
        definition: DEFINITION,
      });
    },
  };
}
