// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import {
  BeginSecondFactorDocument,
  ChangePasswordDocument,
  CompleteSignInDocument,
  CurrentApiKeyDocument,
  DisableSecondFactorDocument,
  DismissInsightDocument,
  EnableSecondFactorDocument,
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
  ListSessionsDocument,
  MarkInsightReadDocument,
  MeDocument,
  RefreshSessionDocument,
  RegenerateRecoveryCodesDocument,
  RequestPasswordResetDocument,
  ResendEmailVerificationDocument,
  ResetPasswordDocument,
  RestoreInsightDocument,
  RevokeOtherSessionsDocument,
  RevokeSessionDocument,
  SecondFactorDocument,
  SignInDocument,
  SignOutDocument,
  SignUpDocument,
  UpdateProfileDocument,
  VerifyEmailDocument,
} from '../generated/documents_generated.ts';
import type {
  BeginSecondFactorMutation,
  BeginSecondFactorMutationVariables,
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  CompleteSignInMutation,
  CompleteSignInMutationVariables,
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  DisableSecondFactorMutation,
  DisableSecondFactorMutationVariables,
  DismissInsightMutation,
  DismissInsightMutationVariables,
  EnableSecondFactorMutation,
  EnableSecondFactorMutationVariables,
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
  ListSessionsQuery,
  ListSessionsQueryVariables,
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  MeQuery,
  MeQueryVariables,
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  RegenerateRecoveryCodesMutation,
  RegenerateRecoveryCodesMutationVariables,
  RequestPasswordResetMutation,
  RequestPasswordResetMutationVariables,
  ResendEmailVerificationMutation,
  ResendEmailVerificationMutationVariables,
  ResetPasswordMutation,
  ResetPasswordMutationVariables,
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  RevokeOtherSessionsMutation,
  RevokeOtherSessionsMutationVariables,
  RevokeSessionMutation,
  RevokeSessionMutationVariables,
  SecondFactorQuery,
  SecondFactorQueryVariables,
  SignInMutation,
  SignInMutationVariables,
  SignOutMutation,
  SignOutMutationVariables,
  SignUpMutation,
  SignUpMutationVariables,
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  VerifyEmailMutation,
  VerifyEmailMutationVariables,
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
 * Makes a secret for an authenticator app. It counts only after enableSecondFactor.
 */
export const useBeginSecondFactor: MutationHook<
  BeginSecondFactorMutation,
  BeginSecondFactorMutationVariables,
  ['beginSecondFactor']
> = /* @__PURE__ */ mutationHook(BeginSecondFactorDocument, ['beginSecondFactor']);

/**
 * Changes your password and ends your other sessions.
 */
export const useChangePassword: MutationHook<
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  ['changePassword']
> = /* @__PURE__ */ mutationHook(ChangePasswordDocument, ['changePassword']);

/**
 * Starts the session of a sign-in that asked for a code. Five wrong codes end the sign-in.
 */
export const useCompleteSignIn: MutationHook<
  CompleteSignInMutation,
  CompleteSignInMutationVariables,
  ['completeSignIn']
> = /* @__PURE__ */ mutationHook(CompleteSignInDocument, ['completeSignIn']);

/**
 * The API key this request came with, to check that a key works and what it may do; null without one.
 */
export const useCurrentApiKey: QueryHook<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ queryHook(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Removes the second factor, with the password and a code.
 */
export const useDisableSecondFactor: MutationHook<
  DisableSecondFactorMutation,
  DisableSecondFactorMutationVariables,
  ['disableSecondFactor']
> = /* @__PURE__ */ mutationHook(DisableSecondFactorDocument, ['disableSecondFactor']);

/**
 * Puts an insight away, for the whole team. restoreInsight undoes it.
 */
export const useDismissInsight: MutationHook<
  DismissInsightMutation,
  DismissInsightMutationVariables,
  ['dismissInsight']
> = /* @__PURE__ */ mutationHook(DismissInsightDocument, ['dismissInsight']);

/**
 * Lets signing in ask for a code, once a code has shown that the app works.
 */
export const useEnableSecondFactor: MutationHook<
  EnableSecondFactorMutation,
  EnableSecondFactorMutationVariables,
  ['enableSecondFactor']
> = /* @__PURE__ */ mutationHook(EnableSecondFactorDocument, ['enableSecondFactor']);

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
 * Where you are signed in, the session used last first. Null for anybody but yourself.
 */
export const useSessions: QueryHook<
  ListSessionsQuery,
  ListSessionsQueryVariables,
  ['me', 'sessions']
> = /* @__PURE__ */ queryHook(ListSessionsDocument, ['me', 'sessions']);

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
 * Exchanges the refresh token of a session for its next pair of tokens. For ten seconds the same token gives the same next one, as long as that is unused; any other second use ends the session.
 */
export const useRefreshSession: MutationHook<
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  ['refreshSession']
> = /* @__PURE__ */ mutationHook(RefreshSessionDocument, ['refreshSession']);

/**
 * Makes ten new recovery codes, with the password and a code; the old ones stop working.
 */
export const useRegenerateRecoveryCodes: MutationHook<
  RegenerateRecoveryCodesMutation,
  RegenerateRecoveryCodesMutationVariables,
  ['regenerateRecoveryCodes']
> = /* @__PURE__ */ mutationHook(RegenerateRecoveryCodesDocument, ['regenerateRecoveryCodes']);

/**
 * Sends a link for a new password, three an hour at most. The answer does not tell whether there is such an account.
 */
export const useRequestPasswordReset: MutationHook<
  RequestPasswordResetMutation,
  RequestPasswordResetMutationVariables,
  ['requestPasswordReset']
> = /* @__PURE__ */ mutationHook(RequestPasswordResetDocument, ['requestPasswordReset']);

/**
 * Sends another e-mail to verify your address; links sent before stop working.
 */
export const useResendEmailVerification: MutationHook<
  ResendEmailVerificationMutation,
  ResendEmailVerificationMutationVariables,
  ['resendEmailVerification']
> = /* @__PURE__ */ mutationHook(ResendEmailVerificationDocument, ['resendEmailVerification']);

/**
 * Sets a new password with the link of an e-mail and ends all sessions. Sign in afterwards.
 */
export const useResetPassword: MutationHook<
  ResetPasswordMutation,
  ResetPasswordMutationVariables,
  ['resetPassword']
> = /* @__PURE__ */ mutationHook(ResetPasswordDocument, ['resetPassword']);

/**
 * Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.
 */
export const useRestoreInsight: MutationHook<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ mutationHook(RestoreInsightDocument, ['restoreInsight']);

/**
 * Ends all your sessions but this one.
 */
export const useRevokeOtherSessions: MutationHook<
  RevokeOtherSessionsMutation,
  RevokeOtherSessionsMutationVariables,
  ['revokeOtherSessions']
> = /* @__PURE__ */ mutationHook(RevokeOtherSessionsDocument, ['revokeOtherSessions']);

/**
 * Ends one of your sessions, for example on a lost device. It stops working within a second.
 */
export const useRevokeSession: MutationHook<
  RevokeSessionMutation,
  RevokeSessionMutationVariables,
  ['revokeSession']
> = /* @__PURE__ */ mutationHook(RevokeSessionDocument, ['revokeSession']);

/**
 * The second factor of the signed-in person; null for an API key or without a sign-in.
 */
export const useSecondFactor: QueryHook<
  SecondFactorQuery,
  SecondFactorQueryVariables,
  ['secondFactor']
> = /* @__PURE__ */ queryHook(SecondFactorDocument, ['secondFactor']);

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
 * Opens an account and a merchant with its first owner, signs in, and sends an e-mail to verify the address.
 */
export const useSignUp: MutationHook<
  SignUpMutation,
  SignUpMutationVariables,
  ['signUp']
> = /* @__PURE__ */ mutationHook(SignUpDocument, ['signUp']);

/**
 * Changes your name.
 */
export const useUpdateProfile: MutationHook<
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  ['updateProfile']
> = /* @__PURE__ */ mutationHook(UpdateProfileDocument, ['updateProfile']);

/**
 * Proves an address with the link of an e-mail. Works without being signed in.
 */
export const useVerifyEmail: MutationHook<
  VerifyEmailMutation,
  VerifyEmailMutationVariables,
  ['verifyEmail']
> = /* @__PURE__ */ mutationHook(VerifyEmailDocument, ['verifyEmail']);
