// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import type { TypedDocument } from '../document.ts';
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

/** The document of `acceptInvitation`. */
export const AcceptInvitationDocument = 'mutation acceptInvitation($input:AcceptInvitationInput!){acceptInvitation(input:$input){__typename ...on AcceptInvitationSuccess{membership{id role createdAt user{id}merchant{id}permissions notifications{email kinds digest}}accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<AcceptInvitationMutation, AcceptInvitationMutationVariables>;

/** The document of `changeMemberRole`. */
export const ChangeMemberRoleDocument = 'mutation changeMemberRole($input:ChangeMemberRoleInput!){changeMemberRole(input:$input){__typename ...on ChangeMemberRoleSuccess{membership{id role createdAt user{id}merchant{id}permissions notifications{email kinds digest}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;

/** The document of `closeMerchant`. */
export const CloseMerchantDocument = 'mutation closeMerchant($input:CloseMerchantInput!){closeMerchant(input:$input){__typename ...on CloseMerchantSuccess{merchantId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CloseMerchantMutation, CloseMerchantMutationVariables>;

/** The document of `createApiKey`. */
export const CreateApiKeyDocument = 'mutation createApiKey($input:CreateApiKeyInput!){createApiKey(input:$input){__typename ...on CreateApiKeySuccess{key apiKey{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateApiKeyMutation, CreateApiKeyMutationVariables>;

/** The document of `createMerchant`. */
export const CreateMerchantDocument = 'mutation createMerchant($input:CreateMerchantInput!){createMerchant(input:$input){__typename ...on CreateMerchantSuccess{merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt settings{timeZone currency locale businessHours{weekday opens closes}recomputing}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<CreateMerchantMutation, CreateMerchantMutationVariables>;

/** The document of `currentApiKey`. */
export const CurrentApiKeyDocument = 'query currentApiKey{currentApiKey{...ApiKeyFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}' as TypedDocument<CurrentApiKeyQuery, CurrentApiKeyQueryVariables>;

/** The document of `dismissInsight`. */
export const DismissInsightDocument = 'mutation dismissInsight($input:DismissInsightInput!){dismissInsight(input:$input){__typename ...on DismissInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DismissInsightMutation, DismissInsightMutationVariables>;

/** The document of `getAuditEntry`. */
export const GetAuditEntryDocument = 'query getAuditEntry($id:ID!){auditEntry(id:$id){...AuditEntryFields}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash merchant{id}actor{id name email}}' as TypedDocument<GetAuditEntryQuery, GetAuditEntryQueryVariables>;

/** The document of `getCart`. */
export const GetCartDocument = 'query getCart($id:ID!){cart(id:$id){...CartFields}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCartQuery, GetCartQueryVariables>;

/** The document of `getFeatureFlags`. */
export const GetFeatureFlagsDocument = 'query getFeatureFlags($merchantId:ID!$names:[String!]){merchant(id:$merchantId){id featureFlags(names:$names){name description enabled defaultEnabled overridden}}}' as TypedDocument<GetFeatureFlagsQuery, GetFeatureFlagsQueryVariables>;

/** The document of `getInsight`. */
export const GetInsightDocument = 'query getInsight($id:ID!){insight(id:$id){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<GetInsightQuery, GetInsightQueryVariables>;

/** The document of `getInvitation`. */
export const GetInvitationDocument = 'query getInvitation($token:String!){invitation(token:$token){merchantName email role invitedByName expiresAt accountExists}}' as TypedDocument<GetInvitationQuery, GetInvitationQueryVariables>;

/** The document of `getMerchant`. */
export const GetMerchantDocument = 'query getMerchant($id:ID!){merchant(id:$id){...MerchantFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt settings{timeZone currency locale businessHours{weekday opens closes}recomputing}}' as TypedDocument<GetMerchantQuery, GetMerchantQueryVariables>;

/** The document of `getOverview`. */
export const GetOverviewDocument = 'query getOverview($merchantId:ID!$from:Date!$to:Date!$compareTo:ComparisonPeriod){merchant(id:$merchantId){id overview(from:$from to:$to compareTo:$compareTo){from to currency timeZone totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}definition comparison{from to totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}abandonedCarts abandonmentRate freshness{lagSeconds replicatedAt status}customers}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetOverviewQuery, GetOverviewQueryVariables>;

/** The document of `getPermissions`. */
export const GetPermissionsDocument = 'query getPermissions($merchantId:ID!){me{id permissions(merchantId:$merchantId)}}' as TypedDocument<GetPermissionsQuery, GetPermissionsQueryVariables>;

