import { notFound } from '#platform/errors/index.ts';
import { type Connection, type ConnectionArgs, connectionOf, pageOf } from '#platform/graphql/index.ts';
import { type Identity, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import type { MembershipRepository } from './membership.repository.ts';
import type { Membership } from './membership.type.ts';

const cursorOf = (row: Membership): string[] => [row.createdAt.toISOString(), row.id];

/** Who is in a team, and which teams a person is in. */
export function createMembershipService(repository: MembershipRepository) {
  return {
    /** The team of a merchant, longest-standing members first. Needs `members:read`. */
    async membersOf(
      identity: Identity,
      merchantId: string,
      args: ConnectionArgs,
    ): Promise<Connection<Membership>> {
      requireMerchant(identity, merchantId, 'members:read');
      const page = pageOf(args, 2);
      const { rows, totalCount } = await repository.list([merchantId], { merchantId }, page);
      return connectionOf(rows, page, totalCount, cursorOf);
    },

    /** The merchants of a person: all of one's own, and of a colleague those shared with the caller. */
    async membershipsOf(
      identity: Identity,
      userId: string,
      args: ConnectionArgs,
    ): Promise<Connection<Membership>> {
      if (identity.kind === 'anonymous') throw notFound('The person');
      const page = pageOf(args, 2);
      const { rows, totalCount } = await repository.list(merchantsOf(identity), { userId }, page);
      return connectionOf(rows, page, totalCount, cursorOf);
    },
  };
}

export type MembershipService = ReturnType<typeof createMembershipService>;
