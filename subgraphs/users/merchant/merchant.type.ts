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
    SUSPENDED: { description: 'Its people can read; nightly jobs leave it out.' },
    CLOSED: { description: 'Nobody can sign in to it and its keys do not work.' },
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
}