/** The document of `getSalesTrend`. */
export const GetSalesTrendDocument = 'query getSalesTrend($merchantId:ID!$from:Date!$to:Date!$groupBy:TimeGrouping$compareTo:ComparisonPeriod){merchant(id:$merchantId){id salesTrend(from:$from to:$to groupBy:$groupBy compareTo:$compareTo){from to currency timeZone totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}definition groupBy points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}comparison{from to points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetSalesTrendQuery, GetSalesTrendQueryVariables>;

/** The document of `insightCreated`. */
export const InsightCreatedDocument = 'subscription insightCreated($merchantId:ID!$after:ID){insightCreated(merchantId:$merchantId after:$after){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<InsightCreatedSubscription, InsightCreatedSubscriptionVariables>;

/** The document of `inviteMember`. */
export const InviteMemberDocument = 'mutation inviteMember($input:InviteMemberInput!){inviteMember(input:$input){__typename ...on InviteMemberSuccess{invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<InviteMemberMutation, InviteMemberMutationVariables>;

/** The document of `leaveMerchant`. */
export const LeaveMerchantDocument = 'mutation leaveMerchant($input:LeaveMerchantInput!){leaveMerchant(input:$input){__typename ...on LeaveMerchantSuccess{merchantId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<LeaveMerchantMutation, LeaveMerchantMutationVariables>;

/** The document of `listAbandonedCarts`. */
export const ListAbandonedCartsDocument = 'query listAbandonedCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id abandonedCarts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAbandonedCartsQuery, ListAbandonedCartsQueryVariables>;

/** The document of `listApiKeys`. */
export const ListApiKeysDocument = 'query listApiKeys($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:ApiKeyFilter){merchant(id:$merchantId){id apiKeys(first:$first after:$after last:$last before:$before filter:$filter){nodes{...ApiKeyFields}pageInfo{...PageInfoFields}totalCount}}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListApiKeysQuery, ListApiKeysQueryVariables>;

/** The document of `listAuditLog`. */
export const ListAuditLogDocument = 'query listAuditLog($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:AuditFilter){merchant(id:$merchantId){id auditLog(first:$first after:$after last:$last before:$before filter:$filter){nodes{...AuditEntryFields}pageInfo{...PageInfoFields}totalCount}}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash merchant{id}actor{id name email}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAuditLogQuery, ListAuditLogQueryVariables>;

/** The document of `listCarts`. */
export const ListCartsDocument = 'query listCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id carts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListCartsQuery, ListCartsQueryVariables>;

/** The document of `listInsights`. */
export const ListInsightsDocument = 'query listInsights($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:InsightFilter$orderBy:InsightOrder){merchant(id:$merchantId){id insights(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...InsightFields}pageInfo{...PageInfoFields}totalCount unreadCount}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInsightsQuery, ListInsightsQueryVariables>;

/** The document of `listInvitations`. */
export const ListInvitationsDocument = 'query listInvitations($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:InvitationFilter){merchant(id:$merchantId){id invitations(first:$first after:$after last:$last before:$before filter:$filter){nodes{...InvitationFields}pageInfo{...PageInfoFields}totalCount}}}fragment InvitationFields on Invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInvitationsQuery, ListInvitationsQueryVariables>;

/** The document of `listMembers`. */
export const ListMembersDocument = 'query listMembers($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:MembershipFilter$orderBy:MembershipOrder){merchant(id:$merchantId){id members(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembersQuery, ListMembersQueryVariables>;

/** The document of `listMemberships`. */
export const ListMembershipsDocument = 'query listMemberships($first:Int$after:String$last:Int$before:String){me{id memberships(first:$first after:$after last:$last before:$before){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembershipsQuery, ListMembershipsQueryVariables>;

/** The document of `markInsightRead`. */
export const MarkInsightReadDocument = 'mutation markInsightRead($input:MarkInsightReadInput!){markInsightRead(input:$input){__typename ...on MarkInsightReadSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkInsightReadMutation, MarkInsightReadMutationVariables>;

/** The document of `me`. */
export const MeDocument = 'query me{me{...UserFields memberships(first:100){nodes{...MembershipFields}}}}fragment UserFields on User{id name email createdAt}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}' as TypedDocument<MeQuery, MeQueryVariables>;

/** The document of `refreshSession`. */
export const RefreshSessionDocument = 'mutation refreshSession($input:RefreshSessionInput!){refreshSession(input:$input){__typename ...on RefreshSessionSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RefreshSessionMutation, RefreshSessionMutationVariables>;

