import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { ComparedArgs } from '../report/report.input.ts';
import type { FunnelService } from './funnel.service.ts';
import { ConversionFunnel } from './funnel.type.ts';

@Resolver(() => Merchant)
export class FunnelResolver {
  private readonly funnels: FunnelService;

  constructor(funnels: FunnelService) {
    this.funnels = funnels;
  }

  @FieldResolver(() => ConversionFunnel, {
    nullable: true,
    description:
      'From carts to orders. It begins with carts until visits are collected, and takes no filter yet. Needs reports:read.',
  })
  conversionFunnel(
    @Root() merchant: Merchant,
    @Args(() => ComparedArgs) args: ComparedArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<ConversionFunnel> {
    return this.funnels.funnel(context, merchant.id, args);
  }
}
