import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { QualityService } from './quality.service.ts';
import { DataQuality } from './quality.type.ts';

@Resolver(() => Merchant)
export class QualityResolver {
  private readonly quality: QualityService;

  constructor(quality: QualityService) {
    this.quality = quality;
  }

  @FieldResolver(() => DataQuality, {
    nullable: true,
    description: 'Whether the data behind the reports look right. Needs reports:read.',
  })
  dataQuality(@Root() merchant: Merchant, @Ctx() context: SubgraphContext): Promise<DataQuality> {
    return this.quality.of(context, merchant.id);
  }
}
