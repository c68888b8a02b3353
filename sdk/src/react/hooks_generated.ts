// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
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
} from '../generated/documents_generated.ts';
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
 * Joins a team by the link of an invitation: as the person who is signed in, whose address it must be, or as somebody new, who gets an account and is signed in.
 */
export const useAcceptInvitation: MutationHook<
  AcceptInvitationMutation,
  AcceptInvitationMutationVariables,
  ['acceptInvitation']
> = /* @__PURE__ */ mutationHook(AcceptInvitationDocument, ['acceptInvitation']);

/**
 * Gives a member another role, within a second everywhere. Needs members:write; only owners appoint or change owners, nobody raises themselves, and the last owner stays one.
 */
export const useChangeMemberRole: MutationHook<
  ChangeMemberRoleMutation,
  ChangeMemberRoleMutationVariables,
  ['changeMemberRole']
> = /* @__PURE__ */ mutationHook(ChangeMemberRoleDocument, ['changeMemberRole']);

/**
 * Closes a merchant: within a second nobody signs in to it any more and its keys are dead. Its data is kept, and only an operator can reopen it. For owners (merchant:close).
 */
export const useCloseMerchant: MutationHook<
  CloseMerchantMutation,
  CloseMerchantMutationVariables,
  ['closeMerchant']
> = /* @__PURE__ */ mutationHook(CloseMerchantDocument, ['closeMerchant']);

/**
 * Makes an API key, which is shown once. Needs keys:write; nobody grants a scope they lack themselves.
 */
export const useCreateApiKey: MutationHook<
  CreateApiKeyMutation,
  CreateApiKeyMutationVariables,
  ['createApiKey']
> = /* @__PURE__ */ mutationHook(CreateApiKeyDocument, ['createApiKey']);

/**
 * Opens another shop. The signed-in person becomes its owner.
 */
export const useCreateMerchant: MutationHook<
  CreateMerchantMutation,
  CreateMerchantMutationVariables,
  ['createMerchant']
> = /* @__PURE__ */ mutationHook(CreateMerchantDocument, ['createMerchant']);

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
 * The switches of the product as they stand for the merchant. Needs the permission flags:read.
 */
export const useFeatureFlags: QueryHook<
  GetFeatureFlagsQuery,
  GetFeatureFlagsQueryVariables,
  ['merchant', 'featureFlags']
> = /* @__PURE__ */ queryHook(GetFeatureFlagsDocument, ['merchant', 'featureFlags']);

/**
 * One insight by its id. Null with NOT_FOUND when it does not exist or you have no access to it.
 */
export const useInsight: QueryHook<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ queryHook(GetInsightDocument, ['insight']);

/**
 * What an invitation link leads to; for anybody who has the link. NOT_FOUND for a link that is none, CONFLICT for one that was used or has expired.
 */
export const useInvitation: QueryHook<
  GetInvitationQuery,
  GetInvitationQueryVariables,
  ['invitation']
> = /* @__PURE__ */ queryHook(GetInvitationDocument, ['invitation']);

/**
 * A merchant you belong to. Null with the error NOT_FOUND for any other.
 */
export const useMerchant: QueryHook<
  GetMerchantQuery,
  GetMerchantQueryVariables,
  ['merchant']
> = /* @__PURE__ */ queryHook(GetMerchantDocument, ['merchant']);

/**
 * Totals of a range of days, compared with another. Needs reports:read.
 */
export const useOverview: QueryHook<
  GetOverviewQuery,
  GetOverviewQueryVariables,
  ['merchant', 'overview']
> = /* @__PURE__ */ queryHook(GetOverviewDocument, ['merchant', 'overview']);

/**
 * The signed-in person; null for an API key or without a sign-in.
 */
export const usePermissions: QueryHook<
  GetPermissionsQuery,
  GetPermissionsQueryVariables,
  ['me']
> = /* @__PURE__ */ queryHook(GetPermissionsDocument, ['me']);

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
 * Asks a person into the team by e-mail; the link works once, for seven days. Needs members:write; only owners invite owners. CONFLICT for somebody who is in the team or invited already.
 */
export const useInviteMember: MutationHook<
  InviteMemberMutation,
  InviteMemberMutationVariables,
  ['inviteMember']
> = /* @__PURE__ */ mutationHook(InviteMemberDocument, ['inviteMember']);

/**
 * Leaves a team. The last owner cannot: appoint another first, or close the merchant.
 */
export const useLeaveMerchant: MutationHook<
  LeaveMerchantMutation,
  LeaveMerchantMutationVariables,
  ['leaveMerchant']
> = /* @__PURE__ */ mutationHook(LeaveMerchantDocument, ['leaveMerchant']);

/**
 * Carts to win back: those whose status is ABANDONED. A filter on another status finds none. Needs carts:read.
 */
