import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type Connection, ConnectionArgs, type SubgraphContext } from '#platform/graphql/index.ts';
import { permissionsOf } from '#platform/identity/index.ts';
import type { MembershipService } from '../membership/membership.service.ts';
import { type Membership, MembershipConnection } from '../membership/membership.type.ts';
import type { UserService } from './user.service.ts';
import { User } from './user.type.ts';

@Resolver(() => User)
export class UserResolver {
  constructor(
    private readonly users: UserService,
    private readonly memberships: MembershipService,
  ) {}

  @Query(() => User, {
    nullable: true,
    description: 'The signed-in person; null for an API key or without a sign-in.',
  })
  me(@Ctx() context: SubgraphContext): Promise<User | null> {
    return this.users.me(context.identity);
  }

  @FieldResolver(() => MembershipConnection, {
    name: 'memberships',
    description: 'The merchants this person works for: all of them for yourself, those you share for others.',
  })
  membershipList(
    @Root() user: User,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Membership>> {
    return this.memberships.membershipsOf(context.identity, user.id, args);
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'What you may do for a merchant, for example "members:write", to know what to show; empty for a merchant you do not belong to. Null for other people: see Membership.permissions.',
  })
  permissions(
    @Root() user: User,
    @Arg('merchantId', () => ID, { description: 'Id of the merchant.' }) merchantId: string,
    @Ctx() { identity }: SubgraphContext,
  ): string[] | null {
    return identity.kind === 'user' && identity.userId === user.id
      ? permissionsOf(identity, merchantId)
      : null;
  }
}
