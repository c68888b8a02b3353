// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import {
  CurrentApiKeyDocument,
  DismissInsightDocument,
  GetAuditEntryDocument,
  GetCartDocument,
  GetInsightDocument,
  GetMerchantDocument,
  GetOutboxDocument,
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
  GetOutboxQuery,
  GetOutboxQueryVariables,
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
 * The API key this request came with, to check that a key works and what it may do; null without one.
 */
export const useCurrentApiKey: QueryHook<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ queryHook(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Puts an insight away, for the whole team. restoreInsight undoes it.
 */
export const useDismissInsight: MutationHook<
  DismissInsightMutation,
  DismissInsightMutationVariables,
  ['dismissInsight']
> = /* @__PURE__ */ mutationHook(DismissInsightDocument, ['dismissInsight']);

/**
 * An audit entry by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.
 */
export const useAuditEntry: QueryHook<
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  ['auditEntry']
> = /* @__PURE__ */ queryHook(GetAuditEntryDocument, ['auditEntry']);

/**
 * A cart by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.
 */
export const useCart: QueryHook<
  GetCartQuery,
  GetCartQueryVariables,
  ['cart']
> = /* @__PURE__ */ queryHook(GetCartDocument, ['cart']);

/**
 * One insight by its id. Null with NOT_FOUND when it does not exist or you have no access to it.
 */
export const useInsight: QueryHook<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ queryHook(GetInsightDocument, ['insight']);

/**
 * A merchant you belong to. Null with the error NOT_FOUND for any other.
 */
export const useMerchant: QueryHook<
  GetMerchantQuery,
  GetMerchantQueryVariables,
  ['merchant']
> = /* @__PURE__ */ queryHook(GetMerchantDocument, ['merchant']);

/**
 * E-mail that a deployment without a mail server keeps to be read: yours, or with outbox:read that of a merchant. Links for a forgotten password are never shown.
 */
export const useOutbox: QueryHook<
  GetOutboxQuery,
  GetOutboxQueryVariables,
  ['outbox']
> = /* @__PURE__ */ queryHook(GetOutboxDocument, ['outbox']);

/**
 * Totals of a range of days, compared with another. Needs reports:read.
 */
export const useOverview: QueryHook<
  GetOverviewQuery,
  GetOverviewQueryVariables,
  ['merchant', 'overview']
> = /* @__PURE__ */ queryHook(GetOverviewDocument, ['merchant', 'overview']);

/**
 * Sales by day, week or month over a range of days. Needs reports:read.
 */
export const useSalesTrend: QueryHook<
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  ['merchant', 'salesTrend']
> = /* @__PURE__ */ queryHook(GetSalesTrendDocument, ['merchant', 'salesTrend']);

/**
 * Every insight of a merchant from now on, within a second of being written, at least once and in order: drop repeats
 * by id. After a reconnect give the last insight you have seen as after, and nothing is missed. Needs the permission
 * insights:read.
 */
export const useInsightCreated: SubscriptionHook<
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  ['insightCreated']
> = /* @__PURE__ */ subscriptionHook(InsightCreatedDocument, ['insightCreated']);

/**
 * Carts to win back: those whose status is ABANDONED. A filter on another status finds none. Needs carts:read.
 */
export const useAbandonedCarts: QueryHook<
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ['merchant', 'abandonedCarts']
> = /* @__PURE__ */ queryHook(ListAbandonedCartsDocument, ['merchant', 'abandonedCarts']);

/**
 * What was done in the name of the merchant, newest first. Needs audit:read.
 */
export const useAuditLog: QueryHook<
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ['merchant', 'auditLog']
> = /* @__PURE__ */ queryHook(ListAuditLogDocument, ['merchant', 'auditLog']);

/**
 * Carts of the merchant, last changed first unless ordered otherwise. Needs carts:read.
 */
export const useCarts: QueryHook<
  ListCartsQuery,
  ListCartsQueryVariables,
  ['merchant', 'carts']
> = /* @__PURE__ */ queryHook(ListCartsDocument, ['merchant', 'carts']);

/**
 * What the nightly job found worth knowing, newest first unless ordered otherwise. Needs the permission insights:read.
 */
export const useInsights: QueryHook<
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ['merchant', 'insights']
> = /* @__PURE__ */ queryHook(ListInsightsDocument, ['merchant', 'insights']);

/**
 * The team of the merchant, longest-standing members first. Needs the permission members:read.
 */
export const useMembers: QueryHook<
  ListMembersQuery,
  ListMembersQueryVariables,
  ['merchant', 'members']
> = /* @__PURE__ */ queryHook(ListMembersDocument, ['merchant', 'members']);

/**
 * The merchants this person works for: all of them for yourself, those you share for others.
 */
export const useMemberships: QueryHook<
  ListMembershipsQuery,
  ListMembershipsQueryVariables,
  ['me', 'memberships']
> = /* @__PURE__ */ queryHook(ListMembershipsDocument, ['me', 'memberships']);

/**
 * Marks an unread insight read, for the whole team. Repeating it changes nothing.
 */
export const useMarkInsightRead: MutationHook<
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  ['markInsightRead']
> = /* @__PURE__ */ mutationHook(MarkInsightReadDocument, ['markInsightRead']);

/**
 * The signed-in person; null for an API key or without a sign-in.
 */
export const useMe: QueryHook<
  MeQuery,
  MeQueryVariables,
  ['me']
> = /* @__PURE__ */ queryHook(MeDocument, ['me']);

/**
 * Exchanges the refresh token of a session for its next pair of tokens.
 */
export const useRefreshSession: MutationHook<
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  ['refreshSession']
> = /* @__PURE__ */ mutationHook(RefreshSessionDocument, ['refreshSession']);

/**
 * Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.
 */
export const useRestoreInsight: MutationHook<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ mutationHook(RestoreInsightDocument, ['restoreInsight']);

/**
 * Starts a session with an e-mail address and a password.
 */
export const useSignIn: MutationHook<
  SignInMutation,
  SignInMutationVariables,
  ['signIn']
> = /* @__PURE__ */ mutationHook(SignInDocument, ['signIn']);

/**
 * Ends the session this request came with.
 */
export const useSignOut: MutationHook<
  SignOutMutation,
  SignOutMutationVariables,
  ['signOut']
> = /* @__PURE__ */ mutationHook(SignOutDocument, ['signOut']);
