import type { EventFeed } from '#platform/events/index.ts';
import { buildSubgraphSchema, type Subgraph } from '#platform/graphql/index.ts';
import type { JobDefinition } from '#platform/jobs/index.ts';
import type { Idempotency } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import type { DailySeriesSource } from './generation/daily-series.ts';
import { createGenerateJob } from './generation/generate.job.ts';
import { toInsight } from './insight/insight.mapper.ts';
import { InsightResolver } from './insight/insight.resolver.ts';
import { createInsightService } from './insight/insight.service.ts';
import { MerchantResolver } from './insight/merchant.resolver.ts';
import { createInsightCreatedResolver } from './subscription/insight-created.resolver.ts';

export interface InsightsSubgraphDeps {
  database: Pick<Database, 'app' | 'worker'>;
  idempotency: Idempotency;
  /** Owned by the process, which closes it. */
  feed: EventFeed;
  /** Needed where jobs run; without it there are none. */
  warehouse?: DailySeriesSource;
}

/** Insights: the schema, and the nightly job for the process that runs jobs. */
export function createInsightsSubgraph(
  deps: InsightsSubgraphDeps,
): Subgraph & { jobs: JobDefinition<never>[] } {
  const service = createInsightService(deps);
  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [
      new InsightResolver(service),
      new MerchantResolver(service),
      createInsightCreatedResolver({ feed: deps.feed, service }),
    ],
    references: {
      Insight: async ({ id }, context) => {
        const row = await service.find(context, id);
        return row === null ? null : toInsight(row);
      },
      Merchant: ({ id }) => ({ id }),
    },
  });
  const { database, warehouse } = deps;
  const jobs =
    warehouse === undefined ? [] : [createGenerateJob({ database, warehouse }) as JobDefinition<never>];
  return { name: 'insights', schema, sdl, jobs, close: async () => undefined };
}
