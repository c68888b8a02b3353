import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import type { DailySeriesSource } from './generation/daily-series.ts';
import { createGenerateJob } from './generation/generate.job.ts';
import {
  type GenerateOptions,
  type GenerateSummary,
  generateInsights as generate,
} from './generation/generate.ts';

export { createInsightsSubgraph } from './subgraph.ts';

/** The warehouse's daily series in the names detection uses. */
const seriesOf = (warehouse: Pick<Warehouse, 'dailySeries'>): DailySeriesSource => ({
  async dailySeries(range) {
    const found = await warehouse.dailySeries(range);
    return found.map(({ merchantId, days, values }) => ({
      merchantId,
      days,
      grossRevenue: values.gross_revenue,
      orders: values.orders,
      units: values.units,
      refunds: values.refunds,
    }));
  },
});

/** The nightly job over the warehouse; see `generation/generate.ts`. */
export const generateInsights = (
  options: Omit<GenerateOptions, 'warehouse'> & { warehouse: Pick<Warehouse, 'dailySeries'> },
): Promise<GenerateSummary> => generate({ ...options, warehouse: seriesOf(options.warehouse) });

/** Jobs of this room, for the worker. */
export const createInsightJobs = (deps: {
  db: Pick<Database, 'worker'>;
  warehouse: Pick<Warehouse, 'dailySeries'>;
}) => [createGenerateJob({ db: deps.db, warehouse: seriesOf(deps.warehouse) })];
