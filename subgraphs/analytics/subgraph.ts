import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import { createCustomerService } from './customer/customer.service.ts';
import { Customer } from './customer/customer.type.ts';
import type { ForecastWarehouse } from './forecast/forecast.repository.ts';
import { ForecastResolver } from './forecast/forecast.resolver.ts';
import { createForecastService } from './forecast/forecast.service.ts';
import { createForecaster } from './forecast/forecaster.ts';
import {
  ForecastFreshnessResolver,
  OverviewFreshnessResolver,
  SalesTrendFreshnessResolver,
} from './freshness/freshness.resolver.ts';
import { createFreshnessService } from './freshness/freshness.service.ts';
import { Merchant } from './merchant/merchant.type.ts';
import type { SalesWarehouse } from './sales/sales.repository.ts';
import { OverviewResolver, SalesResolver } from './sales/sales.resolver.ts';
import { createSalesService } from './sales/sales.service.ts';

export type { SalesWarehouse } from './sales/sales.repository.ts';

/** The key alone tells nothing, so it is not looked up: the fields on it check access. */
const merchantOf: ReferenceResolver = ({ id }) => Object.assign(new Merchant(), { id });

/**
 * Reports and customers of a merchant.
 * @param deps.warehouse named queries over ClickHouse; the caller closes it
 * @param deps.forecastWorker program of the thread that forecasts; the source beside it when not given
 */
export function createAnalyticsSubgraph(deps: {
  db: Pick<Database, 'app'>;
  warehouse: SalesWarehouse & ForecastWarehouse;
  logger: Logger;
  forecastWorker?: string;
}): Subgraph {
  const sales = createSalesService(deps);
  const customers = createCustomerService(deps);
  const forecaster = createForecaster(deps.forecastWorker);
  const forecasts = createForecastService({ ...deps, forecaster });
  const freshness = createFreshnessService(deps);
  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [
      new SalesResolver(sales),
      new OverviewResolver(sales),
      new ForecastResolver(forecasts),
      new SalesTrendFreshnessResolver(freshness),
      new OverviewFreshnessResolver(freshness),
      new ForecastFreshnessResolver(freshness),
    ],
    orphanedTypes: [Merchant, Customer],
    references: {
      Merchant: merchantOf,
      Customer: ({ id }, context) => customers.byId(context, id),
    },
  });
  return { name: 'analytics', schema, sdl, close: () => forecaster.close() };
}
