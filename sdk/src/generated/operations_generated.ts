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
} from './types_generated.ts';

/**
 * The API key this request came with, to check that a key works and what it may do; null without one.
 */
export const currentApiKey: Operation<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ operation(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Puts an insight away, for the whole team. restoreInsight undoes it.
 */
export const dismissInsight: Operation<
  DismissInsightMutation,
  DismissInsightMutationVariables,
  ['dismissInsight']
> = /* @__PURE__ */ operation(DismissInsightDocument, ['dismissInsight']);

/**
 * An audit entry by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.
 */
export const getAuditEntry: Operation<
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  ['auditEntry']
> = /* @__PURE__ */ operation(GetAuditEntryDocument, ['auditEntry']);

/**
 * A cart by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.
 */
export const getCart: Operation<
  GetCartQuery,
  GetCartQueryVariables,
  ['cart']
> = /* @__PURE__ */ operation(GetCartDocument, ['cart']);

/**
 * One insight by its id. Null with NOT_FOUND when it does not exist or you have no access to it.
 */
export const getInsight: Operation<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ operation(GetInsightDocument, ['insight']);

/**
 * A merchant you belong to. Null with the error NOT_FOUND for any other.
 */
export const getMerchant: Operation<
  GetMerchantQuery,
  GetMerchantQueryVariables,
  ['merchant']
> = /* @__PURE__ */ operation(GetMerchantDocument, ['merchant']);

/**
 * E-mail that a deployment without a mail server keeps to be read: yours, or with outbox:read that of a merchant. Links for a forgotten password are never shown.
 */
export const getOutbox: Operation<
  GetOutboxQuery,
  GetOutboxQueryVariables,
  ['outbox']
> = /* @__PURE__ */ operation(GetOutboxDocument, ['outbox']);

/**
 * Totals of a range of days, compared with another. Needs reports:read.
 */
export const getOverview: Operation<
  GetOverviewQuery,
  GetOverviewQueryVariables,
  ['merchant', 'overview']
> = /* @__PURE__ */ operation(GetOverviewDocument, ['merchant', 'overview']);

/**
 * Sales by day, week or month over a range of days. Needs reports:read.
 */
export const getSalesTrend: Operation<
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  ['merchant', 'salesTrend']
> = /* @__PURE__ */ operation(GetSalesTrendDocument, ['merchant', 'salesTrend']);

/**
 * Every insight of a merchant from now on, within a second of being written, at least once and in order: drop repeats
 * by id. After a reconnect give the last insight you have seen as after, and nothing is missed. Needs the permission
 * insights:read.
 */
export const insightCreated: Subscription<
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  ['insightCreated']
> = /* @__PURE__ */ subscription(InsightCreatedDocument, ['insightCreated']);

/**
 * Carts to win back: those whose status is ABANDONED. A filter on another status finds none. Needs carts:read.
 */
export const listAbandonedCarts: Operation<
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ['merchant', 'abandonedCarts']
> = /* @__PURE__ */ operation(ListAbandonedCartsDocument, ['merchant', 'abandonedCarts']);

/**
 * What was done in the name of the merchant, newest first. Needs audit:read.
 */
export const listAuditLog: Operation<
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ['merchant', 'auditLog']
> = /* @__PURE__ */ operation(ListAuditLogDocument, ['merchant', 'auditLog']);

/**
 * Carts of the merchant, last changed first unless ordered otherwise. Needs carts:read.
 */
export const listCarts: Operation<
  ListCartsQuery,
  ListCartsQueryVariables,
  ['merchant', 'carts']
> = /* @__PURE__ */ operation(ListCartsDocument, ['merchant', 'carts']);

/**
 * What the nightly job found worth knowing, newest first unless ordered otherwise. Needs the permission insights:read.
 */
export const listInsights: Operation<
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ['merchant', 'insights']
> = /* @__PURE__ */ operation(ListInsightsDocument, ['merchant', 'insights']);

/**
 * The team of the merchant, longest-standing members first. Needs the permission members:read.
 */
export const listMembers: Operation<
  ListMembersQuery,
  ListMembersQueryVariables,
  ['merchant', 'members']
> = /* @__PURE__ */ operation(ListMembersDocument, ['merchant', 'members']);

/**
 * The merchants this person works for: all of them for yourself, those you share for others.
 */
export const listMemberships: Operation<
  ListMembershipsQuery,
  ListMembershipsQueryVariables,
  ['me', 'memberships']
> = /* @__PURE__ */ operation(ListMembershipsDocument, ['me', 'memberships']);

/**
 * Marks an unread insight read, for the whole team. Repeating it changes nothing.
 */
export const markInsightRead: Operation<
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  ['markInsightRead']
> = /* @__PURE__ */ operation(MarkInsightReadDocument, ['markInsightRead']);

/**
 * The signed-in person; null for an API key or without a sign-in.
 */
export const me: Operation<
  MeQuery,
  MeQueryVariables,
  ['me']
> = /* @__PURE__ */ operation(MeDocument, ['me']);

/**
 * Exchanges the refresh token of a session for its next pair of tokens.
 */
export const refreshSession: Operation<
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  ['refreshSession']
> = /* @__PURE__ */ operation(RefreshSessionDocument, ['refreshSession']);

/**
 * Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.
 */
export const restoreInsight: Operation<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ operation(RestoreInsightDocument, ['restoreInsight']);

/**
 * Starts a session with an e-mail address and a password.
 */
export const signIn: Operation<
  SignInMutation,
  SignInMutationVariables,
  ['signIn']
> = /* @__PURE__ */ operation(SignInDocument, ['signIn']);

/**
 * Ends the session this request came with.
 */
export const signOut: Operation<
  SignOutMutation,
  SignOutMutationVariables,
  ['signOut']
> = /* @__PURE__ */ operation(SignOutDocument, ['signOut']);
