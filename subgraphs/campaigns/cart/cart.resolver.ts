import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection, SubgraphContext } from '#platform/graphql/index.ts';
import type { CartService } from './cart.service.ts';
import {
  Cart,
  CartConnection,
  CartConnectionArgs,
  CartItem,
  CartStatus,
  Customer,
  Merchant,
} from './cart.type.ts';

@Resolver(() => Merchant)
export class MerchantCartsResolver {
  private readonly service: CartService;

  constructor(service: CartService) {
    this.service = service;
  }

  @FieldResolver(() => CartConnection, {
    nullable: true,
    description: 'Carts of the merchant, last changed first unless ordered otherwise. Needs carts:read.',
  })
  carts(
    @Root() merchant: Merchant,
    @Args(() => CartConnectionArgs) args: CartConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Cart>> {
    return this.service.list(context, merchant.id, args);
  }

  @FieldResolver(() => CartConnection, {
    nullable: true,
    description:
      'Carts to win back: those whose status is ABANDONED. A filter on another status finds none. Needs carts:read.',
  })
  abandonedCarts(
    @Root() merchant: Merchant,
    @Args(() => CartConnectionArgs) args: CartConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Cart>> {
    return this.service.list(context, merchant.id, args, CartStatus.ABANDONED);
  }
}

@Resolver(() => Cart)
export class CartResolver {
  private readonly service: CartService;

  constructor(service: CartService) {
    this.service = service;
  }

  @Query(() => Cart, {
    nullable: true,
    description:
      'A cart by its id; null with NOT_FOUND when it is unknown or of a merchant you have no access to.',
  })
  cart(
    @Arg('id', () => ID, { description: 'Id of the cart.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Cart> {
    return this.service.byId(context, id);
  }

  @FieldResolver(() => Merchant, { description: 'The merchant it belongs to.' })
  merchant(@Root() cart: Cart): Merchant {
    return Object.assign(new Merchant(), { id: cart.merchantId });
  }

  @FieldResolver(() => Customer, {
    nullable: true,
    description: 'Whose cart it is; null for a visitor who is not known. Needs customers:read.',
  })
  customer(@Root() cart: Cart, @Ctx() context: SubgraphContext): Customer | null {
    return this.service.customerOf(context, cart);
  }

  @FieldResolver(() => [CartItem], { description: 'Its lines, in the order of the cart.' })
  items(@Root() cart: Cart, @Ctx() context: SubgraphContext): Promise<CartItem[]> {
    return this.service.itemsOf(context, cart);
  }
}
