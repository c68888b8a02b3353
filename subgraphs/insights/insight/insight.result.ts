import { Field, Int, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { Insight, Merchant } from './insight.type.ts';

@ObjectType({ description: 'The insight is marked read.' })
export class MarkInsightReadSuccess {
  @Field(() => Insight, { description: 'The insight as it is now; a dismissed one stays dismissed.' })
  insight: Insight;
}

@ObjectType({ description: 'The insight is dismissed.' })
export class DismissInsightSuccess {
  @Field(() => Insight, { description: 'The insight as it is now.' })
  insight: Insight;
}

@ObjectType({ description: 'The insight is back among those that are read.' })
export class RestoreInsightSuccess {
  @Field(() => Insight, { description: 'The insight as it is now; one that was not dismissed is unchanged.' })
  insight: Insight;
}

@ObjectType({ description: 'The insight is unread.' })
export class MarkInsightUnreadSuccess {
  @Field(() => Insight, { description: 'The insight as it is now; a dismissed one stays dismissed.' })
  insight: Insight;
}

@ObjectType({ description: 'The insights are marked read.' })
export class MarkInsightsReadSuccess {
  @Field(() => Int, { description: 'How many were unread before.' })
  markedCount: number;

  @Field(() => Merchant, { description: 'The merchant, whose unreadInsights has changed.' })
  merchant: Merchant;
}

export const MarkInsightReadResult = resultOf('markInsightRead', MarkInsightReadSuccess);
export const MarkInsightUnreadResult = resultOf('markInsightUnread', MarkInsightUnreadSuccess);
export const MarkInsightsReadResult = resultOf('markInsightsRead', MarkInsightsReadSuccess);
export const DismissInsightResult = resultOf('dismissInsight', DismissInsightSuccess);
export const RestoreInsightResult = resultOf('restoreInsight', RestoreInsightSuccess);
