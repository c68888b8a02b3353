import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes, DateTimeScalar } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import { User } from '../user/user.type.ts';

export enum Role {
  OWNER = 'OWNER',
  ADMIN = 'ADMIN',
  ANALYST = 'ANALYST',
  MARKETER = 'MARKETER',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'What a person is to a merchant; it decides what they may do.',
  valuesConfig: {
    OWNER: { description: 'May do everything, and appoints other owners.' },
    ADMIN: { description: 'Runs the team, keys and settings, and reads the audit log.' },
    ANALYST: { description: 'Reads reports and insights.' },
    MARKETER: { description: 'Reads reports and insights, and works on carts and campaigns.' },
  },
});

@ObjectType({ description: 'A person in the team of a merchant.' })
export class Membership {
  @Field(() => ID, { description: 'UUID of the membership.' })
  id: string;

  @Field(() => Role, { description: 'What the person is to the merchant.' })
  role: Role;

  @Field(() => DateTimeScalar, { description: 'When the person joined the team.' })
  createdAt: Date;

  @Field(() => User, { description: 'The person.' })
  user: User;

  @Field(() => Merchant, { description: 'The merchant.' })
  merchant: Merchant;
}

export const { ConnectionType: MembershipConnection, EdgeType: MembershipEdge } = connectionTypes(
  'Membership',
  () => Membership,
);
