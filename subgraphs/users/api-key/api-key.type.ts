import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';

@ObjectType({
  description:
    'A key with which a program works for one merchant. The key itself is shown once, when it is made.',
})
export class ApiKey {
  @Field(() => ID, { description: 'UUID of the key; not the key.' })
  id: string;

  @Field(() => String, { description: 'What the key is for, as its maker wrote it.' })
  name: string;

  @Field(() => String, { description: 'First characters of the key, to recognise it by.' })
  prefix: string;

  @Field(() => [String], {
    description: 'Permissions the key holds, for example "reports:read"; "*" for all.',
  })
  scopes: string[];

  @Field(() => DateTimeScalar, { description: 'When the key was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key stops working; null when it does not expire.',
  })
  expiresAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key was last used, to the minute; null before its first use.',
  })
  lastUsedAt: Date | null;

  @Field(() => Merchant, { description: 'The merchant the key works for.' })
  merchant: Merchant;
}
