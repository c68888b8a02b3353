// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import {
  AcceptInvitationDocument,
  AcknowledgeAnomalyDocument,
  AddCalendarEntryDocument,
  BeginSecondFactorDocument,
  CancelExportDocument,
  ChangeMemberRoleDocument,
  ChangePasswordDocument,
  CloseMerchantDocument,
  CompleteSignInDocument,
  CreateAlertDocument,
  CreateApiKeyDocument,
  CreateMerchantDocument,
  CreateReportScheduleDocument,
  CreateWebhookEndpointDocument,
  CurrentApiKeyDocument,
  DeleteAlertDocument,
  DeleteReportScheduleDocument,
  DisableSecondFactorDocument,
  DismissInsightDocument,
  EnableSecondFactorDocument,
  ExportProgressDocument,
  GetAlertDocument,
  GetAlertDryRunDocument,
  GetAnomalyDocument,
  GetAuditEntryDocument,
  GetAuditLogIntegrityDocument,
  GetCartDocument,
  GetConversionFunnelDocument,
  GetCustomerCohortsDocument,
  GetCustomerSegmentsDocument,
  GetExportDocument,
  GetFeatureFlagsDocument,
  GetForecastDocument,
  GetHistoryDocument,
  GetInsightDocument,
  GetInsightRunDocument,
  GetInsightWeightsDocument,
  GetInvitationDocument,
  GetMerchantDocument,
  GetMerchantSettingsDocument,
  GetNotificationSettingsDocument,
  GetOutboxDocument,
  GetOverviewDocument,
  GetPermissionsDocument,
  GetReportSchedulesDocument,
  GetRevenueChangeDocument,
  GetSalesTrendDocument,
  GetUnreadInsightsDocument,
  GetWebhookDeliveriesDocument,
  GetWebhookEndpointsDocument,
  InsightCreatedDocument,
  InsightRunProgressDocument,
  InsightUpdatedDocument,
  InviteMemberDocument,
  LeaveMerchantDocument,
  ListAbandonedCartsDocument,
  ListAlertsDocument,
  ListAnomaliesDocument,
  ListApiKeysDocument,
  ListAuditLogDocument,
  ListCalendarDocument,
  ListCartsDocument,
  ListExportsDocument,
  ListFiringsDocument,
  ListInsightMutesDocument,
  ListInsightRunsDocument,
  ListInsightsDocument,
  ListInvitationsDocument,
  ListMembersDocument,
  ListMembershipsDocument,
  ListProductPerformanceDocument,
  ListRevenueBreakdownDocument,
  ListSegmentCustomersDocument,
  ListSessionsDocument,
  MarkAnomalyFalseAlarmDocument,
  MarkInsightReadDocument,
  MarkInsightUnreadDocument,
  MarkInsightsReadDocument,
  MeDocument,
  MuteInsightsDocument,
  RateInsightDocument,
  RedeliverWebhookDocument,
  RefreshSessionDocument,
  RegenerateRecoveryCodesDocument,
  RemoveCalendarEntryDocument,
  RemoveMemberDocument,
  RemoveWebhookEndpointDocument,
  RenameApiKeyDocument,
  ReopenAnomalyDocument,
  ReportAnomalyDocument,
  RequestExportDocument,
  RequestPasswordResetDocument,
  ResendEmailVerificationDocument,
  ResendInvitationDocument,
  ResetPasswordDocument,
  ResolveAnomalyDocument,
  RestoreInsightDocument,
  RevokeApiKeyDocument,
  RevokeInvitationDocument,
  RevokeOtherSessionsDocument,
  RevokeSessionDocument,
  RotateApiKeyDocument,
  RotateWebhookSecretDocument,
  SecondFactorDocument,
  SendTestWebhookDocument,
  SetFeatureFlagDocument,
  SignInDocument,
  SignOutDocument,
  SignUpDocument,
  SilenceAlertDocument,
  UnmuteInsightsDocument,
  UpdateAlertDocument,
  UpdateCalendarEntryDocument,
  UpdateMerchantDocument,
  UpdateMerchantSettingsDocument,
  UpdateNotificationSettingsDocument,
  UpdateProfileDocument,
  UpdateReportScheduleDocument,
  UpdateWebhookEndpointDocument,
  VerifyEmailDocument,
} from '../generated/documents_generated.ts';
import type {
  AcceptInvitationMutation,
  AcceptInvitationMutationVariables,
  AcknowledgeAnomalyMutation,
  AcknowledgeAnomalyMutationVariables,
  AddCalendarEntryMutation,
  AddCalendarEntryMutationVariables,
  BeginSecondFactorMutation,
  BeginSecondFactorMutationVariables,
  CancelExportMutation,
  CancelExportMutationVariables,
  ChangeMemberRoleMutation,
  ChangeMemberRoleMutationVariables,
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  CloseMerchantMutation,
  CloseMerchantMutationVariables,
  CompleteSignInMutation,
  CompleteSignInMutationVariables,
  CreateAlertMutation,
  CreateAlertMutationVariables,
  CreateApiKeyMutation,
  CreateApiKeyMutationVariables,
  CreateMerchantMutation,
  CreateMerchantMutationVariables,
  CreateReportScheduleMutation,
  CreateReportScheduleMutationVariables,
  CreateWebhookEndpointMutation,
  CreateWebhookEndpointMutationVariables,
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  DeleteAlertMutation,
  DeleteAlertMutationVariables,
  DeleteReportScheduleMutation,
  DeleteReportScheduleMutationVariables,
  DisableSecondFactorMutation,
  DisableSecondFactorMutationVariables,
  DismissInsightMutation,
  DismissInsightMutationVariables,
  EnableSecondFactorMutation,
  EnableSecondFactorMutationVariables,
  ExportProgressSubscription,
  ExportProgressSubscriptionVariables,
  GetAlertQuery,
  GetAlertQueryVariables,
  GetAlertDryRunQuery,
  GetAlertDryRunQueryVariables,
  GetAnomalyQuery,
  GetAnomalyQueryVariables,
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  GetAuditLogIntegrityQuery,
  GetAuditLogIntegrityQueryVariables,
  GetCartQuery,
  GetCartQueryVariables,
  GetConversionFunnelQuery,
  GetConversionFunnelQueryVariables,
  GetCustomerCohortsQuery,
  GetCustomerCohortsQueryVariables,
  GetCustomerSegmentsQuery,
  GetCustomerSegmentsQueryVariables,
  GetExportQuery,
  GetExportQueryVariables,
  GetFeatureFlagsQuery,
  GetFeatureFlagsQueryVariables,
  GetForecastQuery,
  GetForecastQueryVariables,
  GetHistoryQuery,
  GetHistoryQueryVariables,
  GetInsightQuery,
  GetInsightQueryVariables,
  GetInsightRunQuery,
  GetInsightRunQueryVariables,
  GetInsightWeightsQuery,
  GetInsightWeightsQueryVariables,
  GetInvitationQuery,
  GetInvitationQueryVariables,
  GetMerchantQuery,
  GetMerchantQueryVariables,
  GetMerchantSettingsQuery,
  GetMerchantSettingsQueryVariables,
  GetNotificationSettingsQuery,
  GetNotificationSettingsQueryVariables,
  GetOutboxQuery,
  GetOutboxQueryVariables,
  GetOverviewQuery,
  GetOverviewQueryVariables,
  GetPermissionsQuery,
  GetPermissionsQueryVariables,
  GetReportSchedulesQuery,
  GetReportSchedulesQueryVariables,
  GetRevenueChangeQuery,
  GetRevenueChangeQueryVariables,
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  GetUnreadInsightsQuery,
  GetUnreadInsightsQueryVariables,
  GetWebhookDeliveriesQuery,
  GetWebhookDeliveriesQueryVariables,
  GetWebhookEndpointsQuery,
  GetWebhookEndpointsQueryVariables,
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  InsightRunProgressSubscription,
  InsightRunProgressSubscriptionVariables,
  InsightUpdatedSubscription,
  InsightUpdatedSubscriptionVariables,
  InviteMemberMutation,
  InviteMemberMutationVariables,
  LeaveMerchantMutation,
  LeaveMerchantMutationVariables,
  ListAbandonedCartsQuery,
  ListAbandonedCartsQueryVariables,
  ListAlertsQuery,
  ListAlertsQueryVariables,
  ListAnomaliesQuery,
  ListAnomaliesQueryVariables,
  ListApiKeysQuery,
  ListApiKeysQueryVariables,
  ListAuditLogQuery,
  ListAuditLogQueryVariables,
  ListCalendarQuery,
  ListCalendarQueryVariables,
  ListCartsQuery,
  ListCartsQueryVariables,
  ListExportsQuery,
  ListExportsQueryVariables,
  ListFiringsQuery,
  ListFiringsQueryVariables,
  ListInsightMutesQuery,
  ListInsightMutesQueryVariables,
  ListInsightRunsQuery,
  ListInsightRunsQueryVariables,
  ListInsightsQuery,
  ListInsightsQueryVariables,
  ListInvitationsQuery,
  ListInvitationsQueryVariables,
  ListMembersQuery,
  ListMembersQueryVariables,
  ListMembershipsQuery,
  ListMembershipsQueryVariables,
  ListProductPerformanceQuery,
  ListProductPerformanceQueryVariables,
  ListRevenueBreakdownQuery,
  ListRevenueBreakdownQueryVariables,
  ListSegmentCustomersQuery,
  ListSegmentCustomersQueryVariables,
  ListSessionsQuery,
  ListSessionsQueryVariables,
  MarkAnomalyFalseAlarmMutation,
  MarkAnomalyFalseAlarmMutationVariables,
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  MarkInsightUnreadMutation,
  MarkInsightUnreadMutationVariables,
  MarkInsightsReadMutation,
  MarkInsightsReadMutationVariables,
  MeQuery,
  MeQueryVariables,
  MuteInsightsMutation,
  MuteInsightsMutationVariables,
  RateInsightMutation,
  RateInsightMutationVariables,
  RedeliverWebhookMutation,
  RedeliverWebhookMutationVariables,
  RefreshSessionMutation,
  RefreshSessionMutationVariables,
  RegenerateRecoveryCodesMutation,
  RegenerateRecoveryCodesMutationVariables,
  RemoveCalendarEntryMutation,
  RemoveCalendarEntryMutationVariables,
  RemoveMemberMutation,
  RemoveMemberMutationVariables,
  RemoveWebhookEndpointMutation,
  RemoveWebhookEndpointMutationVariables,
  RenameApiKeyMutation,
  RenameApiKeyMutationVariables,
  ReopenAnomalyMutation,
  ReopenAnomalyMutationVariables,
  ReportAnomalyMutation,
  ReportAnomalyMutationVariables,
  RequestExportMutation,
  RequestExportMutationVariables,
  RequestPasswordResetMutation,
  RequestPasswordResetMutationVariables,
  ResendEmailVerificationMutation,
  ResendEmailVerificationMutationVariables,
  ResendInvitationMutation,
  ResendInvitationMutationVariables,
  ResetPasswordMutation,
  ResetPasswordMutationVariables,
  ResolveAnomalyMutation,
  ResolveAnomalyMutationVariables,
  RestoreInsightMutation,
  RestoreInsightMutationVariables,
  RevokeApiKeyMutation,
  RevokeApiKeyMutationVariables,
  RevokeInvitationMutation,
  RevokeInvitationMutationVariables,
  RevokeOtherSessionsMutation,
  RevokeOtherSessionsMutationVariables,
  RevokeSessionMutation,
  RevokeSessionMutationVariables,
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  RotateWebhookSecretMutation,
  RotateWebhookSecretMutationVariables,
  SecondFactorQuery,
  SecondFactorQueryVariables,
  SendTestWebhookMutation,
  SendTestWebhookMutationVariables,
  SetFeatureFlagMutation,
  SetFeatureFlagMutationVariables,
  SignInMutation,
  SignInMutationVariables,
  SignOutMutation,
  SignOutMutationVariables,
  SignUpMutation,
  SignUpMutationVariables,
  SilenceAlertMutation,
  SilenceAlertMutationVariables,
  UnmuteInsightsMutation,
  UnmuteInsightsMutationVariables,
  UpdateAlertMutation,
  UpdateAlertMutationVariables,
  UpdateCalendarEntryMutation,
  UpdateCalendarEntryMutationVariables,
  UpdateMerchantMutation,
  UpdateMerchantMutationVariables,
  UpdateMerchantSettingsMutation,
  UpdateMerchantSettingsMutationVariables,
  UpdateNotificationSettingsMutation,
  UpdateNotificationSettingsMutationVariables,
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  UpdateReportScheduleMutation,
  UpdateReportScheduleMutationVariables,
  UpdateWebhookEndpointMutation,
  UpdateWebhookEndpointMutationVariables,
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
 * Joins a team by the link of an invitation: as the person who is signed in, whose address it must be, or as somebody new, who gets an account and is signed in.
 */
export const useAcceptInvitation: MutationHook<
  AcceptInvitationMutation,
  AcceptInvitationMutationVariables,
  ['acceptInvitation']
> = /* @__PURE__ */ mutationHook(AcceptInvitationDocument, ['acceptInvitation']);

/**
 * Says that somebody looks after an OPEN anomaly. One that is ACKNOWLEDGED stays so; others are a ConflictError. Needs insights:write.
 */
export const useAcknowledgeAnomaly: MutationHook<
  AcknowledgeAnomalyMutation,
  AcknowledgeAnomalyMutationVariables,
  ['acknowledgeAnomaly']
> = /* @__PURE__ */ mutationHook(AcknowledgeAnomalyDocument, ['acknowledgeAnomaly']);

/**
 * Adds days to the calendar. Needs the permission calendar:write.
 */
export const useAddCalendarEntry: MutationHook<
  AddCalendarEntryMutation,
  AddCalendarEntryMutationVariables,
  ['addCalendarEntry']
> = /* @__PURE__ */ mutationHook(AddCalendarEntryDocument, ['addCalendarEntry']);

/**
 * Makes a secret for an authenticator app. It counts only after enableSecondFactor.
 */
export const useBeginSecondFactor: MutationHook<
  BeginSecondFactorMutation,
  BeginSecondFactorMutationVariables,
  ['beginSecondFactor']
> = /* @__PURE__ */ mutationHook(BeginSecondFactorDocument, ['beginSecondFactor']);

/**
 * Ends an export that waits or runs. What was written of it is removed; CONFLICT when it is over. Needs exports:write.
 */
export const useCancelExport: MutationHook<
  CancelExportMutation,
  CancelExportMutationVariables,
  ['cancelExport']
> = /* @__PURE__ */ mutationHook(CancelExportDocument, ['cancelExport']);

/**
 * Gives a member another role, within a second everywhere. Needs members:write; only owners appoint or change owners, nobody raises themselves, and the last owner stays one.
 */
export const useChangeMemberRole: MutationHook<
  ChangeMemberRoleMutation,
  ChangeMemberRoleMutationVariables,
  ['changeMemberRole']
> = /* @__PURE__ */ mutationHook(ChangeMemberRoleDocument, ['changeMemberRole']);

/**
 * Changes your password and ends your other sessions.
 */
export const useChangePassword: MutationHook<
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  ['changePassword']
> = /* @__PURE__ */ mutationHook(ChangePasswordDocument, ['changePassword']);

/**
 * Closes a merchant: within a second nobody signs in to it any more and its keys are dead. Its data is kept, and only an operator can reopen it. For owners (merchant:close).
 */
export const useCloseMerchant: MutationHook<
  CloseMerchantMutation,
  CloseMerchantMutationVariables,
  ['closeMerchant']
> = /* @__PURE__ */ mutationHook(CloseMerchantDocument, ['closeMerchant']);

/**
 * Starts the session of a sign-in that asked for a code. Five wrong codes end the sign-in.
 */
export const useCompleteSignIn: MutationHook<
  CompleteSignInMutation,
  CompleteSignInMutationVariables,
  ['completeSignIn']
> = /* @__PURE__ */ mutationHook(CompleteSignInDocument, ['completeSignIn']);

/**
 * Makes an alert; a merchant has 100 at most, and the next is a ConflictError. Try the rule with Merchant.alertDryRun first. Needs alerts:write.
 */
export const useCreateAlert: MutationHook<
  CreateAlertMutation,
  CreateAlertMutationVariables,
  ['createAlert']
> = /* @__PURE__ */ mutationHook(CreateAlertDocument, ['createAlert']);

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
 * Sends a report to members by e-mail, again and again; CONFLICT when the merchant has 50 already. Needs exports:write and what its kind needs.
 */
export const useCreateReportSchedule: MutationHook<
  CreateReportScheduleMutation,
  CreateReportScheduleMutationVariables,
  ['createReportSchedule']
> = /* @__PURE__ */ mutationHook(CreateReportScheduleDocument, ['createReportSchedule']);

/**
 * Makes an endpoint and tells its secret, this once. Needs the permission webhooks:write.
 */
export const useCreateWebhookEndpoint: MutationHook<
  CreateWebhookEndpointMutation,
  CreateWebhookEndpointMutationVariables,
  ['createWebhookEndpoint']
> = /* @__PURE__ */ mutationHook(CreateWebhookEndpointDocument, ['createWebhookEndpoint']);

/**
 * The API key this request came with, to check that a key works and what it may do; null without one.
 */
export const useCurrentApiKey: QueryHook<
  CurrentApiKeyQuery,
  CurrentApiKeyQueryVariables,
  ['currentApiKey']
> = /* @__PURE__ */ queryHook(CurrentApiKeyDocument, ['currentApiKey']);

/**
 * Deletes an alert and the record of its firings. Needs alerts:write.
 */
export const useDeleteAlert: MutationHook<
  DeleteAlertMutation,
  DeleteAlertMutationVariables,
  ['deleteAlert']
> = /* @__PURE__ */ mutationHook(DeleteAlertDocument, ['deleteAlert']);

/**
 * Ends a schedule. Needs exports:write.
 */
export const useDeleteReportSchedule: MutationHook<
  DeleteReportScheduleMutation,
  DeleteReportScheduleMutationVariables,
  ['deleteReportSchedule']
> = /* @__PURE__ */ mutationHook(DeleteReportScheduleDocument, ['deleteReportSchedule']);

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
 * An export whenever it has changed, about once a second while it runs, and once when it is over; at least once and in
 * order. It begins with what changes next: read the export itself after subscribing. Needs the permission exports:read.
 */
export const useExportProgress: SubscriptionHook<
  ExportProgressSubscription,
  ExportProgressSubscriptionVariables,
  ['exportProgress']
> = /* @__PURE__ */ subscriptionHook(ExportProgressDocument, ['exportProgress']);

/**
 * One alert by its id. Null with NOT_FOUND when it does not exist or you have no access to it. Needs alerts:read.
 */
export const useAlert: QueryHook<
  GetAlertQuery,
  GetAlertQueryVariables,
  ['alert']
> = /* @__PURE__ */ queryHook(GetAlertDocument, ['alert']);

/**
 * When an alert with this rule would have fired in the past, judged by the same function that judges alerts. Nothing is written. Needs alerts:read.
 */
export const useAlertDryRun: QueryHook<
  GetAlertDryRunQuery,
  GetAlertDryRunQueryVariables,
  ['merchant', 'alertDryRun']
> = /* @__PURE__ */ queryHook(GetAlertDryRunDocument, ['merchant', 'alertDryRun']);

/**
 * One anomaly by its id. Null with NOT_FOUND when it does not exist or you have no access to it. Needs insights:read.
 */
export const useAnomaly: QueryHook<
  GetAnomalyQuery,
  GetAnomalyQueryVariables,
  ['anomaly']
> = /* @__PURE__ */ queryHook(GetAnomalyDocument, ['anomaly']);

/**
 * An audit entry by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.
 */
export const useAuditEntry: QueryHook<
  GetAuditEntryQuery,
  GetAuditEntryQueryVariables,
  ['auditEntry']
> = /* @__PURE__ */ queryHook(GetAuditEntryDocument, ['auditEntry']);

/**
 * Whether the audit log is as it was written. Needs audit:read.
 */
export const useAuditLogIntegrity: QueryHook<
  GetAuditLogIntegrityQuery,
  GetAuditLogIntegrityQueryVariables,
  ['merchant', 'auditLogIntegrity']
> = /* @__PURE__ */ queryHook(GetAuditLogIntegrityDocument, ['merchant', 'auditLogIntegrity']);

/**
 * A cart by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.
 */
export const useCart: QueryHook<
  GetCartQuery,
  GetCartQueryVariables,
  ['cart']
> = /* @__PURE__ */ queryHook(GetCartDocument, ['cart']);

/**
 * From carts to orders. It begins with carts until visits are collected, and takes no filter yet. Needs reports:read.
 */
export const useConversionFunnel: QueryHook<
  GetConversionFunnelQuery,
  GetConversionFunnelQueryVariables,
  ['merchant', 'conversionFunnel']
> = /* @__PURE__ */ queryHook(GetConversionFunnelDocument, ['merchant', 'conversionFunnel']);

/**
 * Known customers by the month of their first purchase: retention and lifetime value. It takes no comparison: each cohort stands beside those before it, at the same age (offset). Needs reports:read.
 */
export const useCustomerCohorts: QueryHook<
  GetCustomerCohortsQuery,
  GetCustomerCohortsQueryVariables,
  ['merchant', 'customerCohorts']
> = /* @__PURE__ */ queryHook(GetCustomerCohortsDocument, ['merchant', 'customerCohorts']);

/**
 * Known customers by recency, frequency and money, in named segments. Needs reports:read.
 */
export const useCustomerSegments: QueryHook<
  GetCustomerSegmentsQuery,
  GetCustomerSegmentsQueryVariables,
  ['merchant', 'customerSegments']
> = /* @__PURE__ */ queryHook(GetCustomerSegmentsDocument, ['merchant', 'customerSegments']);

/**
 * One export by its id. Null with NOT_FOUND when it is not yours to see. Needs exports:read.
 */
export const useExport: QueryHook<
  GetExportQuery,
  GetExportQueryVariables,
  ['export']
> = /* @__PURE__ */ queryHook(GetExportDocument, ['export']);

/**
 * The switches of the product as they stand for the merchant. Needs the permission flags:read.
 */
export const useFeatureFlags: QueryHook<
  GetFeatureFlagsQuery,
  GetFeatureFlagsQueryVariables,
  ['merchant', 'featureFlags']
> = /* @__PURE__ */ queryHook(GetFeatureFlagsDocument, ['merchant', 'featureFlags']);

/**
 * What the coming days are expected to bring, for the merchant as a whole or one product, with 80% and 95% ranges. Needs reports:read.
 */
export const useForecast: QueryHook<
  GetForecastQuery,
  GetForecastQueryVariables,
  ['merchant', 'forecast']
> = /* @__PURE__ */ queryHook(GetForecastDocument, ['merchant', 'forecast']);

/**
 * What it said before its story changed it, newest first; empty for one that never changed.
 */
export const useHistory: QueryHook<
  GetHistoryQuery,
  GetHistoryQueryVariables,
  ['insight', 'history']
> = /* @__PURE__ */ queryHook(GetHistoryDocument, ['insight', 'history']);

/**
 * One insight by its id. Null with NOT_FOUND when it does not exist or you have no access to it.
 */
export const useInsight: QueryHook<
  GetInsightQuery,
  GetInsightQueryVariables,
  ['insight']
> = /* @__PURE__ */ queryHook(GetInsightDocument, ['insight']);

/**
 * A run of the insight job that looks at a merchant of yours, or has. Null with NOT_FOUND otherwise. Needs the permission runs:read.
 */
export const useInsightRun: QueryHook<
  GetInsightRunQuery,
  GetInsightRunQueryVariables,
  ['insightRun']
> = /* @__PURE__ */ queryHook(GetInsightRunDocument, ['insightRun']);

/**
 * How the ratings of the last year weigh on each kind of insight that was rated. Needs the permission insights:read.
 */
export const useInsightWeights: QueryHook<
  GetInsightWeightsQuery,
  GetInsightWeightsQueryVariables,
  ['merchant', 'insightWeights']
> = /* @__PURE__ */ queryHook(GetInsightWeightsDocument, ['merchant', 'insightWeights']);

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
 * How the merchant counts and shows. Needs the permission settings:read.
 */
export const useMerchantSettings: QueryHook<
  GetMerchantSettingsQuery,
  GetMerchantSettingsQueryVariables,
  ['merchant', 'settings']
> = /* @__PURE__ */ queryHook(GetMerchantSettingsDocument, ['merchant', 'settings']);

/**
 * The items of this page, without cursors.
 */
export const useNotificationSettings: QueryHook<
  GetNotificationSettingsQuery,
  GetNotificationSettingsQueryVariables,
  ['me', 'memberships', 'nodes']
> = /* @__PURE__ */ queryHook(GetNotificationSettingsDocument, ['me', 'memberships', 'nodes']);

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
 * The signed-in person; null for an API key or without a sign-in.
 */
export const usePermissions: QueryHook<
  GetPermissionsQuery,
  GetPermissionsQueryVariables,
  ['me']
> = /* @__PURE__ */ queryHook(GetPermissionsDocument, ['me']);

/**
 * Reports that are sent by e-mail, oldest schedule first; at most 50. Needs exports:read.
 */
export const useReportSchedules: QueryHook<
  GetReportSchedulesQuery,
  GetReportSchedulesQueryVariables,
  ['merchant', 'reportSchedules']
> = /* @__PURE__ */ queryHook(GetReportSchedulesDocument, ['merchant', 'reportSchedules']);

/**
 * Why gross revenue changed against another range: by price, volume and mix, and by product. Needs reports:read.
 */
export const useRevenueChange: QueryHook<
  GetRevenueChangeQuery,
  GetRevenueChangeQueryVariables,
  ['merchant', 'revenueChange']
> = /* @__PURE__ */ queryHook(GetRevenueChangeDocument, ['merchant', 'revenueChange']);

/**
 * Sales by day, week or month over a range of days. Needs reports:read.
 */
export const useSalesTrend: QueryHook<
  GetSalesTrendQuery,
  GetSalesTrendQueryVariables,
  ['merchant', 'salesTrend']
> = /* @__PURE__ */ queryHook(GetSalesTrendDocument, ['merchant', 'salesTrend']);

/**
 * What nobody of the team has read yet: show it at sign-in. Needs the permission insights:read.
 */
export const useUnreadInsights: QueryHook<
  GetUnreadInsightsQuery,
  GetUnreadInsightsQueryVariables,
  ['merchant', 'unreadInsights']
> = /* @__PURE__ */ queryHook(GetUnreadInsightsDocument, ['merchant', 'unreadInsights']);

/**
 * Where insights are sent to as signed requests, oldest first; at most 10. Needs the permission webhooks:read.
 */
export const useWebhookDeliveries: QueryHook<
  GetWebhookDeliveriesQuery,
  GetWebhookDeliveriesQueryVariables,
  ['merchant', 'webhookEndpoints']
> = /* @__PURE__ */ queryHook(GetWebhookDeliveriesDocument, ['merchant', 'webhookEndpoints']);

/**
 * Where insights are sent to as signed requests, oldest first; at most 10. Needs the permission webhooks:read.
 */
export const useWebhookEndpoints: QueryHook<
  GetWebhookEndpointsQuery,
  GetWebhookEndpointsQueryVariables,
  ['merchant', 'webhookEndpoints']
> = /* @__PURE__ */ queryHook(GetWebhookEndpointsDocument, ['merchant', 'webhookEndpoints']);

/**
 * Every insight of a merchant from now on, within a second of being written, at least once and in order: drop repeats
 * by id. After a reconnect give the last insight you have seen as after, and nothing is missed of the last 7 days (unless
 * this deployment keeps events for another time). Before the first insight, and whenever nothing has come for some
 * minutes, a ping of graphql-transport-ws tells a place to give instead: payload { after: { "<id of your subscription>":
 * "<place>" } }. Whichever came last, insight or place, is right. The SDK does so by itself. Needs the permission
 * insights:read.
 */
export const useInsightCreated: SubscriptionHook<
  InsightCreatedSubscription,
  InsightCreatedSubscriptionVariables,
  ['insightCreated']
> = /* @__PURE__ */ subscriptionHook(InsightCreatedDocument, ['insightCreated']);

/**
 * The runs of the insight job that look at a merchant: those under way as they are now, then each whenever it has gone on,
 * about once a second, and once when it is over. Who reads slowly is told of its newest state only. Needs the permission
 * runs:read.
 */
export const useInsightRunProgress: SubscriptionHook<
  InsightRunProgressSubscription,
  InsightRunProgressSubscriptionVariables,
  ['insightRunProgress']
> = /* @__PURE__ */ subscriptionHook(InsightRunProgressDocument, ['insightRunProgress']);

/**
 * Every change that a continuing story makes to an insight of a merchant, at least once and in order: drop repeats by
 * eventId. After a reconnect give the last eventId you have seen, or the place that a ping has told since, as after: see
 * insightCreated. Nothing is then missed of the last 7 days (unless this deployment keeps events for another time). What
 * people do with an insight (read, dismiss, rate) is not told here. Needs the permission insights:read.
 */
export const useInsightUpdated: SubscriptionHook<
  InsightUpdatedSubscription,
  InsightUpdatedSubscriptionVariables,
  ['insightUpdated']
> = /* @__PURE__ */ subscriptionHook(InsightUpdatedDocument, ['insightUpdated']);

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
 * The merchant's own alerts, the newest first. Needs alerts:read.
 */
export const useAlerts: QueryHook<
  ListAlertsQuery,
  ListAlertsQueryVariables,
  ['merchant', 'alerts']
> = /* @__PURE__ */ queryHook(ListAlertsDocument, ['merchant', 'alerts']);

/**
 * What was not as it should have been: found, reported by hand, or told by an alert; the newest written first. Needs insights:read.
 */
export const useAnomalies: QueryHook<
  ListAnomaliesQuery,
  ListAnomaliesQueryVariables,
  ['merchant', 'anomalies']
> = /* @__PURE__ */ queryHook(ListAnomaliesDocument, ['merchant', 'anomalies']);

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
 * Closures, promotions and holidays, by their first day. The nightly look at the numbers reads them: they explain instead of alarm. Needs the permission calendar:read.
 */
export const useCalendar: QueryHook<
  ListCalendarQuery,
  ListCalendarQueryVariables,
  ['merchant', 'calendar']
> = /* @__PURE__ */ queryHook(ListCalendarDocument, ['merchant', 'calendar']);

/**
 * Carts of the merchant, last changed first unless ordered otherwise. Needs carts:read.
 */
export const useCarts: QueryHook<
  ListCartsQuery,
  ListCartsQueryVariables,
  ['merchant', 'carts']
> = /* @__PURE__ */ queryHook(ListCartsDocument, ['merchant', 'carts']);

/**
 * Exports of the merchant, newest first. Needs exports:read.
 */
export const useExports: QueryHook<
  ListExportsQuery,
  ListExportsQueryVariables,
  ['merchant', 'exports']
> = /* @__PURE__ */ queryHook(ListExportsDocument, ['merchant', 'exports']);

/**
 * When it fired, the newest first.
 */
export const useFirings: QueryHook<
  ListFiringsQuery,
  ListFiringsQueryVariables,
  ['alert', 'firings']
> = /* @__PURE__ */ queryHook(ListFiringsDocument, ['alert', 'firings']);

/**
 * What is muted, newest first, mutes that have ended too. Needs the permission insights:read.
 */
export const useInsightMutes: QueryHook<
  ListInsightMutesQuery,
  ListInsightMutesQueryVariables,
  ['merchant', 'insightMutes']
> = /* @__PURE__ */ queryHook(ListInsightMutesDocument, ['merchant', 'insightMutes']);

/**
 * When the merchant's numbers were looked at over the last 90 days, and what came of it, the newest day first. Needs the permission runs:read.
 */
export const useInsightRuns: QueryHook<
  ListInsightRunsQuery,
  ListInsightRunsQueryVariables,
  ['merchant', 'insightRuns']
> = /* @__PURE__ */ queryHook(ListInsightRunsDocument, ['merchant', 'insightRuns']);

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
 * Products that were sold or taken back in a range of days. Needs reports:read.
 */
export const useProductPerformance: QueryHook<
  ListProductPerformanceQuery,
  ListProductPerformanceQueryVariables,
  ['merchant', 'productPerformance']
> = /* @__PURE__ */ queryHook(ListProductPerformanceDocument, ['merchant', 'productPerformance']);

/**
 * Revenue by country, channel, product, segment, weekday or hour. Needs reports:read.
 */
export const useRevenueBreakdown: QueryHook<
  ListRevenueBreakdownQuery,
  ListRevenueBreakdownQueryVariables,
  ['merchant', 'revenueBreakdown']
> = /* @__PURE__ */ queryHook(ListRevenueBreakdownDocument, ['merchant', 'revenueBreakdown']);

/**
 * The customers behind customerSegments, of one segment or of all. Needs reports:read, and customers:read to see who they are.
 */
export const useSegmentCustomers: QueryHook<
  ListSegmentCustomersQuery,
  ListSegmentCustomersQueryVariables,
  ['merchant', 'segmentCustomers']
> = /* @__PURE__ */ queryHook(ListSegmentCustomersDocument, ['merchant', 'segmentCustomers']);

/**
 * Where you are signed in, the session used last first. Null for anybody but yourself.
 */
export const useSessions: QueryHook<
  ListSessionsQuery,
  ListSessionsQueryVariables,
  ['me', 'sessions']
> = /* @__PURE__ */ queryHook(ListSessionsDocument, ['me', 'sessions']);

/**
 * Says that there was nothing to an anomaly, whatever its status: its kind weighs less from then on. Needs insights:write.
 */
export const useMarkAnomalyFalseAlarm: MutationHook<
  MarkAnomalyFalseAlarmMutation,
  MarkAnomalyFalseAlarmMutationVariables,
  ['markAnomalyFalseAlarm']
> = /* @__PURE__ */ mutationHook(MarkAnomalyFalseAlarmDocument, ['markAnomalyFalseAlarm']);

/**
 * Marks an unread insight read, for the whole team. Repeating it changes nothing.
 */
export const useMarkInsightRead: MutationHook<
  MarkInsightReadMutation,
  MarkInsightReadMutationVariables,
  ['markInsightRead']
> = /* @__PURE__ */ mutationHook(MarkInsightReadDocument, ['markInsightRead']);

/**
 * Marks a read insight unread again, for the whole team: it undoes markInsightRead.
 */
export const useMarkInsightUnread: MutationHook<
  MarkInsightUnreadMutation,
  MarkInsightUnreadMutationVariables,
  ['markInsightUnread']
> = /* @__PURE__ */ mutationHook(MarkInsightUnreadDocument, ['markInsightUnread']);

/**
 * Marks many unread insights read, for the whole team: by ids, or all up to a time.
 */
export const useMarkInsightsRead: MutationHook<
  MarkInsightsReadMutation,
  MarkInsightsReadMutationVariables,
  ['markInsightsRead']
> = /* @__PURE__ */ mutationHook(MarkInsightsReadDocument, ['markInsightsRead']);

/**
 * The signed-in person; null for an API key or without a sign-in.
 */
export const useMe: QueryHook<
  MeQuery,
  MeQueryVariables,
  ['me']
> = /* @__PURE__ */ queryHook(MeDocument, ['me']);

/**
 * Stops stories of a kind or metric from being told to the whole team, for a time or until it is taken back. Needs the permission insights:configure.
 */
export const useMuteInsights: MutationHook<
  MuteInsightsMutation,
  MuteInsightsMutationVariables,
  ['muteInsights']
> = /* @__PURE__ */ mutationHook(MuteInsightsDocument, ['muteInsights']);

/**
 * Says whether an insight was useful to you; a later rating replaces yours. Kinds a merchant keeps finding useless are told less: see Merchant.insightWeights. Needs the permission insights:write.
 */
export const useRateInsight: MutationHook<
  RateInsightMutation,
  RateInsightMutationVariables,
  ['rateInsight']
> = /* @__PURE__ */ mutationHook(RateInsightDocument, ['rateInsight']);

/**
 * Sends a delivery that has ended again, with the same id and body. Needs the permission webhooks:write.
 */
export const useRedeliverWebhook: MutationHook<
  RedeliverWebhookMutation,
  RedeliverWebhookMutationVariables,
  ['redeliverWebhook']
> = /* @__PURE__ */ mutationHook(RedeliverWebhookDocument, ['redeliverWebhook']);

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
 * Takes an entry out of the calendar. Needs the permission calendar:write.
 */
export const useRemoveCalendarEntry: MutationHook<
  RemoveCalendarEntryMutation,
  RemoveCalendarEntryMutationVariables,
  ['removeCalendarEntry']
> = /* @__PURE__ */ mutationHook(RemoveCalendarEntryDocument, ['removeCalendarEntry']);

/**
 * Takes a person out of the team; within a second they see nothing of the merchant any more. Needs members:write; only owners remove owners, and the last owner stays. API keys the person made go on working: revoke them if they should not.
 */
export const useRemoveMember: MutationHook<
  RemoveMemberMutation,
  RemoveMemberMutationVariables,
  ['removeMember']
> = /* @__PURE__ */ mutationHook(RemoveMemberDocument, ['removeMember']);

/**
 * Removes an endpoint and the log of its deliveries. Needs the permission webhooks:write.
 */
export const useRemoveWebhookEndpoint: MutationHook<
  RemoveWebhookEndpointMutation,
  RemoveWebhookEndpointMutationVariables,
  ['removeWebhookEndpoint']
> = /* @__PURE__ */ mutationHook(RemoveWebhookEndpointDocument, ['removeWebhookEndpoint']);

/**
 * Gives a key another name. Needs keys:write.
 */
export const useRenameApiKey: MutationHook<
  RenameApiKeyMutation,
  RenameApiKeyMutationVariables,
  ['renameApiKey']
> = /* @__PURE__ */ mutationHook(RenameApiKeyDocument, ['renameApiKey']);

/**
 * Makes an anomaly OPEN again, whatever its status; undoes the others. Needs insights:write.
 */
export const useReopenAnomaly: MutationHook<
  ReopenAnomalyMutation,
  ReopenAnomalyMutationVariables,
  ['reopenAnomaly']
> = /* @__PURE__ */ mutationHook(ReopenAnomalyDocument, ['reopenAnomaly']);

/**
 * Writes down by hand that a metric was not what it should have been. Needs insights:write.
 */
export const useReportAnomaly: MutationHook<
  ReportAnomalyMutation,
  ReportAnomalyMutationVariables,
  ['reportAnomaly']
> = /* @__PURE__ */ mutationHook(ReportAnomalyDocument, ['reportAnomaly']);

/**
 * Asks for a file: a report, or rows whole, without a limit of rows. It is made in the background; CONFLICT when 20 of the merchant wait or run already. Needs exports:write and what its kind needs.
 */
export const useRequestExport: MutationHook<
  RequestExportMutation,
  RequestExportMutationVariables,
  ['requestExport']
> = /* @__PURE__ */ mutationHook(RequestExportDocument, ['requestExport']);

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
 * Sends an invitation again, with a new link for seven days; the old link stops working. Needs members:write. CONFLICT within a minute of the last time.
 */
export const useResendInvitation: MutationHook<
  ResendInvitationMutation,
  ResendInvitationMutationVariables,
  ['resendInvitation']
> = /* @__PURE__ */ mutationHook(ResendInvitationDocument, ['resendInvitation']);

/**
 * Sets a new password with the link of an e-mail and ends all sessions. Sign in afterwards.
 */
export const useResetPassword: MutationHook<
  ResetPasswordMutation,
  ResetPasswordMutationVariables,
  ['resetPassword']
> = /* @__PURE__ */ mutationHook(ResetPasswordDocument, ['resetPassword']);

/**
 * Says that an OPEN or ACKNOWLEDGED anomaly is explained or put right. A FALSE_ALARM is a ConflictError. Needs insights:write.
 */
export const useResolveAnomaly: MutationHook<
  ResolveAnomalyMutation,
  ResolveAnomalyMutationVariables,
  ['resolveAnomaly']
> = /* @__PURE__ */ mutationHook(ResolveAnomalyDocument, ['resolveAnomaly']);

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
 * Makes a new key with the name, scopes and limit of an old one, which goes on working for the overlap. Needs keys:write and the scopes of the key.
 */
export const useRotateApiKey: MutationHook<
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  ['rotateApiKey']
> = /* @__PURE__ */ mutationHook(RotateApiKeyDocument, ['rotateApiKey']);

/**
 * Gives an endpoint a new secret; for a while requests are signed with both. Needs the permission webhooks:write.
 */
export const useRotateWebhookSecret: MutationHook<
  RotateWebhookSecretMutation,
  RotateWebhookSecretMutationVariables,
  ['rotateWebhookSecret']
> = /* @__PURE__ */ mutationHook(RotateWebhookSecretDocument, ['rotateWebhookSecret']);

/**
 * The second factor of the signed-in person; null for an API key or without a sign-in.
 */
export const useSecondFactor: QueryHook<
  SecondFactorQuery,
  SecondFactorQueryVariables,
  ['secondFactor']
> = /* @__PURE__ */ queryHook(SecondFactorDocument, ['secondFactor']);

/**
 * Sends a webhook.test to an endpoint, as any event is sent. Needs the permission webhooks:write.
 */
export const useSendTestWebhook: MutationHook<
  SendTestWebhookMutation,
  SendTestWebhookMutationVariables,
  ['sendTestWebhook']
> = /* @__PURE__ */ mutationHook(SendTestWebhookDocument, ['sendTestWebhook']);

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
 * Opens an account and a merchant with its first owner, signs in, and sends an e-mail to verify the address.
 */
export const useSignUp: MutationHook<
  SignUpMutation,
  SignUpMutationVariables,
  ['signUp']
> = /* @__PURE__ */ mutationHook(SignUpDocument, ['signUp']);

/**
 * Keeps an alert from firing about days up to a date, or ends that. Needs alerts:write.
 */
export const useSilenceAlert: MutationHook<
  SilenceAlertMutation,
  SilenceAlertMutationVariables,
  ['silenceAlert']
> = /* @__PURE__ */ mutationHook(SilenceAlertDocument, ['silenceAlert']);

/**
 * Takes a mute back. Needs the permission insights:configure.
 */
export const useUnmuteInsights: MutationHook<
  UnmuteInsightsMutation,
  UnmuteInsightsMutationVariables,
  ['unmuteInsights']
> = /* @__PURE__ */ mutationHook(UnmuteInsightsDocument, ['unmuteInsights']);

/**
 * Gives an alert another rule, which holds for the days that have not been judged yet. Enabling one that was disabled begins with today. Needs alerts:write.
 */
export const useUpdateAlert: MutationHook<
  UpdateAlertMutation,
  UpdateAlertMutationVariables,
  ['updateAlert']
> = /* @__PURE__ */ mutationHook(UpdateAlertDocument, ['updateAlert']);

/**
 * Changes an entry of the calendar. Needs the permission calendar:write.
 */
export const useUpdateCalendarEntry: MutationHook<
  UpdateCalendarEntryMutation,
  UpdateCalendarEntryMutationVariables,
  ['updateCalendarEntry']
> = /* @__PURE__ */ mutationHook(UpdateCalendarEntryDocument, ['updateCalendarEntry']);

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

/**
 * Changes your name.
 */
export const useUpdateProfile: MutationHook<
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  ['updateProfile']
> = /* @__PURE__ */ mutationHook(UpdateProfileDocument, ['updateProfile']);

/**
 * Changes when, how and to whom a report is sent, or what it counts; its kind stays. Needs exports:write and what its kind needs.
 */
export const useUpdateReportSchedule: MutationHook<
  UpdateReportScheduleMutation,
  UpdateReportScheduleMutationVariables,
  ['updateReportSchedule']
> = /* @__PURE__ */ mutationHook(UpdateReportScheduleDocument, ['updateReportSchedule']);

/**
 * Changes an endpoint, or switches it off and on. Needs the permission webhooks:write.
 */
export const useUpdateWebhookEndpoint: MutationHook<
  UpdateWebhookEndpointMutation,
  UpdateWebhookEndpointMutationVariables,
  ['updateWebhookEndpoint']
> = /* @__PURE__ */ mutationHook(UpdateWebhookEndpointDocument, ['updateWebhookEndpoint']);

/**
 * Proves an address with the link of an e-mail. Works without being signed in.
 */
export const useVerifyEmail: MutationHook<
  VerifyEmailMutation,
  VerifyEmailMutationVariables,
  ['verifyEmail']
> = /* @__PURE__ */ mutationHook(VerifyEmailDocument, ['verifyEmail']);
