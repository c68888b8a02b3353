import type { Permission } from '#platform/identity/identity.ts';
import type { ReportFilter } from '../report/report.type.ts';

export enum ExportKind {
  OVERVIEW = 'OVERVIEW',
  SALES_TREND = 'SALES_TREND',
  PRODUCT_PERFORMANCE = 'PRODUCT_PERFORMANCE',
  REVENUE_BREAKDOWN = 'REVENUE_BREAKDOWN',
  REVENUE_CHANGE = 'REVENUE_CHANGE',
  CONVERSION_FUNNEL = 'CONVERSION_FUNNEL',
  CUSTOMER_SEGMENTS = 'CUSTOMER_SEGMENTS',
  SEGMENT_CUSTOMERS = 'SEGMENT_CUSTOMERS',
  CUSTOMER_COHORTS = 'CUSTOMER_COHORTS',
  FORECAST = 'FORECAST',
  ORDERS = 'ORDERS',
  ORDER_ITEMS = 'ORDER_ITEMS',
  CUSTOMERS = 'CUSTOMERS',
  PRODUCTS = 'PRODUCTS',
  CARTS = 'CARTS',
  EVENTS = 'EVENTS',
}

export enum ExportFormat {
  CSV = 'CSV',
  JSON_LINES = 'JSON_LINES',
  PARQUET = 'PARQUET',
}

export enum ExportStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
}

interface KindRules {
  /** What it takes to read the rows, beside `exports:read` and `exports:write`. */
  permission: Permission;
  /** Which command it is: a report, or data whole. */
  operation: 'reportGeneration' | 'dataExport';
  /** Whether a range of days must be given, may be, or makes no sense. */
  range: 'required' | 'optional' | 'none';
  /** Fields of the filter it takes. */
  filter: readonly (keyof ReportFilter)[];
  /** Whether it may be compared with another range. */
  compares: boolean;
}

const ALL_FILTERS = ['country', 'channel', 'product', 'category', 'segment'] as const;

const report = (filter: KindRules['filter'] = ALL_FILTERS, compares = true): KindRules => ({
  permission: 'reports:read',
  operation: 'reportGeneration',
  range: 'required',
  filter,
  compares,
});
const data = (
  permission: Permission,
  range: KindRules['range'],
  filter: KindRules['filter'] = [],
): KindRules => ({ permission, operation: 'dataExport', range, filter, compares: false });

/** What every kind of export asks for and takes. */
export const KINDS: Record<ExportKind, KindRules> = {
  [ExportKind.OVERVIEW]: report(),
  [ExportKind.SALES_TREND]: report(),
  [ExportKind.PRODUCT_PERFORMANCE]: report(),
  [ExportKind.REVENUE_BREAKDOWN]: report(),
  [ExportKind.REVENUE_CHANGE]: report(),
  [ExportKind.CONVERSION_FUNNEL]: report([]),
  [ExportKind.CUSTOMER_SEGMENTS]: report(['country', 'channel', 'product', 'category']),
  [ExportKind.SEGMENT_CUSTOMERS]: { ...report(ALL_FILTERS, false), permission: 'customers:read' },
  [ExportKind.CUSTOMER_COHORTS]: report(ALL_FILTERS, false),
  [ExportKind.FORECAST]: { ...report([], false), range: 'optional' },
  [ExportKind.ORDERS]: data('reports:read', 'optional', ['country', 'channel']),
  [ExportKind.ORDER_ITEMS]: data('reports:read', 'optional', ['product']),
  [ExportKind.CUSTOMERS]: data('customers:read', 'none', ['country']),
  [ExportKind.PRODUCTS]: data('reports:read', 'none', ['product']),
  [ExportKind.CARTS]: data('carts:read', 'optional'),
  [ExportKind.EVENTS]: data('audit:read', 'none'),
};
