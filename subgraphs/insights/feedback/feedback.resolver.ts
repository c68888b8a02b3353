import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, orUserError, PERSONAL, type SubgraphContext } from '#platform/graphql/index.ts';
import type { InsightKind } from '../insight/insight.enums.ts';
import { toInsight } from '../insight/insight.mapper.ts';
import { Insight, Merchant } from '../insight/insight.type.ts';
import type { FeedbackService } from './feedback.service.ts';
import {
  InsightKindWeight,
  RateInsightInput,
  RateInsightResult,
  RateInsightSuccess,
} from './feedback.type.ts';
import { weightOf } from './weight.ts';

/** What people think of an insight. */
@Resolver(() => Insight)
export class RatingResolver {
  constructor(private readonly service: FeedbackService) {}

  @Directive(PERSONAL)
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether you found it useful; null while you have not said. Others have ratings of their own.',
  })
  myRating(@Root() insight: Insight, @Ctx() context: SubgraphContext): Promise<boolean | null> {
    return this.service.mine(context, { id: insight.id, merchantId: insight.merchant.id });
  }

  @Mutation(() => RateInsightResult, {
    description:
      'Says whether an insight was useful to you; a later rating replaces yours. Kinds a merchant keeps finding useless are told less: see Merchant.insightWeights. Needs the permission insights:write.',
  })
  rateInsight(
    @Arg('input', () => RateInsightInput, { description: 'Which insight, and your rating.' })
    input: RateInsightInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(RateInsightSuccess, { insight: toInsight(await this.service.rate(context, input)) }),
    );
  }
}

/** What ratings have come to for a merchant. */
@Resolver(() => Merchant)
export class WeightResolver {
  constructor(private readonly service: FeedbackService) {}

  @FieldResolver(() => [InsightKindWeight], {
    nullable: true,
    description:
      'How the ratings of the last year weigh on each kind of insight that was rated. Needs the permission insights:read.',
  })
  async insightWeights(
    @Root() merchant: Merchant,
    @Ctx() context: SubgraphContext,
  ): Promise<InsightKindWeight[]> {
    const rows = await this.service.byKind(context.identity, merchant.id);
    return rows.map(({ kind, useful, all }) => ({
      kind: kind as InsightKind,
      useful,
      ratings: all,
      weight: weightOf({ useful, all }),
    }));
  }
}
