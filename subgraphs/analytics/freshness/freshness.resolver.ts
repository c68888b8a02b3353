import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import type { FreshnessService } from './freshness.service.ts';
import { Freshness } from './freshness.type.ts';

/** What tells its freshness has to say whose data it shows; it is not asked who may see them. */
interface OfMerchant {
  merchantId: string;
}

/** The resolver of `freshness` on a kind of report. Call it once a type, at the top of a module. */
export function freshnessResolverOf(type: () => ClassType<OfMerchant>) {
  @Resolver(type)
  class ReportFreshnessResolver {
    private readonly freshnessService: FreshnessService;

    constructor(freshnessService: FreshnessService) {
      this.freshnessService = freshnessService;
    }

    @FieldResolver(() => Freshness, { description: 'How up to date the data behind this report is.' })
    freshness(@Root() report: OfMerchant, @Ctx() context: SubgraphContext): Promise<Freshness> {
      return this.freshnessService.current(context, report.merchantId);
    }
  }
  return ReportFreshnessResolver;
}
