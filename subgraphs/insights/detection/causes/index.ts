import type {
  Candidate,
  DailySeries,
  Explanation,
  Figures,
  Finding,
  Metric,
  Numbers,
  SliceSeries,
} from '../finding.ts';
import type { DetectionInput } from '../input.ts';
import { type Comparison, compare, type Sums, sumsOf } from './comparison.ts';
import { contributionsTo, remainder } from './contributions.ts';
import { effectsOf, type ProductSums } from './effects.ts';

export { everythingElse } from './contributions.ts';

/** 52 weeks: the same weekdays of last year. */
const LAST_YEAR = 364;
/** Metrics whose change slices and prices explain. */
const OF_SALES: ReadonlySet<Metric> = new Set<Metric>([
  'GROSS_REVENUE',
  'NET_REVENUE',
  'ORDERS',
  'UNITS',
  'AVERAGE_ORDER_VALUE',
]);
/** Kinds whose figures are no comparison of a window's sales with a baseline's. */
const WITHOUT_CAUSE: ReadonlySet<string> = new Set(['ODD_CARTS', 'CONCENTRATION', 'BACK_IN_SALE']);

/**
 * Why the figures of a finding changed:
 *
 * - `effects`: price, volume and mix of the change of gross revenue over the whole window (see effectsOf), from the
 *   product slices and what they leave;
 * - `contributions`: of products, categories, countries, segments and customers, in gross revenue over the window, for
 *   a finding about UNITS in pieces. A finding about one slice has that slice's part of the shop's change instead;
 * - `lastYear`: the metric in the same days 364 days before, and what was to be expected then by the same rule.
 *
 * What is compared with is the mean of the baseline's same weekdays, which adds up over slices, where detection may
 * have compared with a median; where the two disagree about the direction, effects and contributions are left out, and
 * for metrics that are not about sales they do not exist. Money in major units. Pure.
 */
export function explain(
  finding: Candidate | Finding,
  input: Pick<DetectionInput, 'series' | 'slices' | 'calendar'>,
): Explanation {
  const { series, slices = [], calendar = [] } = input;
  const nothing: Explanation = { contributions: [] };
  if (WITHOUT_CAUSE.has(finding.kind)) return nothing;
  const comparison = compare(series, finding.window, calendar);
  if (comparison === undefined) return nothing;
  const own = ownSeries(finding, slices);
  if (finding.slice !== undefined && own === undefined) return nothing;
  const lastYear = lastYearOf(finding, input, own);
  const sales = OF_SALES.has(finding.metric)
    ? causesOfSales(finding, series, slices, own, comparison)
    : nothing;
  return lastYear === undefined ? sales : { ...sales, lastYear };
}

function causesOfSales(
  finding: Figures,
  series: DailySeries,
  slices: readonly SliceSeries[],
  own: SliceSeries | undefined,
  comparison: Comparison,
): Explanation {
  const shop = productSums(series, comparison);
  const column = finding.metric === 'UNITS' ? 'units' : 'grossRevenue';
  const of = (sums: ProductSums) => (column === 'units' ? sums.units : sums.revenue);
  if (own !== undefined) {
    const sums = productSums(own, comparison);
    if (!agrees(finding, of(sums))) return { contributions: [] };
    const change = of(shop).observed - of(shop).expected;
    const part = of(sums).observed - of(sums).expected;
    const share = part / change;
    return {
      effects: effectsOf([sums]),
      contributions: Number.isFinite(share) ? [{ slice: own.slice, ...of(sums), share }] : [],
    };
  }
  const isRevenue = finding.metric === 'GROSS_REVENUE' || finding.metric === 'UNITS';
  if (isRevenue && !agrees(finding, of(shop))) return { contributions: [] };
  return {
    effects: effectsOf(withRest(shop, slices, comparison)),
    contributions: contributionsTo(of(shop), slices, column, comparison),
  };
}

function agrees({ direction }: Figures, { observed, expected }: Sums): boolean {
  return direction === 'UP' ? observed > expected : observed < expected;
}

