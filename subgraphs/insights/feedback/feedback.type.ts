import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { InsightKind } from '../insight/insight.enums.ts';
import { Insight } from '../insight/insight.type.ts';

@InputType({ description: 'Whether an insight was useful.' })
export class RateInsightInput {
  @Field(() => ID, { description: 'Id of the insight.' })
  id: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: useful; false: not useful; null or absent takes an earlier rating back.',
  })
  useful?: boolean | null;
}

@ObjectType({ description: 'The rating is stored.' })
export class RateInsightSuccess {
  @Field(() => Insight, { description: 'The insight; its myRating is the new one.' })
  insight: Insight;
}

export const RateInsightResult = resultOf('rateInsight', RateInsightSuccess);

@ObjectType({ description: 'How useful a merchant has found a kind of insight, and what follows from it.' })
export class InsightKindWeight {
  @Field(() => InsightKind, { description: 'The kind.' })
  kind: InsightKind;

  @Field(() => Int, {
    description:
      'Ratings of the last year, one for each person and insight, and a useless one for each insight with an anomaly that was called a false alarm.',
  })
  ratings: number;

  @Field(() => Int, { description: 'How many of them say useful.' })
  useful: number;

  @Field(() => Float, {
    description:
      'From 0.2 to 1: min(1, (useful + 3) / (ratings + 4) / 0.75), not below 0.2. At 0.5 a story of this kind has to be twice as improbable by chance to be told; at 1 nothing is different. Kinds that nobody rated are 1.',
  })
  weight: number;
}
