import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { DailyMetricsRow, ReportScope, Warehouse } from '#warehouse/index.ts';
import type { DayRange } from '../report/calendar.ts';
import { isFiltered } from '../report/filter.ts';
import type { OpenReport, ReportService } from '../report/report.service.ts';
import type { CurrencySales } from '../report/report.type.ts';
import { FILTER_DEFINITION, OVERVIEW_DEFINITION, SALES_DEFINITION } from './definitions.ts';
import { overviewOf } from './overview.mapper.ts';
import type { Overview } from './overview.type.ts';
import { otherCurrenciesOf, pointOf, totalsOf } from './sales.mapper.ts';
import { createDailyLoader, type DailyLoader } from './sales.repository.ts';
import {
  type OverviewArgs,
  SalesChange,
  SalesComparison,
  SalesTrend,
  type SalesTrendArgs,
} from './sales.type.ts';
import { bucketsOf, changeOf, type DailyRow, TimeGrouping, totalOf } from './series.ts';

/** Reports over a merchant's sales. All need `reports:read`. */
export interface SalesService {
  /** @throws as `ReportService.open` */
  salesTrend(context: SubgraphContext, merchantId: string, args: SalesTrendArgs): Promise<SalesTrend>;
  /** @throws as `ReportService.open` */
  overview(context: SubgraphContext, merchantId: string, args: OverviewArgs): Promise<Overview>;
}

/** Rows of a scope by day, and what was sold in other currencies. */
interface DailySales {
  rows: DailyRow[];
  otherCurrencies: CurrencySales[];
}

export function createSalesService(deps: {
  reports: ReportService;
  warehouse: Pick<Warehouse, 'dailyMetrics'>;
  logger: Logger;
}): SalesService {
  const dailyKey = {};

  const daily = (context: SubgraphContext): DailyLoader =>
    loaderOf(context, dailyKey, () => createDailyLoader(deps.warehouse, deps.logger));

  /** Everything has been added up by day already; what a filter lets through is added up when it is asked for. */
  async function salesOf(
    context: SubgraphContext,
    report: OpenReport,
    scope: ReportScope,
  ): Promise<DailySales> {
    const { merchantId, from, to, currency } = scope;
    if (isFiltered(scope.filter)) {
      const rows = await report.read('salesByDay', { from, to }, (reports, signal) =>
        reports.salesByDay(scope, signal),
      );
      return { rows, otherCurrencies: [] };
    }
    const rows: DailyMetricsRow[] = await report.cached('daily', { from, to }, () =>
      daily(context).load({ merchantId, from, to }),
    );
    return {
      rows: rows.filter((row) => row.currency === currency),
      otherCurrencies: otherCurrenciesOf(rows, currency),
    };
  }

  const definitionOf = (report: OpenReport, ...parts: string[]): string =>
    [...parts, ...(isFiltered(report.scope.filter) ? [FILTER_DEFINITION] : [])].join(' ');

  return {
    async salesTrend(context, merchantId, args) {
      const groupBy = args.groupBy ?? TimeGrouping.DAY;
      const report = await deps.reports.open(context, merchantId, args, {
        byDay: groupBy === TimeGrouping.DAY,
      });
      const { scope, base } = report;
      const [sales, compared] = await Promise.all([
        salesOf(context, report, scope),
        base && salesOf(context, report, base),
      ]);
      const points = (of: DayRange, from: DailyRow[]) =>
        bucketsOf(from, of, groupBy).map((bucket) => pointOf(bucket, scope.currency));
      const total = totalOf(sales.rows, scope);
      let comparison: SalesComparison | null = null;
      if (base && compared) {
        const other = totalOf(compared.rows, base);
        comparison = Object.assign(new SalesComparison(), {
          from: base.from,
          to: base.to,
          points: points(base, compared.rows),
          totals: totalsOf(other, scope.currency),
          change: Object.assign(new SalesChange(), changeOf(total, other)),
        });
      }
      return Object.assign(new SalesTrend(), report.heading, {
        groupBy,
        points: points(scope, sales.rows),
        totals: totalsOf(total, scope.currency),
        comparison,
        otherCurrencies: sales.otherCurrencies,
        definition: definitionOf(report, SALES_DEFINITION),
      });
    },

    async overview(context, merchantId, args) {
      const report = await deps.reports.open(context, merchantId, args);
      const cartsOf = (scope: ReportScope) =>
        isFiltered(scope.filter)
          ? undefined
          : report.read('carts', { from: scope.from, to: scope.to }, (reports, signal) =>
              reports.carts(scope, signal),
            );
      const figuresOf = async (scope: ReportScope) => {
        const [sales, carts] = await Promise.all([salesOf(context, report, scope), cartsOf(scope)]);
        const buyers = () =>
          report.read('buyers', { from: scope.from, to: scope.to }, (reports, signal) =>
            reports.buyers(scope, signal),
          );
        return {
          range: { from: scope.from, to: scope.to },
          totals: totalOf(sales.rows, scope),
          carts,
          otherCurrencies: sales.otherCurrencies,
          buyers: async () => {
            const row = await buyers();
            return { customers: row.customers, newCustomers: row.new_customers };
          },
        };
      };
      const [current, compared] = await Promise.all([
        figuresOf(report.scope),
        report.base && figuresOf(report.base),
      ]);
      return Object.assign(overviewOf(current, compared, report.scope.currency), report.heading, {
        definition: definitionOf(report, SALES_DEFINITION, OVERVIEW_DEFINITION),
      });
    },
  };
}