function productSums(
  series: { readonly grossRevenue: Numbers; readonly units: Numbers },
  comparison: Comparison,
): ProductSums {
  return { revenue: sumsOf(series.grossRevenue, comparison), units: sumsOf(series.units, comparison) };
}

/** The products handed in, and what they leave of the shop as one more. */
function withRest(
  shop: ProductSums,
  slices: readonly SliceSeries[],
  comparison: Comparison,
): readonly ProductSums[] {
  const products = slices
    .filter(({ slice }) => slice.dimension === 'PRODUCT')
    .map((series) => productSums(series, comparison));
  const nothing = { observed: 0, expected: 0 };
  const revenue = remainder(
    shop.revenue,
    products.map((product) => product.revenue),
  );
  const units = remainder(
    shop.units,
    products.map((product) => product.units),
  );
  if (revenue === undefined && units === undefined) return products;
  return [...products, { revenue: revenue ?? nothing, units: units ?? nothing }];
}

function ownSeries({ slice }: Candidate | Finding, slices: readonly SliceSeries[]): SliceSeries | undefined {
  return (
    slice && slices.find((one) => one.slice.dimension === slice.dimension && one.slice.key === slice.key)
  );
}

/** The same metric, in the finding's own unit, in the same days of last year; undefined without that much history. */
function lastYearOf(
  finding: Candidate | Finding,
  { series, calendar = [] }: Pick<DetectionInput, 'series' | 'calendar'>,
  own: SliceSeries | undefined,
): Explanation['lastYear'] {
  const then = compare(series, finding.window, calendar, LAST_YEAR);
  if (then === undefined) return undefined;
  // A shop that had not opened yet had no last year.
  const opened = series.orders.findIndex((orders) => orders > 0);
  if (opened < 0 || opened > then.from) return undefined;
  const sums = metricSums(finding.metric, own ?? series, then);
  if (sums === undefined || !Number.isFinite(sums.observed) || !Number.isFinite(sums.expected))
    return undefined;
  // Figures are means a day; ratios are of the whole window.
  const perDay = RATIOS.has(finding.metric) ? 1 : then.to - then.from;
  return { observed: sums.observed / perDay, expected: sums.expected / perDay };
}

const RATIOS: ReadonlySet<Metric> = new Set<Metric>([
  'AVERAGE_ORDER_VALUE',
  'REFUND_RATE',
  'ABANDONMENT_RATE',
  'CONVERSION',
]);

type Columns = Pick<SliceSeries, 'grossRevenue' | 'orders' | 'units'> &
  Partial<Omit<DailySeries, 'grossRevenue' | 'orders' | 'units'>>;

/** Sums of a metric, or the ratio of two; undefined where it is not collected. */
function metricSums(metric: Metric, columns: Columns, comparison: Comparison): Sums | undefined {
  const sums = (values: Numbers | undefined) => values && sumsOf(values, comparison);
  const ratio = (part: Sums | undefined, whole: Sums | undefined) =>
    part && whole && { observed: part.observed / whole.observed, expected: part.expected / whole.expected };
  const revenue = sums(columns.grossRevenue);
  const refunds = sums(columns.refunds);
  switch (metric) {
    case 'GROSS_REVENUE':
      return revenue;
    case 'NET_REVENUE':
      return (
        revenue &&
        refunds && {
          observed: revenue.observed - refunds.observed,
          expected: revenue.expected - refunds.expected,
        }
      );
    case 'ORDERS':
      return sums(columns.orders);
    case 'UNITS':
      return sums(columns.units);
    case 'AVERAGE_ORDER_VALUE':
      return ratio(revenue, sums(columns.orders));
    case 'NEW_CUSTOMERS':
      return sums(columns.newCustomers);
    case 'RETURNING_CUSTOMERS':
      return sums(columns.returningCustomers);
    case 'REFUNDS':
      return refunds;
    case 'REFUND_RATE':
      return ratio(refunds, revenue);
    case 'CARTS':
      return sums(columns.carts);
    case 'ABANDONMENT_RATE':
      return ratio(sums(columns.abandonedCarts), sums(columns.carts));
    case 'CONVERSION':
      // Visits are not collected.
      return undefined;
  }
}
