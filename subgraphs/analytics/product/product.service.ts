import { badInput } from '#platform/errors/index.ts';
import { type ConnectionArgs, money, SortDirection, type SubgraphContext } from '#platform/graphql/index.ts';
import { formatAmount, parseAmount, relativeChange } from '#platform/money/index.ts';
import type { ProductOrder, ReportPage } from '#warehouse/index.ts';
import { sortedPage } from '../report/paging.ts';
import type { OpenReport, ReportService } from '../report/report.service.ts';
import { ComparisonPeriod, ReportRange } from '../report/report.type.ts';
import { partsOf, performanceOf } from './product.mapper.ts';
import {
  type ProductPerformanceArgs,
  ProductPerformanceConnection,
  RevenueChange,
  type RevenueChangeArgs,
} from './product.type.ts';

const DEFINITION =
  "Products are told apart by the shop's own number. Gross revenue is quantity times unit price over a product's sold lines, refunds what its cancelled and refunded lines took back on the day they were booked. Orders are those with a sold line of it, counted by day. Only sales in the currency of the merchant are counted; days are those of its time zone.";
const CHANGE_DEFINITION =
  'The difference of gross revenue is taken apart by product: price is what other prices brought on the pieces sold now, volume what more or fewer pieces did at the average price of then, mix what other proportions between products did; products sold in one range only are parts of their own. The parts add up to the difference exactly.';
const MAX_SEARCH = 200;
const MAX_MOVERS = 50;

/** Reports over products. All need `reports:read`. */
export interface ProductService {
  /** @throws as `ReportService.open`, and BAD_INPUT for a page that makes no sense */
  performance(
    context: SubgraphContext,
    merchantId: string,
    args: ProductPerformanceArgs,
    paging: ConnectionArgs,
  ): Promise<ProductPerformanceConnection>;
  /** @throws as `ReportService.open`, and BAD_INPUT without a range to compare with */
  revenueChange(
    context: SubgraphContext,
    merchantId: string,
    args: RevenueChangeArgs,
  ): Promise<RevenueChange>;
}

const rangeOf = ({ from, to }: { from: string; to: string }): ReportRange =>
  Object.assign(new ReportRange(), { from, to });

export function createProductService(deps: { reports: ReportService }): ProductService {
  return {
    async performance(context, merchantId, args, paging) {
      const order = args.orderBy ?? { field: 'REVENUE', direction: SortDirection.DESC };
      const page = sortedPage(paging, order);
      const search = args.search ?? '';
      if (search.length > MAX_SEARCH)
        throw badInput(`search takes at most ${MAX_SEARCH} characters.`, ['search']);
      const report = await deps.reports.open(context, merchantId, args);
      const read = (rows: ReportPage) => readProducts(report, search, order.field, rows);
      const connection = await page.connection(
        await read(page.rows),
        (row) => row.sku,
        (row) =>
          performanceOf(row, report.scope.currency, report.base !== undefined, parseAmount(row.all_revenue)),
        async () => (await read({ ...page.rows, limit: 1, after: undefined }))[0]?.matches ?? 0,
      );
      return Object.assign(new ProductPerformanceConnection(), report.heading, connection, {
        comparison: report.base ? rangeOf(report.base) : null,
        definition: DEFINITION,
      });
    },

    async revenueChange(context, merchantId, args) {
      const compareTo = args.compareTo ?? ComparisonPeriod.PREVIOUS_PERIOD;
      const limit = args.movers ?? 5;
      if (limit < 0 || limit > MAX_MOVERS)
        throw badInput(`movers must be between 0 and ${MAX_MOVERS}; got ${limit}.`, ['movers']);
      const report = await deps.reports.open(context, merchantId, { ...args, compareTo });
      const { scope, base } = report;
      if (!base)
        throw badInput('compareTo must not be NONE: a change is against another range.', ['compareTo']);
      const range = { from: base.from, to: base.to };
      const found = await report.read('revenueChange', { range, limit }, (reports, signal, data) =>
        reports.revenueChange(scope, { base: range, movers: limit, data }, signal),
      );
      const [current, before] = [parseAmount(found.revenue), parseAmount(found.base)];
      const amount = (units: bigint) => money(formatAmount(units), scope.currency);
      return Object.assign(new RevenueChange(), report.heading, {
        comparison: rangeOf(base),
        current: amount(current),
        base: amount(before),
        difference: amount(current - before),
        change: relativeChange(current, before),
        parts: partsOf(found, scope.currency),
        keptProducts: found.kept_products,
        newProducts: found.new_products,
        lostProducts: found.lost_products,
        up: found.up.map((row) => performanceOf(row, scope.currency, true, current)),
        down: found.down.map((row) => performanceOf(row, scope.currency, true, current)),
        definition: `${DEFINITION} ${CHANGE_DEFINITION}`,
      });
    },
  };
}

/** Rows of the report, for a page of it or for all of it. */
export function readProducts(report: OpenReport, search: string, order: ProductOrder, page: ReportPage) {
  const base = report.base && { from: report.base.from, to: report.base.to };
  return report.read('products', { base, search, order, page }, (reports, signal, data) =>
    reports.products(report.scope, { base, search, order, page, data }, signal),
  );
}
