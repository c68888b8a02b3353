import type {
  GetOverviewQuery,
  GetSalesTrendQuery,
  InsightFieldsFragment,
  MeQuery,
} from '@merchantgraph/sdk';

export type Overview = NonNullable<NonNullable<GetOverviewQuery['merchant']>['overview']>;
export type SalesTrend = NonNullable<NonNullable<GetSalesTrendQuery['merchant']>['salesTrend']>;
export type SalesPoint = SalesTrend['points'][number];
export type Insight = InsightFieldsFragment;

/** The signed-in person. */
export type Me = NonNullable<MeQuery['me']>;
/** What they are to one merchant, and may do there. */
export type Membership = Me['memberships']['nodes'][number];
/** A merchant as the switcher and every page know it. */
export type Merchant = Membership['merchant'];
export type Role = Membership['role'];
