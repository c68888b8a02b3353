import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { SettingsService } from './settings.service.ts';
import {
  MerchantSettings,
  UpdateMerchantSettingsInput,
  UpdateMerchantSettingsResult,
  UpdateMerchantSettingsSuccess,
} from './settings.type.ts';

@Resolver(() => Merchant)
export class SettingsResolver {
  constructor(private readonly settings: SettingsService) {}

  @FieldResolver(() => MerchantSettings, {
    name: 'settings',
    nullable: true,
    description: 'How the merchant counts and shows. Needs the permission settings:read.',
  })
  settingsOf(@Root() merchant: Merchant, @Ctx() context: SubgraphContext): MerchantSettings {
    return this.settings.of(context.identity, merchant);
  }

  @Mutation(() => UpdateMerchantSettingsResult, {
    description: 'Changes the settings of a merchant. Needs settings:write.',
  })
  updateMerchantSettings(
    @Arg('input', () => UpdateMerchantSettingsInput, { description: 'What changes.' })
    input: UpdateMerchantSettingsInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(UpdateMerchantSettingsSuccess, { merchant: await this.settings.update(context, input) }),
    );
  }
}
