import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes, DateTimeScalar } from '#platform/graphql/index.ts';
import { ROLE_TEXTS } from '#platform/identity/index.ts';
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
    OWNER: { description: ROLE_TEXTS.OWNER },
    ADMIN: { description: ROLE_TEXTS.ADMIN },
    ANALYST: { description: ROLE_TEXTS.ANALYST },
    MARKETER: { description: ROLE_TEXTS.MARKETER },
  },
});

export enum NotificationKind {
  INSIGHTS = 'INSIGHTS',
  TEAM = 'TEAM',
  API_KEYS = 'API_KEYS',
}
registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description: 'What a person can be notified of.',
  valuesConfig: {
    INSIGHTS: { description: 'An insight is critical, or has become so: told at once.' },
    TEAM: { description: 'Somebody has joined or left the team. Owners and admins only.' },
    API_KEYS: { description: 'An API key was made, rotated or revoked. Owners and admins only.' },
  },
});

export enum NotificationDigest {
  NONE = 'NONE',
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
}
registerEnumType(NotificationDigest, {
  name: 'NotificationDigest',
  description: 'How often a person gets a summary by e-mail.',
  valuesConfig: {
    NONE: { description: 'No summary.' },
    DAILY: { description: 'Every morning, in the time zone of the merchant.' },
    WEEKLY: { description: 'Every Monday morning, in the time zone of the merchant.' },
  },
});

@ObjectType({ description: 'What a person is told of about one merchant.' })
export class NotificationSettings {
  @Field(() => Boolean, { description: 'Whether notifications are sent by e-mail at all.' })
  email: boolean;

  @Field(() => [NotificationKind], { description: 'What is worth a notification.' })
  kinds: NotificationKind[];

  @Field(() => NotificationDigest, { description: 'How often a summary is sent; independent of kinds.' })
  digest: NotificationDigest;
}

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

  /** What the person has chosen; shown to themselves. */
  chosen: NotificationSettings;
}

export const { ConnectionType: MembershipConnection, EdgeType: MembershipEdge } = connectionTypes(
  'Membership',
  () => Membership,
);
