import type { ExportFieldsFragment } from '@merchantgraph/sdk';

export type Export = ExportFieldsFragment;
export type ExportKind = Export['kind'];
export type ExportFormat = Export['format'];

export const KIND_LABELS: Record<ExportKind, string> = {
  OVERVIEW: 'Overview',
  SALES_TREND: 'Sales trend',
  PRODUCT_PERFORMANCE: 'Products',
  REVENUE_BREAKDOWN: 'Revenue by',
  REVENUE_CHANGE: 'Why revenue changed',
  CONVERSION_FUNNEL: 'Funnel',
  CUSTOMER_SEGMENTS: 'Segments',
  SEGMENT_CUSTOMERS: 'Customers of segments',
  CUSTOMER_COHORTS: 'Cohorts',
  FORECAST: 'Forecast',
  ORDERS: 'Orders',
  ORDER_ITEMS: 'Lines of orders',
  CUSTOMERS: 'Customers',
  PRODUCTS: 'Product list',
  CARTS: 'Carts',
  EVENTS: 'Events',
};

export const FORMAT_LABELS: Record<ExportFormat, string> = {
  CSV: 'CSV, for spreadsheets',
  JSON_LINES: 'JSON Lines, for programs',
  PARQUET: 'Parquet, for warehouses',
};

export const STATUS_LABELS: Record<Export['status'], string> = {
  QUEUED: 'Waiting',
  RUNNING: 'Being made',
  COMPLETED: 'Ready',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  EXPIRED: 'Removed',
};

/** It will still change by itself. */
export const isUnderWay = ({ status }: Pick<Export, 'status'>): boolean =>
  status === 'QUEUED' || status === 'RUNNING';
