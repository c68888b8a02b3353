import { extendSchema, type GraphQLSchema, parse } from 'graphql';
import type { EventFeed } from '#platform/events/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { toInsight } from '../insight/insight.mapper.ts';
import type { InsightService } from '../insight/insight.service.ts';
import { type CreatedInsight, subscribeToCreated } from './insight-created.ts';

const SDL = `
extend schema {
  subscription: Subscription
}

type Subscription {
  """
  Every insight of a merchant from now on, within a second of being written, at least once and in order: drop repeats
  by id. After a reconnect give the last insight you have seen as after, and nothing is missed. Needs the permission
  insights:read.
  """
  insightCreated(
    """Id of the merchant to listen to."""
    merchantId: ID!
    """
    Id of the last insight you have seen: those written since come first. Without it, or when it is not known any more,
    from now on.
    """
    after: ID
  ): Insight!
}
`;

/**
 * Adds `Subscription.insightCreated` to the subgraph's schema. As SDL, because type-graphql refuses a subscription
 * without a pub/sub system of its own, and the event feed is this field's source.
 */
export function withInsightCreated(
  base: { schema: GraphQLSchema; sdl: string },
  deps: { feed: EventFeed; service: InsightService },
): { schema: GraphQLSchema; sdl: string } {
  const schema = extendSchema(base.schema, parse(SDL));
  const sdl = `${base.sdl.trimEnd()}\n${SDL}`;
  const field = schema.getSubscriptionType()?.getFields().insightCreated;
  const service = schema.getQueryType()?.getFields()._service;
  if (field === undefined || service === undefined)
    throw new Error('the insights schema lacks its root fields');
  field.subscribe = (
    _source,
    args: { merchantId: string; after?: string | null },
    context: SubgraphContext,
  ) => subscribeToCreated(deps.feed, context.identity, args.merchantId, args.after);
  field.resolve = async (created: CreatedInsight, _args, context: SubgraphContext) =>
    toInsight(await deps.service.get(context, created.insightId));
  service.resolve = () => ({ sdl });
  return { schema, sdl };
}
