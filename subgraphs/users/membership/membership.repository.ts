import type { Page } from '#platform/graphql/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { MerchantStatus } from '../merchant/merchant.type.ts';
import type { Membership, Role } from './membership.type.ts';

/** Columns of a person the application role may read: never a hash. */
export const USER_COLUMNS = {
  id: true,
  name: true,
  email: true,
  createdAt: true,
  emailVerifiedAt: true,
} as const;

interface Row {
  id: string;
  role: string;
  createdAt: Date;
  user: Membership['user'];
  merchant: Omit<Membership['merchant'], 'status'> & { status: string };
}

const membershipOf = (row: Row): Membership => ({
  id: row.id,
  role: row.role as Role,
  createdAt: row.createdAt,
  user: row.user,
  merchant: { ...row.merchant, status: MerchantStatus[row.merchant.status as MerchantStatus] },
});

/** Memberships by merchant or by person, within the tenants the caller sees. */
export function createMembershipRepository(db: Database) {
  async function list(
    tenants: readonly string[],
    where: { merchantId: string } | { userId: string },
    page: Page,
  ): Promise<{ rows: Membership[]; totalCount: number }> {
    const forward = page.direction === 'forward';
    const [createdAt, id] = page.cursor ?? [];
    const at = createdAt === undefined ? undefined : new Date(createdAt);
    const beyond =
      at && id
        ? {
            OR: [
              { createdAt: forward ? { gt: at } : { lt: at } },
              { createdAt: at, id: forward ? { gt: id } : { lt: id } },
            ],
          }
        : {};
    const direction = forward ? 'asc' : 'desc';
    return withTenants(db.app, tenants, async (tx) => {
      const rows = await tx.membership.findMany({
        where: { ...where, ...beyond },
        orderBy: [{ createdAt: direction }, { id: direction }],
        take: page.limit + 1,
        include: { user: { select: USER_COLUMNS }, merchant: true },
      });
      return { rows: rows.map(membershipOf), totalCount: await tx.membership.count({ where }) };
    });
  }
  return { list };
}

export type MembershipRepository = ReturnType<typeof createMembershipRepository>;
