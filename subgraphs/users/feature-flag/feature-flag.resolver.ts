import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { FeatureFlagService } from './feature-flag.service.ts';
import {
  FeatureFlag,
  FeatureFlagsArgs,
  SetFeatureFlagInput,
  SetFeatureFlagResult,
  SetFeatureFlagSuccess,
} from './feature-flag.type.ts';

@Resolver(() => Merchant)
export class FeatureFlagResolver {
  constructor(private readonly flags: FeatureFlagService) {}

  @FieldResolver(() => [FeatureFlag], {
    nullable: true,
    description:
      'The switches of the product as they stand for the merchant. Needs the permission flags:read.',
  })
  featureFlags(
    @Root() merchant: Merchant,
    @Args(() => FeatureFlagsArgs) args: FeatureFlagsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<FeatureFlag[]> {
    return this.flags.list(context.identity, merchant.id, args.names);
  }

  @Mutation(() => SetFeatureFlagResult, {
    description: 'Switches a feature on or off for one merchant, or back to its default. Needs flags:write.',
  })
  setFeatureFlag(
    @Arg('input', () => SetFeatureFlagInput, { description: 'Which flag becomes what.' })
    input: SetFeatureFlagInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(SetFeatureFlagSuccess, { featureFlag: await this.flags.set(context, input) }),
    );
  }
}
