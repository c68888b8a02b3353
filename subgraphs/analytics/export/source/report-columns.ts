import type { Money } from '#platform/graphql/index.ts';
import type { RevenueBreakdown } from '../../breakdown/breakdown.type.ts';
import type { ForecastPoint } from '../../forecast/forecast.type.ts';
import type { FunnelStage } from '../../funnel/funnel.type.ts';
import type { ProductPerformance, RevenueChange } from '../../product/product.type.ts';
import type { Overview } from '../../sales/overview.type.ts';
import type { SalesPoint, SalesTotals } from '../../sales/sales.type.ts';
import type {
  CohortMonth,
  CustomerCohort,
  SegmentCustomer,
  SegmentSummary,
} from '../../segment/segment.type.ts';
import { type ColumnOf, column } from '../column.ts';

/** Columns have the names of the fields of the graph, in lower case with underscores. */
const money = <Row>(name: string, of: (row: Row) => Money | null): ColumnOf<Row> =>
  column(name, 'decimal', (row) => of(row)?.amount ?? null);

/** The currency of every amount of the report, the same in each row. */
const currencyColumn = <Row>(currency: string): ColumnOf<Row> => column('currency', 'text', () => currency);

const figures = <Row>(of: (row: Row) => SalesTotals): ColumnOf<Row>[] => [
  money('gross_revenue', (row) => of(row).grossRevenue),
  money('refunds', (row) => of(row).refunds),
  money('net_revenue', (row) => of(row).netRevenue),
  column('orders', 'integer', (row) => of(row).orders),
  column('units', 'integer', (row) => of(row).units),
  money('average_order_value', (row) => of(row).averageOrderValue),
];

export const trendColumns = (currency: string): ColumnOf<SalesPoint>[] => [
  column('date', 'date', (row) => row.date),
  ...figures<SalesPoint>((row) => row),
  currencyColumn(currency),
];

/** An overview with the customers that it counts when asked. */
export interface CountedOverview {
  overview: Overview;
  customers: number;
  newCustomers: number;
}

export const overviewColumns = (currency: string): ColumnOf<CountedOverview>[] => [
  column('from', 'date', ({ overview }) => overview.from),
  column('to', 'date', ({ overview }) => overview.to),
  ...figures<CountedOverview>(({ overview }) => overview.totals),
  column('refund_rate', 'float', ({ overview }) => overview.refundRate),
  column('carts', 'integer', ({ overview }) => overview.carts),
  column('abandoned_carts', 'integer', ({ overview }) => overview.abandonedCarts),
  column('abandonment_rate', 'float', ({ overview }) => overview.abandonmentRate),
  column('cart_conversion_rate', 'float', ({ overview }) => overview.cartConversionRate),
  column('customers', 'integer', (row) => row.customers),
  column('new_customers', 'integer', (row) => row.newCustomers),
  column('returning_customers', 'integer', (row) => row.customers - row.newCustomers),
  currencyColumn(currency),
];

export const productColumns = (currency: string): ColumnOf<ProductPerformance>[] => [
  column('product_id', 'text', (row) => row.productId),
  column('sku', 'text', (row) => row.sku),
  column('title', 'text', (row) => row.title),
  money('gross_revenue', (row) => row.grossRevenue),
  money('refunds', (row) => row.refunds),
  money('net_revenue', (row) => row.netRevenue),
  column('orders', 'integer', (row) => row.orders),
  column('units', 'integer', (row) => row.units),
  column('refunded_units', 'integer', (row) => row.refundedUnits),
  money('average_price', (row) => row.averagePrice),
  column('share', 'float', (row) => row.share),
  currencyColumn(currency),
];

export const breakdownColumns = (currency: string): ColumnOf<RevenueBreakdown>[] => [
  column('key', 'text', (row) => row.key),
  column('label', 'text', (row) => row.label),
  money('gross_revenue', (row) => row.grossRevenue),
  money('refunds', (row) => row.refunds),
  money('net_revenue', (row) => row.netRevenue),
  column('orders', 'integer', (row) => row.orders),
  column('units', 'integer', (row) => row.units),
  column('customers', 'integer', (row) => row.customers),
  column('share', 'float', (row) => row.share),
  currencyColumn(currency),
];

