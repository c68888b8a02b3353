// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AuditActorKind =
  | 'ANONYMOUS'
  | 'API_KEY'
  | 'OPERATOR'
  | 'SYSTEM'
  | 'USER';

export type AuditFilter = {
  action?: Array<string> | null | undefined;
  actorId?: string | null | undefined;
  from?: string | null | undefined;
  outcome?: Array<AuditOutcome> | null | undefined;
  to?: string | null | undefined;
};

export type AuditOutcome =
  | 'FAILURE'
  | 'SUCCESS';

export type CartFilter = {
  from?: string | null | undefined;
  minTotal?: string | null | undefined;
  status?: Array<CartStatus> | null | undefined;
  to?: string | null | undefined;
};

export type CartOrder = {
  direction: SortDirection;
  field: CartOrderField;
};

export type CartOrderField =
  | 'TOTAL'
  | 'UPDATED_AT';

export type CartStatus =
  | 'ABANDONED'
  | 'OPEN'
  | 'ORDERED'
  | 'RECOVERED';

export type ComparisonPeriod =
  | 'NONE'
  | 'PREVIOUS_PERIOD'
  | 'PREVIOUS_YEAR';

export type DismissInsightInput = {
  /** The insight. */
  id: string;
};

export type FreshnessStatus =
  | 'DELAYED'
  | 'LIVE'
  | 'UNKNOWN';

export type InsightDirection =
  | 'DOWN'
  | 'UP';

export type InsightFilter = {
  from?: string | null | undefined;
  kind?: Array<InsightKind> | null | undefined;
  metric?: Array<InsightMetric> | null | undefined;
  severity?: Array<InsightSeverity> | null | undefined;
  /** Only these states. */
  status?: Array<InsightStatus> | null | undefined;
  to?: string | null | undefined;
};

export type InsightKind =
  | 'LEVEL_SHIFT'
  | 'WEEKDAY_ANOMALY';

export type InsightMetric =
  | 'AVERAGE_ORDER_VALUE'
  | 'GROSS_REVENUE'
  | 'ORDERS'
  | 'REFUNDS'
  | 'UNITS';

export type InsightOrder = {
  direction: SortDirection;
  field: InsightOrderField;
};

export type InsightOrderField =
  | 'AS_OF'
  | 'CREATED_AT'
  | 'SEVERITY';

export type InsightSeverity =
  | 'CRITICAL'
  | 'INFO'
  | 'NOTICE'
  | 'WARNING';

export type InsightStatus =
  | 'DISMISSED'
  | 'READ'
  | 'UNREAD';

export type MarkInsightReadInput = {
  /** The insight. */
  id: string;
};

export type MerchantStatus =
  | 'ACTIVE'
  | 'CLOSED'
  | 'SUSPENDED';

export type RefreshSessionInput = {
  refreshToken: string;
};

export type RestoreInsightInput = {
  /** The insight. */
  id: string;
};

export type Role =
  | 'ADMIN'
  | 'ANALYST'
  | 'MARKETER'
  | 'OWNER';

export type SignInInput = {
  /** E-mail address of the person. */
  email: string;
  password: string;
};

export type SortDirection =
  | 'ASC'
  | 'DESC';

export type TimeGrouping =
  | 'DAY'
  | 'MONTH'
  /** ISO 8601 weeks, from Monday. */
  | 'WEEK';

export type GetOverviewQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  compareTo?: ComparisonPeriod | null | undefined;
}>;


export type GetOverviewQuery = { merchant: { id: string, overview: { from: string, to: string, currency: string, timeZone: string, customers: number | null, abandonedCarts: number | null, abandonmentRate: number | null, definition: string, totals: { orders: number, units: number, grossRevenue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, refunds: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, netRevenue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, averageOrderValue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string } | null }, comparison: { from: string, to: string, totals: { orders: number, units: number, grossRevenue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, refunds: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, netRevenue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, averageOrderValue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string } | null }, change: { grossRevenue: number | null, refunds: number | null, netRevenue: number | null, orders: number | null, units: number | null, averageOrderValue: number | null } } | null, freshness: { lagSeconds: number | null, replicatedAt: string | null, status: FreshnessStatus } } | null } | null };

export type GetSalesTrendQueryVariables = Exact<{
  merchantId: string;
  from: string;
  to: string;
  groupBy?: TimeGrouping | null | undefined;
  compareTo?: ComparisonPeriod | null | undefined;
}>;


