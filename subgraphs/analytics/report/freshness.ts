import { freshnessResolverOf } from '../freshness/freshness.resolver.ts';
import { Overview } from '../sales/overview.type.ts';
import { SalesTrend } from '../sales/sales.type.ts';

/** Every kind of report tells how fresh it is. */
export const FRESHNESS_RESOLVERS = [
  freshnessResolverOf(() => Overview),
  freshnessResolverOf(() => SalesTrend),
];
