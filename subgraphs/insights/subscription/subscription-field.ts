import { extendSchema, type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import { badInput, notFound } from '#platform/errors/index.ts';
import type { EventFeed } from '#platform/events/index.ts';
import { type SubgraphContext, sharedBy } from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import { toRun } from '../generation/run.resolver.ts';
import type { RunRow } from '../generation/run-history.repository.ts';
import type { RunWatch } from '../generation/run-watch.ts';
import type { AnnouncedInsights } from './announced-insights.ts';
import { INSIGHT_CREATED } from './insight-created.ts';
import { type InsightEvent, type InsightSubscription, subscribeToInsights } from './insight-events.ts';
import { INSIGHT_UPDATED } from './insight-updated.ts';
import type { Places } from './places.ts';

const SDL = `
extend schema {
  subscription: Subscription
}

type Subscription {
  """
  Every insight of a merchant from now on, within a second of being written, at least once and in order: drop repeats
  by id. After a reconnect give the last insight you have seen as after, and nothing is missed of the last 7 days (unless
  this deployment keeps events for another time). Before the first insight, and whenever nothing has come for some
  minutes, a ping of graphql-transport-ws tells a place to give instead: payload { after: { "<id of your subscription>":
  "<place>" } }. Whichever came last, insight or place, is right. The SDK does so by itself. Needs the permission
  insights:read.
  """
  insightCreated(
    """Id of the merchant to listen to."""
    merchantId: ID!
    """
    Id of the last insight you have seen, or the last place a ping told: those written since come first. Without it, or
    when it is not known any more, from now on.
    """
    after: ID
    """Only insights of these kinds; all when absent, none when empty."""
    kinds: [InsightKind!]
    """Only insights of this severity and more severe ones, by the severity they are written with."""
    leastSeverity: InsightSeverity
  ): Insight! ${sharedBy('insights:read')}
  """
  Every change that a continuing story makes to an insight of a merchant, at least once and in order: drop repeats by
  eventId. After a reconnect give the last eventId you have seen, or the place that a ping has told since, as after: see
  insightCreated. Nothing is then missed of the last 7 days (unless this deployment keeps events for another time). What
  people do with an insight (read, dismiss, rate) is not told here. Needs the permission insights:read.
  """
  insightUpdated(
    """Id of the merchant to listen to."""
    merchantId: ID!
    """
    The eventId of the last update you have seen, or the last place a ping told: later ones come first. Without it, or
    when it is not known any more, from now on.
    """
    after: ID
    """Only insights of these kinds; all when absent, none when empty."""
    kinds: [InsightKind!]
    """Only updates to this severity and more severe ones."""
    leastSeverity: InsightSeverity
  ): InsightUpdate! ${sharedBy('insights:read')}
  """
  The runs of the insight job that look at a merchant: those under way as they are now, then each whenever it has gone on,
  about once a second, and once when it is over. Who reads slowly is told of its newest state only. Needs the permission
  runs:read.
  """
  insightRunProgress(
    """Id of the merchant whose runs to watch."""
    merchantId: ID!
  ): InsightRun!
}

"""A story went on and changed its insight."""
type InsightUpdate ${sharedBy('insights:read')} {
  """Id of this event: drop repeats by it, and give the last one you have seen as after when you subscribe again."""
  eventId: ID!
  """
  The version of the insight that the event is about, from 2. The insight itself may be newer already; then another
  event follows.
  """
  version: Int!
  """The insight as it is now."""
  insight: Insight!
}
`;

/** @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN or BAD_INPUT at once, before anything is watched */
function watchRuns(runs: RunWatch, identity: Identity, merchantId: string): AsyncIterableIterator<RunRow> {
  requireMerchant(identity, merchantId, 'runs:read');
  if (!isUuid(merchantId)) throw badInput('merchantId must be the id of a merchant, a UUID.', ['merchantId']);
  return runs.watch(merchantId.toLowerCase());
}

/**
 * Adds the subscriptions to the subgraph's schema. As SDL, because type-graphql refuses a subscription without a pub/sub
 * system of its own, and the event feed (for runs, a watch over their rows) is these fields' source.
 */
export function withSubscriptions(
  base: { schema: GraphQLSchema; sdl: string },
  deps: { feed: EventFeed; places: Places; announced: AnnouncedInsights; runs: RunWatch },
): { schema: GraphQLSchema; sdl: string } {
  const schema = extendSchema(base.schema, parse(SDL));
  const sdl = `${base.sdl.trimEnd()}\n${SDL}`;
  const fields = schema.getSubscriptionType()?.getFields();
  const service = schema.getQueryType()?.getFields()._service;
  const { insightCreated: created, insightUpdated: updated, insightRunProgress: progress } = fields ?? {};
  if (!created || !updated || !progress || !service)
    throw new Error('the insights schema lacks its root fields');
  const subscribe =
    (eventType: Parameters<typeof subscribeToInsights>[1]): GraphQLFieldResolver<unknown, SubgraphContext> =>
    (_source, args: unknown, context) =>
      subscribeToInsights(deps, eventType, context.identity, args as InsightSubscription);
  const insightOf = async (event: InsightEvent, { identity }: SubgraphContext) => {
    requireMerchant(identity, event.merchantId, 'insights:read');
    const insight = await deps.announced.of(event);
    if (insight === null) throw notFound('The insight', ['id']);
    return insight;
  };
  created.subscribe = subscribe(INSIGHT_CREATED);
  created.resolve = (event: InsightEvent, _args, context: SubgraphContext) => insightOf(event, context);
  updated.subscribe = subscribe(INSIGHT_UPDATED);
  updated.resolve = async (event: InsightEvent, _args, context: SubgraphContext) => ({
    eventId: event.eventId,
    version: event.version,
    insight: await insightOf(event, context),
  });
  progress.subscribe = (_source, args: { merchantId: string }, context: SubgraphContext) =>
    watchRuns(deps.runs, context.identity, args.merchantId);
  progress.resolve = (run: RunRow) => toRun(run);
  service.resolve = () => ({ sdl });
  return { schema, sdl };
}
