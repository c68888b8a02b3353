import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Connection, ConnectionArgs, type SubgraphContext } from '#platform/graphql/index.ts';
import type { MembershipService } from '../membership/membership.service.ts';
import { type Membership, MembershipConnection } from '../membership/membership.type.ts';
import type { MerchantService } from './merchant.service.ts';
import { Merchant } from './merchant.type.ts';

@Resolver(() => Merchant)
export class MerchantResolver {
  constructor(
    private readonly merchants: MerchantService,
    private readonly memberships: MembershipService,
  ) {}

  @Query(() => Merchant, {
    nullable: true,
    description: 'A merchant you belong to. Null with the error NOT_FOUND for any other.',
  })
  merchant(
    @Arg('id', () => ID, { description: 'Its UUID or its slug.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Merchant> {
    return this.merchants.find(context.identity, id);
  }

  @FieldResolver(() => MembershipConnection, {
    nullable: true,
    description:
      'The team of the merchant, longest-standing members first. Needs the permission members:read.',
  })
  members(
    @Root() merchant: Merchant,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Membership>> {
    return this.memberships.membersOf(context.identity, merchant.id, args);
  }
}
