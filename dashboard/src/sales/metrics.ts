import type { Format } from '../shared/format.ts';
import type { SalesPoint } from '../shared/types.ts';

export const METRIC_KEYS = ['grossRevenue', 'orders', 'averageOrderValue', 'units', 'refunds'] as const;
export type MetricKey = (typeof METRIC_KEYS)[number];

interface Metric {
  label: string;
  /** The figure for drawing; the exact decimal is only for reading. */
  value: (point: SalesPoint) => number | null;
  show: (value: number, format: Format) => string;
  axis: (value: number, format: Format) => string;
}

const money = (label: string, key: 'grossRevenue' | 'averageOrderValue' | 'refunds'): Metric => ({
  label,
  value: (point) => {
    const amount = point[key]?.amount;
    return amount === undefined ? null : Number(amount);
  },
  show: (value, format) => format.money(value),
  axis: (value, format) => format.axisMoney(value),
});

const count = (label: string, key: 'orders' | 'units'): Metric => ({
  label,
  value: (point) => point[key],
  show: (value, format) => format.number(value),
  axis: (value, format) => format.shortNumber(value),
});

export const METRICS: Record<MetricKey, Metric> = {
  grossRevenue: money('Revenue', 'grossRevenue'),
  orders: count('Orders', 'orders'),
  averageOrderValue: money('Order value', 'averageOrderValue'),
  units: count('Units', 'units'),
  refunds: money('Refunds', 'refunds'),
};
