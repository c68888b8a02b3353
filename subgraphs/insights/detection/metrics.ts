import type { Metric } from './finding.ts';

/** What a metric is about. Average order value and abandonment join the story of sales where there is one. */
export type Family = 'sales' | 'basket' | 'refunds' | 'carts';

const FAMILIES: Record<Metric, Family> = {
  GROSS_REVENUE: 'sales',
  ORDERS: 'sales',
  UNITS: 'sales',
  NET_REVENUE: 'sales',
  NEW_CUSTOMERS: 'sales',
  RETURNING_CUSTOMERS: 'sales',
  CARTS: 'sales',
  CONVERSION: 'carts',
  ABANDONMENT_RATE: 'carts',
  AVERAGE_ORDER_VALUE: 'basket',
  REFUNDS: 'refunds',
  REFUND_RATE: 'refunds',
};

/** The family a metric's stories belong to. */
export function familyOf(metric: Metric): Family {
  return FAMILIES[metric];
}

/** Whether a metric goes up and down with what customers want to buy. */
export function isDemand(metric: Metric): boolean {
  return FAMILIES[metric] === 'sales';
}