export const changeColumns = (currency: string): ColumnOf<RevenueChange>[] => [
  column('from', 'date', (row) => row.from),
  column('to', 'date', (row) => row.to),
  column('comparison_from', 'date', (row) => row.comparison.from),
  column('comparison_to', 'date', (row) => row.comparison.to),
  money('current', (row) => row.current),
  money('base', (row) => row.base),
  money('difference', (row) => row.difference),
  column('change', 'float', (row) => row.change),
  money('price', (row) => row.parts.price),
  money('volume', (row) => row.parts.volume),
  money('mix', (row) => row.parts.mix),
  money('new_products_revenue', (row) => row.parts.newProducts),
  money('lost_products_revenue', (row) => row.parts.lostProducts),
  column('kept_products', 'integer', (row) => row.keptProducts),
  column('new_products', 'integer', (row) => row.newProducts),
  column('lost_products', 'integer', (row) => row.lostProducts),
  currencyColumn(currency),
];

export const funnelColumns = (currency: string): ColumnOf<FunnelStage>[] => [
  column('stage', 'text', (row) => row.stage),
  column('carts', 'integer', (row) => row.carts),
  money('value', (row) => row.value),
  column('rate', 'float', (row) => row.rate),
  currencyColumn(currency),
];

export const segmentColumns = (currency: string): ColumnOf<SegmentSummary>[] => [
  column('segment', 'text', (row) => row.segment),
  column('customers', 'integer', (row) => row.customers),
  column('share', 'float', (row) => row.share),
  money('gross_revenue', (row) => row.grossRevenue),
  column('revenue_share', 'float', (row) => row.revenueShare),
  money('average_revenue', (row) => row.averageRevenue),
  column('average_orders', 'float', (row) => row.averageOrders),
  column('average_recency_days', 'float', (row) => row.averageRecencyDays),
  currencyColumn(currency),
];

export const customerColumns = (currency: string): ColumnOf<SegmentCustomer>[] => [
  column('customer_id', 'text', (row) => row.customerId),
  column('segment', 'text', (row) => row.segment),
  column('recency_days', 'integer', (row) => row.recencyDays),
  column('orders', 'integer', (row) => row.orders),
  money('gross_revenue', (row) => row.grossRevenue),
  column('recency_score', 'integer', (row) => row.recencyScore),
  column('frequency_score', 'integer', (row) => row.frequencyScore),
  column('monetary_score', 'integer', (row) => row.monetaryScore),
  column('first_order_on', 'date', (row) => row.firstOrderOn),
  column('last_order_on', 'date', (row) => row.lastOrderOn),
  money('lifetime_value', (row) => row.lifetimeValue),
  column('customer_since', 'date', (row) => row.customerSince),
  currencyColumn(currency),
];

/** A month of a cohort, with the cohort beside it. */
export interface CohortRow {
  cohort: CustomerCohort;
  month: CohortMonth;
}

export const cohortColumns = (currency: string): ColumnOf<CohortRow>[] => [
  column('cohort', 'date', ({ cohort }) => cohort.month),
  column('cohort_customers', 'integer', ({ cohort }) => cohort.customers),
  column('month', 'date', ({ month }) => month.month),
  column('offset', 'integer', ({ month }) => month.offset),
  column('customers', 'integer', ({ month }) => month.customers),
  column('retention', 'float', ({ month }) => month.retention),
  money('gross_revenue', ({ month }) => month.grossRevenue),
  money('refunds', ({ month }) => month.refunds),
  money('lifetime_value', ({ month }) => month.lifetimeValue),
  currencyColumn(currency),
];

export const forecastColumns = (metric: string, currency: string): ColumnOf<ForecastPoint>[] => [
  column('date', 'date', (row) => row.date),
  column('metric', 'text', () => metric),
  column('value', 'float', (row) => row.value),
  column('lo80', 'float', (row) => row.lo80),
  column('hi80', 'float', (row) => row.hi80),
  column('lo95', 'float', (row) => row.lo95),
  column('hi95', 'float', (row) => row.hi95),
  currencyColumn(currency),
];
