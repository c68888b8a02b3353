import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { EventFeed } from '#platform/events/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { toInsight } from '../insight/insight.mapper.ts';
import type { InsightService } from '../insight/insight.service.ts';
import { Insight } from '../insight/insight.type.ts';
import { type CreatedInsight, subscribeToCreated } from './insight-created.ts';

/** A class per subgraph instance: type-graphql's `subscribe` does not see the instance, so it closes over the feed. */
export function createInsightCreatedResolver(deps: { feed: EventFeed; service: InsightService }): object {
  @Resolver()
  class InsightCreatedResolver {
    @Subscription(() => Insight, {
      subscribe: ({ args, context }) =>
        subscribeToCreated(deps.feed, (context as SubgraphContext).identity, String(args.merchantId)),
      description:
        'Every insight of a merchant from now on, within a second of being written. At least once: after a reconnect drop repeats by id, and read Merchant.insights for what was missed. Needs the permission insights:read.',
    })
    async insightCreated(
      @Arg('merchantId', () => ID, { description: 'Id of the merchant to listen to.' }) _merchantId: string,
      @Root() created: CreatedInsight,
      @Ctx() context: SubgraphContext,
    ): Promise<Insight> {
      return toInsight(await deps.service.get(context, created.insightId));
    }
  }
  return new InsightCreatedResolver();
}
