import type { EventFeed } from '#platform/events/index.ts';
import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Idempotency } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import type { DailySeriesSource } from './generation/daily-series.ts';
import { createGenerateJob, type GenerateJob } from './generation/generate.job.ts';
import { toInsight } from './insight/insight.mapper.ts';
import { InsightResolver } from './insight/insight.resolver.ts';
import { createInsightService } from './insight/insight.service.ts';
import { MerchantResolver } from './insight/merchant.resolver.ts';
import { withInsightCreated } from './subscription/subscription-field.ts';

export interface InsightsSubgraphDeps {
  db: Pick<Database, 'app' | 'worker'>;
  idempotency: Idempotency;
  /** Owned by the process, which closes it. */
  feed: EventFeed;
  /** Needed where jobs run; without it there are none. */
  warehouse?: DailySeriesSource;
}

/** Insights: the schema, and the nightly job for the process that runs jobs. */
export function createInsightsSubgraph(deps: InsightsSubgraphDeps): Subgraph & { jobs: GenerateJob[] } {
  const { db, feed, warehouse } = deps;
  const service = createInsightService(deps);
  const references: Record<string, ReferenceResolver> = {
    Insight: async ({ id }, context) => {
      const row = await service.find(context, id);
      return row === null ? null : toInsight(row);
    },
  };
  // Whether a merchant may be seen is decided by the fields read of it.
  references.Merchant = ({ id }) => ({ id });
  const base = buildSubgraphSchema({
    resolvers: [new InsightResolver(service), new MerchantResolver(service)],
    references,
  });
  const { schema, sdl } = withInsightCreated(base, { feed, service });
  const jobs = warehouse === undefined ? [] : [createGenerateJob({ db, warehouse })];
  return { name: 'insights', schema, sdl, jobs, close: async () => undefined };
}
