// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import type { TypedDocument } from '../document.ts';
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
} from './types_generated.ts';

/** The document of `acceptInvitation`. */
export const AcceptInvitationDocument = 'mutation acceptInvitation($input:AcceptInvitationInput!){acceptInvitation(input:$input){__typename ...on AcceptInvitationSuccess{membership{id role createdAt user{id}merchant{id}permissions notifications{email kinds digest}}accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<AcceptInvitationMutation, AcceptInvitationMutationVariables>;

/** The document of `acknowledgeAnomaly`. */
export const AcknowledgeAnomalyDocument = 'mutation acknowledgeAnomaly($input:AcknowledgeAnomalyInput!){acknowledgeAnomaly(input:$input){__typename ...on AcknowledgeAnomalySuccess{anomaly{...AnomalyFields}}...UserErrorFields}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<AcknowledgeAnomalyMutation, AcknowledgeAnomalyMutationVariables>;

/** The document of `addCalendarEntry`. */
export const AddCalendarEntryDocument = 'mutation addCalendarEntry($input:AddCalendarEntryInput!){addCalendarEntry(input:$input){__typename ...on AddCalendarEntrySuccess{entry{id merchant{id}kind name from to yearly createdAt updatedAt}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<AddCalendarEntryMutation, AddCalendarEntryMutationVariables>;

/** The document of `beginSecondFactor`. */
export const BeginSecondFactorDocument = 'mutation beginSecondFactor($input:BeginSecondFactorInput!){beginSecondFactor(input:$input){__typename ...on BeginSecondFactorSuccess{secret otpauthUrl}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<BeginSecondFactorMutation, BeginSecondFactorMutationVariables>;

/** The document of `cancelExport`. */
export const CancelExportDocument = 'mutation cancelExport($input:CancelExportInput!){cancelExport(input:$input){__typename ...on ExportCancelled{export{id}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CancelExportMutation, CancelExportMutationVariables>;

/** The document of `changeMemberRole`. */
export const ChangeMemberRoleDocument = 'mutation changeMemberRole($input:ChangeMemberRoleInput!){changeMemberRole(input:$input){__typename ...on ChangeMemberRoleSuccess{membership{id role createdAt user{id}merchant{id}permissions notifications{email kinds digest}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;

/** The document of `changePassword`. */
export const ChangePasswordDocument = 'mutation changePassword($input:ChangePasswordInput!){changePassword(input:$input){__typename ...on ChangePasswordSuccess{endedSessions}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ChangePasswordMutation, ChangePasswordMutationVariables>;

/** The document of `closeMerchant`. */
export const CloseMerchantDocument = 'mutation closeMerchant($input:CloseMerchantInput!){closeMerchant(input:$input){__typename ...on CloseMerchantSuccess{merchantId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CloseMerchantMutation, CloseMerchantMutationVariables>;

/** The document of `completeSignIn`. */
export const CompleteSignInDocument = 'mutation completeSignIn($input:CompleteSignInInput!){completeSignIn(input:$input){__typename ...on SignInSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CompleteSignInMutation, CompleteSignInMutationVariables>;

/** The document of `createAlert`. */
export const CreateAlertDocument = 'mutation createAlert($input:CreateAlertInput!){createAlert(input:$input){__typename ...on CreateAlertSuccess{alert{...AlertFields}}...UserErrorFields}}fragment AlertFields on Alert{id merchant{id}name metric filter{sku country}condition threshold baseline baselineDays floor schedule weekday severity cooldownDays enabled silencedUntil judgedTo failedAt createdAt updatedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateAlertMutation, CreateAlertMutationVariables>;

/** The document of `createApiKey`. */
export const CreateApiKeyDocument = 'mutation createApiKey($input:CreateApiKeyInput!){createApiKey(input:$input){__typename ...on CreateApiKeySuccess{key apiKey{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateApiKeyMutation, CreateApiKeyMutationVariables>;

/** The document of `createMerchant`. */
export const CreateMerchantDocument = 'mutation createMerchant($input:CreateMerchantInput!){createMerchant(input:$input){__typename ...on CreateMerchantSuccess{merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateMerchantMutation, CreateMerchantMutationVariables>;

/** The document of `createReportSchedule`. */
export const CreateReportScheduleDocument = 'mutation createReportSchedule($input:CreateReportScheduleInput!){createReportSchedule(input:$input){__typename ...on ReportScheduleCreated{schedule{id kind format groupBy breakdownBy metric compareTo cadence localHour recipientIds nextRunAt lastRunAt lastExportId createdAt}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateReportScheduleMutation, CreateReportScheduleMutationVariables>;

/** The document of `createWebhookEndpoint`. */
export const CreateWebhookEndpointDocument = 'mutation createWebhookEndpoint($input:CreateWebhookEndpointInput!){createWebhookEndpoint(input:$input){__typename ...on CreateWebhookEndpointSuccess{secret endpoint{...WebhookEndpointFields}}...UserErrorFields}}fragment WebhookEndpointFields on WebhookEndpoint{id url description events kinds leastSeverity enabled disabledReason failingSince secretRotatedAt previousSecretUntil createdAt updatedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;

/** The document of `currentApiKey`. */
export const CurrentApiKeyDocument = 'query currentApiKey{currentApiKey{...ApiKeyFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}' as TypedDocument<CurrentApiKeyQuery, CurrentApiKeyQueryVariables>;

/** The document of `deleteAlert`. */
export const DeleteAlertDocument = 'mutation deleteAlert($input:DeleteAlertInput!){deleteAlert(input:$input){__typename ...on DeleteAlertSuccess{id}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DeleteAlertMutation, DeleteAlertMutationVariables>;

/** The document of `deleteReportSchedule`. */
export const DeleteReportScheduleDocument = 'mutation deleteReportSchedule($input:DeleteReportScheduleInput!){deleteReportSchedule(input:$input){__typename ...on ReportScheduleDeleted{id}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DeleteReportScheduleMutation, DeleteReportScheduleMutationVariables>;

