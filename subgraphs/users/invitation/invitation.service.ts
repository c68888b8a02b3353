import { createHash, randomBytes } from 'node:crypto';
import { type EmailLinks, layOutEmail, queueEmail } from '#platform/email/index.ts';
import { conflict, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import { type Connection, connectionOf, pageOf, type SubgraphContext } from '#platform/graphql/index.ts';
import { type Identity, merchantsOf, type Role, requireMerchant } from '#platform/identity/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { Changes } from '../change.ts';
import { emailOf } from '../input.ts';
import { checkOwners } from '../membership/team.ts';
import type { InvitationRepository } from './invitation.repository.ts';
import {
  type Invitation,
  type InvitationsArgs,
  type InviteMemberInput,
  type ResendInvitationInput,
  type RevokeInvitationInput,
} from './invitation.type.ts';

/** How long the link of an invitation works. */
export const INVITATION_DAYS = 7;
/** A merchant cannot be used to send e-mails without end. */
const MAX_PENDING = 200;
const RESEND_AFTER_MS = 60_000;

/** What is stored of the token of a link. */
export const hashToken = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest());

/** Asking people into a team. */
export function createInvitationService(deps: {
  repository: InvitationRepository;
  change: Changes;
  links: EmailLinks;
  now: () => Date;
}) {
  const { repository, change, links, now } = deps;

  const validUntil = (): Date => new Date(now().getTime() + INVITATION_DAYS * 86_400_000);

  async function send(
    tx: Transaction,
    invitation: { merchantId: string; email: string; role: string },
    token: string,
    identity: Identity,
  ): Promise<void> {
    const { merchantId, email, role } = invitation;
    const { name } = await tx.merchant.findUniqueOrThrow({
      where: { id: merchantId },
      select: { name: true },
    });
    const inviter =
      identity.kind === 'user'
        ? await tx.user.findUnique({ where: { id: identity.userId }, select: { name: true } })
        : null;
    const message = layOutEmail({
      subject: `You are invited to ${name}`,
      paragraphs: [
        `${inviter?.name ?? name} asks you to join the team of ${name} on MerchantGraph as ${role.toLowerCase()}.`,
      ],
      action: { label: 'See the invitation', url: links.invitation(token) },
      footnotes: [
        `The link works once, for ${INVITATION_DAYS} days. If you do not know ${name}, ignore this message.`,
      ],
    });
    await queueEmail(tx, { merchantId, kind: 'invitation', recipient: email, ...message });
  }

  /** The invitation, if the caller belongs to its merchant. @throws NOT_FOUND, also for a stranger's */
  async function find(identity: Identity, id: string): Promise<Invitation> {
    if (identity.kind === 'anonymous') requireMerchant(identity, id, 'members:write');
    return one(merchantsOf(identity), id);
  }

  async function one(tenants: readonly string[], id: string): Promise<Invitation> {
    const invitation = await repository.byId(tenants, id);
    if (!invitation) throw notFound('The invitation', ['input', 'id']);
    return invitation;
  }

  /** The invitation as it is now, within a change of its merchant. @throws CONFLICT for one that was accepted */
  async function openOne(tx: Transaction, id: string) {
    const row = await tx.invitation.findUniqueOrThrow({
      where: { id },
      select: { email: true, role: true, sentAt: true, expiresAt: true, acceptedAt: true, revokedAt: true },
    });
    if (row.acceptedAt) throw conflict('This invitation was accepted; the person is in the team.');
    return row;
  }

  async function checkNotInTeam(tx: Transaction, merchantId: string, email: string): Promise<void> {
    if ((await tx.membership.count({ where: { merchantId, user: { email } } })) > 0)
      throw conflict(`${email} is in the team already.`, ['input', 'email']);
  }

  return {
    /** The invitations of a merchant, newest first. Needs `members:read`. */
    async list(
      identity: Identity,
      merchantId: string,
      args: InvitationsArgs,
    ): Promise<Connection<Invitation>> {
      requireMerchant(identity, merchantId, 'members:read');
      const page = pageOf(args, 1);
      const { rows, totalCount } = await repository.list(merchantId, args.filter ?? {}, page);
      return connectionOf(rows, page, totalCount, (row) => [row.id]);
    },

    async invite(context: SubgraphContext, input: InviteMemberInput): Promise<Invitation> {
      const { merchantId, role } = input;
      const wish = { merchantId, permission: 'members:write', operation: 'inviteMember', input } as const;
      const id = await change(context, wish, async ({ tx, identity }) => {
        const email = emailOf(input.email, 'email');
        checkOwners(identity, merchantId, [role]);
        await checkNotInTeam(tx, merchantId, email);
        const pending = { merchantId, acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } };
        if ((await tx.invitation.count({ where: { ...pending, email } })) > 0)
          throw conflict(`${email} is invited already. Send the invitation again, or take it back first.`, [
            'input',
            'email',
          ]);
        if ((await tx.invitation.count({ where: pending })) >= MAX_PENDING)
          throw conflict(`At most ${MAX_PENDING} invitations may wait at once. Take some back first.`);
        const token = randomBytes(32).toString('base64url');
        const { id: invitationId } = await tx.invitation.create({
          data: {
            merchantId,
            email,
            role,
            tokenHash: hashToken(token),
            invitedBy: identity.kind === 'user' ? identity.userId : null,
            createdAt: now(),
            sentAt: now(),
            expiresAt: validUntil(),
          },
          select: { id: true },
        });
        await send(tx, { merchantId, email, role }, token, identity);
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'member.invited',
          details: { invitationId, email, role },
        });
        return invitationId;
      });
      return one([merchantId], id);
    },

    /** A new link for seven days; the old one stops working. */
    async resend(context: SubgraphContext, input: ResendInvitationInput): Promise<Invitation> {
      const { id, merchant } = await find(context.identity, input.id);
      const merchantId = merchant.id;
      const wish = { merchantId, permission: 'members:write', operation: 'resendInvitation', input } as const;
      await change(context, wish, async ({ tx, identity }) => {
        const { email, role, revokedAt, sentAt } = await openOne(tx, id);
        if (revokedAt) throw conflict('This invitation was taken back. Invite the person again.');
        checkOwners(identity, merchantId, [role as Role]);
        await checkNotInTeam(tx, merchantId, email);
        if (now().getTime() - sentAt.getTime() < RESEND_AFTER_MS)
          throw conflict('This invitation was sent less than a minute ago. Wait a little.');
        const token = randomBytes(32).toString('base64url');
        await tx.invitation.updateMany({
          where: { id },
          data: { tokenHash: hashToken(token), sentAt: now(), expiresAt: validUntil() },
        });
        await send(tx, { merchantId, email, role }, token, identity);
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'member.invitation_resent',
          details: { invitationId: id, email, role },
        });
      });
      return one([merchantId], id);
    },

    /** One that was taken back stays so. */
    async revoke(context: SubgraphContext, input: RevokeInvitationInput): Promise<Invitation> {
      const { id, merchant } = await find(context.identity, input.id);
      const merchantId = merchant.id;
      const wish = { merchantId, permission: 'members:write', operation: 'revokeInvitation', input } as const;
      await change(context, wish, async ({ tx, identity }) => {
        const { email, role, revokedAt } = await openOne(tx, id);
        if (revokedAt) return;
        checkOwners(identity, merchantId, [role as Role]);
        await tx.invitation.updateMany({ where: { id }, data: { revokedAt: now(), tokenHash: null } });
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'member.invitation_revoked',
          details: { invitationId: id, email, role },
        });
      });
      return one([merchantId], id);
    },
  };
}

export type InvitationService = ReturnType<typeof createInvitationService>;
