import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ConnectionArgs, SortDirection } from '#platform/graphql/index.ts';
import { NotificationDigest, NotificationKind, Role } from './membership.type.ts';

@InputType({ description: 'Narrows a list of members. Fields are combined with AND.' })
export class MembershipFilter {
  @Field(() => [Role], { nullable: true, description: 'Only these roles; an empty list matches nobody.' })
  role?: Role[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only people with this text in their name or address, in upper or lower case.',
  })
  search?: string | null;
}

export enum MembershipOrderField {
  JOINED_AT = 'JOINED_AT',
  NAME = 'NAME',
}
registerEnumType(MembershipOrderField, {
  name: 'MembershipOrderField',
  description: 'What a list of members is sorted by.',
  valuesConfig: {
    JOINED_AT: { description: 'When they joined the team.' },
    NAME: { description: 'Their name.' },
  },
});

@InputType({ description: 'How a list of members is sorted.' })
export class MembershipOrder {
  @Field(() => MembershipOrderField, { description: 'What to sort by.' })
  field: MembershipOrderField;

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction: SortDirection;
}

/** Arguments of `Merchant.members`. */
@ArgsType()
export class MembersArgs extends ConnectionArgs {
  @Field(() => MembershipFilter, {
    nullable: true,
    description: 'Which members; the whole team when absent.',
  })
  filter?: MembershipFilter | null;

  @Field(() => MembershipOrder, {
    nullable: true,
    description: 'The order; longest-standing first when absent.',
  })
  orderBy?: MembershipOrder | null;
}

@InputType({ description: 'Whose role becomes which.' })
export class ChangeMemberRoleInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the person.' })
  userId: string;

  @Field(() => Role, { description: 'What the person becomes.' })
  role: Role;
}

@InputType({ description: 'Who leaves the team.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the person.' })
  userId: string;
}

@InputType({ description: 'Which team to leave.' })
export class LeaveMerchantInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;
}

@InputType({ description: 'What to be notified of. Fields that are absent stay as they are.' })
export class UpdateNotificationSettingsInput {
  @Field(() => ID, { description: 'Id of the merchant it is about.' })
  merchantId: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether notifications are sent by e-mail at all.' })
  email?: boolean | null;

  @Field(() => [NotificationKind], { nullable: true, description: 'What is worth a notification.' })
  kinds?: NotificationKind[] | null;

  @Field(() => NotificationDigest, { nullable: true, description: 'How often a summary is sent.' })
  digest?: NotificationDigest | null;
}
