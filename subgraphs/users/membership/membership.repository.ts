import { type Page, SortDirection } from '#platform/graphql/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database, Prisma } from '#prisma/database.ts';
import { type MerchantRow, merchantOf } from '../merchant/merchant.repository.ts';
import { cursorId } from '../paging.ts';
import { type MembershipFilter, type MembershipOrder, MembershipOrderField } from './membership.input.ts';
import type { Membership, NotificationDigest, NotificationKind, Role } from './membership.type.ts';

/** Columns of a person the application role may read: never a hash. */
export const USER_COLUMNS = {
  id: true,
  name: true,
  email: true,
  createdAt: true,
  emailVerifiedAt: true,
} as const;

const WITH = { user: { select: USER_COLUMNS }, merchant: true } as const;

interface Row {
  id: string;
  role: string;
  createdAt: Date;
  notifyByEmail: boolean;
  notifyKinds: string[];
  digest: string;
  user: Membership['user'];
  merchant: MerchantRow;
}

const membershipOf = (row: Row): Membership => ({
  id: row.id,
  role: row.role as Role,
  createdAt: row.createdAt,
  user: row.user,
  merchant: merchantOf(row.merchant),
  chosen: {
    email: row.notifyByEmail,
    kinds: row.notifyKinds as NotificationKind[],
    digest: row.digest as NotificationDigest,
  },
});

/** What a list of memberships is of. */
export type MembershipList = ({ merchantId: string } | { userId: string }) & {
  filter?: MembershipFilter | null | undefined;
  orderBy?: MembershipOrder | null | undefined;
};

/** The values a membership is found by in a list of this order: what its cursor holds. */
export const cursorOf = (list: MembershipList) => (row: Membership) =>
  list.orderBy?.field === MembershipOrderField.NAME ? [row.user.name, row.id] : [row.id];

function matching(list: MembershipList): Prisma.MembershipWhereInput {
  const { role, search } = list.filter ?? {};
  const text = search?.trim();
  // Prisma leaves the wildcards of LIKE in a text as they are.
  const contains = { contains: text?.replace(/[\\%_]/g, '\\$&') ?? '', mode: 'insensitive' } as const;
  return {
    ...('merchantId' in list ? { merchantId: list.merchantId } : { userId: list.userId }),
    ...(role ? { role: { in: role } } : {}),
    ...(text ? { user: { OR: [{ name: contains }, { email: contains }] } } : {}),
  };
}

function inOrder(list: MembershipList, page: Page) {
  const ascending = (list.orderBy?.direction === SortDirection.DESC) !== (page.direction === 'forward');
  const sort = ascending ? ('asc' as const) : ('desc' as const);
  const id = cursorId(page);
  const after = <T>(value: T) => (ascending ? { gt: value } : { lt: value });
  const [name = ''] = page.cursor ?? [];
  if (list.orderBy?.field !== MembershipOrderField.NAME) {
    return { beyond: id === undefined ? {} : { id: after(id) }, orderBy: [{ id: sort }] };
  }
  return {
    beyond:
      id === undefined ? {} : { OR: [{ user: { name: after(name) } }, { user: { name }, id: after(id) }] },
    orderBy: [{ user: { name: sort } }, { id: sort }],
  };
}

/** Memberships by merchant or by person, within the tenants the caller sees. */
export function createMembershipRepository(db: Pick<Database, 'app'>) {
  return {
    list: (
      tenants: readonly string[],
      list: MembershipList,
      page: Page,
    ): Promise<{ rows: Membership[]; totalCount: number }> => {
      const where = matching(list);
      const { beyond, orderBy } = inOrder(list, page);
      return withTenants(db.app, tenants, async (tx) => {
        const rows = await tx.membership.findMany({
          where: { AND: [where, beyond] },
          orderBy,
          take: page.limit + 1,
          include: WITH,
        });
        return { rows: rows.map(membershipOf), totalCount: await tx.membership.count({ where }) };
      });
    },

    one: (merchantId: string, userId: string): Promise<Membership | null> =>
      withTenants(db.app, [merchantId], async (tx) => {
        const row = await tx.membership.findUnique({
          where: { merchantId_userId: { merchantId, userId } },
          include: WITH,
        });
        return row && membershipOf(row);
      }),
  };
}

export type MembershipRepository = ReturnType<typeof createMembershipRepository>;
