import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes, DateTimeScalar } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { User } from '../user/user.type.ts';

export enum ApiKeyStatus {
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}
registerEnumType(ApiKeyStatus, {
  name: 'ApiKeyStatus',
  description: 'Whether an API key works.',
  valuesConfig: {
    ACTIVE: { description: 'It works; if it was rotated, until its overlap ends (expiresAt).' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'Somebody has revoked it.' },
  },
});

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
    description:
      'What the key was given, for example "reports:read"; "*" is everything but what must be named: see permissions.',
  })
  scopes: string[];

  @Field(() => ApiKeyStatus, { description: 'Whether the key works.' })
  status: ApiKeyStatus;

  @Field(() => DateTimeScalar, { description: 'When the key was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key stops working; null when it does not expire.',
  })
  expiresAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the key was revoked; null otherwise.' })
  revokedAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key was last used, to the minute; null before its first use.',
  })
  lastUsedAt: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Requests a second the key may make; null for the limit of the gateway.',
  })
  rateLimit: number | null;

  @Field(() => User, {
    nullable: true,
    description: 'Who made the key; null when a key or an operator did, and when they have left the team.',
  })
  createdBy: User | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the key that took its place when it was rotated; null otherwise.',
  })
  replacedById: string | null;

  @Field(() => Merchant, { description: 'The merchant the key works for.' })
  merchant: Merchant;
}

export const { ConnectionType: ApiKeyConnection, EdgeType: ApiKeyEdge } = connectionTypes(
  'ApiKey',
  () => ApiKey,
);
