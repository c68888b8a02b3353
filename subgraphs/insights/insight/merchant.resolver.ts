import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { InsightsArgs } from './insight.input.ts';
import { toConnection } from './insight.mapper.ts';
import type { InsightService } from './insight.service.ts';
import { InsightConnection, Merchant } from './insight.type.ts';

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
}
