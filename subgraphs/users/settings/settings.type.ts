import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';

export enum Weekday {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}
registerEnumType(Weekday, {
  name: 'Weekday',
  description: 'A day of the week.',
  valuesConfig: Object.fromEntries(
    Object.values(Weekday).map((day) => [
      day,
      { description: `${day.charAt(0)}${day.slice(1).toLowerCase()}.` },
    ]),
  ),
});

@ObjectType({ description: 'When a shop is open on a weekday.' })
export class BusinessDay {
  @Field(() => Weekday, { description: 'The weekday.' })
  weekday: Weekday;

  @Field(() => String, {
    nullable: true,
    description: 'When it opens, as "HH:MM" in the time zone of the shop; null when it is closed that day.',
  })
  opens: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'When it closes, as "HH:MM", "24:00" for midnight, always after opens; null when it is closed that day.',
  })
  closes: string | null;
}

@ObjectType({ description: 'How a merchant counts and shows.' })
export class MerchantSettings {
  @Field(() => String, { description: 'IANA time zone in which days are counted.' })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217 currency of reports.' })
  currency: string;

  @Field(() => String, { description: 'BCP 47 locale for numbers and dates, for example "en-GB".' })
  locale: string;

  @Field(() => [BusinessDay], {
    nullable: true,
    description: 'When the shop is open, Monday to Sunday; null when nobody has said.',
  })
  businessHours: BusinessDay[] | null;

  @Field(() => Boolean, {
    description:
      'Whether the days of orders are being counted again because the time zone changed. Until that is done, reports mix days of the old and the new zone.',
  })
  recomputing: boolean;
}

@InputType({ description: 'When a shop is open on a weekday. Leave both times out for a day it is closed.' })
export class BusinessDayInput {
  @Field(() => Weekday, { description: 'The weekday.' })
  weekday: Weekday;

  @Field(() => String, { nullable: true, description: 'When it opens, as "HH:MM", from "00:00".' })
  opens?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it closes, as "HH:MM", up to "24:00"; after opens.',
  })
  closes?: string | null;
}

@InputType({ description: 'What changes about the settings. Fields that are absent stay as they are.' })
export class UpdateMerchantSettingsInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => String, {
    nullable: true,
    description:
      'IANA time zone, for example "Europe/London". Stored at once; the days of all orders and carts are then counted again in the background, and reports recompute.',
  })
  timeZone?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 4217 currency. A merchant that has orders or carts keeps its currency (CONFLICT): their amounts are in it.',
  })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 locale, for example "en-GB".' })
  locale?: string | null;

  @Field(() => [BusinessDayInput], {
    nullable: true,
    description:
      'When the shop is open. Replaces what was there: weekdays that are missing are closed. Null forgets the hours.',
  })
  businessHours?: BusinessDayInput[] | null;
}

@ObjectType({ description: 'The settings are stored.' })
export class UpdateMerchantSettingsSuccess {
  @Field(() => Merchant, { description: 'The merchant as it is now.' })
  merchant: Merchant;
}

export const UpdateMerchantSettingsResult = resultOf('updateMerchantSettings', UpdateMerchantSettingsSuccess);
