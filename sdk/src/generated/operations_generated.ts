// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import {
  type Operation,
  operation,
  type Subscription,
  subscription,
} from '../operation.ts';
import {
  AcceptInvitationDocument,
  ChangeMemberRoleDocument,
  CloseMerchantDocument,
  CreateApiKeyDocument,
  CreateMerchantDocument,
  CurrentApiKeyDocument,
  DismissInsightDocument,
  GetAuditEntryDocument,
  GetCartDocument,
  GetFeatureFlagsDocument,
  GetInsightDocument,
  GetInvitationDocument,
  GetMerchantDocument,
  GetOverviewDocument,
  GetPermissionsDocument,
  GetSalesTrendDocument,
  InsightCreatedDocument,
  InviteMemberDocument,
  LeaveMerchantDocument,
  ListAbandonedCartsDocument,
  ListApiKeysDocument,
  ListAuditLogDocument,
  ListCartsDocument,
  ListInsightsDocument,
  ListInvitationsDocument,
  ListMembersDocument,
  ListMembershipsDocument,
  MarkInsightReadDocument,
  MeDocument,
  RefreshSessionDocument,
  RemoveMemberDocument,
  RenameApiKeyDocument,
  ResendInvitationDocument,
  RestoreInsightDocument,
  RevokeApiKeyDocument,
  RevokeInvitationDocument,
  RotateApiKeyDocument,
  SetFeatureFlagDocument,
  SignInDocument,
  SignOutDocument,
  UpdateMerchantDocument,
  UpdateMerchantSettingsDocument,
  UpdateNotificationSettingsDocument,
} from './documents_generated.ts';
import type {
  AcceptInvitationMutation,
  AcceptInvitationMutationVariables,
  ChangeMemberRoleMutation,
  ChangeMemberRoleMutationVariables,
  CloseMerchantMutation,
  CloseMerchantMutationVariables,
  CreateApiKeyMutation,
  CreateApiKeyMutationVariables,
  CreateMerchantMutation,
  CreateMerchantMutationVariables,
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  DismissInsightMutation,
  DismissInsightMutationVariables,
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  GetCartQuery,
  GetCartQueryVariables,
  GetFeatureFlagsQuery,
  GetFeatureFlagsQueryVariables,
  GetInsightQuery,
  GetInsightQueryVariables,
  GetInvitationQuery,
  GetInvitationQueryVariables,
  GetMerchantQuery,
  GetMerchantQueryVariables,
  GetOverviewQuery,
  GetOverviewQueryVariables,
  GetPermissionsQuery,
  GetPermissionsQueryVariables,
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  InviteMemberMutation,
  InviteMemberMutationVariables,
  LeaveMerchantMutation,
  LeaveMerchantMutationVariables,
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ListApiKeysQuery,
  ListApiKeysQueryVariables,
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ListCartsQuery,
  ListCartsQueryVariables,
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ListInvitationsQuery,
  ListInvitationsQueryVariables,
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
  RemoveMemberMutation,
  RemoveMemberMutationVariables,
  RenameApiKeyMutation,
  RenameApiKeyMutationVariables,
  ResendInvitationMutation,
  ResendInvitationMutationVariables,
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  RevokeApiKeyMutation,
  RevokeApiKeyMutationVariables,
  RevokeInvitationMutation,
  RevokeInvitationMutationVariables,
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  SetFeatureFlagMutation,
  SetFeatureFlagMutationVariables,
  SignInMutation,
  SignInMutationVariables,
  SignOutMutation,
  SignOutMutationVariables,
  UpdateMerchantMutation,
  UpdateMerchantMutationVariables,
  UpdateMerchantSettingsMutation,
  UpdateMerchantSettingsMutationVariables,
  UpdateNotificationSettingsMutation,
  UpdateNotificationSettingsMutationVariables,
} from './types_generated.ts';

/**
 * Joins a team by the link of an invitation: as the person who is signed in, whose address it must be, or as somebody new, who gets an account and is signed in.
 */
export const acceptInvitation: Operation<
  AcceptInvitationMutation,
  AcceptInvitationMutationVariables,
  ['acceptInvitation']
> = /* @__PURE__ */ operation(AcceptInvitationDocument, ['acceptInvitation']);

