// Generated from schema/supergraph.graphql by codegen.ts. Do not edit.
import type { TypedDocument } from '../document.ts';
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

/** The document of `currentApiKey`. */
export const CurrentApiKeyDocument = 'query currentApiKey{currentApiKey{...ApiKeyFields}}fragment ApiKeyFields on ApiKey{id name prefix scopes createdAt expiresAt lastUsedAt merchant{id slug name}}' as TypedDocument<CurrentApiKeyQuery, CurrentApiKeyQueryVariables>;

/** The document of `dismissInsight`. */
export const DismissInsightDocument = 'mutation dismissInsight($input:DismissInsightInput!){dismissInsight(input:$input){__typename ...on DismissInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<DismissInsightMutation, DismissInsightMutationVariables>;

/** The document of `getAuditEntry`. */
export const GetAuditEntryDocument = 'query getAuditEntry($id:ID!){auditEntry(id:$id){...AuditEntryFields}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash merchant{id}actor{id name email}}' as TypedDocument<GetAuditEntryQuery, GetAuditEntryQueryVariables>;

/** The document of `getCart`. */
export const GetCartDocument = 'query getCart($id:ID!){cart(id:$id){...CartFields}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCartQuery, GetCartQueryVariables>;

/** The document of `getInsight`. */
export const GetInsightDocument = 'query getInsight($id:ID!){insight(id:$id){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<GetInsightQuery, GetInsightQueryVariables>;

/** The document of `getMerchant`. */
export const GetMerchantDocument = 'query getMerchant($id:ID!){merchant(id:$id){...MerchantFields}}fragment MerchantFields on Merchant{id auditLogIntegrity{verifiedAt status entries problem}slug name timeZone currency status createdAt}' as TypedDocument<GetMerchantQuery, GetMerchantQueryVariables>;

/** The document of `getOutbox`. */
export const GetOutboxDocument = 'query getOutbox($first:Int$after:String$last:Int$before:String$merchantId:ID){outbox(first:$first after:$after last:$last before:$before merchantId:$merchantId){delivery messages{edges{cursor node{id kind recipient subject text links status createdAt sentAt}}nodes{id kind recipient subject text links status createdAt sentAt}pageInfo{...PageInfoFields}totalCount}}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<GetOutboxQuery, GetOutboxQueryVariables>;

/** The document of `getOverview`. */
export const GetOverviewDocument = 'query getOverview($merchantId:ID!$from:Date!$to:Date!$compareTo:ComparisonPeriod){merchant(id:$merchantId){id overview(from:$from to:$to compareTo:$compareTo){from to currency timeZone totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}definition comparison{from to totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}abandonedCarts abandonmentRate freshness{lagSeconds replicatedAt status}customers}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetOverviewQuery, GetOverviewQueryVariables>;

/** The document of `getSalesTrend`. */
export const GetSalesTrendDocument = 'query getSalesTrend($merchantId:ID!$from:Date!$to:Date!$groupBy:TimeGrouping$compareTo:ComparisonPeriod){merchant(id:$merchantId){id salesTrend(from:$from to:$to groupBy:$groupBy compareTo:$compareTo){from to currency timeZone totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}definition groupBy points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}comparison{from to points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetSalesTrendQuery, GetSalesTrendQueryVariables>;

/** The document of `insightCreated`. */
export const InsightCreatedDocument = 'subscription insightCreated($merchantId:ID!$after:ID){insightCreated(merchantId:$merchantId after:$after){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<InsightCreatedSubscription, InsightCreatedSubscriptionVariables>;

/** The document of `listAbandonedCarts`. */
export const ListAbandonedCartsDocument = 'query listAbandonedCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id abandonedCarts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAbandonedCartsQuery, ListAbandonedCartsQueryVariables>;

/** The document of `listAuditLog`. */
export const ListAuditLogDocument = 'query listAuditLog($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:AuditFilter){merchant(id:$merchantId){id auditLog(first:$first after:$after last:$last before:$before filter:$filter){nodes{...AuditEntryFields}pageInfo{...PageInfoFields}totalCount}}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash merchant{id}actor{id name email}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListAuditLogQuery, ListAuditLogQueryVariables>;

/** The document of `listCarts`. */
export const ListCartsDocument = 'query listCarts($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:CartFilter$orderBy:CartOrder){merchant(id:$merchantId){id carts(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...CartFields}pageInfo{...PageInfoFields}totalCount}}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListCartsQuery, ListCartsQueryVariables>;

/** The document of `listInsights`. */
export const ListInsightsDocument = 'query listInsights($merchantId:ID!$first:Int$after:String$last:Int$before:String$filter:InsightFilter$orderBy:InsightOrder){merchant(id:$merchantId){id insights(first:$first after:$after last:$last before:$before filter:$filter orderBy:$orderBy){nodes{...InsightFields}pageInfo{...PageInfoFields}totalCount unreadCount}}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListInsightsQuery, ListInsightsQueryVariables>;

/** The document of `listMembers`. */
export const ListMembersDocument = 'query listMembers($merchantId:ID!$first:Int$after:String$last:Int$before:String){merchant(id:$merchantId){id members(first:$first after:$after last:$last before:$before){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembersQuery, ListMembersQueryVariables>;

/** The document of `listMemberships`. */
export const ListMembershipsDocument = 'query listMemberships($first:Int$after:String$last:Int$before:String){me{id memberships(first:$first after:$after last:$last before:$before){nodes{...MembershipFields}pageInfo{...PageInfoFields}totalCount}}}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListMembershipsQuery, ListMembershipsQueryVariables>;

/** The document of `markInsightRead`. */
export const MarkInsightReadDocument = 'mutation markInsightRead($input:MarkInsightReadInput!){markInsightRead(input:$input){__typename ...on MarkInsightReadSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<MarkInsightReadMutation, MarkInsightReadMutationVariables>;

/** The document of `me`. */
export const MeDocument = 'query me{me{...UserFields memberships(first:100){nodes{...MembershipFields}}}}fragment UserFields on User{id name email createdAt}fragment MembershipFields on Membership{id role createdAt user{id name email}merchant{id slug name timeZone currency status}}' as TypedDocument<MeQuery, MeQueryVariables>;

/** The document of `refreshSession`. */
export const RefreshSessionDocument = 'mutation refreshSession($input:RefreshSessionInput!){refreshSession(input:$input){__typename ...on RefreshSessionSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RefreshSessionMutation, RefreshSessionMutationVariables>;

/** The document of `restoreInsight`. */
export const RestoreInsightDocument = 'mutation restoreInsight($input:RestoreInsightInput!){restoreInsight(input:$input){__typename ...on RestoreInsightSuccess{insight{...InsightFields}}...UserErrorFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<RestoreInsightMutation, RestoreInsightMutationVariables>;

/** The document of `signIn`. */
export const SignInDocument = 'mutation signIn($input:SignInInput!){signIn(input:$input){__typename ...on SignInSuccess{accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user{...UserFields}}...UserErrorFields}}fragment UserFields on User{id name email createdAt}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignInMutation, SignInMutationVariables>;

/** The document of `signOut`. */
export const SignOutDocument = 'mutation signOut{signOut{__typename ...on SignOutSuccess{signedOut}...UserErrorFields}}fragment UserErrorFields on UserError{code message path}' as TypedDocument<SignOutMutation, SignOutMutationVariables>;
