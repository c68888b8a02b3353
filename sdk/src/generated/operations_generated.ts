// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import {
  type Operation,
  operation,
  type Subscription,
  subscription,
} from '../operation.ts';
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
} from './documents_generated.ts';
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
} from './types_generated.ts';

/**
 * Makes a secret for an authenticator app. It counts only after enableSecondFactor.
 */
export const beginSecondFactor: Operation<
  BeginSecondFactorMutation,
  BeginSecondFactorMutationVariables,
  ['beginSecondFactor']
> = /* @__PURE__ */ operation(BeginSecondFactorDocument, ['beginSecondFactor']);

/**
 * Changes your password and ends your other sessions.
 */
export const changePassword: Operation<
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  ['changePassword']
> = /* @__PURE__ */ operation(ChangePasswordDocument, ['changePassword']);

/**
 * Starts the session of a sign-in that asked for a code. Five wrong codes end the sign-in.
 */
export const completeSignIn: Operation<
  CompleteSignInMutation,
  CompleteSignInMutationVariables,
  ['completeSignIn']
> = /* @__PURE__ */ operation(CompleteSignInDocument, ['completeSignIn']);

/**
 * The API key this request came with, to check that a key works and what it may do; null without one.
 */
export const currentApiKey: Operation<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ operation(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Removes the second factor, with the password and a code.
 */
export const disableSecondFactor: Operation<
  DisableSecondFactorMutation,
  DisableSecondFactorMutationVariables,
  ['disableSecondFactor']
> = /* @__PURE__ */ operation(DisableSecondFactorDocument, ['disableSecondFactor']);

/**
 * Puts an insight away, for the whole team. restoreInsight undoes it.
 */
export const dismissInsight: Operation<
  DismissInsightMutation,
  DismissInsightMutationVariables,
  ['dismissInsight']
> = /* @__PURE__ */ operation(DismissInsightDocument, ['dismissInsight']);

/**
 * Lets signing in ask for a code, once a code has shown that the app works.
 */
export const enableSecondFactor: Operation<
  EnableSecondFactorMutation,
  EnableSecondFactorMutationVariables,
  ['enableSecondFactor']
> = /* @__PURE__ */ operation(EnableSecondFactorDocument, ['enableSecondFactor']);

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
 * Where you are signed in, the session used last first. Null for anybody but yourself.
 */
export const listSessions: Operation<
  ListSessionsQuery,
  ListSessionsQueryVariables,
  ['me', 'sessions']
> = /* @__PURE__ */ operation(ListSessionsDocument, ['me', 'sessions']);

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
 * Exchanges the refresh token of a session for its next pair of tokens. For ten seconds the same token gives the same next one, as long as that is unused; any other second use ends the session.
 */
export const refreshSession: Operation<
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  ['refreshSession']
> = /* @__PURE__ */ operation(RefreshSessionDocument, ['refreshSession']);

/**
 * Makes ten new recovery codes, with the password and a code; the old ones stop working.
 */
export const regenerateRecoveryCodes: Operation<
  RegenerateRecoveryCodesMutation,
  RegenerateRecoveryCodesMutationVariables,
  ['regenerateRecoveryCodes']
> = /* @__PURE__ */ operation(RegenerateRecoveryCodesDocument, ['regenerateRecoveryCodes']);

/**
 * Sends a link for a new password, three an hour at most. The answer does not tell whether there is such an account.
 */
export const requestPasswordReset: Operation<
  RequestPasswordResetMutation,
  RequestPasswordResetMutationVariables,
  ['requestPasswordReset']
> = /* @__PURE__ */ operation(RequestPasswordResetDocument, ['requestPasswordReset']);

/**
 * Sends another e-mail to verify your address; links sent before stop working.
 */
export const resendEmailVerification: Operation<
  ResendEmailVerificationMutation,
  ResendEmailVerificationMutationVariables,
  ['resendEmailVerification']
> = /* @__PURE__ */ operation(ResendEmailVerificationDocument, ['resendEmailVerification']);

/**
 * Sets a new password with the link of an e-mail and ends all sessions. Sign in afterwards.
 */
export const resetPassword: Operation<
  ResetPasswordMutation,
  ResetPasswordMutationVariables,
  ['resetPassword']
> = /* @__PURE__ */ operation(ResetPasswordDocument, ['resetPassword']);

/**
 * Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.
 */
export const restoreInsight: Operation<
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  ['restoreInsight']
> = /* @__PURE__ */ operation(RestoreInsightDocument, ['restoreInsight']);

/**
 * Ends all your sessions but this one.
 */
export const revokeOtherSessions: Operation<
  RevokeOtherSessionsMutation,
  RevokeOtherSessionsMutationVariables,
  ['revokeOtherSessions']
> = /* @__PURE__ */ operation(RevokeOtherSessionsDocument, ['revokeOtherSessions']);

/**
 * Ends one of your sessions, for example on a lost device. It stops working within a second.
 */
export const revokeSession: Operation<
  RevokeSessionMutation,
  RevokeSessionMutationVariables,
  ['revokeSession']
> = /* @__PURE__ */ operation(RevokeSessionDocument, ['revokeSession']);

/**
 * The second factor of the signed-in person; null for an API key or without a sign-in.
 */
export const secondFactor: Operation<
  SecondFactorQuery,
  SecondFactorQueryVariables,
  ['secondFactor']
> = /* @__PURE__ */ operation(SecondFactorDocument, ['secondFactor']);

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
 * Opens an account and a merchant with its first owner, signs in, and sends an e-mail to verify the address.
 */
export const signUp: Operation<
  SignUpMutation,
  SignUpMutationVariables,
  ['signUp']
> = /* @__PURE__ */ operation(SignUpDocument, ['signUp']);

/**
 * Changes your name.
 */
export const updateProfile: Operation<
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  ['updateProfile']
> = /* @__PURE__ */ operation(UpdateProfileDocument, ['updateProfile']);

/**
 * Proves an address with the link of an e-mail. Works without being signed in.
 */
export const verifyEmail: Operation<
  VerifyEmailMutation,
  VerifyEmailMutationVariables,
  ['verifyEmail']
> = /* @__PURE__ */ operation(VerifyEmailDocument, ['verifyEmail']);
