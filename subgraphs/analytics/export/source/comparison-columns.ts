import type { Money } from '#platform/graphql/index.ts';
import type { RevenueBreakdown } from '../../breakdown/breakdown.type.ts';
import type { FunnelStage } from '../../funnel/funnel.type.ts';
import type { ProductPerformance } from '../../product/product.type.ts';
import type { Buyers } from '../../sales/overview.type.ts';
import type { SalesPoint, SalesTotals } from '../../sales/sales.type.ts';
import type { SegmentSummary } from '../../segment/segment.type.ts';
import { type ColumnOf, column } from '../column.ts';
import type { CountedOverview } from './report-columns.ts';

/** What a comparison adds to a report's columns: the figures of the range compared with, and how they changed. */
const money = <Row>(name: string, of: (row: Row) => Money | null | undefined): ColumnOf<Row> =>
  column(`comparison_${name}`, 'decimal', (row) => of(row)?.amount ?? null);
const integer = <Row>(name: string, of: (row: Row) => number | null | undefined): ColumnOf<Row> =>
  column(`comparison_${name}`, 'integer', (row) => of(row) ?? null);
const float = <Row>(name: string, of: (row: Row) => number | null | undefined): ColumnOf<Row> =>
  column(name, 'float', (row) => of(row) ?? null);
const date = <Row>(name: string, of: (row: Row) => string | undefined): ColumnOf<Row> =>
  column(`comparison_${name}`, 'date', (row) => of(row) ?? null);

const figures = <Row>(of: (row: Row) => SalesTotals | undefined): ColumnOf<Row>[] => [
  money('gross_revenue', (row) => of(row)?.grossRevenue),
  money('refunds', (row) => of(row)?.refunds),
  money('net_revenue', (row) => of(row)?.netRevenue),
  integer('orders', (row) => of(row)?.orders),
  integer('units', (row) => of(row)?.units),
  money('average_order_value', (row) => of(row)?.averageOrderValue),
];

/** An overview and the customers of the range it is compared with. */
export interface ComparedOverview extends CountedOverview {
  before: Buyers | undefined;
}

export const overviewComparison = (): ColumnOf<ComparedOverview>[] => [
  date('from', ({ overview }) => overview.comparison?.from),
  date('to', ({ overview }) => overview.comparison?.to),
  ...figures<ComparedOverview>(({ overview }) => overview.comparison?.totals),
  float('comparison_refund_rate', ({ overview }) => overview.comparison?.refundRate),
  integer('carts', ({ overview }) => overview.comparison?.carts),
  integer('abandoned_carts', ({ overview }) => overview.comparison?.abandonedCarts),
  float('comparison_abandonment_rate', ({ overview }) => overview.comparison?.abandonmentRate),
  float('comparison_cart_conversion_rate', ({ overview }) => overview.comparison?.cartConversionRate),
  integer('customers', ({ before }) => before?.customers),
  integer('new_customers', ({ before }) => before?.newCustomers),
  integer('returning_customers', ({ before }) => before && before.customers - before.newCustomers),
  float('gross_revenue_change', ({ overview }) => overview.comparison?.change.grossRevenue),
  float('orders_change', ({ overview }) => overview.comparison?.change.orders),
];

/** Points of both ranges, the first beside the first; one of them may have one more. */
export interface ComparedPoint {
  point: SalesPoint | undefined;
  before: SalesPoint | undefined;
}

export const comparedPoints = (
  points: readonly SalesPoint[],
  before: readonly SalesPoint[],
): ComparedPoint[] =>
  Array.from({ length: Math.max(points.length, before.length) }, (_, at) => ({
    point: points[at],
    before: before[at],
  }));

/** The columns of points, null where there is none, and those of the points compared with. */
export const trendComparison = (own: readonly ColumnOf<SalesPoint>[]): ColumnOf<ComparedPoint>[] => [
  ...own.map(({ name, type, of }) =>
    column<ComparedPoint>(name, type, ({ point }) => (point ? of(point) : null)),
  ),
  date('date', ({ before }) => before?.date),
  ...figures<ComparedPoint>(({ before }) => before),
];

export const productComparison = (): ColumnOf<ProductPerformance>[] => [
  money('gross_revenue', (row) => row.comparison?.grossRevenue),
  integer('units', (row) => row.comparison?.units),
  integer('orders', (row) => row.comparison?.orders),
  column('revenue_change', 'decimal', (row) => row.comparison?.revenueChange.amount ?? null),
  float('change', (row) => row.comparison?.change),
];

export const breakdownComparison = (): ColumnOf<RevenueBreakdown>[] => [
  money('gross_revenue', (row) => row.comparison?.grossRevenue),
  integer('orders', (row) => row.comparison?.orders),
  float('change', (row) => row.comparison?.change),
];

export const funnelComparison = (): ColumnOf<FunnelStage>[] => [
  integer('carts', (row) => row.cartsBefore),
  float('rate_change', (row) => row.rateChange),
];

export const segmentComparison = (): ColumnOf<SegmentSummary>[] => [
  integer('customers', (row) => row.customersBefore),
];
