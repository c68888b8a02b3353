import { type ClassType, Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import type { FreshnessService } from './freshness.service.ts';
import { Freshness } from './freshness.type.ts';

/** The resolver of `freshness` on a kind of report. Call it once a type, at the top of a module. */
export function freshnessResolverOf(type: () => ClassType<object>) {
  @Resolver(type)
  class ReportFreshnessResolver {
    private readonly freshnessService: FreshnessService;

    constructor(freshnessService: FreshnessService) {
      this.freshnessService = freshnessService;
    }

    @FieldResolver(() => Freshness, { description: 'How up to date the data behind this report is.' })
    freshness(@Ctx() context: SubgraphContext): Promise<Freshness> {
      return this.freshnessService.current(context);
    }
  }
  return ReportFreshnessResolver;
}
