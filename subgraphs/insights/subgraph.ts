import type { EventFeed } from '#platform/events/index.ts';
import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Idempotency } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { AlertFiringResolver, AlertResolver, MerchantAlertsResolver } from './alert/alert.resolver.ts';
import { createAlertService } from './alert/alert.service.ts';
import {
  AnomalyResolver,
  InsightAnomaliesResolver,
  MerchantAnomaliesResolver,
} from './anomaly/anomaly.resolver.ts';
import { createAnomalyService } from './anomaly/anomaly.service.ts';
import { toInsight } from './insight/insight.mapper.ts';
import { InsightResolver } from './insight/insight.resolver.ts';
import { createInsightService } from './insight/insight.service.ts';
import { MerchantResolver } from './insight/merchant.resolver.ts';
import { withInsightCreated } from './subscription/subscription-field.ts';

export interface InsightsSubgraphDeps {
  db: Pick<Database, 'app'>;
  warehouse: Pick<Warehouse, 'watched'>;
  logger: Logger;
  idempotency: Idempotency;
  /** Owned by the process, which closes it. */
  feed: EventFeed;
  /** The clock, for tests. */
  now?: () => Date;
}

/** The schema of insights. The nightly job is made apart, by the process that runs jobs: see index.ts. */
export function createInsightsSubgraph(deps: InsightsSubgraphDeps): Subgraph {
  const service = createInsightService(deps);
  const anomalies = createAnomalyService(deps);
  const alerts = createAlertService({ ...deps, watched: deps.warehouse.watched });
  const references: Record<string, ReferenceResolver> = {
    Insight: async ({ id }, context) => {
      const row = await service.find(context, id);
      return row === null ? null : toInsight(row);
    },
  };
  // Whether a merchant may be seen is decided by the fields read of it.
  references.Merchant = ({ id }) => ({ id });
  const base = buildSubgraphSchema({
    resolvers: [
      new InsightResolver(service),
      new MerchantResolver(service),
      new AnomalyResolver(anomalies, service, alerts),
      new MerchantAnomaliesResolver(anomalies),
      new InsightAnomaliesResolver(anomalies),
      new AlertResolver(alerts),
      new AlertFiringResolver(service, anomalies),
      new MerchantAlertsResolver(alerts),
    ],
    references,
  });
  const { schema, sdl } = withInsightCreated(base, { feed: deps.feed, service });
  return { name: 'insights', schema, sdl, close: async () => undefined };
}