/** The document of `disableSecondFactor`. */
export const DisableSecondFactorDocument = 'mutation disableSecondFactor($input:DisableSecondFactorInput!){disableSecondFactor(input:$input){__typename ...on DisableSecondFactorSuccess{disabled}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DisableSecondFactorMutation, DisableSecondFactorMutationVariables>;

/** The document of `dismissInsight`. */
export const DismissInsightDocument = 'mutation dismissInsight($input:DismissInsightInput!){dismissInsight(input:$input){__typename ...on DismissInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DismissInsightMutation, DismissInsightMutationVariables>;

/** The document of `enableSecondFactor`. */
export const EnableSecondFactorDocument = 'mutation enableSecondFactor($input:EnableSecondFactorInput!){enableSecondFactor(input:$input){__typename ...on EnableSecondFactorSuccess{recoveryCodes}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<EnableSecondFactorMutation, EnableSecondFactorMutationVariables>;

/** The document of `exportProgress`. */
export const ExportProgressDocument = 'subscription exportProgress($merchantId:ID!$exportId:ID){exportProgress(merchantId:$merchantId exportId:$exportId){...ExportFields}}fragment ExportFields on Export{id merchant{id}kind format from to status progress rows bytes sha256 expiresAt error createdAt finishedAt requestedBy downloadUrl}' as TypedDocument<ExportProgressSubscription, ExportProgressSubscriptionVariables>;

/** The document of `getAlert`. */
export const GetAlertDocument = 'query getAlert($id:ID!){alert(id:$id){...AlertFields}}fragment AlertFields on Alert{id merchant{id}name metric filter{sku country}condition threshold baseline baselineDays floor schedule weekday severity cooldownDays enabled silencedUntil judgedTo failedAt createdAt updatedAt}' as TypedDocument<GetAlertQuery, GetAlertQueryVariables>;

/** The document of `getAlertDryRun`. */
export const GetAlertDryRunDocument = 'query getAlertDryRun($merchantId:ID!$to:Date!$from:Date!$rule:AlertRuleInput!){merchant(id:$merchantId){id alertDryRun(to:$to from:$from rule:$rule){from to judged firings{day from observed expected threshold change direction currency}tooSmall coolingDown unknown}}}' as TypedDocument<GetAlertDryRunQuery, GetAlertDryRunQueryVariables>;

/** The document of `getAnomaly`. */
export const GetAnomalyDocument = 'query getAnomaly($id:ID!){anomaly(id:$id){...AnomalyFields}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}' as TypedDocument<GetAnomalyQuery, GetAnomalyQueryVariables>;

/** The document of `getAuditEntry`. */
export const GetAuditEntryDocument = 'query getAuditEntry($id:ID!){auditEntry(id:$id){...AuditEntryFields}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash merchant{id}actor{id name email}}' as TypedDocument<GetAuditEntryQuery, GetAuditEntryQueryVariables>;

/** The document of `getAuditLogIntegrity`. */
export const GetAuditLogIntegrityDocument = 'query getAuditLogIntegrity($merchantId:ID!){merchant(id:$merchantId){id auditLogIntegrity{verifiedAt status entries problem}}}' as TypedDocument<GetAuditLogIntegrityQuery, GetAuditLogIntegrityQueryVariables>;

/** The document of `getCart`. */
export const GetCartDocument = 'query getCart($id:ID!){cart(id:$id){...CartFields}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCartQuery, GetCartQueryVariables>;

/** The document of `getConversionFunnel`. */
export const GetConversionFunnelDocument = 'query getConversionFunnel($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod){merchant(id:$merchantId){id conversionFunnel(from:$from to:$to filter:$filter compareTo:$compareTo){from to currency timeZone definition comparison{from to}stages{stage carts value{...MoneyFields}rate cartsBefore rateChange}openCarts lostCarts recoveredCarts unavailable{metric reason}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetConversionFunnelQuery, GetConversionFunnelQueryVariables>;

/** The document of `getCustomerCohorts`. */
export const GetCustomerCohortsDocument = 'query getCustomerCohorts($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter){merchant(id:$merchantId){id customerCohorts(from:$from to:$to filter:$filter){from to currency timeZone definition customers lifetimeValue{...MoneyFields}cohorts{month customers lifetimeValue{...MoneyFields}months{month offset customers retention grossRevenue{...MoneyFields}refunds{...MoneyFields}lifetimeValue{...MoneyFields}}}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCustomerCohortsQuery, GetCustomerCohortsQueryVariables>;

/** The document of `getCustomerSegments`. */
export const GetCustomerSegmentsDocument = 'query getCustomerSegments($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod){merchant(id:$merchantId){id customerSegments(from:$from to:$to filter:$filter compareTo:$compareTo){from to currency timeZone definition comparison{from to}customers segments{segment customers customersBefore share grossRevenue{...MoneyFields}revenueShare averageRevenue{...MoneyFields}averageOrders averageRecencyDays}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCustomerSegmentsQuery, GetCustomerSegmentsQueryVariables>;

/** The document of `getExport`. */
export const GetExportDocument = 'query getExport($id:ID!){export(id:$id){...ExportFields}}fragment ExportFields on Export{id merchant{id}kind format from to status progress rows bytes sha256 expiresAt error createdAt finishedAt requestedBy downloadUrl}' as TypedDocument<GetExportQuery, GetExportQueryVariables>;

/** The document of `getFeatureFlags`. */
export const GetFeatureFlagsDocument = 'query getFeatureFlags($merchantId:ID!$names:[String!]){merchant(id:$merchantId){id featureFlags(names:$names){name description enabled defaultEnabled overridden}}}' as TypedDocument<GetFeatureFlagsQuery, GetFeatureFlagsQueryVariables>;

