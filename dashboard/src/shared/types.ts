import type { GetOverviewQuery, GetSalesTrendQuery, InsightFieldsFragment } from '@merchantgraph/sdk';

export type Overview = NonNullable<NonNullable<GetOverviewQuery['merchant']>['overview']>;
export type SalesTrend = NonNullable<NonNullable<GetSalesTrendQuery['merchant']>['salesTrend']>;
export type SalesPoint = SalesTrend['points'][number];
export type Insight = InsightFieldsFragment;
