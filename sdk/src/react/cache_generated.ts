// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.

/** Object types without an id: the cache keeps them inside what they belong to. */
export const embeddedTypes: readonly string[] = [
  'AuditEntryConnection',
  'AuditEntryEdge',
  'AuditLogIntegrity',
  'BadInputError',
  'CartConnection',
  'CartEdge',
  'ConflictError',
  'DismissInsightSuccess',
  'ForbiddenError',
  'Freshness',
  'InsightConnection',
  'InsightEdge',
  'InsightFigures',
  'InsightWindow',
  'InvalidCredentialsError',
  'MarkInsightReadSuccess',
  'MembershipConnection',
  'MembershipEdge',
  'Money',
  'NotFoundError',
  'Outbox',
  'OutboxMessageConnection',
  'OutboxMessageEdge',
  'Overview',
  'OverviewComparison',
  'PageInfo',
  'RefreshSessionSuccess',
  'RestoreInsightSuccess',
  'SalesChange',
  'SalesComparison',
  'SalesPoint',
  'SalesTotals',
  'SalesTrend',
  'SignInSuccess',
  'SignOutSuccess',
  'UnauthenticatedError',
];

/** The members of every interface and union. */
export const possibleTypes: Record<string, string[]> = {
  DismissInsightResult: ['BadInputError', 'ConflictError', 'DismissInsightSuccess', 'ForbiddenError', 'NotFoundError', 'UnauthenticatedError'],
  MarkInsightReadResult: ['BadInputError', 'ConflictError', 'ForbiddenError', 'MarkInsightReadSuccess', 'NotFoundError', 'UnauthenticatedError'],
  RefreshSessionResult: ['BadInputError', 'ConflictError', 'InvalidCredentialsError', 'RefreshSessionSuccess'],
  RestoreInsightResult: ['BadInputError', 'ConflictError', 'ForbiddenError', 'NotFoundError', 'RestoreInsightSuccess', 'UnauthenticatedError'],
  SignInResult: ['BadInputError', 'ConflictError', 'InvalidCredentialsError', 'SignInSuccess'],
  SignOutResult: ['ConflictError', 'SignOutSuccess', 'UnauthenticatedError'],
  UserError: ['BadInputError', 'ConflictError', 'ForbiddenError', 'InvalidCredentialsError', 'NotFoundError', 'UnauthenticatedError'],
};

/** Lists that may be out of date after a mutation or an event: [root, field, payload, owner, owner type, list]. */
export const staleLists: readonly (readonly [string, string, string | null, string, string, string])[] = [
  ['Mutation', 'dismissInsight', 'insight', 'merchant', 'Merchant', 'insights'],
  ['Mutation', 'markInsightRead', 'insight', 'merchant', 'Merchant', 'insights'],
  ['Mutation', 'restoreInsight', 'insight', 'merchant', 'Merchant', 'insights'],
  ['Subscription', 'insightCreated', null, 'merchant', 'Merchant', 'insights'],
];