/** The document of `getForecast`. */
export const GetForecastDocument = 'query getForecast($merchantId:ID!$metric:ForecastMetric!$horizonDays:Int$from:Date$productId:ID$sku:String$segment:CustomerSegment$holidays:[ForecastHolidayInput!]$useCalendar:Boolean){merchant(id:$merchantId){id forecast(metric:$metric horizonDays:$horizonDays from:$from productId:$productId sku:$sku segment:$segment holidays:$holidays useCalendar:$useCalendar){metric from to currency timeZone points{date value lo80 hi80 lo95 hi95 money{value{...MoneyFields}lo80{...MoneyFields}hi80{...MoneyFields}lo95{...MoneyFields}hi95{...MoneyFields}}}basis reason methods{method weight}backtest{origins forecast{mase coverage95}seasonalNaive{mase coverage95}}calendar{source entries{from to kind name}}trainedDays definition freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetForecastQuery, GetForecastQueryVariables>;

/** The document of `getHistory`. */
export const GetHistoryDocument = 'query getHistory($insightId:ID!$first:Int){insight(id:$insightId){id history(first:$first){version seen severity title window{from to baselineFrom baselineTo}figures{observed expected change currency score}writtenAt}}}' as TypedDocument<GetHistoryQuery, GetHistoryQueryVariables>;

/** The document of `getInsight`. */
export const GetInsightDocument = 'query getInsight($id:ID!){insight(id:$id){...InsightFields myRating evidence{day observed expected}explanation{effects{price volume mix}contributions{slice{dimension key label}observed expected share}lastYear{observed expected}}history{version seen severity title window{from to baselineFrom baselineTo}figures{observed expected change currency score}writtenAt}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}' as TypedDocument<GetInsightQuery, GetInsightQueryVariables>;

/** The document of `getInsightRun`. */
export const GetInsightRunDocument = 'query getInsightRun($id:ID!){insightRun(id:$id){...InsightRunFields}}fragment InsightRunFields on InsightRun{id trigger status progress startedAt finishedAt durationMs timing{readMs detectMs writeMs}}' as TypedDocument<GetInsightRunQuery, GetInsightRunQueryVariables>;

/** The document of `getInsightWeights`. */
export const GetInsightWeightsDocument = 'query getInsightWeights($merchantId:ID!){merchant(id:$merchantId){id insightWeights{kind ratings useful weight}}}' as TypedDocument<GetInsightWeightsQuery, GetInsightWeightsQueryVariables>;

/** The document of `getInvitation`. */
export const GetInvitationDocument = 'query getInvitation($token:String!){invitation(token:$token){merchantName email role invitedByName expiresAt accountExists}}' as TypedDocument<GetInvitationQuery, GetInvitationQueryVariables>;

/** The document of `getMerchant`. */
export const GetMerchantDocument = 'query getMerchant($id:ID!){merchant(id:$id){...MerchantFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}' as TypedDocument<GetMerchantQuery, GetMerchantQueryVariables>;

/** The document of `getMerchantSettings`. */
export const GetMerchantSettingsDocument = 'query getMerchantSettings($id:ID!){merchant(id:$id){id settings{timeZone currency locale recomputing businessHours{weekday opens closes}}}}' as TypedDocument<GetMerchantSettingsQuery, GetMerchantSettingsQueryVariables>;

/** The document of `getNotificationSettings`. */
export const GetNotificationSettingsDocument = 'query getNotificationSettings{me{id memberships(first:100){nodes{id merchant{id name}notifications{email kinds digest}}}}}' as TypedDocument<GetNotificationSettingsQuery, GetNotificationSettingsQueryVariables>;

/** The document of `getOutbox`. */
export const GetOutboxDocument = 'query getOutbox($first:Int$after:String$merchantId:ID){outbox(first:$first after:$after merchantId:$merchantId){delivery messages{nodes{...OutboxMessageFields}pageInfo{...PageInfoFields}totalCount}}}fragment OutboxMessageFields on OutboxMessage{id kind recipient subject text links status createdAt sentAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<GetOutboxQuery, GetOutboxQueryVariables>;

/** The document of `getOverview`. */
export const GetOverviewDocument = 'query getOverview($merchantId:ID!$from:Date!$to:Date!$compareTo:ComparisonPeriod$filter:ReportFilter){merchant(id:$merchantId){id overview(from:$from to:$to compareTo:$compareTo filter:$filter){from to currency timeZone definition totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}comparison{from to totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}refundRate carts abandonedCarts abandonmentRate cartConversionRate rateChange{refundRate abandonmentRate cartConversionRate}customers newCustomers returningCustomers customerChange{customers newCustomers returningCustomers}}refundRate carts abandonedCarts abandonmentRate cartConversionRate conversionRate unavailable{metric reason}otherCurrencies{currency grossRevenue{...MoneyFields}refunds{...MoneyFields}orders}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}customers newCustomers returningCustomers}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetOverviewQuery, GetOverviewQueryVariables>;

/** The document of `getPermissions`. */
export const GetPermissionsDocument = 'query getPermissions($merchantId:ID!){me{id permissions(merchantId:$merchantId)}}' as TypedDocument<GetPermissionsQuery, GetPermissionsQueryVariables>;

/** The document of `getReportSchedules`. */
export const GetReportSchedulesDocument = 'query getReportSchedules($merchantId:ID!){merchant(id:$merchantId){id reportSchedules{id kind format groupBy breakdownBy metric compareTo cadence localHour recipientIds nextRunAt lastRunAt lastExportId createdAt}}}' as TypedDocument<GetReportSchedulesQuery, GetReportSchedulesQueryVariables>;

