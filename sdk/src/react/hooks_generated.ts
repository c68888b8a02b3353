// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
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
} from '../generated/documents_generated.ts';
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
} from '../generated/types_generated.ts';
import {
  type MutationHook,
  mutationHook,
  type QueryHook,
  queryHook,
  type SubscriptionHook,
  subscriptionHook,
} from './hooks.ts';

/**
 * The API key this request came with; null otherwise.
 */
export const useCurrentApiKey: QueryHook<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ queryHook(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Put an insight away.
 */
export const useDismissInsight: MutationHook<
  DismissInsightMutation,
  DismissInsightMutationVariables,
  ['dismissInsight']
> = /* @__PURE__ */ mutationHook(DismissInsightDocument, ['dismissInsight']);

/**
 * One audit entry.
 */
export const useAuditEntry: QueryHook<
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  ['auditEntry']
> = /* @__PURE__ */ queryHook(GetAuditEntryDocument, ['auditEntry']);

/**
 * One cart.
 */
export const useCart: QueryHook<
  GetCartQuery,
  GetCartQueryVariables,
  ['cart']
> = /* @__PURE__ */ queryHook(GetCartDocument, ['cart']);

/**
 * One insight.
 */
export const useInsight: QueryHook<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ queryHook(GetInsightDocument, ['insight']);

/**
 * One merchant by id or slug.
 */
export const useMerchant: QueryHook<
  GetMerchantQuery,
  GetMerchantQueryVariables,
  ['merchant']
> = /* @__PURE__ */ queryHook(GetMerchantDocument, ['merchant']);

/**
 * Headline figures of a period.
 */
export const useOverview: QueryHook<
  GetOverviewQuery,
  GetOverviewQueryVariables,
  ['merchant', 'overview']
> = /* @__PURE__ */ queryHook(GetOverviewDocument, ['merchant', 'overview']);

/**
 * Sales over time.
 */
export const useSalesTrend: QueryHook<
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  ['merchant', 'salesTrend']
> = /* @__PURE__ */ queryHook(GetSalesTrendDocument, ['merchant', 'salesTrend']);

/**
 * Every new insight of a merchant, as it is written.
 */
export const useInsightCreated: SubscriptionHook<
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  ['insightCreated']
> = /* @__PURE__ */ subscriptionHook(InsightCreatedDocument, ['insightCreated']);

/**
 * Carts worth winning back.
 */
export const useAbandonedCarts: QueryHook<
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ['merchant', 'abandonedCarts']
> = /* @__PURE__ */ queryHook(ListAbandonedCartsDocument, ['merchant', 'abandonedCarts']);

/**
 * Who did what, newest first.
 */
export const useAuditLog: QueryHook<
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ['merchant', 'auditLog']
> = /* @__PURE__ */ queryHook(ListAuditLogDocument, ['merchant', 'auditLog']);

/**
 * Every cart.
 */
export const useCarts: QueryHook<
  ListCartsQuery,
  ListCartsQueryVariables,
  ['merchant', 'carts']
> = /* @__PURE__ */ queryHook(ListCartsDocument, ['merchant', 'carts']);

/**
 * What is worth knowing, newest first.
 */
export const useInsights: QueryHook<
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ['merchant', 'insights']
> = /* @__PURE__ */ queryHook(ListInsightsDocument, ['merchant', 'insights']);

/**
 * The team of the merchant.
 */
export const useMembers: QueryHook<
  ListMembersQuery,
  ListMembersQueryVariables,
  ['merchant', 'members']
> = /* @__PURE__ */ queryHook(ListMembersDocument, ['merchant', 'members']);

/**
 * Merchants this person works for.
 */
export const useMemberships: QueryHook<
  ListMembershipsQuery,
  ListMembershipsQueryVariables,
  ['me', 'memberships']
> = /* @__PURE__ */ queryHook(ListMembershipsDocument, ['me', 'memberships']);

/**
 * Mark an insight as read.
 */
export const useMarkInsightRead: MutationHook<
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  ['markInsightRead']
> = /* @__PURE__ */ mutationHook(MarkInsightReadDocument, ['markInsightRead']);

/**
 * The signed-in person; null for an API key or a stranger.
 */
export const useMe: QueryHook<
  MeQuery,
  MeQueryVariables,
  ['me']
> = /* @__PURE__ */ queryHook(MeDocument, ['me']);

/**
 * Exchange a refresh token for new tokens; the old one stops working.
 */
export const useRefreshSession: MutationHook<
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  ['refreshSession']
> = /* @__PURE__ */ mutationHook(RefreshSessionDocument, ['refreshSession']);

/**
 * Bring a dismissed insight back as read.
 */
export const useRestoreInsight: MutationHook<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ mutationHook(RestoreInsightDocument, ['restoreInsight']);

/**
 * Exchange an e-mail address and a password for a session.
 */
export const useSignIn: MutationHook<
  SignInMutation,
  SignInMutationVariables,
  ['signIn']
> = /* @__PURE__ */ mutationHook(SignInDocument, ['signIn']);

/**
 * End the session of this request.
 */
export const useSignOut: MutationHook<
  SignOutMutation,
  SignOutMutationVariables,
  ['signOut']
> = /* @__PURE__ */ mutationHook(SignOutDocument, ['signOut']);
