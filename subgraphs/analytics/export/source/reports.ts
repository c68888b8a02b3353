import type { SubgraphContext } from '#platform/graphql/index.ts';
import { RevenueDimension } from '../../breakdown/breakdown.type.ts';
import { ForecastMetric } from '../../forecast/forecast.type.ts';
import { lengthOf } from '../../report/calendar.ts';
import { ComparisonPeriod } from '../../report/report.type.ts';
import type { ReportServices } from '../../report/services.ts';
import { TimeGrouping } from '../../sales/series.ts';
import type { ColumnOf, RowSource } from '../column.ts';
import { ExportKind } from '../kinds.ts';
import type { ExportParameters } from '../parameters.ts';
import { rowsAtOnce, rowsOfPages } from './batches.ts';
import * as compared from './comparison-columns.ts';
import * as columns from './report-columns.ts';

/** Rows of a page of a report: as many as one may ask for. */
const PAGE = 100;

/** What a report's source is made of. */
export interface ReportQuestion {
  context: SubgraphContext;
  merchantId: string;
  parameters: ExportParameters;
}

type Open = (services: ReportServices, question: ReportQuestion) => Promise<RowSource>;

/** The arguments that all reports share. */
const rangeOf = ({ parameters: { from, to, filter, compareTo } }: ReportQuestion) => ({
  from: from ?? '',
  to: to ?? '',
  filter: filter ?? null,
  compareTo: compareTo ?? ComparisonPeriod.NONE,
});

/** Columns, and those of the comparison where there is one. */
const withComparison = <Row>(
  own: readonly ColumnOf<Row>[],
  comparison: readonly ColumnOf<Row>[],
  compared: unknown,
): readonly ColumnOf<Row>[] => (compared ? [...own, ...comparison] : own);

/** Every report as rows, by the service that the graph asks. */
export const REPORT_SOURCES = {
  [ExportKind.OVERVIEW]: async ({ sales }, question) => {
    const overview = await sales.overview(question.context, question.merchantId, rangeOf(question));
    const { customers, newCustomers } = await overview.buyers();
    const before = await overview.comparison?.buyers();
    const own: ColumnOf<compared.ComparedOverview>[] = columns.overviewColumns(overview.currency);
    return rowsAtOnce(withComparison(own, compared.overviewComparison(), overview.comparison), [
      { overview, customers, newCustomers, before },
    ]);
  },
  [ExportKind.SALES_TREND]: async ({ sales }, question) => {
    const groupBy = question.parameters.groupBy ?? TimeGrouping.DAY;
    const trend = await sales.salesTrend(question.context, question.merchantId, {
      ...rangeOf(question),
      groupBy,
    });
    const own = columns.trendColumns(trend.currency);
    if (!trend.comparison) return rowsAtOnce(own, trend.points);
    const rows = compared.comparedPoints(trend.points, trend.comparison.points);
    return rowsAtOnce(compared.trendComparison(own), rows);
  },
  [ExportKind.PRODUCT_PERFORMANCE]: async ({ products }, question) => {
    const read = (after: string | null) =>
      products.performance(question.context, question.merchantId, rangeOf(question), { first: PAGE, after });
    const { currency, comparison } = await read(null);
    const own = columns.productColumns(currency);
    return rowsOfPages(withComparison(own, compared.productComparison(), comparison), read);
  },
  [ExportKind.REVENUE_BREAKDOWN]: async ({ breakdowns }, question) => {
    const by = question.parameters.breakdownBy ?? RevenueDimension.COUNTRY;
    const read = (after: string | null) =>
      breakdowns.breakdown(
        question.context,
        question.merchantId,
        { ...rangeOf(question), by },
        { first: PAGE, after },
      );
    const { currency, comparison } = await read(null);
    const own = columns.breakdownColumns(currency);
    return rowsOfPages(withComparison(own, compared.breakdownComparison(), comparison), read);
  },
  [ExportKind.REVENUE_CHANGE]: async ({ products }, question) => {
    const change = await products.revenueChange(question.context, question.merchantId, {
      ...rangeOf(question),
      compareTo: question.parameters.compareTo ?? ComparisonPeriod.PREVIOUS_PERIOD,
      movers: 0,
    });
    return rowsAtOnce(columns.changeColumns(change.currency), [change]);
  },
  [ExportKind.CONVERSION_FUNNEL]: async ({ funnels }, question) => {
    const funnel = await funnels.funnel(question.context, question.merchantId, rangeOf(question));
    const own = columns.funnelColumns(funnel.currency);
    const all = withComparison(own, compared.funnelComparison(), funnel.comparison);
    return rowsAtOnce(all, funnel.stages);
  },
  [ExportKind.CUSTOMER_SEGMENTS]: async ({ segments }, question) => {
    const found = await segments.segments(question.context, question.merchantId, rangeOf(question));
    const own = columns.segmentColumns(found.currency);
    const all = withComparison(own, compared.segmentComparison(), found.comparison);
    return rowsAtOnce(all, found.segments);
  },
  [ExportKind.SEGMENT_CUSTOMERS]: async ({ segments }, question) => {
    const [segment] = question.parameters.filter?.segment ?? [];
    // Scores are relative to all customers, so that the segment is no filter here.
    const filter = { ...question.parameters.filter, segment: null };
    const args = { ...rangeOf(question), filter, segment: segment ?? null };
    const read = (after: string | null) =>
      segments.customers(question.context, question.merchantId, args, { first: PAGE, after });
    const { currency } = await read(null);
    return rowsOfPages(columns.customerColumns(currency), read);
  },
  [ExportKind.CUSTOMER_COHORTS]: async ({ segments }, question) => {
    const { from, to, filter } = rangeOf(question);
    const found = await segments.cohorts(question.context, question.merchantId, { from, to, filter });
    const rows = found.cohorts.flatMap((cohort) => cohort.months.map((month) => ({ cohort, month })));
    return rowsAtOnce(columns.cohortColumns(found.currency), rows);
  },
  [ExportKind.FORECAST]: async ({ forecasts }, question) => {
    const { from, to, metric } = question.parameters;
    const forecast = await forecasts.forecast(question.context, question.merchantId, {
      metric: metric ?? ForecastMetric.REVENUE,
      horizonDays: from && to ? lengthOf({ from, to }) : null,
      from: from ?? null,
      productId: null,
      sku: null,
      segment: null,
      holidays: null,
      useCalendar: null,
    });
    return rowsAtOnce(columns.forecastColumns(forecast.metric, forecast.currency), forecast.points);
  },
} satisfies Partial<Record<ExportKind, Open>>;

export type ReportKind = keyof typeof REPORT_SOURCES;

export const isReportKind = (kind: ExportKind): kind is ReportKind => kind in REPORT_SOURCES;
