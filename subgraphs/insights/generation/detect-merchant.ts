import { decodeShop, decodeSlices, type MerchantBytes, type ShopDays } from '#warehouse/shop-days.ts';
import { addDays } from '../detection/calendar.ts';
import { detectInsights } from '../detection/detect.ts';
import type { CartSignal, DailySeries, Dimension, Finding, SliceSeries } from '../detection/finding.ts';
import type { MerchantContext } from './context.repository.ts';

/** One merchant's morning, as it is sent to a thread: its bytes are shared, the rest is small. */
export interface DetectionTask extends MerchantContext {
  /** YYYY-MM-DD: days before it are complete. */
  asOf: string;
  /** ISO 4217. */
  currency: string;
  /** Days of history that were read. */
  days: number;
  bytes: MerchantBytes;
  carts: readonly CartSignal[];
}

/** What came of it. */
export interface DetectionResult {
  findings: Finding[];
  /** Metrics of the shop and slices that were looked at. */
  series: number;
  slices: number;
  /** Days of all of them. */
  points: number;
  /** Time it took. */
  ms: number;
}

/** Gross and net revenue, orders, average order value, units, refunds, refund rate. */
const SALES_METRICS = 7;

/** Looks at one merchant. The same code in a thread and beside it. */
export function detectMerchant(task: DetectionTask): DetectionResult {
  const started = performance.now();
  const { bytes, days, asOf, currency, calendar, preferences, told, carts, weekdayAnomalies } = task;
  const shop = bytes.shop && decodeShop(bytes.shop, days);
  if (shop === undefined) return { findings: [], series: 0, slices: 0, points: 0, ms: 0 };
  const slices = bytes.slices ? decodeSlices(bytes.slices, days).map(toSlice) : [];
  const series = toSeries(shop, addDays(asOf, -days));
  const findings = detectInsights({
    series,
    slices,
    asOf,
    currency,
    calendar,
    carts,
    weekdayAnomalies,
    told,
    ...(preferences ? { preferences } : {}),
  });
  const count = SALES_METRICS + (series.newCustomers ? 2 : 0) + (series.carts ? 2 : 0) + slices.length;
  return {
    findings: findings.map(withoutFunctions),
    series: count,
    slices: slices.length,
    points: count * days,
    ms: performance.now() - started,
  };
}

/** A finding as it can leave a thread. */
function withoutFunctions(finding: Finding): Finding {
  if (finding.anomalies === undefined) return finding;
  return { ...finding, anomalies: finding.anomalies.map(({ pWithout: _, ...candidate }) => candidate) };
}

function toSeries(shop: ShopDays, from: string): DailySeries {
  const { grossRevenue, orders, units, refunds, customers, newCustomers, carts, abandonedCarts } = shop;
  const sales = { from, grossRevenue, orders, units, refunds };
  const some = (values: readonly number[]): boolean => values.some((value) => value > 0);
  return {
    ...sales,
    ...(some(customers)
      ? {
          newCustomers,
          // Whoever ordered and was not new had ordered before.
          returningCustomers: customers.map((all, day) => Math.max(0, all - (newCustomers[day] ?? 0))),
        }
      : {}),
    ...(some(carts) ? { carts, abandonedCarts } : {}),
  };
}

const toSlice = (slice: ReturnType<typeof decodeSlices>[number]): SliceSeries => ({
  slice: {
    dimension: slice.dimension as Dimension,
    key: slice.key,
    label: slice.dimension === 'SEGMENT' ? slice.key.toLowerCase().replaceAll('_', ' ') : slice.key,
  },
  grossRevenue: slice.grossRevenue,
  units: slice.units,
  orders: slice.orders,
});