/** The document of `getRevenueChange`. */
export const GetRevenueChangeDocument = 'query getRevenueChange($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod$movers:Int){merchant(id:$merchantId){id revenueChange(from:$from to:$to filter:$filter compareTo:$compareTo movers:$movers){from to currency timeZone definition comparison{from to}current{...MoneyFields}base{...MoneyFields}difference{...MoneyFields}change parts{price{...MoneyFields}volume{...MoneyFields}mix{...MoneyFields}newProducts{...MoneyFields}lostProducts{...MoneyFields}}keptProducts newProducts lostProducts up{productId sku title grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units refundedUnits averagePrice{...MoneyFields}share comparison{grossRevenue{...MoneyFields}units orders revenueChange{...MoneyFields}change}}down{productId sku title grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units refundedUnits averagePrice{...MoneyFields}share comparison{grossRevenue{...MoneyFields}units orders revenueChange{...MoneyFields}change}}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetRevenueChangeQuery, GetRevenueChangeQueryVariables>;

/** The document of `getSalesTrend`. */
export const GetSalesTrendDocument = 'query getSalesTrend($merchantId:ID!$from:Date!$to:Date!$groupBy:TimeGrouping$compareTo:ComparisonPeriod$filter:ReportFilter){merchant(id:$merchantId){id salesTrend(from:$from to:$to groupBy:$groupBy compareTo:$compareTo filter:$filter){from to currency timeZone definition totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}otherCurrencies{currency grossRevenue{...MoneyFields}refunds{...MoneyFields}orders}groupBy points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}comparison{from to points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetSalesTrendQuery, GetSalesTrendQueryVariables>;

/** The document of `getUnreadInsights`. */
export const GetUnreadInsightsDocument = 'query getUnreadInsights($merchantId:ID!){merchant(id:$merchantId){id unreadInsights{count critical newestCritical{...InsightFields}}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}' as TypedDocument<GetUnreadInsightsQuery, GetUnreadInsightsQueryVariables>;

/** The document of `getWebhookDeliveries`. */
export const GetWebhookDeliveriesDocument = 'query getWebhookDeliveries($merchantId:ID!$first:Int$after:String$status:[WebhookDeliveryStatus!]){merchant(id:$merchantId){id webhookEndpoints{id deliveries(first:$first after:$after status:$status){nodes{...WebhookDeliveryFields}pageInfo{...PageInfoFields}totalCount}}}}fragment WebhookDeliveryFields on WebhookDelivery{id eventId eventType status createdAt finishedAt nextAttemptAt attempts{number startedAt durationMs statusCode error}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<GetWebhookDeliveriesQuery, GetWebhookDeliveriesQueryVariables>;

/** The document of `getWebhookEndpoints`. */
export const GetWebhookEndpointsDocument = 'query getWebhookEndpoints($merchantId:ID!){merchant(id:$merchantId){id webhookEndpoints{...WebhookEndpointFields}}}fragment WebhookEndpointFields on WebhookEndpoint{id url description events kinds leastSeverity enabled disabledReason failingSince secretRotatedAt previousSecretUntil createdAt updatedAt}' as TypedDocument<GetWebhookEndpointsQuery, GetWebhookEndpointsQueryVariables>;

/** The document of `insightCreated`. */
export const InsightCreatedDocument = 'subscription insightCreated($merchantId:ID!$after:ID$kinds:[InsightKind!]$leastSeverity:InsightSeverity){insightCreated(merchantId:$merchantId after:$after kinds:$kinds leastSeverity:$leastSeverity){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}' as TypedDocument<InsightCreatedSubscription, InsightCreatedSubscriptionVariables>;

/** The document of `insightRunProgress`. */
export const InsightRunProgressDocument = 'subscription insightRunProgress($merchantId:ID!){insightRunProgress(merchantId:$merchantId){...InsightRunFields}}fragment InsightRunFields on InsightRun{id trigger status progress startedAt finishedAt durationMs timing{readMs detectMs writeMs}}' as TypedDocument<InsightRunProgressSubscription, InsightRunProgressSubscriptionVariables>;

/** The document of `insightUpdated`. */
export const InsightUpdatedDocument = 'subscription insightUpdated($merchantId:ID!$after:ID$kinds:[InsightKind!]$leastSeverity:InsightSeverity){insightUpdated(merchantId:$merchantId after:$after kinds:$kinds leastSeverity:$leastSeverity){eventId version insight{...InsightFields}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}' as TypedDocument<InsightUpdatedSubscription, InsightUpdatedSubscriptionVariables>;

/** The document of `inviteMember`. */
export const InviteMemberDocument = 'mutation inviteMember($input:InviteMemberInput!){inviteMember(input:$input){__typename ...on InviteMemberSuccess{invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<InviteMemberMutation, InviteMemberMutationVariables>;

/** The document of `leaveMerchant`. */
export const LeaveMerchantDocument = 'mutation leaveMerchant($input:LeaveMerchantInput!){leaveMerchant(input:$input){__typename ...on LeaveMerchantSuccess{merchantId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<LeaveMerchantMutation, LeaveMerchantMutationVariables>;

/** The document of `listAbandonedCarts`. */
export const ListAbandonedCartsDocument = 'query listAbandonedCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id abandonedCarts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAbandonedCartsQuery, ListAbandonedCartsQueryVariables>;

/** The document of `listAlerts`. */
export const ListAlertsDocument = 'query listAlerts($merchantId:ID!$first:Int$after:String$last:Int$before:String){merchant(id:$merchantId){id alerts(first:$first after:$after last:$last before:$before){nodes{...AlertFields}pageInfo{...PageInfoFields}totalCount}}}fragment AlertFields on Alert{id merchant{id}name metric filter{sku country}condition threshold baseline baselineDays floor schedule weekday severity cooldownDays enabled silencedUntil judgedTo failedAt createdAt updatedAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAlertsQuery, ListAlertsQueryVariables>;

/** The document of `listAnomalies`. */
export const ListAnomaliesDocument = 'query listAnomalies($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:AnomalyFilter){merchant(id:$merchantId){id anomalies(first:$first after:$after last:$last before:$before filter:$filter){nodes{...AnomalyFields}pageInfo{...PageInfoFields}totalCount}}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAnomaliesQuery, ListAnomaliesQueryVariables>;