export type GetSalesTrendQuery = { merchant: { id: string, salesTrend: { from: string, to: string, groupBy: TimeGrouping, currency: string, timeZone: string, definition: string, points: Array<{ date: string, orders: number, units: number, grossRevenue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, refunds: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, netRevenue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, averageOrderValue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string } | null }>, totals: { orders: number, units: number, grossRevenue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, refunds: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, netRevenue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, averageOrderValue: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string } | null }, comparison: { from: string, to: string, points: Array<{ date: string, orders: number, units: number, grossRevenue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, refunds: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, netRevenue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, averageOrderValue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string } | null }>, totals: { orders: number, units: number, grossRevenue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, refunds: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, netRevenue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, averageOrderValue: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string } | null }, change: { grossRevenue: number | null, refunds: number | null, netRevenue: number | null, orders: number | null, units: number | null, averageOrderValue: number | null } } | null, freshness: { lagSeconds: number | null, replicatedAt: string | null, status: FreshnessStatus } } | null } | null };

export type GetCartQueryVariables = Exact<{
  id: string;
}>;


export type GetCartQuery = { cart: { id: string, status: CartStatus, itemCount: number, createdAt: string, updatedAt: string, abandonedAt: string | null, merchant: { id: string }, customer: { id: string, name: string | null, email: string | null } | null, total: {
    /** Exact decimal with four places. */
    amount: string,
    /** ISO 4217 currency code. */
    currency: string }, items: Array<{ id: string, sku: string, title: string, quantity: number, unitPrice: {
      /** Exact decimal with four places. */
      amount: string,
      /** ISO 4217 currency code. */
      currency: string }, total: {
      /** Exact decimal with four places. */
      amount: string,
      /** ISO 4217 currency code. */
      currency: string } }> } | null };

export type ListCartsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: CartFilter | null | undefined;
  orderBy?: CartOrder | null | undefined;
}>;


