import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import { type BreakdownService, createBreakdownService } from '../breakdown/breakdown.service.ts';
import {
  createForecastService,
  type ForecastService,
  type ForecastWarehouse,
} from '../forecast/forecast.service.ts';
import type { Forecaster } from '../forecast/forecaster.ts';
import { createFunnelService, type FunnelService } from '../funnel/funnel.service.ts';
import { createProductService, type ProductService } from '../product/product.service.ts';
import type { ReportWarehouse } from '../sales/sales.repository.ts';
import { createSalesService, type SalesService } from '../sales/sales.service.ts';
import { createSegmentService, type SegmentService } from '../segment/segment.service.ts';
import { createReportService } from './report.service.ts';
import { createReportCache } from './report-cache.ts';

/** Everything that reports: what the graph shows and what is exported come from the same functions. */
export interface ReportServices {
  sales: SalesService;
  products: ProductService;
  segments: SegmentService;
  breakdowns: BreakdownService;
  forecasts: ForecastService;
  funnels: FunnelService;
}

/** The reports over one warehouse, with a cache of their own. */
export function createReportServices(deps: {
  db: Pick<Database, 'app'>;
  warehouse: ReportWarehouse & ForecastWarehouse;
  logger: Logger;
  forecaster: Forecaster;
}): ReportServices {
  const reports = createReportService({ ...deps, cache: createReportCache() });
  return {
    sales: createSalesService({ ...deps, reports }),
    products: createProductService({ reports }),
    segments: createSegmentService({ reports }),
    breakdowns: createBreakdownService({ reports }),
    forecasts: createForecastService({ ...deps, reports }),
    funnels: createFunnelService({ reports }),
  };
}