/** The document of `listApiKeys`. */
export const ListApiKeysDocument = 'query listApiKeys($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:ApiKeyFilter){merchant(id:$merchantId){id apiKeys(first:$first after:$after last:$last before:$before filter:$filter){nodes{...ApiKeyFields}pageInfo{...PageInfoFields}totalCount}}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListApiKeysQuery, ListApiKeysQueryVariables>;

/** The document of `listAuditLog`. */
export const ListAuditLogDocument = 'query listAuditLog($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:AuditFilter){merchant(id:$merchantId){id auditLog(first:$first after:$after last:$last before:$before filter:$filter){nodes{...AuditEntryFields}pageInfo{...PageInfoFields}totalCount}}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash merchant{id}actor{id name email}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAuditLogQuery, ListAuditLogQueryVariables>;

/** The document of `listCalendar`. */
export const ListCalendarDocument = 'query listCalendar($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date$to:Date){merchant(id:$merchantId){id calendar(first:$first after:$after last:$last before:$before from:$from to:$to){nodes{...CalendarEntryFields}pageInfo{...PageInfoFields}totalCount}}}fragment CalendarEntryFields on CalendarEntry{id merchant{id}kind name from to yearly createdAt updatedAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListCalendarQuery, ListCalendarQueryVariables>;

/** The document of `listCarts`. */
export const ListCartsDocument = 'query listCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id carts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListCartsQuery, ListCartsQueryVariables>;

/** The document of `listExports`. */
export const ListExportsDocument = 'query listExports($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:ExportFilter){merchant(id:$merchantId){id exports(first:$first after:$after last:$last before:$before filter:$filter){nodes{...ExportFields}pageInfo{...PageInfoFields}totalCount}}}fragment ExportFields on Export{id merchant{id}kind format from to status progress rows bytes sha256 expiresAt error createdAt finishedAt requestedBy downloadUrl}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListExportsQuery, ListExportsQueryVariables>;

/** The document of `listFirings`. */
export const ListFiringsDocument = 'query listFirings($alertId:ID!$first:Int$after:String$last:Int$before:String){alert(id:$alertId){id firings(first:$first after:$after last:$last before:$before){nodes{...AlertFiringFields}pageInfo{...PageInfoFields}totalCount}}}fragment AlertFiringFields on AlertFiring{day from observed expected threshold change direction currency id createdAt insight{id title}anomaly{id}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListFiringsQuery, ListFiringsQueryVariables>;

/** The document of `listInsightMutes`. */
export const ListInsightMutesDocument = 'query listInsightMutes($merchantId:ID!$first:Int$after:String$last:Int$before:String){merchant(id:$merchantId){id insightMutes(first:$first after:$after last:$last before:$before){nodes{...InsightMuteFields}pageInfo{...PageInfoFields}totalCount}}}fragment InsightMuteFields on InsightMute{id merchant{id}kind metric until reason createdAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInsightMutesQuery, ListInsightMutesQueryVariables>;

/** The document of `listInsightRuns`. */
export const ListInsightRunsDocument = 'query listInsightRuns($merchantId:ID!$first:Int$after:String$last:Int$before:String){merchant(id:$merchantId){id insightRuns(first:$first after:$after last:$last before:$before){nodes{asOf finishedAt created updated failed run{...InsightRunFields}}pageInfo{...PageInfoFields}totalCount}}}fragment InsightRunFields on InsightRun{id trigger status progress startedAt finishedAt durationMs timing{readMs detectMs writeMs}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInsightRunsQuery, ListInsightRunsQueryVariables>;

/** The document of `listInsights`. */
export const ListInsightsDocument = 'query listInsights($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:InsightFilter$orderBy:InsightOrder){merchant(id:$merchantId){id insights(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...InsightFields}pageInfo{...PageInfoFields}totalCount unreadCount}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInsightsQuery, ListInsightsQueryVariables>;

/** The document of `listInvitations`. */
export const ListInvitationsDocument = 'query listInvitations($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:InvitationFilter){merchant(id:$merchantId){id invitations(first:$first after:$after last:$last before:$before filter:$filter){nodes{...InvitationFields}pageInfo{...PageInfoFields}totalCount}}}fragment InvitationFields on Invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInvitationsQuery, ListInvitationsQueryVariables>;

/** The document of `listMembers`. */
export const ListMembersDocument = 'query listMembers($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:MembershipFilter$orderBy:MembershipOrder){merchant(id:$merchantId){id members(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}permissions}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembersQuery, ListMembersQueryVariables>;

/** The document of `listMemberships`. */
export const ListMembershipsDocument = 'query listMemberships($first:Int$after:String$last:Int$before:String){me{id memberships(first:$first after:$after last:$last before:$before){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}permissions}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembershipsQuery, ListMembershipsQueryVariables>;

/** The document of `listProductPerformance`. */
export const ListProductPerformanceDocument = 'query listProductPerformance($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod$search:String$orderBy:ProductOrder){merchant(id:$merchantId){id productPerformance(first:$first after:$after last:$last before:$before from:$from to:$to filter:$filter compareTo:$compareTo search:$search orderBy:$orderBy){from to currency timeZone definition nodes{productId sku title grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units refundedUnits averagePrice{...MoneyFields}share comparison{grossRevenue{...MoneyFields}units orders revenueChange{...MoneyFields}change}}pageInfo{...PageInfoFields}totalCount comparison{from to}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListProductPerformanceQuery, ListProductPerformanceQueryVariables>;

/** The document of `listRevenueBreakdown`. */
export const ListRevenueBreakdownDocument = 'query listRevenueBreakdown($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod$by:RevenueDimension!){merchant(id:$merchantId){id revenueBreakdown(first:$first after:$after last:$last before:$before from:$from to:$to filter:$filter compareTo:$compareTo by:$by){from to currency timeZone definition nodes{key label grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units customers share comparison{grossRevenue{...MoneyFields}orders change}}pageInfo{...PageInfoFields}totalCount by comparison{from to}freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListRevenueBreakdownQuery, ListRevenueBreakdownQueryVariables>;

