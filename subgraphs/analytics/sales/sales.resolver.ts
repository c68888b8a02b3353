import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { relativeChange } from '#platform/money/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { CustomerChange, Overview, OverviewComparison } from './overview.type.ts';
import type { SalesService } from './sales.service.ts';
import { OverviewArgs, SalesTrend, SalesTrendArgs } from './sales.type.ts';

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

const CUSTOMERS =
  'Distinct known customers who bought in the range, each counted once however often; null when it cannot be counted.';
const NEW_CUSTOMERS =
  'Those of them who had never bought before the range, whatever the filter; null when it cannot be counted.';
const RETURNING = 'Those of them who had bought before the range; null when it cannot be counted.';
const NULLABLE = { nullable: true } as const;

@Resolver(() => Overview)
export class OverviewResolver {
  @FieldResolver(() => Int, { ...NULLABLE, description: CUSTOMERS })
  async customers(@Root() overview: Overview): Promise<number> {
    return (await overview.buyers()).customers;
  }

  @FieldResolver(() => Int, { ...NULLABLE, description: NEW_CUSTOMERS })
  async newCustomers(@Root() overview: Overview): Promise<number> {
    return (await overview.buyers()).newCustomers;
  }

  @FieldResolver(() => Int, { ...NULLABLE, description: RETURNING })
  async returningCustomers(@Root() overview: Overview): Promise<number> {
    const { customers, newCustomers } = await overview.buyers();
    return customers - newCustomers;
  }
}

@Resolver(() => OverviewComparison)
export class OverviewComparisonResolver {
  @FieldResolver(() => Int, { ...NULLABLE, description: CUSTOMERS })
  async customers(@Root() comparison: OverviewComparison): Promise<number> {
    return (await comparison.buyers()).customers;
  }

  @FieldResolver(() => Int, { ...NULLABLE, description: NEW_CUSTOMERS })
  async newCustomers(@Root() comparison: OverviewComparison): Promise<number> {
    return (await comparison.buyers()).newCustomers;
  }

  @FieldResolver(() => Int, { ...NULLABLE, description: RETURNING })
  async returningCustomers(@Root() comparison: OverviewComparison): Promise<number> {
    const { customers, newCustomers } = await comparison.buyers();
    return customers - newCustomers;
  }

  @FieldResolver(() => CustomerChange, {
    ...NULLABLE,
    description: 'Change of the numbers of customers against it; null when they cannot be counted.',
  })
  async customerChange(@Root() comparison: OverviewComparison): Promise<CustomerChange> {
    const [current, base] = await Promise.all([comparison.currentBuyers(), comparison.buyers()]);
    const change = (now: number, then: number) => relativeChange(BigInt(now), BigInt(then));
    return Object.assign(new CustomerChange(), {
      customers: change(current.customers, base.customers),
      newCustomers: change(current.newCustomers, base.newCustomers),
      returningCustomers: change(
        current.customers - current.newCustomers,
        base.customers - base.newCustomers,
      ),
    });
  }
}
