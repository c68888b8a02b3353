// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import type { TypedDocument } from '../document.ts';
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

/** The document of `beginSecondFactor`. */
export const BeginSecondFactorDocument = 'mutation beginSecondFactor($input:BeginSecondFactorInput!){beginSecondFactor(input:$input){__typename ...on BeginSecondFactorSuccess{secret otpauthUrl}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<BeginSecondFactorMutation, BeginSecondFactorMutationVariables>;

/** The document of `changePassword`. */
export const ChangePasswordDocument = 'mutation changePassword($input:ChangePasswordInput!){changePassword(input:$input){__typename ...on ChangePasswordSuccess{endedSessions}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ChangePasswordMutation, ChangePasswordMutationVariables>;

/** The document of `completeSignIn`. */
export const CompleteSignInDocument = 'mutation completeSignIn($input:CompleteSignInInput!){completeSignIn(input:$input){__typename ...on SignInSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CompleteSignInMutation, CompleteSignInMutationVariables>;

/** The document of `currentApiKey`. */
export const CurrentApiKeyDocument = 'query currentApiKey{currentApiKey{...ApiKeyFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes createdAt expiresAt lastUsedAt merchant{id slug name}}' as TypedDocument<CurrentApiKeyQuery, CurrentApiKeyQueryVariables>;

/** The document of `disableSecondFactor`. */
export const DisableSecondFactorDocument = 'mutation disableSecondFactor($input:DisableSecondFactorInput!){disableSecondFactor(input:$input){__typename ...on DisableSecondFactorSuccess{disabled}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DisableSecondFactorMutation, DisableSecondFactorMutationVariables>;

/** The document of `dismissInsight`. */
export const DismissInsightDocument = 'mutation dismissInsight($input:DismissInsightInput!){dismissInsight(input:$input){__typename ...on DismissInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DismissInsightMutation, DismissInsightMutationVariables>;

/** The document of `enableSecondFactor`. */
export const EnableSecondFactorDocument = 'mutation enableSecondFactor($input:EnableSecondFactorInput!){enableSecondFactor(input:$input){__typename ...on EnableSecondFactorSuccess{recoveryCodes}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<EnableSecondFactorMutation, EnableSecondFactorMutationVariables>;

/** The document of `getAuditEntry`. */
export const GetAuditEntryDocument = 'query getAuditEntry($id:ID!){auditEntry(id:$id){...AuditEntryFields}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details merchant{id}actor{id name email}}' as TypedDocument<GetAuditEntryQuery, GetAuditEntryQueryVariables>;

/** The document of `getCart`. */
export const GetCartDocument = 'query getCart($id:ID!){cart(id:$id){...CartFields}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCartQuery, GetCartQueryVariables>;

/** The document of `getInsight`. */
export const GetInsightDocument = 'query getInsight($id:ID!){insight(id:$id){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<GetInsightQuery, GetInsightQueryVariables>;

/** The document of `getMerchant`. */
export const GetMerchantDocument = 'query getMerchant($id:ID!){merchant(id:$id){...MerchantFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}' as TypedDocument<GetMerchantQuery, GetMerchantQueryVariables>;

/** The document of `getOverview`. */
export const GetOverviewDocument = 'query getOverview($merchantId:ID!$from:Date!$to:Date!$compareTo:ComparisonPeriod){merchant(id:$merchantId){id overview(from:$from to:$to compareTo:$compareTo){from to currency timeZone totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}definition comparison{from to totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}abandonedCarts abandonmentRate freshness{lagSeconds replicatedAt status}customers}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetOverviewQuery, GetOverviewQueryVariables>;

/** The document of `getSalesTrend`. */
export const GetSalesTrendDocument = 'query getSalesTrend($merchantId:ID!$from:Date!$to:Date!$groupBy:TimeGrouping$compareTo:ComparisonPeriod){merchant(id:$merchantId){id salesTrend(from:$from to:$to groupBy:$groupBy compareTo:$compareTo){from to currency timeZone totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}definition groupBy points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}comparison{from to points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetSalesTrendQuery, GetSalesTrendQueryVariables>;

/** The document of `insightCreated`. */
export const InsightCreatedDocument = 'subscription insightCreated($merchantId:ID!$after:ID){insightCreated(merchantId:$merchantId after:$after){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<InsightCreatedSubscription, InsightCreatedSubscriptionVariables>;

/** The document of `listAbandonedCarts`. */
export const ListAbandonedCartsDocument = 'query listAbandonedCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id abandonedCarts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAbandonedCartsQuery, ListAbandonedCartsQueryVariables>;

/** The document of `listAuditLog`. */
export const ListAuditLogDocument = 'query listAuditLog($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:AuditFilter){merchant(id:$merchantId){id auditLog(first:$first after:$after last:$last before:$before filter:$filter){nodes{...AuditEntryFields}pageInfo{...PageInfoFields}totalCount}}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details merchant{id}actor{id name email}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAuditLogQuery, ListAuditLogQueryVariables>;

/** The document of `listCarts`. */
export const ListCartsDocument = 'query listCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id carts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListCartsQuery, ListCartsQueryVariables>;

/** The document of `listInsights`. */
export const ListInsightsDocument = 'query listInsights($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:InsightFilter$orderBy:InsightOrder){merchant(id:$merchantId){id insights(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...InsightFields}pageInfo{...PageInfoFields}totalCount unreadCount}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInsightsQuery, ListInsightsQueryVariables>;

