import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '#platform/graphql/index.ts';

export enum MerchantStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  CLOSED = 'CLOSED',
}
registerEnumType(MerchantStatus, {
  name: 'MerchantStatus',
  description: 'Whether a merchant takes part in the platform.',
  valuesConfig: {
    ACTIVE: { description: 'Everything works, nightly jobs included.' },
    SUSPENDED: {
      description:
        'Its people and keys can read and change nothing (FORBIDDEN); nightly jobs leave it out. An operator suspends and reopens.',
    },
    CLOSED: { description: 'Nobody can sign in to it and its keys do not work. An operator can reopen it.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop: the tenant everything else belongs to.' })
export class Merchant {
  @Field(() => ID, { description: 'UUID of the merchant.' })
  id: string;

  @Field(() => String, {
    description: 'Short unique name for addresses and commands, for example "harbour-lane".',
  })
  slug: string;

  @Field(() => String, { description: 'Name of the shop.' })
  name: string;

  @Field(() => String, {
    description: 'IANA time zone in which the shop counts its days, for example "Europe/London".',
  })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217 currency the shop reports in, for example "GBP".' })
  currency: string;

  @Field(() => MerchantStatus, { description: 'Whether the merchant takes part in the platform.' })
  status: MerchantStatus;

  @Field(() => DateTimeScalar, { description: 'When the merchant joined.' })
  createdAt: Date;

  /** BCP 47. */
  locale: string;

  /** From weekday to opening and closing time; null when nobody has said. */
  hours: Partial<Record<string, [opens: string, closes: string]>> | null;

  /** Whether the days of its orders are being counted again in a new time zone. */
  recomputing: boolean;
}
