import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { InsightsArgs } from './insight.input.ts';
import { toConnection, toInsight } from './insight.mapper.ts';
import type { InsightService } from './insight.service.ts';
import { InsightConnection, Merchant, UnreadInsights } from './insight.type.ts';

/** What this subgraph adds to a merchant. */
@Resolver(() => Merchant)
export class MerchantResolver {
  constructor(private readonly service: InsightService) {}

  @FieldResolver(() => InsightConnection, {
    nullable: true,
    description:
      'What the nightly job found worth knowing, newest first unless ordered otherwise. Needs the permission insights:read.',
  })
  async insights(
    @Root() merchant: Merchant,
    @Args(() => InsightsArgs) args: InsightsArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return toConnection(await this.service.list(context.identity, merchant.id, args));
  }

  @FieldResolver(() => UnreadInsights, {
    nullable: true,
    description:
      'What nobody of the team has read yet: show it at sign-in. Needs the permission insights:read.',
  })
  async unreadInsights(@Root() merchant: Merchant, @Ctx() context: SubgraphContext): Promise<UnreadInsights> {
    const { newestCritical, ...counts } = await this.service.unread(context.identity, merchant.id);
    return { ...counts, newestCritical: newestCritical && toInsight(newestCritical) };
  }
}
