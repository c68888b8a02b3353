import { forbidden, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import {
  type Connection,
  type ConnectionArgs,
  connectionOf,
  pageOf,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import {
  announceIdentityChange,
  type Identity,
  merchantsOf,
  type Permission,
  permissionsOf,
  requireMerchant,
} from '#platform/identity/index.ts';
import type { Changes } from '../change.ts';
import {
  type ChangeMemberRoleInput,
  type LeaveMerchantInput,
  type MembersArgs,
  MembershipOrderField,
  type RemoveMemberInput,
  type UpdateNotificationSettingsInput,
} from './membership.input.ts';
import { cursorOf, type MembershipRepository } from './membership.repository.ts';
import type { Membership, NotificationSettings } from './membership.type.ts';
import type { TeamNotices } from './notices.ts';
import { checkNotLastOwner, checkNotRaisingSelf, checkOwners, memberOf } from './team.ts';

/** What a person may do by a membership, whoever asks. */
export const permissionsOfMembership = ({ role, merchant, user }: Membership): Permission[] =>
  merchant.status === 'CLOSED'
    ? []
    : permissionsOf(
        {
          kind: 'user',
          userId: user.id,
          sessionId: '',
          memberships: [{ merchantId: merchant.id, role, suspended: merchant.status === 'SUSPENDED' }],
        },
        merchant.id,
      );

/** Who is in a team, and which teams a person is in. */
export function createMembershipService(deps: {
  repository: MembershipRepository;
  change: Changes;
  notices: TeamNotices;
}) {
  const { repository, change, notices } = deps;

  async function found(merchantId: string, userId: string): Promise<Membership> {
    const membership = await repository.one(merchantId, userId);
    if (!membership) throw notFound('The member', ['input', 'userId']);
    return membership;
  }

  /** Takes somebody out of a team. Their sessions go on, for other merchants; keys are the merchant's and stay. */
  async function remove(
    context: SubgraphContext,
    input: RemoveMemberInput,
    how: { permission: Permission; operation: string; action: string },
  ): Promise<void> {
    const { merchantId, userId } = input;
    await change(context, { merchantId, ...how, input }, async ({ tx, identity }) => {
      const member = await memberOf(tx, merchantId, userId);
      if (how.action === 'member.removed') checkOwners(identity, merchantId, [member.role]);
      await checkNotLastOwner(tx, merchantId, member.role);
      await tx.membership.deleteMany({ where: { id: member.id } });
      await announceIdentityChange(tx, 'USER', userId);
      await recordSecurityEvent(tx, 'users', context, {
        merchantId,
        action: how.action,
        details: { userId, role: member.role },
      });
      await notices.team(tx, merchantId, userId, `${member.name} has left the team.`);
    });
  }

  return {
    /** The team of a merchant, longest-standing members first. Needs `members:read`. */
    async membersOf(
      identity: Identity,
      merchantId: string,
      args: MembersArgs,
    ): Promise<Connection<Membership>> {
      requireMerchant(identity, merchantId, 'members:read');
      const { filter, orderBy } = args;
      const list = { merchantId, filter, orderBy };
      const page = pageOf(args, orderBy?.field === MembershipOrderField.NAME ? 2 : 1);
      const { rows, totalCount } = await repository.list([merchantId], list, page);
      return connectionOf(rows, page, totalCount, cursorOf(list));
    },

    /** The merchants of a person: all of one's own, and of a colleague those shared with the caller. */
    async membershipsOf(
      identity: Identity,
      userId: string,
      args: ConnectionArgs,
    ): Promise<Connection<Membership>> {
      if (identity.kind === 'anonymous') throw notFound('The person');
      const page = pageOf(args, 1);
      const list = { userId };
      const { rows, totalCount } = await repository.list(merchantsOf(identity), list, page);
      return connectionOf(rows, page, totalCount, cursorOf(list));
    },

    /** What a person has chosen to be told of; null for anybody else. */
    notificationsOf: (identity: Identity, membership: Membership): NotificationSettings | null =>
      identity.kind === 'user' && identity.userId === membership.user.id ? membership.chosen : null,

    async changeRole(context: SubgraphContext, input: ChangeMemberRoleInput): Promise<Membership> {
      const { merchantId, userId, role } = input;
      const wish = { merchantId, permission: 'members:write', operation: 'changeMemberRole', input } as const;
      await change(context, wish, async ({ tx, identity }) => {
        const member = await memberOf(tx, merchantId, userId);
        checkNotRaisingSelf(identity, userId, member.role, role);
        checkOwners(identity, merchantId, [member.role, role]);
        if (member.role === role) return;
        await checkNotLastOwner(tx, merchantId, member.role);
        await tx.membership.updateMany({ where: { id: member.id }, data: { role } });
        await announceIdentityChange(tx, 'USER', userId);
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'member.role_changed',
          details: { userId, before: member.role, after: role },
        });
      });
      return found(merchantId, userId);
    },

    remove: (context: SubgraphContext, input: RemoveMemberInput): Promise<void> =>
      remove(context, input, {
        permission: 'members:write',
        operation: 'removeMember',
        action: 'member.removed',
      }),

    async leave(context: SubgraphContext, { merchantId }: LeaveMerchantInput): Promise<void> {
      const { identity } = context;
      requirePerson(identity, merchantId);
      await remove(
        context,
        { merchantId, userId: identity.kind === 'user' ? identity.userId : '' },
        { permission: 'membership:write', operation: 'leaveMerchant', action: 'member.left' },
      );
    },

    async updateNotifications(
      context: SubgraphContext,
      input: UpdateNotificationSettingsInput,
    ): Promise<Membership> {
      const { identity } = context;
      const { merchantId, email, kinds, digest } = input;
      requirePerson(identity, merchantId);
      const userId = identity.kind === 'user' ? identity.userId : '';
      const wish = {
        merchantId,
        permission: 'membership:write',
        operation: 'updateNotificationSettings',
        input,
      } as const;
      await change(context, wish, async ({ tx }) => {
        const where = { merchantId_userId: { merchantId, userId } };
        const select = { notifyByEmail: true, notifyKinds: true, digest: true } as const;
        const before = await tx.membership.findUnique({ where, select });
        await tx.membership.updateMany({
          where: { merchantId, userId },
          data: {
            ...(email == null ? {} : { notifyByEmail: email }),
            ...(kinds == null ? {} : { notifyKinds: [...new Set(kinds)] }),
            ...(digest == null ? {} : { digest }),
          },
        });
        const after = await tx.membership.findUnique({ where, select });
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'member.notifications_changed',
          details: { before, after },
        });
      });
      return found(merchantId, userId);
    },
  };
}

/** Some things are a person's own. @throws FORBIDDEN for keys, and whatever `requireMerchant` says to strangers */
function requirePerson(identity: Identity, merchantId: string): void {
  if (identity.kind === 'user') return;
  requireMerchant(identity, merchantId, 'merchant:read');
  throw forbidden('This concerns a person; an API key is in no team.');
}

export type MembershipService = ReturnType<typeof createMembershipService>;
