import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { SalesService } from './sales.service.ts';
import { Overview, OverviewArgs, SalesTrend, SalesTrendArgs } from './sales.type.ts';

@Resolver(() => Merchant)
export class SalesResolver {
  private readonly sales: SalesService;

  constructor(sales: SalesService) {
    this.sales = sales;
  }

  @FieldResolver(() => Overview, {
    nullable: true,
    description: 'Totals of a range of days, compared with another. Needs reports:read.',
  })
  overview(
    @Root() merchant: Merchant,
    @Args(() => OverviewArgs) args: OverviewArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Overview> {
    return this.sales.overview(context, merchant.id, args);
  }

  @FieldResolver(() => SalesTrend, {
    nullable: true,
    description: 'Sales by day, week or month over a range of days. Needs reports:read.',
  })
  salesTrend(
    @Root() merchant: Merchant,
    @Args(() => SalesTrendArgs) args: SalesTrendArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SalesTrend> {
    return this.sales.salesTrend(context, merchant.id, args);
  }
}

@Resolver(() => Overview)
export class OverviewResolver {
  private readonly sales: SalesService;

  constructor(sales: SalesService) {
    this.sales = sales;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Distinct known customers who bought in the range, each counted once however often; null when it cannot be counted.',
  })
  customers(@Root() overview: Overview): Promise<number> {
    return this.sales.customersOf(overview);
  }
}
