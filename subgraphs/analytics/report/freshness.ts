import { RevenueBreakdownConnection } from '../breakdown/breakdown.type.ts';
import { Forecast } from '../forecast/forecast.type.ts';
import { freshnessResolverOf } from '../freshness/freshness.resolver.ts';
import { ConversionFunnel } from '../funnel/funnel.type.ts';
import { ProductPerformanceConnection, RevenueChange } from '../product/product.type.ts';
import { Overview } from '../sales/overview.type.ts';
import { SalesTrend } from '../sales/sales.type.ts';
import { CustomerCohorts, CustomerSegments, SegmentCustomerConnection } from '../segment/segment.type.ts';

/** Every kind of report tells how fresh it is. */
export const FRESHNESS_RESOLVERS = [
  freshnessResolverOf(() => Overview),
  freshnessResolverOf(() => SalesTrend),
  freshnessResolverOf(() => ProductPerformanceConnection),
  freshnessResolverOf(() => RevenueChange),
  freshnessResolverOf(() => CustomerSegments),
  freshnessResolverOf(() => SegmentCustomerConnection),
  freshnessResolverOf(() => CustomerCohorts),
  freshnessResolverOf(() => RevenueBreakdownConnection),
  freshnessResolverOf(() => ConversionFunnel),
  freshnessResolverOf(() => Forecast),
];
