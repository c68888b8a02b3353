import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { answer, type Connection, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { MembersArgs } from '../membership/membership.input.ts';
import type { MembershipService } from '../membership/membership.service.ts';
import { type Membership, MembershipConnection } from '../membership/membership.type.ts';
import * as inputs from './merchant.input.ts';
import type { MerchantService } from './merchant.service.ts';
import { Merchant } from './merchant.type.ts';

const INPUT = { description: 'What the mutation needs.' };

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
    @Args(() => MembersArgs) args: MembersArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Membership>> {
    return this.memberships.membersOf(context.identity, merchant.id, args);
  }

  @Mutation(() => inputs.CreateMerchantResult, {
    description: 'Opens another shop. The signed-in person becomes its owner.',
  })
  createMerchant(
    @Arg('input', () => inputs.CreateMerchantInput, INPUT) input: inputs.CreateMerchantInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(inputs.CreateMerchantSuccess, { merchant: await this.merchants.create(context, input) }),
    );
  }

  @Mutation(() => inputs.UpdateMerchantResult, {
    description:
      'Changes the name of a merchant; its slug stays. Needs settings:write. See also updateMerchantSettings.',
  })
  updateMerchant(
    @Arg('input', () => inputs.UpdateMerchantInput, INPUT) input: inputs.UpdateMerchantInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(inputs.UpdateMerchantSuccess, { merchant: await this.merchants.update(context, input) }),
    );
  }

  @Mutation(() => inputs.CloseMerchantResult, {
    description:
      'Closes a merchant: within a second nobody signs in to it any more and its keys are dead. Its data is kept, and only an operator can reopen it. For owners (merchant:close).',
  })
  closeMerchant(
    @Arg('input', () => inputs.CloseMerchantInput, INPUT) input: inputs.CloseMerchantInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      await this.merchants.close(context, input);
      return answer(inputs.CloseMerchantSuccess, { merchantId: input.merchantId });
    });
  }
}
