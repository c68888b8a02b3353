import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import { BreakdownResolver } from './breakdown/breakdown.resolver.ts';
import { createBreakdownService } from './breakdown/breakdown.service.ts';
import { createCustomerService } from './customer/customer.service.ts';
import { Customer } from './customer/customer.type.ts';
import { ForecastResolver } from './forecast/forecast.resolver.ts';
import { createForecastService, type ForecastWarehouse } from './forecast/forecast.service.ts';
import { createForecaster } from './forecast/forecaster.ts';
import { createFreshnessService } from './freshness/freshness.service.ts';
import { FunnelResolver } from './funnel/funnel.resolver.ts';
import { createFunnelService } from './funnel/funnel.service.ts';
import { Merchant } from './merchant/merchant.type.ts';
import { ProductResolver } from './product/product.resolver.ts';
import { createProductService } from './product/product.service.ts';
import { FRESHNESS_RESOLVERS } from './report/freshness.ts';
import { createReportService } from './report/report.service.ts';
import { createReportCache } from './report/report-cache.ts';
import type { ReportWarehouse } from './sales/sales.repository.ts';
import { OverviewComparisonResolver, OverviewResolver, SalesResolver } from './sales/sales.resolver.ts';
import { createSalesService } from './sales/sales.service.ts';
import { SegmentCustomerResolver, SegmentResolver } from './segment/segment.resolver.ts';
import { createSegmentService } from './segment/segment.service.ts';

/** The key alone tells nothing, so it is not looked up: the fields on it check access. */
const merchantOf: ReferenceResolver = ({ id }) => Object.assign(new Merchant(), { id });

/**
 * Reports and customers of a merchant.
 * @param deps.warehouse named queries over ClickHouse; the caller closes it
 * @param deps.forecastWorker program of the thread that forecasts; the source beside it when not given
 */
export function createAnalyticsSubgraph(deps: {
  db: Pick<Database, 'app'>;
  warehouse: ReportWarehouse & ForecastWarehouse;
  logger: Logger;
  forecastWorker?: string;
}): Subgraph {
  const reports = createReportService({ ...deps, cache: createReportCache() });
  const sales = createSalesService({ ...deps, reports });
  const customers = createCustomerService(deps);
  const forecaster = createForecaster(deps.forecastWorker);
  const freshness = createFreshnessService(deps);
  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [
      new SalesResolver(sales),
      new OverviewResolver(),
      new OverviewComparisonResolver(),
      new ProductResolver(createProductService({ reports })),
      new SegmentResolver(createSegmentService({ reports })),
      new SegmentCustomerResolver(customers),
      new BreakdownResolver(createBreakdownService({ reports })),
      new ForecastResolver(createForecastService({ ...deps, reports, forecaster })),
      new FunnelResolver(createFunnelService({ reports })),
      ...FRESHNESS_RESOLVERS.map((ReportFreshness) => new ReportFreshness(freshness)),
    ],
    orphanedTypes: [Merchant, Customer],
    references: {
      Merchant: merchantOf,
      Customer: ({ id }, context) => customers.byId(context, id),
    },
  });
  return { name: 'analytics', schema, sdl, close: () => forecaster.close() };
}