/** The document of `listSegmentCustomers`. */
export const ListSegmentCustomersDocument = 'query listSegmentCustomers($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date!$to:Date!$filter:ReportFilter$segment:CustomerSegment$orderBy:SegmentCustomerOrder){merchant(id:$merchantId){id segmentCustomers(first:$first after:$after last:$last before:$before from:$from to:$to filter:$filter segment:$segment orderBy:$orderBy){from to currency timeZone definition nodes{segment recencyDays orders grossRevenue{...MoneyFields}recencyScore frequencyScore monetaryScore firstOrderOn lastOrderOn lifetimeValue{...MoneyFields}customerSince customer{id name email}}pageInfo{...PageInfoFields}totalCount freshness{lagSeconds replicatedAt status reconciledAt reconciliation}}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListSegmentCustomersQuery, ListSegmentCustomersQueryVariables>;

/** The document of `listSessions`. */
export const ListSessionsDocument = 'query listSessions($first:Int$after:String$last:Int$before:String){me{id sessions(first:$first after:$after last:$last before:$before){nodes{...SessionFields}pageInfo{...PageInfoFields}totalCount}}}fragment SessionFields on Session{id device ipAddress createdAt lastUsedAt expiresAt current}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListSessionsQuery, ListSessionsQueryVariables>;

/** The document of `markAnomalyFalseAlarm`. */
export const MarkAnomalyFalseAlarmDocument = 'mutation markAnomalyFalseAlarm($input:MarkAnomalyFalseAlarmInput!){markAnomalyFalseAlarm(input:$input){__typename ...on MarkAnomalyFalseAlarmSuccess{anomaly{...AnomalyFields}}...UserErrorFields}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkAnomalyFalseAlarmMutation, MarkAnomalyFalseAlarmMutationVariables>;

/** The document of `markInsightRead`. */
export const MarkInsightReadDocument = 'mutation markInsightRead($input:MarkInsightReadInput!){markInsightRead(input:$input){__typename ...on MarkInsightReadSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkInsightReadMutation, MarkInsightReadMutationVariables>;

/** The document of `markInsightUnread`. */
export const MarkInsightUnreadDocument = 'mutation markInsightUnread($input:MarkInsightUnreadInput!){markInsightUnread(input:$input){__typename ...on MarkInsightUnreadSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkInsightUnreadMutation, MarkInsightUnreadMutationVariables>;

/** The document of `markInsightsRead`. */
export const MarkInsightsReadDocument = 'mutation markInsightsRead($input:MarkInsightsReadInput!){markInsightsRead(input:$input){__typename ...on MarkInsightsReadSuccess{markedCount merchant{id unreadInsights{count critical newestCritical{id}}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkInsightsReadMutation, MarkInsightsReadMutationVariables>;

/** The document of `me`. */
export const MeDocument = 'query me{me{...UserFields memberships(first:100){nodes{...MembershipFields}}}}fragment UserFields on User{id name email createdAt emailVerified}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}permissions}' as TypedDocument<MeQuery, MeQueryVariables>;

/** The document of `muteInsights`. */
export const MuteInsightsDocument = 'mutation muteInsights($input:MuteInsightsInput!){muteInsights(input:$input){__typename ...on MuteInsightsSuccess{mute{id merchant{id}kind metric until reason createdAt}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MuteInsightsMutation, MuteInsightsMutationVariables>;

/** The document of `rateInsight`. */
export const RateInsightDocument = 'mutation rateInsight($input:RateInsightInput!){rateInsight(input:$input){__typename ...on RateInsightSuccess{insight{...InsightFields myRating}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RateInsightMutation, RateInsightMutationVariables>;

/** The document of `redeliverWebhook`. */
export const RedeliverWebhookDocument = 'mutation redeliverWebhook($input:RedeliverWebhookInput!){redeliverWebhook(input:$input){__typename ...on RedeliverWebhookSuccess{delivery{id eventId eventType status body createdAt finishedAt nextAttemptAt attempts{number startedAt durationMs statusCode error}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RedeliverWebhookMutation, RedeliverWebhookMutationVariables>;

/** The document of `refreshSession`. */
export const RefreshSessionDocument = 'mutation refreshSession($input:RefreshSessionInput!){refreshSession(input:$input){__typename ...on RefreshSessionSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RefreshSessionMutation, RefreshSessionMutationVariables>;

/** The document of `regenerateRecoveryCodes`. */
export const RegenerateRecoveryCodesDocument = 'mutation regenerateRecoveryCodes($input:RegenerateRecoveryCodesInput!){regenerateRecoveryCodes(input:$input){__typename ...on RegenerateRecoveryCodesSuccess{recoveryCodes}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RegenerateRecoveryCodesMutation, RegenerateRecoveryCodesMutationVariables>;

/** The document of `removeCalendarEntry`. */
export const RemoveCalendarEntryDocument = 'mutation removeCalendarEntry($input:RemoveCalendarEntryInput!){removeCalendarEntry(input:$input){__typename ...on RemoveCalendarEntrySuccess{id merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RemoveCalendarEntryMutation, RemoveCalendarEntryMutationVariables>;

/** The document of `removeMember`. */
export const RemoveMemberDocument = 'mutation removeMember($input:RemoveMemberInput!){removeMember(input:$input){__typename ...on RemoveMemberSuccess{userId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RemoveMemberMutation, RemoveMemberMutationVariables>;

/** The document of `removeWebhookEndpoint`. */
export const RemoveWebhookEndpointDocument = 'mutation removeWebhookEndpoint($input:WebhookEndpointInput!){removeWebhookEndpoint(input:$input){__typename ...on RemoveWebhookEndpointSuccess{id merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RemoveWebhookEndpointMutation, RemoveWebhookEndpointMutationVariables>;