export type ListCartsQuery = { merchant: { id: string, carts: { totalCount: number, nodes: Array<{ id: string, status: CartStatus, itemCount: number, createdAt: string, updatedAt: string, abandonedAt: string | null, merchant: { id: string }, customer: { id: string, name: string | null, email: string | null } | null, total: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, items: Array<{ id: string, sku: string, title: string, quantity: number, unitPrice: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, total: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string } }> }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type ListAbandonedCartsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: CartFilter | null | undefined;
  orderBy?: CartOrder | null | undefined;
}>;


export type ListAbandonedCartsQuery = { merchant: { id: string, abandonedCarts: { totalCount: number, nodes: Array<{ id: string, status: CartStatus, itemCount: number, createdAt: string, updatedAt: string, abandonedAt: string | null, merchant: { id: string }, customer: { id: string, name: string | null, email: string | null } | null, total: {
        /** Exact decimal with four places. */
        amount: string,
        /** ISO 4217 currency code. */
        currency: string }, items: Array<{ id: string, sku: string, title: string, quantity: number, unitPrice: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string }, total: {
          /** Exact decimal with four places. */
          amount: string,
          /** ISO 4217 currency code. */
          currency: string } }> }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type CartFieldsFragment = { id: string, status: CartStatus, itemCount: number, createdAt: string, updatedAt: string, abandonedAt: string | null, merchant: { id: string }, customer: { id: string, name: string | null, email: string | null } | null, total: {
  /** Exact decimal with four places. */
  amount: string,
  /** ISO 4217 currency code. */
  currency: string }, items: Array<{ id: string, sku: string, title: string, quantity: number, unitPrice: {
    /** Exact decimal with four places. */
    amount: string,
    /** ISO 4217 currency code. */
    currency: string }, total: {
    /** Exact decimal with four places. */
    amount: string,
    /** ISO 4217 currency code. */
    currency: string } }> };

export type GetAuditEntryQueryVariables = Exact<{
  id: string;
}>;


export type GetAuditEntryQuery = { auditEntry: { id: string, actorKind: AuditActorKind, action: string, outcome: AuditOutcome, occurredAt: string, ipAddress: string | null, userAgent: string | null, correlationId: string | null, details: string | null, merchant: { id: string }, actor: { id: string,
    /** Full name. */
    name: string, email: string } | null } | null };

export type ListAuditLogQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type ListAuditLogQuery = { merchant: { id: string, auditLog: { totalCount: number, nodes: Array<{ id: string, actorKind: AuditActorKind, action: string, outcome: AuditOutcome, occurredAt: string, ipAddress: string | null, userAgent: string | null, correlationId: string | null, details: string | null, merchant: { id: string }, actor: { id: string,
        /** Full name. */
        name: string, email: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type AuditEntryFieldsFragment = { id: string, actorKind: AuditActorKind, action: string, outcome: AuditOutcome, occurredAt: string, ipAddress: string | null, userAgent: string | null, correlationId: string | null, details: string | null, merchant: { id: string }, actor: { id: string,
  /** Full name. */
  name: string, email: string } | null };

export type GetInsightQueryVariables = Exact<{
  id: string;
}>;


export type GetInsightQuery = { insight: { id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
  /** One line. */
  title: string,
  /** The whole story. */
  text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } } | null };

export type ListInsightsQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: InsightFilter | null | undefined;
  orderBy?: InsightOrder | null | undefined;
}>;


export type ListInsightsQuery = { merchant: { id: string, insights: { totalCount: number, unreadCount: number, nodes: Array<{ id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
      /** One line. */
      title: string,
      /** The whole story. */
      text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type MarkInsightReadMutationVariables = Exact<{
  input: MarkInsightReadInput;
}>;


export type MarkInsightReadMutation = { markInsightRead:
    | { __typename: 'BadInputError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'MarkInsightReadSuccess', insight: { id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
      /** One line. */
      title: string,
      /** The whole story. */
      text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } } }
    | { __typename: 'NotFoundError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
   };

export type DismissInsightMutationVariables = Exact<{
  input: DismissInsightInput;
}>;


export type DismissInsightMutation = { dismissInsight:
    | { __typename: 'BadInputError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'DismissInsightSuccess', insight: { id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
      /** One line. */
      title: string,
      /** The whole story. */
      text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } } }
    | { __typename: 'ForbiddenError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'UnauthenticatedError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
   };

export type RestoreInsightMutationVariables = Exact<{
  input: RestoreInsightInput;
}>;


export type RestoreInsightMutation = { restoreInsight:
    | { __typename: 'BadInputError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'ConflictError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'ForbiddenError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'NotFoundError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'RestoreInsightSuccess', insight: { id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
      /** One line. */
      title: string,
      /** The whole story. */
      text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } } }
    | { __typename: 'UnauthenticatedError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
   };

export type InsightCreatedSubscriptionVariables = Exact<{
  merchantId: string;
}>;


export type InsightCreatedSubscription = { insightCreated: { id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
  /** One line. */
  title: string,
  /** The whole story. */
  text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } } };

export type InsightFieldsFragment = { id: string, kind: InsightKind, metric: InsightMetric, direction: InsightDirection, severity: InsightSeverity,
/** One line. */
title: string,
/** The whole story. */
text: string, status: InsightStatus, asOf: string, createdAt: string, readAt: string | null, dismissedAt: string | null, merchant: { id: string }, window: { from: string, to: string, baselineFrom: string, baselineTo: string }, figures: { observed: string, expected: string, change: number | null, currency: string | null, score: number } };

export type MoneyFieldsFragment = {
/** Exact decimal with four places. */
amount: string,
/** ISO 4217 currency code. */
currency: string };

export type PageInfoFieldsFragment = { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null };

type UserErrorFields_BadInputError_Fragment = {
/** Stable code. */
code: string,
/** What is wrong and what to do. */
message: string,
/** Input path the error is about. */
path: Array<string> | null };

type UserErrorFields_ConflictError_Fragment = {
/** Stable code. */
code: string,
/** What is wrong and what to do. */
message: string,
/** Input path the error is about. */
path: Array<string> | null };

type UserErrorFields_ForbiddenError_Fragment = {
/** Stable code. */
code: string,
/** What is wrong and what to do. */
message: string,
/** Input path the error is about. */
path: Array<string> | null };

type UserErrorFields_InvalidCredentialsError_Fragment = { code: string, message: string, path: Array<string> | null };

type UserErrorFields_NotFoundError_Fragment = {
/** Stable code. */
code: string,
/** What is wrong and what to do. */
message: string,
/** Input path the error is about. */
path: Array<string> | null };

type UserErrorFields_UnauthenticatedError_Fragment = {
/** Stable code. */
code: string,
/** What is wrong and what to do. */
message: string,
/** Input path the error is about. */
path: Array<string> | null };

export type UserErrorFieldsFragment =
  | UserErrorFields_BadInputError_Fragment
  | UserErrorFields_ConflictError_Fragment
  | UserErrorFields_ForbiddenError_Fragment
  | UserErrorFields_InvalidCredentialsError_Fragment
  | UserErrorFields_NotFoundError_Fragment
  | UserErrorFields_UnauthenticatedError_Fragment
;

export type MembershipFieldsFragment = { id: string, role: Role, createdAt: string, user: { id: string,
  /** Full name. */
  name: string, email: string }, merchant: { id: string, slug: string,
  /** Display name. */
  name: string,
  /** IANA time zone that defines the merchant's days. */
  timeZone: string,
  /** ISO 4217 currency of its reports. */
  currency: string, status: MerchantStatus } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string,
  /** Full name. */
  name: string, email: string, createdAt: string, memberships: { nodes: Array<{ id: string, role: Role, createdAt: string, user: { id: string,
        /** Full name. */
        name: string, email: string }, merchant: { id: string, slug: string,
        /** Display name. */
        name: string,
        /** IANA time zone that defines the merchant's days. */
        timeZone: string,
        /** ISO 4217 currency of its reports. */
        currency: string, status: MerchantStatus } }> } } | null };

export type ListMembershipsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListMembershipsQuery = { me: { id: string, memberships: { totalCount: number, nodes: Array<{ id: string, role: Role, createdAt: string, user: { id: string,
        /** Full name. */
        name: string, email: string }, merchant: { id: string, slug: string,
        /** Display name. */
        name: string,
        /** IANA time zone that defines the merchant's days. */
        timeZone: string,
        /** ISO 4217 currency of its reports. */
        currency: string, status: MerchantStatus } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type CurrentApiKeyQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentApiKeyQuery = { currentApiKey: { id: string, name: string, prefix: string, scopes: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, merchant: { id: string, slug: string,
    /** Display name. */
    name: string } } | null };

export type GetMerchantQueryVariables = Exact<{
  id: string;
}>;


export type GetMerchantQuery = { merchant: { id: string, slug: string,
  /** Display name. */
  name: string,
  /** IANA time zone that defines the merchant's days. */
  timeZone: string,
  /** ISO 4217 currency of its reports. */
  currency: string, status: MerchantStatus, createdAt: string } | null };

export type ListMembersQueryVariables = Exact<{
  merchantId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ListMembersQuery = { merchant: { id: string, members: { totalCount: number, nodes: Array<{ id: string, role: Role, createdAt: string, user: { id: string,
        /** Full name. */
        name: string, email: string }, merchant: { id: string, slug: string,
        /** Display name. */
        name: string,
        /** IANA time zone that defines the merchant's days. */
        timeZone: string,
        /** ISO 4217 currency of its reports. */
        currency: string, status: MerchantStatus } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'BadInputError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError', code: string, message: string, path: Array<string> | null }
    | { __typename: 'SignInSuccess', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { id: string,
      /** Full name. */
      name: string, email: string, createdAt: string } }
   };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession:
    | { __typename: 'BadInputError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
    | { __typename: 'InvalidCredentialsError', code: string, message: string, path: Array<string> | null }
    | { __typename: 'RefreshSessionSuccess', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { id: string,
      /** Full name. */
      name: string, email: string, createdAt: string } }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut:
    | { __typename: 'SignOutSuccess', signedOut: boolean }
    | { __typename: 'UnauthenticatedError',
    /** Stable code. */
    code: string,
    /** What is wrong and what to do. */
    message: string,
    /** Input path the error is about. */
    path: Array<string> | null }
   };

export type ApiKeyFieldsFragment = { id: string, name: string, prefix: string, scopes: Array<string>, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, merchant: { id: string, slug: string,
  /** Display name. */
  name: string } };

export type MerchantFieldsFragment = { id: string, slug: string,
/** Display name. */
name: string,
/** IANA time zone that defines the merchant's days. */
timeZone: string,
/** ISO 4217 currency of its reports. */
currency: string, status: MerchantStatus, createdAt: string };

export type UserFieldsFragment = { id: string,
/** Full name. */
name: string, email: string, createdAt: string };