/** The document of `removeMember`. */
export const RemoveMemberDocument = 'mutation removeMember($input:RemoveMemberInput!){removeMember(input:$input){__typename ...on RemoveMemberSuccess{userId}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RemoveMemberMutation, RemoveMemberMutationVariables>;

/** The document of `renameApiKey`. */
export const RenameApiKeyDocument = 'mutation renameApiKey($input:RenameApiKeyInput!){renameApiKey(input:$input){__typename ...on RenameApiKeySuccess{apiKey{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RenameApiKeyMutation, RenameApiKeyMutationVariables>;

/** The document of `resendInvitation`. */
export const ResendInvitationDocument = 'mutation resendInvitation($input:ResendInvitationInput!){resendInvitation(input:$input){__typename ...on ResendInvitationSuccess{invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<ResendInvitationMutation, ResendInvitationMutationVariables>;

/** The document of `restoreInsight`. */
export const RestoreInsightDocument = 'mutation restoreInsight($input:RestoreInsightInput!){restoreInsight(input:$input){__typename ...on RestoreInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RestoreInsightMutation, RestoreInsightMutationVariables>;

/** The document of `revokeApiKey`. */
export const RevokeApiKeyDocument = 'mutation revokeApiKey($input:RevokeApiKeyInput!){revokeApiKey(input:$input){__typename ...on RevokeApiKeySuccess{apiKey{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;

/** The document of `revokeInvitation`. */
export const RevokeInvitationDocument = 'mutation revokeInvitation($input:RevokeInvitationInput!){revokeInvitation(input:$input){__typename ...on RevokeInvitationSuccess{invitation{id email role status createdAt sentAt expiresAt acceptedAt invitedBy{id name email}merchant{id}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RevokeInvitationMutation, RevokeInvitationMutationVariables>;

/** The document of `rotateApiKey`. */
export const RotateApiKeyDocument = 'mutation rotateApiKey($input:RotateApiKeyInput!){rotateApiKey(input:$input){__typename ...on RotateApiKeySuccess{key apiKey{...ApiKeyFields}replaced{...ApiKeyFields}}...UserErrorFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes status createdAt expiresAt revokedAt lastUsedAt rateLimit createdBy{id name email}replacedById merchant{id}permissions}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RotateApiKeyMutation, RotateApiKeyMutationVariables>;

/** The document of `setFeatureFlag`. */
export const SetFeatureFlagDocument = 'mutation setFeatureFlag($input:SetFeatureFlagInput!){setFeatureFlag(input:$input){__typename ...on SetFeatureFlagSuccess{featureFlag{name description enabled defaultEnabled overridden}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SetFeatureFlagMutation, SetFeatureFlagMutationVariables>;

/** The document of `signIn`. */
export const SignInDocument = 'mutation signIn($input:SignInInput!){signIn(input:$input){__typename ...on SignInSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignInMutation, SignInMutationVariables>;

/** The document of `signOut`. */
export const SignOutDocument = 'mutation signOut{signOut{__typename ...on SignOutSuccess{signedOut}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignOutMutation, SignOutMutationVariables>;

/** The document of `updateMerchant`. */
export const UpdateMerchantDocument = 'mutation updateMerchant($input:UpdateMerchantInput!){updateMerchant(input:$input){__typename ...on UpdateMerchantSuccess{merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt settings{timeZone currency locale businessHours{weekday opens closes}recomputing}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateMerchantMutation, UpdateMerchantMutationVariables>;

/** The document of `updateMerchantSettings`. */
export const UpdateMerchantSettingsDocument = 'mutation updateMerchantSettings($input:UpdateMerchantSettingsInput!){updateMerchantSettings(input:$input){__typename ...on UpdateMerchantSettingsSuccess{merchant{...MerchantFields}}...UserErrorFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt settings{timeZone currency locale businessHours{weekday opens closes}recomputing}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateMerchantSettingsMutation, UpdateMerchantSettingsMutationVariables>;

/** The document of `updateNotificationSettings`. */
export const UpdateNotificationSettingsDocument = 'mutation updateNotificationSettings($input:UpdateNotificationSettingsInput!){updateNotificationSettings(input:$input){__typename ...on UpdateNotificationSettingsSuccess{membership{id role createdAt user{id}merchant{id}permissions notifications{email kinds digest}}}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<UpdateNotificationSettingsMutation, UpdateNotificationSettingsMutationVariables>;