/** The document of `renameApiKey`. */
export const RenameApiKeyDocument = 'mutation renameApiKey($input:RenameApiKeyInput!){renameApiKey(input:$input){__typename ...on RenameApiKeySuccess{apiKey{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RenameApiKeyMutation, RenameApiKeyMutationVariables>;

/** The document of `reopenAnomaly`. */
export const ReopenAnomalyDocument = 'mutation reopenAnomaly($input:ReopenAnomalyInput!){reopenAnomaly(input:$input){__typename ...on ReopenAnomalySuccess{anomaly{...AnomalyFields}}...UserErrorFields}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ReopenAnomalyMutation, ReopenAnomalyMutationVariables>;

/** The document of `reportAnomaly`. */
export const ReportAnomalyDocument = 'mutation reportAnomaly($input:ReportAnomalyInput!){reportAnomaly(input:$input){__typename ...on ReportAnomalySuccess{anomaly{...AnomalyFields}}...UserErrorFields}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ReportAnomalyMutation, ReportAnomalyMutationVariables>;

/** The document of `requestExport`. */
export const RequestExportDocument = 'mutation requestExport($input:RequestExportInput!){requestExport(input:$input){__typename ...on ExportRequested{export{id}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RequestExportMutation, RequestExportMutationVariables>;

/** The document of `requestPasswordReset`. */
export const RequestPasswordResetDocument = 'mutation requestPasswordReset($input:RequestPasswordResetInput!){requestPasswordReset(input:$input){__typename ...on RequestPasswordResetSuccess{accepted}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;

/** The document of `resendEmailVerification`. */
export const ResendEmailVerificationDocument = 'mutation resendEmailVerification{resendEmailVerification{__typename ...on ResendEmailVerificationSuccess{email expiresAt}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResendEmailVerificationMutation, ResendEmailVerificationMutationVariables>;

/** The document of `resendInvitation`. */
export const ResendInvitationDocument = 'mutation resendInvitation($input:ResendInvitationInput!){resendInvitation(input:$input){__typename ...on ResendInvitationSuccess{invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResendInvitationMutation, ResendInvitationMutationVariables>;

/** The document of `resetPassword`. */
export const ResetPasswordDocument = 'mutation resetPassword($input:ResetPasswordInput!){resetPassword(input:$input){__typename ...on ResetPasswordSuccess{email}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResetPasswordMutation, ResetPasswordMutationVariables>;

/** The document of `resolveAnomaly`. */
export const ResolveAnomalyDocument = 'mutation resolveAnomaly($input:ResolveAnomalyInput!){resolveAnomaly(input:$input){__typename ...on ResolveAnomalySuccess{anomaly{...AnomalyFields}}...UserErrorFields}}fragment AnomalyFields on Anomaly{id merchant{id}source kind metric slice{dimension key label}direction since from to observed expected change currency score pValue status note reportedBy statusChangedBy statusChangedAt createdAt insight{id title}alert{id name}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResolveAnomalyMutation, ResolveAnomalyMutationVariables>;

/** The document of `restoreInsight`. */
export const RestoreInsightDocument = 'mutation restoreInsight($input:RestoreInsightInput!){restoreInsight(input:$input){__typename ...on RestoreInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text locale slice{dimension key label}window{from to baselineFrom baselineTo}figures{observed expected change currency score}action{code text}status asOf firstSeen lastSeen version createdAt updatedAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RestoreInsightMutation, RestoreInsightMutationVariables>;

/** The document of `revokeApiKey`. */
export const RevokeApiKeyDocument = 'mutation revokeApiKey($input:RevokeApiKeyInput!){revokeApiKey(input:$input){__typename ...on RevokeApiKeySuccess{apiKey{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;

/** The document of `revokeInvitation`. */
export const RevokeInvitationDocument = 'mutation revokeInvitation($input:RevokeInvitationInput!){revokeInvitation(input:$input){__typename ...on RevokeInvitationSuccess{invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeInvitationMutation, RevokeInvitationMutationVariables>;

/** The document of `revokeOtherSessions`. */
export const RevokeOtherSessionsDocument = 'mutation revokeOtherSessions{revokeOtherSessions{__typename ...on RevokeOtherSessionsSuccess{endedSessions}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables>;

/** The document of `revokeSession`. */
export const RevokeSessionDocument = 'mutation revokeSession($input:RevokeSessionInput!){revokeSession(input:$input){__typename ...on RevokeSessionSuccess{sessionId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeSessionMutation, RevokeSessionMutationVariables>;

/** The document of `rotateApiKey`. */
export const RotateApiKeyDocument = 'mutation rotateApiKey($input:RotateApiKeyInput!){rotateApiKey(input:$input){__typename ...on RotateApiKeySuccess{key apiKey{...ApiKeyFields}replaced{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RotateApiKeyMutation, RotateApiKeyMutationVariables>;

/** The document of `rotateWebhookSecret`. */
export const RotateWebhookSecretDocument = 'mutation rotateWebhookSecret($input:RotateWebhookSecretInput!){rotateWebhookSecret(input:$input){__typename ...on RotateWebhookSecretSuccess{endpoint{...WebhookEndpointFields}secret}...UserErrorFields}}fragment WebhookEndpointFields on WebhookEndpoint{id url description events kinds leastSeverity enabled disabledReason failingSince secretRotatedAt previousSecretUntil createdAt updatedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;

/** The document of `secondFactor`. */
export const SecondFactorDocument = 'query secondFactor{secondFactor{enabled enabledAt recoveryCodesLeft}}' as TypedDocument<SecondFactorQuery, SecondFactorQueryVariables>;

