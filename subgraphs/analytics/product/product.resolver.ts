import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { ProductService } from './product.service.ts';
import {
  ProductPerformanceArgs,
  ProductPerformanceConnection,
  RevenueChange,
  RevenueChangeArgs,
} from './product.type.ts';

@Resolver(() => Merchant)
export class ProductResolver {
  private readonly products: ProductService;

  constructor(products: ProductService) {
    this.products = products;
  }

  @FieldResolver(() => ProductPerformanceConnection, {
    nullable: true,
    description: 'Products that were sold or taken back in a range of days. Needs reports:read.',
  })
  productPerformance(
    @Root() merchant: Merchant,
    @Args(() => ProductPerformanceArgs) args: ProductPerformanceArgs,
    @Args(() => ConnectionArgs) paging: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<ProductPerformanceConnection> {
    return this.products.performance(context, merchant.id, args, paging);
  }

  @FieldResolver(() => RevenueChange, {
    nullable: true,
    description:
      'Why gross revenue changed against another range: by price, volume and mix, and by product. Needs reports:read.',
  })
  revenueChange(
    @Root() merchant: Merchant,
    @Args(() => RevenueChangeArgs) args: RevenueChangeArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<RevenueChange> {
    return this.products.revenueChange(context, merchant.id, args);
  }
}
