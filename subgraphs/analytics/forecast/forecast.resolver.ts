import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { ForecastService } from './forecast.service.ts';
import { Forecast, ForecastArgs } from './forecast.type.ts';

@Resolver(() => Merchant)
export class ForecastResolver {
  private readonly forecasts: ForecastService;

  constructor(forecasts: ForecastService) {
    this.forecasts = forecasts;
  }

  @FieldResolver(() => Forecast, {
    nullable: true,
    description:
      'What the coming days are expected to bring, for the merchant as a whole or one product, with 80% and 95% ranges. Needs reports:read.',
  })
  forecast(
    @Root() merchant: Merchant,
    @Args(() => ForecastArgs) args: ForecastArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Forecast> {
    return this.forecasts.forecast(context, merchant.id, args);
  }
}
