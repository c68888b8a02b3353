import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { DismissInsightInput, MarkInsightReadInput, RestoreInsightInput } from './insight.input.ts';
import { toInsight } from './insight.mapper.ts';
import * as results from './insight.result.ts';
import type { InsightMove, InsightService } from './insight.service.ts';
import { Insight } from './insight.type.ts';

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

  @Mutation(() => results.MarkInsightReadResult, {
    description: 'Marks an unread insight read, for the whole team. Repeating it changes nothing.',
  })
  markInsightRead(
    @Arg('input', () => MarkInsightReadInput, { description: 'Which insight.' }) input: MarkInsightReadInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.move(context, 'markInsightRead', input.id, results.MarkInsightReadSuccess);
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