export const useAbandonedCarts: QueryHook<
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ['merchant', 'abandonedCarts']
> = /* @__PURE__ */ queryHook(ListAbandonedCartsDocument, ['merchant', 'abandonedCarts']);

/**
 * The API keys of the merchant, newest first. Needs the permission keys:read.
 */
export const useApiKeys: QueryHook<
  ListApiKeysQuery,
  ListApiKeysQueryVariables,
  ['merchant', 'apiKeys']
> = /* @__PURE__ */ queryHook(ListApiKeysDocument, ['merchant', 'apiKeys']);

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
 * Who was asked into the team, newest first. Needs the permission members:read.
 */
export const useInvitations: QueryHook<
  ListInvitationsQuery,
  ListInvitationsQueryVariables,
  ['merchant', 'invitations']
> = /* @__PURE__ */ queryHook(ListInvitationsDocument, ['merchant', 'invitations']);

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
 * Takes a person out of the team; within a second they see nothing of the merchant any more. Needs members:write; only owners remove owners, and the last owner stays. API keys the person made go on working: revoke them if they should not.
 */
export const useRemoveMember: MutationHook<
  RemoveMemberMutation,
  RemoveMemberMutationVariables,
  ['removeMember']
> = /* @__PURE__ */ mutationHook(RemoveMemberDocument, ['removeMember']);

/**
 * Gives a key another name. Needs keys:write.
 */
export const useRenameApiKey: MutationHook<
  RenameApiKeyMutation,
  RenameApiKeyMutationVariables,
  ['renameApiKey']
> = /* @__PURE__ */ mutationHook(RenameApiKeyDocument, ['renameApiKey']);

/**
 * Sends an invitation again, with a new link for seven days; the old link stops working. Needs members:write. CONFLICT within a minute of the last time.
 */
export const useResendInvitation: MutationHook<
  ResendInvitationMutation,
  ResendInvitationMutationVariables,
  ['resendInvitation']
> = /* @__PURE__ */ mutationHook(ResendInvitationDocument, ['resendInvitation']);

/**
 * Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.
 */
export const useRestoreInsight: MutationHook<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ mutationHook(RestoreInsightDocument, ['restoreInsight']);

/**
 * Revokes a key for good, everywhere within a second. Needs keys:write.
 */
export const useRevokeApiKey: MutationHook<
  RevokeApiKeyMutation,
  RevokeApiKeyMutationVariables,
  ['revokeApiKey']
> = /* @__PURE__ */ mutationHook(RevokeApiKeyDocument, ['revokeApiKey']);

/**
 * Takes an invitation back: its link stops working at once. Needs members:write.
 */
export const useRevokeInvitation: MutationHook<
  RevokeInvitationMutation,
  RevokeInvitationMutationVariables,
  ['revokeInvitation']
> = /* @__PURE__ */ mutationHook(RevokeInvitationDocument, ['revokeInvitation']);

/**
 * Makes a new key with the name, scopes and limit of an old one, which goes on working for the overlap. Needs keys:write and the scopes of the key.
 */
export const useRotateApiKey: MutationHook<
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  ['rotateApiKey']
> = /* @__PURE__ */ mutationHook(RotateApiKeyDocument, ['rotateApiKey']);

/**
 * Switches a feature on or off for one merchant, or back to its default. Needs flags:write.
 */
export const useSetFeatureFlag: MutationHook<
  SetFeatureFlagMutation,
  SetFeatureFlagMutationVariables,
  ['setFeatureFlag']
> = /* @__PURE__ */ mutationHook(SetFeatureFlagDocument, ['setFeatureFlag']);

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

/**
 * Changes the name of a merchant; its slug stays. Needs settings:write. See also updateMerchantSettings.
 */
export const useUpdateMerchant: MutationHook<
  UpdateMerchantMutation,
  UpdateMerchantMutationVariables,
  ['updateMerchant']
> = /* @__PURE__ */ mutationHook(UpdateMerchantDocument, ['updateMerchant']);

/**
 * Changes the settings of a merchant. Needs settings:write.
 */
export const useUpdateMerchantSettings: MutationHook<
  UpdateMerchantSettingsMutation,
  UpdateMerchantSettingsMutationVariables,
  ['updateMerchantSettings']
> = /* @__PURE__ */ mutationHook(UpdateMerchantSettingsDocument, ['updateMerchantSettings']);

/**
 * Chooses what you are told of about one merchant. For people, not for API keys.
 */
export const useUpdateNotificationSettings: MutationHook<
  UpdateNotificationSettingsMutation,
  UpdateNotificationSettingsMutationVariables,
  ['updateNotificationSettings']
> = /* @__PURE__ */ mutationHook(UpdateNotificationSettingsDocument, ['updateNotificationSettings']);
