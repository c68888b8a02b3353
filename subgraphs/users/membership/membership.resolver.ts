import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import {
  ChangeMemberRoleInput,
  LeaveMerchantInput,
  RemoveMemberInput,
  UpdateNotificationSettingsInput,
} from './membership.input.ts';
import * as results from './membership.result.ts';
import { type MembershipService, permissionsOfMembership } from './membership.service.ts';
import { Membership, NotificationSettings } from './membership.type.ts';

const INPUT = { description: 'What the mutation needs.' };

@Resolver(() => Membership)
export class MembershipResolver {
  constructor(private readonly memberships: MembershipService) {}

  @FieldResolver(() => [String], {
    description:
      'What the person may do for the merchant, for example "members:write". While the merchant is SUSPENDED, reading only.',
  })
  permissions(@Root() membership: Membership): string[] {
    return permissionsOfMembership(membership);
  }

  @FieldResolver(() => NotificationSettings, {
    nullable: true,
    description: 'What you have chosen to be told of; null for other people.',
  })
  notifications(
    @Root() membership: Membership,
    @Ctx() context: SubgraphContext,
  ): NotificationSettings | null {
    return this.memberships.notificationsOf(context.identity, membership);
  }

  @Mutation(() => results.ChangeMemberRoleResult, {
    description:
      'Gives a member another role, within a second everywhere. Needs members:write; only owners appoint or change owners, nobody raises themselves, and the last owner stays one.',
  })
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput, INPUT) input: ChangeMemberRoleInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(results.ChangeMemberRoleSuccess, {
        membership: await this.memberships.changeRole(context, input),
      }),
    );
  }

  @Mutation(() => results.RemoveMemberResult, {
    description:
      'Takes a person out of the team; within a second they see nothing of the merchant any more. Needs members:write; only owners remove owners, and the last owner stays. API keys the person made go on working: revoke them if they should not.',
  })
  removeMember(
    @Arg('input', () => RemoveMemberInput, INPUT) input: RemoveMemberInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      await this.memberships.remove(context, input);
      return answer(results.RemoveMemberSuccess, { userId: input.userId });
    });
  }

  @Mutation(() => results.LeaveMerchantResult, {
    description: 'Leaves a team. The last owner cannot: appoint another first, or close the merchant.',
  })
  leaveMerchant(
    @Arg('input', () => LeaveMerchantInput, INPUT) input: LeaveMerchantInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      await this.memberships.leave(context, input);
      return answer(results.LeaveMerchantSuccess, { merchantId: input.merchantId });
    });
  }

  @Mutation(() => results.UpdateNotificationSettingsResult, {
    description: 'Chooses what you are told of about one merchant. For people, not for API keys.',
  })
  updateNotificationSettings(
    @Arg('input', () => UpdateNotificationSettingsInput, INPUT) input: UpdateNotificationSettingsInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(results.UpdateNotificationSettingsSuccess, {
        membership: await this.memberships.updateNotifications(context, input),
      }),
    );
  }
}
