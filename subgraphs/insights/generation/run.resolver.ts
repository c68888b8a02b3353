import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../insight/insight.type.ts';
import type { MerchantRun, RunService } from './run.service.ts';
import {
  InsightRun,
  type InsightRunStatus,
  InsightRunsArgs,
  type InsightRunTrigger,
  MerchantInsightRun,
  MerchantInsightRunConnection,
} from './run.type.ts';
import type { RunRow } from './run-history.repository.ts';

/** A run as the API shows it. */
export const toRun = (row: RunRow): InsightRun =>
  Object.assign(new InsightRun(), {
    id: row.id,
    trigger: row.trigger as InsightRunTrigger,
    status: row.status as InsightRunStatus,
    progress:
      row.status === 'COMPLETED'
        ? 1
        : Math.min(1, (row.processed + row.failures) / Math.max(1, row.totalMerchants)),
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    durationMs: row.durationMs,
    timing: { readMs: row.readMs, detectMs: row.detectMs, writeMs: row.writeMs },
  });

const toMerchantRun = ({
  asOf,
  finishedAt,
  created,
  updated,
  failure,
  run,
}: MerchantRun): MerchantInsightRun =>
  Object.assign(new MerchantInsightRun(), {
    asOf,
    finishedAt,
    created,
    updated,
    failed: failure !== null,
    run: run && toRun(run),
  });

/** Runs of the insight job, as far as they concern who asks. */
@Resolver(() => Merchant)
export class RunResolver {
  readonly #service: RunService;

  constructor(service: RunService) {
    this.#service = service;
  }

  @Query(() => InsightRun, {
    nullable: true,
    description:
      'A run of the insight job that looks at a merchant of yours, or has. Null with NOT_FOUND otherwise. Needs the permission runs:read.',
  })
  async insightRun(
    @Arg('id', () => ID, { description: 'Id of the run.' }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<InsightRun> {
    return toRun(await this.#service.get(context.identity, id));
  }

  @FieldResolver(() => MerchantInsightRunConnection, {
    nullable: true,
    description:
      "When the merchant's numbers were looked at over the last 90 days, and what came of it, the newest day first. Needs the permission runs:read.",
  })
  async insightRuns(
    @Root() merchant: Merchant,
    @Args(() => InsightRunsArgs) args: InsightRunsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<MerchantInsightRunConnection> {
    const { edges, ...page } = await this.#service.list(context.identity, merchant.id, args);
    const shown = edges.map(({ cursor, node }) => ({ cursor, node: toMerchantRun(node) }));
    return Object.assign(new MerchantInsightRunConnection(), {
      ...page,
      edges: shown,
      nodes: shown.map(({ node }) => node),
    });
  }
}
