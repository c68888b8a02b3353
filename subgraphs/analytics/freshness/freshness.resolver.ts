import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { Forecast } from '../forecast/forecast.type.ts';
import { Overview, SalesTrend } from '../sales/sales.type.ts';
import type { FreshnessService } from './freshness.service.ts';
import { Freshness } from './freshness.type.ts';

const DESCRIPTION = 'How up to date the data behind this report is.';

@Resolver(() => SalesTrend)
export class SalesTrendFreshnessResolver {
  private readonly freshnessService: FreshnessService;

  constructor(freshnessService: FreshnessService) {
    this.freshnessService = freshnessService;
  }

  @FieldResolver(() => Freshness, { description: DESCRIPTION })
  freshness(@Ctx() context: SubgraphContext): Promise<Freshness> {
    return this.freshnessService.current(context);
  }
}

@Resolver(() => Overview)
export class OverviewFreshnessResolver {
  private readonly freshnessService: FreshnessService;

  constructor(freshnessService: FreshnessService) {
    this.freshnessService = freshnessService;
  }

  @FieldResolver(() => Freshness, { description: DESCRIPTION })
  freshness(@Ctx() context: SubgraphContext): Promise<Freshness> {
    return this.freshnessService.current(context);
  }
}

@Resolver(() => Forecast)
export class ForecastFreshnessResolver {
  private readonly freshnessService: FreshnessService;

  constructor(freshnessService: FreshnessService) {
    this.freshnessService = freshnessService;
  }

  @FieldResolver(() => Freshness, { description: DESCRIPTION })
  freshness(@Ctx() context: SubgraphContext): Promise<Freshness> {
    return this.freshnessService.current(context);
  }
}
