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
  GetConversionFunnelQuery,
  GetConversionFunnelQueryVariables,
  GetCustomerCohortsQuery,
  GetCustomerCohortsQueryVariables,
  GetCustomerSegmentsQuery,
  GetCustomerSegmentsQueryVariables,
  GetInsightQuery,
  GetInsightQueryVariables,
  GetMerchantQuery,
  GetMerchantQueryVariables,
  GetOverviewQuery,
  GetOverviewQueryVariables,
  GetRevenueChangeQuery,
  GetRevenueChangeQueryVariables,
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
  ListProductPerformanceQuery,
  ListProductPerformanceQueryVariables,
  ListRevenueBreakdownQuery,
  ListRevenueBreakdownQueryVariables,
  ListSegmentCustomersQuery,
  ListSegmentCustomersQueryVariables,
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
export const GetAuditEntryDocument = 'query getAuditEntry($id:ID!){auditEntry(id:$id){...AuditEntryFields}}fragment AuditEntryFields on AuditEntry{id actorKind action outcome occurredAt ipAddress userAgent correlationId details merchant{id}actor{id name email}}' as TypedDocument<GetAuditEntryQuery, GetAuditEntryQueryVariables>;

/** The document of `getCart`. */
export const GetCartDocument = 'query getCart($id:ID!){cart(id:$id){...CartFields}}fragment CartFields on Cart{id status total{...MoneyFields}itemCount createdAt updatedAt abandonedAt merchant{id}customer{id name email}items{id sku title quantity unitPrice{...MoneyFields}total{...MoneyFields}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCartQuery, GetCartQueryVariables>;

/** The document of `getConversionFunnel`. */
export const GetConversionFunnelDocument = 'query getConversionFunnel($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod){merchant(id:$merchantId){id conversionFunnel(from:$from to:$to filter:$filter compareTo:$compareTo){from to currency timeZone definition comparison{from to}stages{stage carts value{...MoneyFields}rate cartsBefore rateChange}openCarts lostCarts recoveredCarts unavailable{metric reason}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetConversionFunnelQuery, GetConversionFunnelQueryVariables>;

/** The document of `getCustomerCohorts`. */
export const GetCustomerCohortsDocument = 'query getCustomerCohorts($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter){merchant(id:$merchantId){id customerCohorts(from:$from to:$to filter:$filter){from to currency timeZone definition customers lifetimeValue{...MoneyFields}cohorts{month customers lifetimeValue{...MoneyFields}months{month offset customers retention grossRevenue{...MoneyFields}refunds{...MoneyFields}lifetimeValue{...MoneyFields}}}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCustomerCohortsQuery, GetCustomerCohortsQueryVariables>;

/** The document of `getCustomerSegments`. */
export const GetCustomerSegmentsDocument = 'query getCustomerSegments($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod){merchant(id:$merchantId){id customerSegments(from:$from to:$to filter:$filter compareTo:$compareTo){from to currency timeZone definition comparison{from to}customers segments{segment customers customersBefore share grossRevenue{...MoneyFields}revenueShare averageRevenue{...MoneyFields}averageOrders averageRecencyDays}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetCustomerSegmentsQuery, GetCustomerSegmentsQueryVariables>;

/** The document of `getInsight`. */
export const GetInsightDocument = 'query getInsight($id:ID!){insight(id:$id){...InsightFields}}fragment InsightFields on Insight{id merchant{id}kind metric direction severity title text window{from to baselineFrom baselineTo}figures{observed expected change currency score}status asOf createdAt readAt dismissedAt}' as TypedDocument<GetInsightQuery, GetInsightQueryVariables>;

/** The document of `getMerchant`. */
export const GetMerchantDocument = 'query getMerchant($id:ID!){merchant(id:$id){...MerchantFields}}fragment MerchantFields on Merchant{id slug name timeZone currency status createdAt}' as TypedDocument<GetMerchantQuery, GetMerchantQueryVariables>;

/** The document of `getOverview`. */
export const GetOverviewDocument = 'query getOverview($merchantId:ID!$from:Date!$to:Date!$compareTo:ComparisonPeriod$filter:ReportFilter){merchant(id:$merchantId){id overview(from:$from to:$to compareTo:$compareTo filter:$filter){from to currency timeZone definition totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}comparison{from to totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}refundRate carts abandonedCarts abandonmentRate cartConversionRate rateChange{refundRate abandonmentRate cartConversionRate}customers newCustomers returningCustomers customerChange{customers newCustomers returningCustomers}}refundRate carts abandonedCarts abandonmentRate cartConversionRate conversionRate unavailable{metric reason}otherCurrencies{currency grossRevenue{...MoneyFields}refunds{...MoneyFields}orders}freshness{lagSeconds replicatedAt status}customers newCustomers returningCustomers}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetOverviewQuery, GetOverviewQueryVariables>;

