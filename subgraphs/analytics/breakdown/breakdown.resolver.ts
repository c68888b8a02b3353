import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { BreakdownService } from './breakdown.service.ts';
import { RevenueBreakdownArgs, RevenueBreakdownConnection } from './breakdown.type.ts';

@Resolver(() => Merchant)
export class BreakdownResolver {
  private readonly breakdowns: BreakdownService;

  constructor(breakdowns: BreakdownService) {
    this.breakdowns = breakdowns;
  }

  @FieldResolver(() => RevenueBreakdownConnection, {
    nullable: true,
    description: 'Revenue by country, channel, product, segment, weekday or hour. Needs reports:read.',
  })
  revenueBreakdown(
    @Root() merchant: Merchant,
    @Args(() => RevenueBreakdownArgs) args: RevenueBreakdownArgs,
    @Args(() => ConnectionArgs) paging: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<RevenueBreakdownConnection> {
    return this.breakdowns.breakdown(context, merchant.id, args, paging);
  }
}
