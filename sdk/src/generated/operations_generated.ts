// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import {
  type Operation,
  operation,
  type Subscription,
  subscription,
} from '../operation.ts';
import {
  CurrentApiKeyDocument,
  DismissInsightDocument,
  GetAuditEntryDocument,
  GetCartDocument,
  GetInsightDocument,
  GetMerchantDocument,
  GetOverviewDocument,
  GetSalesTrendDocument,
  InsightCreatedDocument,
  ListAbandonedCartsDocument,
  ListAuditLogDocument,
  ListCartsDocument,
  ListInsightsDocument,
  ListMembersDocument,
  ListMembershipsDocument,
  MarkInsightReadDocument,
  MeDocument,
  RefreshSessionDocument,
  RestoreInsightDocument,
  SignInDocument,
  SignOutDocument,
} from './documents_generated.ts';
import type {
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  DismissInsightMutation,
  DismissInsightMutationVariables,
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  GetCartQuery,
  GetCartQueryVariables,
  GetInsightQuery,
  GetInsightQueryVariables,
  GetMerchantQuery,
  GetMerchantQueryVariables,
  GetOverviewQuery,
  GetOverviewQueryVariables,
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ListCartsQuery,
  ListCartsQueryVariables,
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ListMembersQuery,
  ListMembersQueryVariables,
  ListMembershipsQuery,
  ListMembershipsQueryVariables,
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  MeQuery,
  MeQueryVariables,
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  SignInMutation,
  SignInMutationVariables,
  SignOutMutation,
  SignOutMutationVariables,
} from './types_generated.ts';

/**
 * The API key this request came with; null otherwise.
 */
export const currentApiKey: Operation<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ operation(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Put an insight away.
 */
export const dismissInsight: Operation<
  DismissInsightMutation,
  DismissInsightMutationVariables,
  ['dismissInsight']
> = /* @__PURE__ */ operation(DismissInsightDocument, ['dismissInsight']);

/**
 * One audit entry.
 */
export const getAuditEntry: Operation<
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  ['auditEntry']
> = /* @__PURE__ */ operation(GetAuditEntryDocument, ['auditEntry']);

/**
 * One cart.
 */
export const getCart: Operation<
  GetCartQuery,
  GetCartQueryVariables,
  ['cart']
> = /* @__PURE__ */ operation(GetCartDocument, ['cart']);

/**
 * One insight.
 */
export const getInsight: Operation<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ operation(GetInsightDocument, ['insight']);

/**
 * One merchant by id or slug.
 */
export const getMerchant: Operation<
  GetMerchantQuery,
  GetMerchantQueryVariables,
  ['merchant']
> = /* @__PURE__ */ operation(GetMerchantDocument, ['merchant']);

/**
 * Headline figures of a period.
 */
export const getOverview: Operation<
  GetOverviewQuery,
  GetOverviewQueryVariables,
  ['merchant', 'overview']
> = /* @__PURE__ */ operation(GetOverviewDocument, ['merchant', 'overview']);

/**
 * Sales over time.
 */
export const getSalesTrend: Operation<
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  ['merchant', 'salesTrend']
> = /* @__PURE__ */ operation(GetSalesTrendDocument, ['merchant', 'salesTrend']);

/**
 * Every new insight of a merchant, as it is written.
 */
export const insightCreated: Subscription<
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  ['insightCreated']
> = /* @__PURE__ */ subscription(InsightCreatedDocument, ['insightCreated']);

/**
 * Carts worth winning back.
 */
export const listAbandonedCarts: Operation<
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ['merchant', 'abandonedCarts']
> = /* @__PURE__ */ operation(ListAbandonedCartsDocument, ['merchant', 'abandonedCarts']);

/**
 * Who did what, newest first.
 */
export const listAuditLog: Operation<
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ['merchant', 'auditLog']
> = /* @__PURE__ */ operation(ListAuditLogDocument, ['merchant', 'auditLog']);

/**
 * Every cart.
 */
export const listCarts: Operation<
  ListCartsQuery,
  ListCartsQueryVariables,
  ['merchant', 'carts']
> = /* @__PURE__ */ operation(ListCartsDocument, ['merchant', 'carts']);

/**
 * What is worth knowing, newest first.
 */
export const listInsights: Operation<
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ['merchant', 'insights']
> = /* @__PURE__ */ operation(ListInsightsDocument, ['merchant', 'insights']);

/**
 * The team of the merchant.
 */
export const listMembers: Operation<
  ListMembersQuery,
  ListMembersQueryVariables,
  ['merchant', 'members']
> = /* @__PURE__ */ operation(ListMembersDocument, ['merchant', 'members']);

/**
 * Merchants this person works for.
 */
export const listMemberships: Operation<
  ListMembershipsQuery,
  ListMembershipsQueryVariables,
  ['me', 'memberships']
> = /* @__PURE__ */ operation(ListMembershipsDocument, ['me', 'memberships']);

/**
 * Mark an insight as read.
 */
export const markInsightRead: Operation<
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  ['markInsightRead']
> = /* @__PURE__ */ operation(MarkInsightReadDocument, ['markInsightRead']);

/**
 * The signed-in person; null for an API key or a stranger.
 */
export const me: Operation<
  MeQuery,
  MeQueryVariables,
  ['me']
> = /* @__PURE__ */ operation(MeDocument, ['me']);

/**
 * Exchange a refresh token for new tokens; the old one stops working.
 */
export const refreshSession: Operation<
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  ['refreshSession']
> = /* @__PURE__ */ operation(RefreshSessionDocument, ['refreshSession']);

/**
 * Bring a dismissed insight back as read.
 */
export const restoreInsight: Operation<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ operation(RestoreInsightDocument, ['restoreInsight']);

/**
 * Exchange an e-mail address and a password for a session.
 */
export const signIn: Operation<
  SignInMutation,
  SignInMutationVariables,
  ['signIn']
> = /* @__PURE__ */ operation(SignInDocument, ['signIn']);

/**
 * End the session of this request.
 */
export const signOut: Operation<
  SignOutMutation,
  SignOutMutationVariables,
  ['signOut']
> = /* @__PURE__ */ operation(SignOutDocument, ['signOut']);
