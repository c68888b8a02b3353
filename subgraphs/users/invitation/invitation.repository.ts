import type { Page } from '#platform/graphql/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Prisma, Transaction } from '#prisma/database.ts';
import { USER_COLUMNS } from '../membership/membership.repository.ts';
import type { Role } from '../membership/membership.type.ts';
import { type MerchantRow, merchantOf } from '../merchant/merchant.repository.ts';
import { byCreation } from '../paging.ts';
import { type Invitation, type InvitationFilter, InvitationStatus } from './invitation.type.ts';

/** Columns the application role may read: not the hash of the link. */
const COLUMNS = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  sentAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  invitedBy: true,
  merchant: true,
} as const;

interface Row {
  id: string;
  email: string;
  role: string;
  createdAt: Date;
  sentAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
  invitedBy: string | null;
  merchant: MerchantRow;
}

/** What has become of an invitation at an instant. */
export function statusAt(
  row: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationStatus {
  if (row.acceptedAt !== null) return InvitationStatus.ACCEPTED;
  if (row.revokedAt !== null) return InvitationStatus.REVOKED;
  return row.expiresAt <= now ? InvitationStatus.EXPIRED : InvitationStatus.PENDING;
}

function withStatus(
  statuses: readonly InvitationStatus[] | null | undefined,
  now: Date,
): Prisma.InvitationWhereInput {
  const open = { acceptedAt: null, revokedAt: null };
  const conditions: Record<InvitationStatus, Prisma.InvitationWhereInput> = {
    PENDING: { ...open, expiresAt: { gt: now } },
    ACCEPTED: { acceptedAt: { not: null } },
    REVOKED: { acceptedAt: null, revokedAt: { not: null } },
    EXPIRED: { ...open, expiresAt: { lte: now } },
  };
  return statuses ? { OR: statuses.map((status) => conditions[status]) } : {};
}

/** Invitations within the tenants of the caller. */
export function createInvitationRepository(db: Pick<Database, 'app'>, now: () => Date) {
  async function complete(tx: Transaction, rows: readonly Row[]): Promise<Invitation[]> {
    const ids = rows.flatMap(({ invitedBy }) => invitedBy ?? []);
    const people =
      ids.length === 0 ? [] : await tx.user.findMany({ where: { id: { in: ids } }, select: USER_COLUMNS });
    const byId = new Map(people.map((person) => [person.id, person]));
    return rows.map(({ revokedAt, ...row }) => ({
      ...row,
      role: row.role as Role,
      status: statusAt({ ...row, revokedAt }, now()),
      invitedBy: (row.invitedBy && byId.get(row.invitedBy)) || null,
      merchant: merchantOf(row.merchant),
    }));
  }

  return {
    /** The invitations of a merchant, newest first. */
    list: (merchantId: string, filter: InvitationFilter, page: Page) =>
      withTenants(db.app, [merchantId], async (tx) => {
        const where = { merchantId, ...withStatus(filter.status, now()) };
        const { beyond, ...order } = byCreation(page, true);
        const rows = await tx.invitation.findMany({
          where: { AND: [where, beyond] },
          ...order,
          select: COLUMNS,
        });
        return { rows: await complete(tx, rows), totalCount: await tx.invitation.count({ where }) };
      }),

    byId: (tenants: readonly string[], id: string): Promise<Invitation | null> =>
      withTenants(db.app, tenants, async (tx) => {
        const row = isUuid(id) ? await tx.invitation.findUnique({ where: { id }, select: COLUMNS }) : null;
        return row && ((await complete(tx, [row]))[0] ?? null);
      }),
  };
}

export type InvitationRepository = ReturnType<typeof createInvitationRepository>;