/**
 * Gives a member another role, within a second everywhere. Needs members:write; only owners appoint or change owners, nobody raises themselves, and the last owner stays one.
 */
export const changeMemberRole: Operation<
  ChangeMemberRoleMutation,
  ChangeMemberRoleMutationVariables,
  ['changeMemberRole']
> = /* @__PURE__ */ operation(ChangeMemberRoleDocument, ['changeMemberRole']);

/**
 * Closes a merchant: within a second nobody signs in to it any more and its keys are dead. Its data is kept, and only an operator can reopen it. For owners (merchant:close).
 */
export const closeMerchant: Operation<
  CloseMerchantMutation,
  CloseMerchantMutationVariables,
  ['closeMerchant']
> = /* @__PURE__ */ operation(CloseMerchantDocument, ['closeMerchant']);

/**
 * Makes an API key, which is shown once. Needs keys:write; nobody grants a scope they lack themselves.
 */
export const createApiKey: Operation<
  CreateApiKeyMutation,
  CreateApiKeyMutationVariables,
  ['createApiKey']
> = /* @__PURE__ */ operation(CreateApiKeyDocument, ['createApiKey']);

/**
 * Opens another shop. The signed-in person becomes its owner.
 */
export const createMerchant: Operation<
  CreateMerchantMutation,
  CreateMerchantMutationVariables,
  ['createMerchant']
> = /* @__PURE__ */ operation(CreateMerchantDocument, ['createMerchant']);

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
 * The switches of the product as they stand for the merchant. Needs the permission flags:read.
 */
export const getFeatureFlags: Operation<
  GetFeatureFlagsQuery,
  GetFeatureFlagsQueryVariables,
  ['merchant', 'featureFlags']
> = /* @__PURE__ */ operation(GetFeatureFlagsDocument, ['merchant', 'featureFlags']);

/**
 * One insight by its id. Null with NOT_FOUND when it does not exist or you have no access to it.
 */
export const getInsight: Operation<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ operation(GetInsightDocument, ['insight']);

/**
 * What an invitation link leads to; for anybody who has the link. NOT_FOUND for a link that is none, CONFLICT for one that was used or has expired.
 */
export const getInvitation: Operation<
  GetInvitationQuery,
  GetInvitationQueryVariables,
  ['invitation']
> = /* @__PURE__ */ operation(GetInvitationDocument, ['invitation']);

/**
 * A merchant you belong to. Null with the error NOT_FOUND for any other.
 */
export const getMerchant: Operation<
  GetMerchantQuery,
  GetMerchantQueryVariables,
  ['merchant']
> = /* @__PURE__ */ operation(GetMerchantDocument, ['merchant']);

/**
 * Totals of a range of days, compared with another. Needs reports:read.
 */
export const getOverview: Operation<
  GetOverviewQuery,
  GetOverviewQueryVariables,
  ['merchant', 'overview']
> = /* @__PURE__ */ operation(GetOverviewDocument, ['merchant', 'overview']);

/**
 * The signed-in person; null for an API key or without a sign-in.
 */
export const getPermissions: Operation<
  GetPermissionsQuery,
  GetPermissionsQueryVariables,
  ['me']
> = /* @__PURE__ */ operation(GetPermissionsDocument, ['me']);

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
 * Asks a person into the team by e-mail; the link works once, for seven days. Needs members:write; only owners invite owners. CONFLICT for somebody who is in the team or invited already.
 */
export const inviteMember: Operation<
  InviteMemberMutation,
  InviteMemberMutationVariables,
  ['inviteMember']
> = /* @__PURE__ */ operation(InviteMemberDocument, ['inviteMember']);

/**
 * Leaves a team. The last owner cannot: appoint another first, or close the merchant.
 */
export const leaveMerchant: Operation<
  LeaveMerchantMutation,
  LeaveMerchantMutationVariables,
  ['leaveMerchant']
> = /* @__PURE__ */ operation(LeaveMerchantDocument, ['leaveMerchant']);

/**
 * Carts to win back: those whose status is ABANDONED. A filter on another status finds none. Needs carts:read.
 */
export const listAbandonedCarts: Operation<
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ['merchant', 'abandonedCarts']
> = /* @__PURE__ */ operation(ListAbandonedCartsDocument, ['merchant', 'abandonedCarts']);

