import type { EventFeed } from '#platform/events/index.ts';
import type { FileLinks } from '#platform/files/index.ts';
import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Idempotency } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { BreakdownResolver } from './breakdown/breakdown.resolver.ts';
import { createCustomerService } from './customer/customer.service.ts';
import { Customer } from './customer/customer.type.ts';
import { toExport } from './export/export.mapper.ts';
import { ExportResolver, MerchantExportsResolver } from './export/export.resolver.ts';
import { createExportService } from './export/export.service.ts';
import { withExportProgress } from './export/export-progress.ts';
import { ForecastResolver } from './forecast/forecast.resolver.ts';
import type { ForecastWarehouse } from './forecast/forecast.service.ts';
import { createForecaster } from './forecast/forecaster.ts';
import { createFreshnessService } from './freshness/freshness.service.ts';
import { FunnelResolver } from './funnel/funnel.resolver.ts';
import { Merchant } from './merchant/merchant.type.ts';
import { ProductResolver } from './product/product.resolver.ts';
import { QualityResolver } from './quality/quality.resolver.ts';
import { createQualityService } from './quality/quality.service.ts';
import { FRESHNESS_RESOLVERS } from './report/freshness.ts';
import { createReportServices } from './report/services.ts';
import { ScheduleResolver } from './report-schedule/schedule.resolver.ts';
import { createScheduleService } from './report-schedule/schedule.service.ts';
import type { ReportWarehouse } from './sales/sales.repository.ts';
import { OverviewComparisonResolver, OverviewResolver, SalesResolver } from './sales/sales.resolver.ts';
import { SegmentCustomerResolver, SegmentResolver } from './segment/segment.resolver.ts';

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
  idempotency: Idempotency;
  /** Owned by the process, which closes it. */
  feed: EventFeed;
  /** Signs links to files. */
  links: FileLinks;
  /** Origin of those links. */
  publicUrl: string;
}): Subgraph {
  const forecaster = createForecaster(deps.forecastWorker);
  const { sales, products, segments, breakdowns, forecasts, funnels } = createReportServices({
    ...deps,
    forecaster,
  });
  const customers = createCustomerService(deps);
  const freshness = createFreshnessService(deps);
  const exports = createExportService(deps);
  const base = buildSubgraphSchema({
    resolvers: [
      new SalesResolver(sales),
      new OverviewResolver(),
      new OverviewComparisonResolver(),
      new ProductResolver(products),
      new SegmentResolver(segments),
      new SegmentCustomerResolver(customers),
      new BreakdownResolver(breakdowns),
      new ForecastResolver(forecasts),
      new FunnelResolver(funnels),
      new ExportResolver(exports),
      new MerchantExportsResolver(exports),
      new QualityResolver(createQualityService(deps)),
      new ScheduleResolver(createScheduleService(deps)),
      ...FRESHNESS_RESOLVERS.map((ReportFreshness) => new ReportFreshness(freshness)),
    ],
    orphanedTypes: [Merchant, Customer],
    references: {
      Merchant: merchantOf,
      Customer: ({ id }, context) => customers.byId(context, id),
      Export: async ({ id }, context) => toExport(await exports.byId(context, id)),
    },
  });
  const { schema, sdl } = withExportProgress(base, { feed: deps.feed, service: exports });
  return { name: 'analytics', schema, sdl, close: () => forecaster.close() };
}
