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
import { CalendarResolver } from './calendar/calendar.resolver.ts';
import { createCalendarService } from './calendar/calendar.service.ts';
import { RatingResolver, WeightResolver } from './feedback/feedback.resolver.ts';
import { createFeedbackService } from './feedback/feedback.service.ts';
import { RunResolver } from './generation/run.resolver.ts';
import { createRunService } from './generation/run.service.ts';
import { createRunWatch } from './generation/run-watch.ts';
import { toInsight } from './insight/insight.mapper.ts';
import { InsightResolver } from './insight/insight.resolver.ts';
import { createInsightService } from './insight/insight.service.ts';
import { MerchantResolver } from './insight/merchant.resolver.ts';
import { MuteResolver } from './mute/mute.resolver.ts';
import { createMuteService } from './mute/mute.service.ts';
import { createAnnouncedInsights } from './subscription/announced-insights.ts';
import { createPlaces } from './subscription/places.ts';
import { withSubscriptions } from './subscription/subscription-field.ts';
import { createTeamChange } from './team-change.ts';
import { webhookSealer } from './webhook/index.ts';
import { WebhookEndpointResolver, WebhookResolver } from './webhook/webhook.resolver.ts';
import { createWebhookService } from './webhook/webhook.service.ts';

export interface InsightsSubgraphDeps {
  db: Pick<Database, 'app'>;
  warehouse: Pick<Warehouse, 'watched'>;
  logger: Logger;
  idempotency: Idempotency;
  /** Owned by the process, which closes it. */
  feed: EventFeed;
  /**
   * Seals the secrets of webhook endpoints, the same in the worker, which signs with them; and the places of subscribers,
   * the same in every process of this subgraph.
   */
  secret: string;
  /** Whether webhooks may be sent to this machine: in development. */
  allowLoopback: boolean;
  /** The clock, for tests. */
  now?: () => Date;
}

/** The schema of insights. The nightly job is made apart, by the process that runs jobs: see index.ts. */
export function createInsightsSubgraph(deps: InsightsSubgraphDeps): Subgraph {
  const service = createInsightService(deps);
  const anomalies = createAnomalyService(deps);
  const alerts = createAlertService({ ...deps, watched: deps.warehouse.watched });
  const feedback = createFeedbackService({ ...deps, insights: service });
  const change = createTeamChange(deps);
  const runs = createRunWatch(deps);
  const webhooks = createWebhookService({
    db: deps.db,
    change,
    sealer: webhookSealer(deps.secret),
    addresses: deps,
  });
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
      new RunResolver(createRunService(deps)),
      new AnomalyResolver(anomalies, service, alerts),
      new MerchantAnomaliesResolver(anomalies),
      new InsightAnomaliesResolver(anomalies),
      new AlertResolver(alerts),
      new AlertFiringResolver(service, anomalies),
      new MerchantAlertsResolver(alerts),
      new RatingResolver(feedback),
      new WeightResolver(feedback),
      new MuteResolver(createMuteService({ db: deps.db, change })),
      new CalendarResolver(createCalendarService({ db: deps.db, change })),
      new WebhookResolver(webhooks),
      new WebhookEndpointResolver(webhooks),
    ],
    references,
  });
  const { schema, sdl } = withSubscriptions(base, {
    feed: deps.feed,
    places: createPlaces(deps.secret),
    announced: createAnnouncedInsights(deps.db),
    runs,
  });
  return { name: 'insights', schema, sdl, close: () => runs.close() };
}
