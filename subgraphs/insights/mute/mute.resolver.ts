import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, ConnectionArgs, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import type { InsightKind, InsightMetric } from '../insight/insight.enums.ts';
import { Merchant } from '../insight/insight.type.ts';
import type { MuteRow } from './mute.repository.ts';
import type { MuteService } from './mute.service.ts';
import * as types from './mute.type.ts';

const merchantOf = (id: string): Merchant => Object.assign(new Merchant(), { id });

function toMute({ merchantId, kind, metric, ...row }: MuteRow): types.InsightMute {
  return {
    ...row,
    merchant: merchantOf(merchantId),
    kind: kind as InsightKind | null,
    metric: metric as InsightMetric | null,
  };
}

/** What a merchant does not want to be told. */
@Resolver(() => Merchant)
export class MuteResolver {
  constructor(private readonly service: MuteService) {}

  @FieldResolver(() => types.InsightMuteConnection, {
    nullable: true,
    description:
      'What is muted, newest first, mutes that have ended too. Needs the permission insights:read.',
  })
  async insightMutes(
    @Root() merchant: Merchant,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: SubgraphContext,
  ) {
    const page = await this.service.list(context.identity, merchant.id, args);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toMute(node) }));
    return { ...page, edges, nodes: edges.map(({ node }) => node) };
  }

  @Mutation(() => types.MuteInsightsResult, {
    description:
      'Stops stories of a kind or metric from being told to the whole team, for a time or until it is taken back. Needs the permission insights:configure.',
  })
  muteInsights(
    @Arg('input', () => types.MuteInsightsInput, { description: 'What not to tell.' })
    input: types.MuteInsightsInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.MuteInsightsSuccess, { mute: toMute(await this.service.mute(context, input)) }),
    );
  }

  @Mutation(() => types.UnmuteInsightsResult, {
    description: 'Takes a mute back. Needs the permission insights:configure.',
  })
  unmuteInsights(
    @Arg('input', () => types.UnmuteInsightsInput, { description: 'Which mute.' })
    input: types.UnmuteInsightsInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      await this.service.unmute(context, input);
      return answer(types.UnmuteInsightsSuccess, { id: input.id, merchant: merchantOf(input.merchantId) });
    });
  }
}
