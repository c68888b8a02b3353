import {
  AppError,
  badInput,
  conflict,
  forbidden,
  notFound,
  unauthenticated,
} from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { announceIdentityChange, type Role } from '#platform/identity/index.ts';
import { type Passwords, passwordProblem } from '#platform/passwords/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { lockMerchant } from '../change.ts';
import { auditPerson, type Decide } from '../deciding.ts';
import { textOf } from '../input.ts';
import type { MembershipRepository } from '../membership/membership.repository.ts';
import type { Membership } from '../membership/membership.type.ts';
import type { TeamNotices } from '../membership/notices.ts';
import type { SessionStarter, Tokens } from '../session/tokens.ts';
import { statusAt } from './invitation.repository.ts';
import { hashToken } from './invitation.service.ts';
import { type AcceptInvitationInput, type InvitationByToken, InvitationStatus } from './invitation.type.ts';

const LONGEST_NAME = 200;
const DEAD_LINK =
  'This link was taken back, replaced by a newer one, or expired long ago. Ask for another invitation.';

interface Found {
  id: string;
  merchantId: string;
  email: string;
  role: string;
  invitedBy: string | null;
  expiresAt: Date;
  merchant: { name: string; status: string };
}

/** Who accepts: somebody who is signed in, or somebody new. */
type Joiner = { userId: string } | { name: string; passwordHash: string };