/** The document of `getRevenueChange`. */
export const GetRevenueChangeDocument = 'query getRevenueChange($merchantId:ID!$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod$movers:Int){merchant(id:$merchantId){id revenueChange(from:$from to:$to filter:$filter compareTo:$compareTo movers:$movers){from to currency timeZone definition comparison{from to}current{...MoneyFields}base{...MoneyFields}difference{...MoneyFields}change parts{price{...MoneyFields}volume{...MoneyFields}mix{...MoneyFields}newProducts{...MoneyFields}lostProducts{...MoneyFields}}keptProducts newProducts lostProducts up{productId sku title grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units refundedUnits averagePrice{...MoneyFields}share comparison{grossRevenue{...MoneyFields}units orders revenueChange{...MoneyFields}change}}down{productId sku title grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units refundedUnits averagePrice{...MoneyFields}share comparison{grossRevenue{...MoneyFields}units orders revenueChange{...MoneyFields}change}}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetRevenueChangeQuery, GetRevenueChangeQueryVariables>;

/** The document of `getSalesTrend`. */
export const GetSalesTrendDocument = 'query getSalesTrend($merchantId:ID!$from:Date!$to:Date!$groupBy:TimeGrouping$compareTo:ComparisonPeriod$filter:ReportFilter){merchant(id:$merchantId){id salesTrend(from:$from to:$to groupBy:$groupBy compareTo:$compareTo filter:$filter){from to currency timeZone definition totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}otherCurrencies{currency grossRevenue{...MoneyFields}refunds{...MoneyFields}orders}groupBy points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}comparison{from to points{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}date}totals{grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units averageOrderValue{...MoneyFields}}change{grossRevenue refunds netRevenue orders units averageOrderValue}}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}' as TypedDocument<GetSalesTrendQuery, GetSalesTrendQueryVariables>;

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

/** The document of `listProductPerformance`. */
export const ListProductPerformanceDocument = 'query listProductPerformance($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod$search:String$orderBy:ProductOrder){merchant(id:$merchantId){id productPerformance(first:$first after:$after last:$last before:$before from:$from to:$to filter:$filter compareTo:$compareTo search:$search orderBy:$orderBy){from to currency timeZone definition nodes{productId sku title grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units refundedUnits averagePrice{...MoneyFields}share comparison{grossRevenue{...MoneyFields}units orders revenueChange{...MoneyFields}change}}pageInfo{...PageInfoFields}totalCount comparison{from to}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListProductPerformanceQuery, ListProductPerformanceQueryVariables>;

/** The document of `listRevenueBreakdown`. */
export const ListRevenueBreakdownDocument = 'query listRevenueBreakdown($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date!$to:Date!$filter:ReportFilter$compareTo:ComparisonPeriod$by:RevenueDimension!){merchant(id:$merchantId){id revenueBreakdown(first:$first after:$after last:$last before:$before from:$from to:$to filter:$filter compareTo:$compareTo by:$by){from to currency timeZone definition nodes{key label grossRevenue{...MoneyFields}refunds{...MoneyFields}netRevenue{...MoneyFields}orders units customers share comparison{grossRevenue{...MoneyFields}orders change}}pageInfo{...PageInfoFields}totalCount by comparison{from to}freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListRevenueBreakdownQuery, ListRevenueBreakdownQueryVariables>;

/** The document of `listSegmentCustomers`. */
export const ListSegmentCustomersDocument = 'query listSegmentCustomers($merchantId:ID!$first:Int$after:String$last:Int$before:String$from:Date!$to:Date!$filter:ReportFilter$segment:CustomerSegment$orderBy:SegmentCustomerOrder){merchant(id:$merchantId){id segmentCustomers(first:$first after:$after last:$last before:$before from:$from to:$to filter:$filter segment:$segment orderBy:$orderBy){from to currency timeZone definition nodes{segment recencyDays orders grossRevenue{...MoneyFields}recencyScore frequencyScore monetaryScore firstOrderOn lastOrderOn lifetimeValue{...MoneyFields}customerSince customer{id name email}}pageInfo{...PageInfoFields}totalCount freshness{lagSeconds replicatedAt status}}}}fragment MoneyFields on Money{amount currency}fragment PageInfoFields on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}' as TypedDocument<ListSegmentCustomersQuery, ListSegmentCustomersQueryVariables>;

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