/**
 * The API keys of the merchant, newest first. Needs the permission keys:read.
 */
export const listApiKeys: Operation<
  ListApiKeysQuery,
  ListApiKeysQueryVariables,
  ['merchant', 'apiKeys']
> = /* @__PURE__ */ operation(ListApiKeysDocument, ['merchant', 'apiKeys']);

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
 * Who was asked into the team, newest first. Needs the permission members:read.
 */
export const listInvitations: Operation<
  ListInvitationsQuery,
  ListInvitationsQueryVariables,
  ['merchant', 'invitations']
> = /* @__PURE__ */ operation(ListInvitationsDocument, ['merchant', 'invitations']);

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
 * Takes a person out of the team; within a second they see nothing of the merchant any more. Needs members:write; only owners remove owners, and the last owner stays. API keys the person made go on working: revoke them if they should not.
 */
export const removeMember: Operation<
  RemoveMemberMutation,
  RemoveMemberMutationVariables,
  ['removeMember']
> = /* @__PURE__ */ operation(RemoveMemberDocument, ['removeMember']);

/**
 * Gives a key another name. Needs keys:write.
 */
export const renameApiKey: Operation<
  RenameApiKeyMutation,
  RenameApiKeyMutationVariables,
  ['renameApiKey']
> = /* @__PURE__ */ operation(RenameApiKeyDocument, ['renameApiKey']);

/**
 * Sends an invitation again, with a new link for seven days; the old link stops working. Needs members:write. CONFLICT within a minute of the last time.
 */
export const resendInvitation: Operation<
  ResendInvitationMutation,
  ResendInvitationMutationVariables,
  ['resendInvitation']
> = /* @__PURE__ */ operation(ResendInvitationDocument, ['resendInvitation']);

/**
 * Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.
 */
export const restoreInsight: Operation<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ operation(RestoreInsightDocument, ['restoreInsight']);

/**
 * Revokes a key for good, everywhere within a second. Needs keys:write.
 */
export const revokeApiKey: Operation<
  RevokeApiKeyMutation,
  RevokeApiKeyMutationVariables,
  ['revokeApiKey']
> = /* @__PURE__ */ operation(RevokeApiKeyDocument, ['revokeApiKey']);

/**
 * Takes an invitation back: its link stops working at once. Needs members:write.
 */
export const revokeInvitation: Operation<
  RevokeInvitationMutation,
  RevokeInvitationMutationVariables,
  ['revokeInvitation']
> = /* @__PURE__ */ operation(RevokeInvitationDocument, ['revokeInvitation']);

/**
 * Makes a new key with the name, scopes and limit of an old one, which goes on working for the overlap. Needs keys:write and the scopes of the key.
 */
export const rotateApiKey: Operation<
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  ['rotateApiKey']
> = /* @__PURE__ */ operation(RotateApiKeyDocument, ['rotateApiKey']);

/**
 * Switches a feature on or off for one merchant, or back to its default. Needs flags:write.
 */
export const setFeatureFlag: Operation<
  SetFeatureFlagMutation,
  SetFeatureFlagMutationVariables,
  ['setFeatureFlag']
> = /* @__PURE__ */ operation(SetFeatureFlagDocument, ['setFeatureFlag']);

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

/**
 * Changes the name of a merchant; its slug stays. Needs settings:write. See also updateMerchantSettings.
 */
export const updateMerchant: Operation<
  UpdateMerchantMutation,
  UpdateMerchantMutationVariables,
  ['updateMerchant']
> = /* @__PURE__ */ operation(UpdateMerchantDocument, ['updateMerchant']);

/**
 * Changes the settings of a merchant. Needs settings:write.
 */
export const updateMerchantSettings: Operation<
  UpdateMerchantSettingsMutation,
  UpdateMerchantSettingsMutationVariables,
  ['updateMerchantSettings']
> = /* @__PURE__ */ operation(UpdateMerchantSettingsDocument, ['updateMerchantSettings']);

/**
 * Chooses what you are told of about one merchant. For people, not for API keys.
 */
export const updateNotificationSettings: Operation<
  UpdateNotificationSettingsMutation,
  UpdateNotificationSettingsMutationVariables,
  ['updateNotificationSettings']
> = /* @__PURE__ */ operation(UpdateNotificationSettingsDocument, ['updateNotificationSettings']);