/** Following the link of an invitation: before a tenant is known, over role `mg_auth`. */
export function createAcceptanceService(deps: {
  db: Pick<Database, 'auth'>;
  memberships: MembershipRepository;
  starter: SessionStarter;
  passwords: Passwords;
  decide: Decide;
  notices: TeamNotices;
  now: () => Date;
}) {
  const { db, memberships, starter, passwords, decide, notices, now } = deps;

  /**
   * The invitation a link belongs to.
   * @throws NOT_FOUND for a link that is none or was replaced, CONFLICT for one that no longer works, and why
   */
  async function byToken(tx: Transaction, token: string): Promise<Found> {
    const row = await tx.invitation.findUnique({
      where: { tokenHash: hashToken(token) },
      include: { merchant: { select: { name: true, status: true } } },
    });
    if (!row) throw new AppError('NOT_FOUND', DEAD_LINK, { path: ['input', 'token'] });
    const status = statusAt(row, now());
    if (status === InvitationStatus.ACCEPTED) throw conflict('This invitation was accepted already.');
    if (status === InvitationStatus.EXPIRED)
      throw conflict('This invitation has expired. Ask for a new one.', ['input', 'token']);
    if (status === InvitationStatus.REVOKED || row.merchant.status === 'CLOSED')
      throw new AppError('NOT_FOUND', DEAD_LINK, { path: ['input', 'token'] });
    return row;
  }

  async function join(tx: Transaction, invitation: Found, joiner: Joiner) {
    const { merchantId, role, email } = invitation;
    if (invitation.merchant.status !== 'ACTIVE')
      throw forbidden(`The merchant is ${invitation.merchant.status}: nobody can join it at present.`);
    const person = 'userId' in joiner ? await proven(tx, joiner.userId) : await created(tx, email, joiner);
    const known = await tx.membership.count({ where: { merchantId, userId: person.id } });
    if (known > 0) throw conflict('You are in the team already.');
    await tx.membership.create({ data: { merchantId, userId: person.id, role } });
    await tx.invitation.update({
      where: { id: invitation.id },
      data: { acceptedAt: now(), acceptedBy: person.id },
    });
    await announceIdentityChange(tx, 'USER', person.id);
    return person;
  }

  /** Who follows the link has shown that the address is theirs. */
  async function proven(tx: Transaction, userId: string) {
    await tx.user.updateMany({
      where: { id: userId, emailVerifiedAt: null },
      data: { emailVerifiedAt: now() },
    });
    return tx.user.findUniqueOrThrow({ where: { id: userId } });
  }

  async function created(tx: Transaction, email: string, data: { name: string; passwordHash: string }) {
    const [person] = await tx.user.createManyAndReturn({
      data: [{ email, ...data, emailVerifiedAt: now() }],
      skipDuplicates: true,
    });
    if (!person) throw unauthenticated(`There is an account for ${email}. Sign in and accept again.`);
    return person;
  }

  /** Who accepts. @throws an error that says what to do instead */
  async function joinerOf(context: SubgraphContext, input: AcceptInvitationInput): Promise<Joiner> {
    const { identity } = context;
    const { email } = await db.auth.$transaction((tx) => byToken(tx, input.token));
    const account = await db.auth.user.findUnique({ where: { email }, select: { id: true } });
    if (identity.kind === 'user') {
      if (account?.id === identity.userId) return { userId: identity.userId };
      throw forbidden(`This invitation is for ${email}. Sign in with that address to accept it.`);
    }
    if (identity.kind !== 'anonymous') throw forbidden('An invitation is for a person, not for an API key.');
    if (account) throw unauthenticated(`There is an account for ${email}. Sign in and accept again.`);
    const name = textOf(input.name ?? '', 'name', LONGEST_NAME);
    const password = input.password ?? '';
    const problem = await passwordProblem(password, { email, name });
    if (problem) throw badInput(problem, ['input', 'password']);
    return { name, passwordHash: await passwords.hash(password) };
  }

  return {
    /** What the holder of a link is shown. */
    async preview(token: string): Promise<InvitationByToken> {
      return db.auth.$transaction(async (tx) => {
        const { merchant, email, role, expiresAt, invitedBy } = await byToken(tx, token);
        const inviter = invitedBy && (await tx.user.findUnique({ where: { id: invitedBy } }));
        return {
          merchantName: merchant.name,
          email,
          role: role as InvitationByToken['role'],
          expiresAt,
          invitedByName: inviter ? inviter.name : null,
          accountExists: (await tx.user.count({ where: { email } })) > 0,
        };
      });
    },

    /** Joins the team; somebody new gets an account and is signed in. A link works once. */
    async accept(
      context: SubgraphContext,
      input: AcceptInvitationInput,
    ): Promise<{ membership: Membership; tokens: Tokens | null }> {
      const { identity } = context;
      // A password takes its time to hash, so it is hashed before the transaction. What stands against it is said in
      // there: a repeated Idempotency-Key gets its answer although the invitation has been accepted.
      const [prepared] = await Promise.allSettled([joinerOf(context, input)]);
      const joined = await decide(context, 'acceptInvitation', input, async (tx) => {
        // What became of the invitation is said first: somebody may have accepted it at this moment.
        const { merchantId } = await byToken(tx, input.token);
        if (prepared.status === 'rejected') throw prepared.reason;
        const joiner = prepared.value;
        // Locked as every change of a team is; what was read before may have changed.
        await lockMerchant(tx, merchantId);
        const invitation = await byToken(tx, input.token);
        const person = await join(tx, invitation, joiner);
        const role = invitation.role as Role;
        const owner = { ...person, memberships: [{ merchantId, role }] };
        const isNew = !('userId' in joiner);
        if (isNew) await auditPerson(tx, context, owner, 'user.signed_up');
        await recordSecurityEvent(tx, 'users', context, {
          merchantId,
          action: 'member.invitation_accepted',
          actor: { kind: 'USER', id: person.id },
          details: { invitationId: invitation.id, role, newAccount: isNew },
        });
        await notices.team(tx, merchantId, person.id, `${person.name} has joined the team.`);
        const tokens = isNew ? await starter.start(tx, context, owner) : null;
        return { ok: { merchantId, userId: person.id, role, tokens } };
      });
      const { merchantId, userId, role, tokens } = joined;
      // The rest of the selection is answered to the member that the caller is now.
      if (tokens) context.identity = tokens.identity;
      else if (identity.kind === 'user')
        context.identity = { ...identity, memberships: [...identity.memberships, { merchantId, role }] };
      const membership = await memberships.one(merchantId, userId);
      if (!membership) throw notFound('The member');
      return { membership, tokens };
    },
  };
}

export type AcceptanceService = ReturnType<typeof createAcceptanceService>;
