import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionTypes, DateScalar, DateTimeScalar, resultOf } from '#platform/graphql/index.ts';
import { InsightKind, InsightMetric } from '../insight/insight.enums.ts';
import { Merchant } from '../insight/insight.type.ts';

@ObjectType({
  description: 'What a merchant does not want to be told. Insights that are there already stay.',
})
export class InsightMute {
  @Field(() => ID, { description: 'Id of the mute, a UUID.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belongs to.' })
  merchant: Merchant;

  @Field(() => InsightKind, { nullable: true, description: 'The kind that is muted; null: every kind.' })
  kind: InsightKind | null;

  @Field(() => InsightMetric, {
    nullable: true,
    description: 'The leading metric that is muted; null: every metric.',
  })
  metric: InsightMetric | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The last day it holds, in the merchant's time zone; null: until it is taken back.",
  })
  until: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever muted.' })
  reason: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was muted.' })
  createdAt: string;
}

const { ConnectionType } = connectionTypes('InsightMute', () => InsightMute);
@ObjectType({ description: "A page of a merchant's mutes." })
export class InsightMuteConnection extends ConnectionType {}

@InputType({
  description:
    'What not to tell: all given parts have to fit. Without kind and metric everything is muted, which needs an end.',
})
export class MuteInsightsInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => InsightKind, {
    nullable: true,
    description:
      'Only this kind. DATA_QUALITY cannot be muted, and a CUSTOM_ALERT is silenced at the alert itself.',
  })
  kind?: InsightKind | null;

  @Field(() => InsightMetric, { nullable: true, description: 'Only stories that this metric leads.' })
  metric?: InsightMetric | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The last day it holds, in the merchant's time zone; absent: until it is taken back.",
  })
  until?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for the team; at most 200 characters.' })
  reason?: string | null;
}

@InputType({ description: 'Which mute to take back.' })
export class UnmuteInsightsInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the mute.' })
  id: string;
}

@ObjectType({ description: 'It is muted from the next look at the numbers on.' })
export class MuteInsightsSuccess {
  @Field(() => InsightMute, { description: 'The mute.' })
  mute: InsightMute;
}

@ObjectType({ description: 'The mute is taken back.' })
export class UnmuteInsightsSuccess {
  @Field(() => ID, { description: 'Id of the mute that was.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belonged to.' })
  merchant: Merchant;
}

export const MuteInsightsResult = resultOf('muteInsights', MuteInsightsSuccess);
export const UnmuteInsightsResult = resultOf('unmuteInsights', UnmuteInsightsSuccess);