/** The document of `listMembers`. */
export const ListMembersDocument = 'query listMembers($merchantId:ID!$first:Int$after:String$last:Int$before:String){merchant(id:$merchantId){id members(first:$first after:$after last:$last before:$before){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembersQuery, ListMembersQueryVariables>;

/** The document of `listMemberships`. */
export const ListMembershipsDocument = 'query listMemberships($first:Int$after:String$last:Int$before:String){me{id memberships(first:$first after:$after last:$last before:$before){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembershipsQuery, ListMembershipsQueryVariables>;

/** The document of `listSessions`. */
export const ListSessionsDocument = 'query listSessions($first:Int$after:String$last:Int$before:String){me{id sessions(first:$first after:$after last:$last before:$before){nodes{...SessionFields}pageInfo{...PageInfoFields}totalCount}}}fragment SessionFields on Session{id device ipAddress createdAt lastUsedAt expiresAt current}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListSessionsQuery, ListSessionsQueryVariables>;

/** The document of `markInsightRead`. */
export const MarkInsightReadDocument = 'mutation markInsightRead($input:MarkInsightReadInput!){markInsightRead(input:$input){__typename ...on MarkInsightReadSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkInsightReadMutation, MarkInsightReadMutationVariables>;

/** The document of `me`. */
export const MeDocument = 'query me{me{...UserFields memberships(first:100){nodes{...MembershipFields}}}}fragment UserFields on User{id name email createdAt emailVerified}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}' as TypedDocument<MeQuery, MeQueryVariables>;

/** The document of `refreshSession`. */
export const RefreshSessionDocument = 'mutation refreshSession($input:RefreshSessionInput!){refreshSession(input:$input){__typename ...on RefreshSessionSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RefreshSessionMutation, RefreshSessionMutationVariables>;

/** The document of `regenerateRecoveryCodes`. */
export const RegenerateRecoveryCodesDocument = 'mutation regenerateRecoveryCodes($input:RegenerateRecoveryCodesInput!){regenerateRecoveryCodes(input:$input){__typename ...on RegenerateRecoveryCodesSuccess{recoveryCodes}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RegenerateRecoveryCodesMutation, RegenerateRecoveryCodesMutationVariables>;

/** The document of `requestPasswordReset`. */
export const RequestPasswordResetDocument = 'mutation requestPasswordReset($input:RequestPasswordResetInput!){requestPasswordReset(input:$input){__typename ...on RequestPasswordResetSuccess{accepted}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;

/** The document of `resendEmailVerification`. */
export const ResendEmailVerificationDocument = 'mutation resendEmailVerification{resendEmailVerification{__typename ...on ResendEmailVerificationSuccess{email expiresAt}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResendEmailVerificationMutation, ResendEmailVerificationMutationVariables>;

/** The document of `resetPassword`. */
export const ResetPasswordDocument = 'mutation resetPassword($input:ResetPasswordInput!){resetPassword(input:$input){__typename ...on ResetPasswordSuccess{email}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResetPasswordMutation, ResetPasswordMutationVariables>;

/** The document of `restoreInsight`. */
export const RestoreInsightDocument = 'mutation restoreInsight($input:RestoreInsightInput!){restoreInsight(input:$input){__typename ...on RestoreInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RestoreInsightMutation, RestoreInsightMutationVariables>;

/** The document of `revokeOtherSessions`. */
export const RevokeOtherSessionsDocument = 'mutation revokeOtherSessions{revokeOtherSessions{__typename ...on RevokeOtherSessionsSuccess{endedSessions}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables>;

/** The document of `revokeSession`. */
export const RevokeSessionDocument = 'mutation revokeSession($input:RevokeSessionInput!){revokeSession(input:$input){__typename ...on RevokeSessionSuccess{sessionId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeSessionMutation, RevokeSessionMutationVariables>;

/** The document of `secondFactor`. */
export const SecondFactorDocument = 'query secondFactor{secondFactor{enabled enabledAt recoveryCodesLeft}}' as TypedDocument<SecondFactorQuery, SecondFactorQueryVariables>;

/** The document of `signIn`. */
export const SignInDocument = 'mutation signIn($input:SignInInput!){signIn(input:$input){__typename ...on SignInSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...on SecondFactorRequired{challenge expiresAt}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignInMutation, SignInMutationVariables>;

/** The document of `signOut`. */
export const SignOutDocument = 'mutation signOut{signOut{__typename ...on SignOutSuccess{signedOut}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignOutMutation, SignOutMutationVariables>;

/** The document of `signUp`. */
export const SignUpDocument = 'mutation signUp($input:SignUpInput!){signUp(input:$input){__typename ...on SignUpSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}merchant{...MerchantFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignUpMutation, SignUpMutationVariables>;

/** The document of `updateProfile`. */
export const UpdateProfileDocument = 'mutation updateProfile($input:UpdateProfileInput!){updateProfile(input:$input){__typename ...on UpdateProfileSuccess{user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt emailVerified}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateProfileMutation, UpdateProfileMutationVariables>;

/** The document of `verifyEmail`. */
export const VerifyEmailDocument = 'mutation verifyEmail($input:VerifyEmailInput!){verifyEmail(input:$input){__typename ...on VerifyEmailSuccess{email}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<VerifyEmailMutation, VerifyEmailMutationVariables>;