/** The document of `sendTestWebhook`. */
export const SendTestWebhookDocument = 'mutation sendTestWebhook($input:WebhookEndpointInput!){sendTestWebhook(input:$input){__typename ...on SendTestWebhookSuccess{delivery{id eventId eventType status body createdAt finishedAt nextAttemptAt attempts{number startedAt durationMs statusCode error}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SendTestWebhookMutation, SendTestWebhookMutationVariables>;

/** The document of `setFeatureFlag`. */
export const SetFeatureFlagDocument = 'mutation setFeatureFlag($input:SetFeatureFlagInput!){setFeatureFlag(input:$input){__typename ...on SetFeatureFlagSuccess{featureFlag{name description enabled defaultEnabled overridden}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SetFeatureFlagMutation, SetFeatureFlagMutationVariables>;

/** The document of `signIn`. */
export const SignInDocument = 'mutation signIn($input:SignInInput!){signIn(input:$input){__typename ...on SignInSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...on SecondFactorRequired{challenge expiresAt}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignInMutation, SignInMutationVariables>;

/** The document of `signOut`. */
export const SignOutDocument = 'mutation signOut{signOut{__typename ...on SignOutSuccess{signedOut}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignOutMutation, SignOutMutationVariables>;

/** The document of `signUp`. */
export const SignUpDocument = 'mutation signUp($input:SignUpInput!){signUp(input:$input){__typename ...on SignUpSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}merchant{...MerchantFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignUpMutation, SignUpMutationVariables>;

/** The document of `silenceAlert`. */
export const SilenceAlertDocument = 'mutation silenceAlert($input:SilenceAlertInput!){silenceAlert(input:$input){__typename ...on SilenceAlertSuccess{alert{...AlertFields}}...UserErrorFields}}fragment AlertFields on Alert{id merchant{id}name metric filter{sku country}condition threshold baseline baselineDays floor schedule weekday severity cooldownDays enabled silencedUntil judgedTo failedAt createdAt updatedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SilenceAlertMutation, SilenceAlertMutationVariables>;

/** The document of `unmuteInsights`. */
export const UnmuteInsightsDocument = 'mutation unmuteInsights($input:UnmuteInsightsInput!){unmuteInsights(input:$input){__typename ...on UnmuteInsightsSuccess{id merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UnmuteInsightsMutation, UnmuteInsightsMutationVariables>;

/** The document of `updateAlert`. */
export const UpdateAlertDocument = 'mutation updateAlert($input:UpdateAlertInput!){updateAlert(input:$input){__typename ...on UpdateAlertSuccess{alert{...AlertFields}}...UserErrorFields}}fragment AlertFields on Alert{id merchant{id}name metric filter{sku country}condition threshold baseline baselineDays floor schedule weekday severity cooldownDays enabled silencedUntil judgedTo failedAt createdAt updatedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateAlertMutation, UpdateAlertMutationVariables>;

/** The document of `updateCalendarEntry`. */
export const UpdateCalendarEntryDocument = 'mutation updateCalendarEntry($input:UpdateCalendarEntryInput!){updateCalendarEntry(input:$input){__typename ...on UpdateCalendarEntrySuccess{entry{id merchant{id}kind name from to yearly createdAt updatedAt}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateCalendarEntryMutation, UpdateCalendarEntryMutationVariables>;

/** The document of `updateMerchant`. */
export const UpdateMerchantDocument = 'mutation updateMerchant($input:UpdateMerchantInput!){updateMerchant(input:$input){__typename ...on UpdateMerchantSuccess{merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateMerchantMutation, UpdateMerchantMutationVariables>;

/** The document of `updateMerchantSettings`. */
export const UpdateMerchantSettingsDocument = 'mutation updateMerchantSettings($input:UpdateMerchantSettingsInput!){updateMerchantSettings(input:$input){__typename ...on UpdateMerchantSettingsSuccess{merchant{...MerchantFields settings{timeZone currency locale recomputing businessHours{weekday opens closes}}}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateMerchantSettingsMutation, UpdateMerchantSettingsMutationVariables>;

/** The document of `updateNotificationSettings`. */
export const UpdateNotificationSettingsDocument = 'mutation updateNotificationSettings($input:UpdateNotificationSettingsInput!){updateNotificationSettings(input:$input){__typename ...on UpdateNotificationSettingsSuccess{membership{id role createdAt user{id}merchant{id}permissions notifications{email kinds digest}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateNotificationSettingsMutation, UpdateNotificationSettingsMutationVariables>;

/** The document of `updateProfile`. */
export const UpdateProfileDocument = 'mutation updateProfile($input:UpdateProfileInput!){updateProfile(input:$input){__typename ...on UpdateProfileSuccess{user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateProfileMutation, UpdateProfileMutationVariables>;

/** The document of `updateReportSchedule`. */
export const UpdateReportScheduleDocument = 'mutation updateReportSchedule($input:UpdateReportScheduleInput!){updateReportSchedule(input:$input){__typename ...on ReportScheduleUpdated{schedule{id kind format groupBy breakdownBy metric compareTo cadence localHour recipientIds nextRunAt lastRunAt lastExportId createdAt}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateReportScheduleMutation, UpdateReportScheduleMutationVariables>;

/** The document of `updateWebhookEndpoint`. */
export const UpdateWebhookEndpointDocument = 'mutation updateWebhookEndpoint($input:UpdateWebhookEndpointInput!){updateWebhookEndpoint(input:$input){__typename ...on UpdateWebhookEndpointSuccess{endpoint{...WebhookEndpointFields}}...UserErrorFields}}fragment WebhookEndpointFields on WebhookEndpoint{id url description events kinds leastSeverity enabled disabledReason failingSince secretRotatedAt previousSecretUntil createdAt updatedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;

/** The document of `verifyEmail`. */
export const VerifyEmailDocument = 'mutation verifyEmail($input:VerifyEmailInput!){verifyEmail(input:$input){__typename ...on VerifyEmailSuccess{email}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<VerifyEmailMutation, VerifyEmailMutationVariables>;
