import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '#platform/graphql/index.ts';

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A person who works with MerchantGraph. You see yourself and the people you share a merchant with.',
})
export class User {
  @Field(() => ID, { description: 'UUID of the person.' })
  id: string;

  @Field(() => String, { description: 'Name as the person wrote it.' })
  name: string;

  @Field(() => String, { description: 'Address the person signs in with.' })
  email: string;

  @Field(() => DateTimeScalar, { description: 'When the account was created.' })
  createdAt: Date;

  /** When the address was proven; null until then. */
  emailVerifiedAt: Date | null;
}
