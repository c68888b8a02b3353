import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '#platform/errors/index.ts';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import {
  DismissInsightInput,
  MarkInsightReadInput,
  MarkInsightsReadInput,
  MarkInsightUnreadInput,
  RestoreInsightInput,
} from './insight.input.ts';
import { toInsight, toVersion } from './insight.mapper.ts';
import * as results from './insight.result.ts';
import type { InsightMove, InsightService } from './insight.service.ts';
import { Insight, Merchant } from './insight.type.ts';
import { InsightVersion } from './insight-parts.type.ts';

@Resolver(() => Insight)
export class InsightResolver {
  constructor(private readonly service: InsightService) {}

  @Query(() => Insight, {
    nullable: true,
    description:
      'One insight by its id. Null with NOT_FOUND when it does not exist or you have no access to it.',
  })
  async insight(
    @Arg('id', () => ID, { description: 'Id of the insight.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Insight> {
    return toInsight(await this.service.get(context, id));
  }

  @FieldResolver(() => [InsightVersion], {
    description: 'What it said before its story changed it, newest first; empty for one that never changed.',
  })
  async history(
    @Root() insight: Insight,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most, 0 to 100.' }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<InsightVersion[]> {
    if (first < 0 || first > 100) throw badInput('first is from 0 to 100.', ['first']);
    const of = { kind: insight.kind, metric: insight.metric, currency: insight.figures.currency };
    const rows = await this.service.history(context, {
      id: insight.id,
      merchantId: insight.merchant.id,
    });
    return rows.slice(0, first).map((row) => toVersion(row, of));
  }

  @Mutation(() => results.MarkInsightReadResult, {
    description: 'Marks an unread insight read, for the whole team. Repeating it changes nothing.',
  })
  markInsightRead(
    @Arg('input', () => MarkInsightReadInput, { description: 'Which insight.' }) input: MarkInsightReadInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'markInsightRead', input.id, results.MarkInsightReadSuccess);
  }

  @Mutation(() => results.MarkInsightUnreadResult, {
    description: 'Marks a read insight unread again, for the whole team: it undoes markInsightRead.',
  })
  markInsightUnread(
    @Arg('input', () => MarkInsightUnreadInput, { description: 'Which insight.' })
    input: MarkInsightUnreadInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'markInsightUnread', input.id, results.MarkInsightUnreadSuccess);
  }

  @Mutation(() => results.MarkInsightsReadResult, {
    description: 'Marks many unread insights read, for the whole team: by ids, or all up to a time.',
  })
  markInsightsRead(
    @Arg('input', () => MarkInsightsReadInput, { description: 'Which insights.' })
    input: MarkInsightsReadInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      const markedCount = await this.service.markMany(context, input);
      const merchant = Object.assign(new Merchant(), { id: input.merchantId });
      return answer(results.MarkInsightsReadSuccess, { markedCount, merchant });
    });
  }

  @Mutation(() => results.DismissInsightResult, {
    description: 'Puts an insight away, for the whole team. restoreInsight undoes it.',
  })
  dismissInsight(
    @Arg('input', () => DismissInsightInput, { description: 'Which insight.' }) input: DismissInsightInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'dismissInsight', input.id, results.DismissInsightSuccess);
  }

  @Mutation(() => results.RestoreInsightResult, {
    description:
      'Brings a dismissed insight back; it is READ afterwards. One that is not dismissed stays as it is.',
  })
  restoreInsight(
    @Arg('input', () => RestoreInsightInput, { description: 'Which insight.' }) input: RestoreInsightInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'restoreInsight', input.id, results.RestoreInsightSuccess);
  }

  private move<T extends { insight: Insight }>(
    context: SubgraphContext,
    move: InsightMove,
    id: string,
    Success: new () => T,
  ) {
    return orUserError(async () =>
      Object.assign(new Success(), { insight: toInsight(await this.service.move(context, move, id)) }),
    );
  }
}
