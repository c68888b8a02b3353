import type { CartStatusRow } from '#warehouse/index.ts';
import type { DayRange } from '../report/calendar.ts';
import { type CurrencySales, UnavailableMetric } from '../report/report.type.ts';
import { type Buyers, Overview, OverviewComparison, RateChange } from './overview.type.ts';
import { totalsOf } from './sales.mapper.ts';
import { SalesChange } from './sales.type.ts';
import { changeOf, type Figures } from './series.ts';

/** What an overview is made of, of one range. */
export interface OverviewFigures {
  range: DayRange;
  totals: Figures;
  /** Undefined when carts cannot be told apart by the filter. */
  carts: readonly CartStatusRow[] | undefined;
  otherCurrencies: CurrencySales[];
  buyers: () => Promise<Buyers>;
}

const NO_VISITS =
  'Visits of the shop are not collected, so orders cannot be divided by them. cartConversionRate tells how many carts became orders.';
const CARTS_UNFILTERED =
  'A cart tells no country, channel, product or segment to filter by. Ask without a filter.';
const CART_METRICS = ['carts', 'abandonedCarts', 'abandonmentRate', 'cartConversionRate'] as const;

/** `part / whole`, null when there is nothing to divide by. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Carts that were begun, given up, and ordered. */
export function cartFigures(rows: readonly CartStatusRow[]) {
  const sum = (...statuses: string[]): number =>
    rows.filter((row) => statuses.includes(row.status)).reduce((total, row) => total + row.carts, 0);
  return {
    carts: rows.reduce((total, row) => total + row.carts, 0),
    abandonedCarts: sum('ABANDONED', 'RECOVERED'),
    orderedCarts: sum('ORDERED', 'RECOVERED'),
  };
}

function ratesOf({ totals, carts: rows }: OverviewFigures) {
  const refundRate = totals.grossRevenue > 0n ? Number(totals.refunds) / Number(totals.grossRevenue) : null;
  if (!rows) {
    return {
      refundRate,
      carts: null,
      abandonedCarts: null,
      abandonmentRate: null,
      cartConversionRate: null,
    };
  }
  const { carts, abandonedCarts, orderedCarts } = cartFigures(rows);
  return {
    refundRate,
    carts,
    abandonedCarts,
    abandonmentRate: share(abandonedCarts, carts),
    cartConversionRate: share(orderedCarts, carts),
  };
}

const difference = (current: number | null, base: number | null): number | null =>
  current === null || base === null ? null : current - base;

const unavailable = (metric: string, reason: string): UnavailableMetric =>
  Object.assign(new UnavailableMetric(), { metric, reason });

/** An overview without its heading. */
export function overviewOf(
  current: OverviewFigures,
  compared: OverviewFigures | undefined,
  currency: string,
): Overview {
  const rates = ratesOf(current);
  let comparison: OverviewComparison | null = null;
  if (compared) {
    const base = ratesOf(compared);
    comparison = Object.assign(new OverviewComparison(), compared.range, base, {
      totals: totalsOf(compared.totals, currency),
      change: Object.assign(new SalesChange(), changeOf(current.totals, compared.totals)),
      rateChange: Object.assign(new RateChange(), {
        refundRate: difference(rates.refundRate, base.refundRate),
        abandonmentRate: difference(rates.abandonmentRate, base.abandonmentRate),
        cartConversionRate: difference(rates.cartConversionRate, base.cartConversionRate),
      }),
      buyers: compared.buyers,
      currentBuyers: current.buyers,
    });
  }
  return Object.assign(new Overview(), rates, {
    totals: totalsOf(current.totals, currency),
    comparison,
    conversionRate: null,
    unavailable: [
      unavailable('conversionRate', NO_VISITS),
      ...(current.carts ? [] : CART_METRICS.map((metric) => unavailable(metric, CARTS_UNFILTERED))),
    ],
    otherCurrencies: current.otherCurrencies,
    buyers: current.buyers,
  });
}
