import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '#platform/graphql/index.ts';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody who bought from the merchant, or filled a cart. Needs customers:read.' })
export class Customer {
  @Field(() => ID, { description: 'UUID of the customer.' })
  id: string;

  @Field(() => String, { description: 'Id of the customer in the shop the data came from.' })
  externalId: string;

  @Field(() => String, { nullable: true, description: 'Name; null when the shop does not tell it.' })
  name: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'E-mail address; null when the shop does not tell it.',
  })
  email: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country as the shop writes it, for example "United Kingdom"; null when not known.',
  })
  country: string | null;

  @Field(() => DateTimeScalar, { description: 'When the customer first reached this platform.' })
  createdAt: Date;

  /** Whose customer it is; services decide access by it. */
  merchantId: string;
}
