import type { GetInsightQuery } from '@merchantgraph/sdk';
import type { Format } from '../shared/format.ts';
import type { Insight } from '../shared/types.ts';

export type WholeInsight = NonNullable<GetInsightQuery['insight']>;
export type Kind = Insight['kind'];
export type Metric = Insight['metric'];

export const SEVERITY = {
  CRITICAL: { label: 'Critical', color: 'error' },
  WARNING: { label: 'Warning', color: 'warning' },
  NOTICE: { label: 'Notice', color: 'info' },
  INFO: { label: 'Info', color: 'default' },
} as const;

export const KINDS: Record<Kind, string> = {
  LEVEL_SHIFT: 'Another level',
  WEEKDAY_ANOMALY: 'Unusual day',
  TREND_CHANGE: 'Another trend',
  RECORD: 'Record',
  STREAK: 'Streak',
  STOPPED_SELLING: 'Stopped selling',
  BACK_IN_SALE: 'Back in sale',
  CONCENTRATION: 'Concentration',
  OUTLIER_DAY: 'Odd day',
  ODD_CARTS: 'Odd carts',
  DATA_QUALITY: 'Data quality',
  CUSTOM_ALERT: 'Own alert',
};

export const METRICS: Record<Metric, string> = {
  GROSS_REVENUE: 'Gross revenue',
  ORDERS: 'Orders',
  UNITS: 'Units',
  AVERAGE_ORDER_VALUE: 'Order value',
  REFUNDS: 'Refunds',
  NET_REVENUE: 'Net revenue',
  NEW_CUSTOMERS: 'New customers',
  RETURNING_CUSTOMERS: 'Returning customers',
  REFUND_RATE: 'Refund rate',
  CARTS: 'Carts',
  ABANDONMENT_RATE: 'Abandonment rate',
  CONVERSION: 'Conversion',
  DATA_QUALITY: 'Data quality',
};

export const DIMENSIONS = {
  PRODUCT: 'Product',
  CATEGORY: 'Category',
  COUNTRY: 'Country',
  SEGMENT: 'Segment',
  CUSTOMER: 'Customer',
} as const;

/** Metrics that are shares, 0 to 1. */
const SHARES: readonly Metric[] = ['REFUND_RATE', 'ABANDONMENT_RATE', 'CONVERSION'];

/** How figures of a metric are read: as money, as a share or as a number. */
export function figureOf(
  { metric, kind }: { metric: Metric; kind?: Kind | null },
  currency: string | null,
  format: Format,
): { show: (value: number | string) => string; axis: (value: number) => string } {
  if (SHARES.includes(metric) || kind === 'CONCENTRATION')
    return { show: (value) => format.percent(Number(value)), axis: format.percent };
  if (currency) return { show: format.money, axis: format.axisMoney };
  return {
    show: (value) => format.number(Math.round(Number(value) * 100) / 100),
    axis: format.shortNumber,
  };
}

export const choicesOf = <Key extends string>(
  labels: Readonly<Record<Key, string>>,
  all: string,
): [string, string][] => [['', all], ...Object.entries<string>(labels)];

/** A value out of the address, when it is one of those there are. */
export const keyOf = <Key extends string>(
  labels: Readonly<Record<Key, unknown>>,
  text: string | undefined,
): Key | undefined => (text !== undefined && Object.hasOwn(labels, text) ? (text as Key) : undefined);
