import { Field, ID, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { Membership } from './membership.type.ts';

@ObjectType({ description: 'The person has the role now.' })
export class ChangeMemberRoleSuccess {
  @Field(() => Membership, { description: 'The membership as it is now.' })
  membership: Membership;
}

@ObjectType({ description: 'The person is no longer in the team.' })
export class RemoveMemberSuccess {
  @Field(() => ID, { description: 'Id of the person.' })
  userId: string;
}

@ObjectType({ description: 'You are no longer in the team.' })
export class LeaveMerchantSuccess {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;
}

@ObjectType({ description: 'The choice is stored.' })
export class UpdateNotificationSettingsSuccess {
  @Field(() => Membership, { description: 'Your membership as it is now.' })
  membership: Membership;
}

export const ChangeMemberRoleResult = resultOf('changeMemberRole', ChangeMemberRoleSuccess);
export const RemoveMemberResult = resultOf('removeMember', RemoveMemberSuccess);
export const LeaveMerchantResult = resultOf('leaveMerchant', LeaveMerchantSuccess);
export const UpdateNotificationSettingsResult = resultOf(
  'updateNotificationSettings',
  UpdateNotificationSettingsSuccess,
);
