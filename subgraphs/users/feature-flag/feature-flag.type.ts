import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';

@ObjectType({ description: 'A switch of the product, as it stands for one merchant.' })
export class FeatureFlag {
  @Field(() => String, { description: 'Its name, for example "insights.weekday_anomalies".' })
  name: string;

  @Field(() => String, { description: 'What is different when it is on.' })
  description: string;

  @Field(() => Boolean, { description: 'Whether it is on for the merchant.' })
  enabled: boolean;

  @Field(() => Boolean, { description: 'What holds for merchants that have not set it.' })
  defaultEnabled: boolean;

  @Field(() => Boolean, { description: 'Whether the merchant has set it itself.' })
  overridden: boolean;
}

/** Arguments of `Merchant.featureFlags`. */
@ArgsType()
export class FeatureFlagsArgs {
  @Field(() => [String], { nullable: true, description: 'Only these flags; all of them when absent.' })
  names?: string[] | null;
}

@InputType({ description: 'Which flag becomes what.' })
export class SetFeatureFlagInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => String, { description: 'Name of the flag, as Merchant.featureFlags lists it.' })
  name: string;

  @Field(() => Boolean, { nullable: true, description: 'On or off; null goes back to the default.' })
  enabled?: boolean | null;
}

@ObjectType({ description: 'The flag is set. It holds everywhere within a few seconds.' })
export class SetFeatureFlagSuccess {
  @Field(() => FeatureFlag, { description: 'The flag as it is now.' })
  featureFlag: FeatureFlag;
}

export const SetFeatureFlagResult = resultOf('setFeatureFlag', SetFeatureFlagSuccess);
