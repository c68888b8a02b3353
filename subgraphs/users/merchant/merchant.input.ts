import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { Merchant } from './merchant.type.ts';

@InputType({ description: 'The shop to open.' })
export class CreateMerchantInput {
  @Field(() => String, { description: 'Name of the shop, at most 100 characters.' })
  name: string;

  @Field(() => String, {
    description: 'IANA time zone in which the shop counts its days, for example "Europe/London".',
  })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217 currency the shop reports in, for example "GBP".' })
  currency: string;
}

@InputType({ description: 'What changes about a merchant. Fields that are absent stay as they are.' })
export class UpdateMerchantInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => String, { nullable: true, description: 'Its new name, at most 100 characters.' })
  name?: string | null;
}

@InputType({ description: 'Which merchant to close.' })
export class CloseMerchantInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;
}

@ObjectType({ description: 'The merchant exists, and you are its owner.' })
export class CreateMerchantSuccess {
  @Field(() => Merchant, { description: 'The merchant.' })
  merchant: Merchant;
}

@ObjectType({ description: 'The merchant is changed.' })
export class UpdateMerchantSuccess {
  @Field(() => Merchant, { description: 'The merchant as it is now.' })
  merchant: Merchant;
}

@ObjectType({ description: 'The merchant is closed.' })
export class CloseMerchantSuccess {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;
}

export const CreateMerchantResult = resultOf('createMerchant', CreateMerchantSuccess);
export const UpdateMerchantResult = resultOf('updateMerchant', UpdateMerchantSuccess);
export const CloseMerchantResult = resultOf('closeMerchant', CloseMerchantSuccess);
