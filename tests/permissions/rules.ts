import type { Need } from './actors.ts';

/**
 * What every field asks of its caller, beside what the fields on the way to it ask. A field without a line here fails
 * the walk, so that whoever adds one decides who may read it.
 */
export const RULES: Readonly<Record<string, Readonly<Record<string, Need>>>> = {
  Query: {
    merchant: 'merchant:read',
    me: 'PERSON',
    currentApiKey: 'API_KEY',
    insight: 'insights:read',
    cart: 'carts:read',
    auditEntry: 'audit:read',
  },
  Merchant: {
    id: 'merchant:read',
    slug: 'merchant:read',
    name: 'merchant:read',
    timeZone: 'merchant:read',
    currency: 'merchant:read',
    status: 'merchant:read',
    createdAt: 'merchant:read',
    members: 'members:read',
    overview: 'reports:read',
    salesTrend: 'reports:read',
    insights: 'insights:read',
    carts: 'carts:read',
    abandonedCarts: 'carts:read',
    auditLog: 'audit:read',
  },
  Cart: { customer: 'customers:read' },
  Customer: {
    id: 'customers:read',
    externalId: 'customers:read',
    name: 'customers:read',
    email: 'customers:read',
    country: 'customers:read',
    createdAt: 'customers:read',
  },
};

/**
 * Types that are read as part of what holds them: whoever may read the field that gives one may read all of it. A new
 * type has to be named here or above.
 */
export const PARTS: readonly string[] = [
  'ApiKey',
  'AuditEntry',
  'AuditEntryConnection',
  'AuditEntryEdge',
  'Cart',
  'CartConnection',
  'CartEdge',
  'CartItem',
  'Freshness',
  'Insight',
  'InsightConnection',
  'InsightEdge',
  'InsightFigures',
  'InsightWindow',
  'Membership',
  'MembershipConnection',
  'MembershipEdge',
  'Money',
  'Overview',
  'OverviewComparison',
  'PageInfo',
  'SalesChange',
  'SalesComparison',
  'SalesPoint',
  'SalesTotals',
  'SalesTrend',
  'User',
];

/** Fields that may be null for somebody who may read them, because the data at hand has none. */
export const MAY_BE_NULL: ReadonlySet<string> = new Set([
  'ApiKey.expiresAt',
  'AuditEntry.actor',
  'AuditEntry.details',
  'AuditEntry.ipAddress',
  'AuditEntry.userAgent',
  'Insight.readAt',
  'Insight.dismissedAt',
]);
