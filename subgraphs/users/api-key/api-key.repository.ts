import type { Page } from '#platform/graphql/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Prisma, Transaction } from '#prisma/database.ts';
import { USER_COLUMNS } from '../membership/membership.repository.ts';
import { type MerchantRow, merchantOf } from '../merchant/merchant.repository.ts';
import { byCreation } from '../paging.ts';
import type { ApiKeyFilter } from './api-key.input.ts';
import { type ApiKey, ApiKeyStatus } from './api-key.type.ts';

/** Columns the application role may read: not the hash. */
const COLUMNS = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
  rateLimit: true,
  createdBy: true,
  replacedBy: true,
  merchant: true,
} as const;

interface Row {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  rateLimit: number | null;
  createdBy: string | null;
  replacedBy: string | null;
  merchant: MerchantRow;
}

/** Whether a key works at an instant. */
export function statusAt(key: { revokedAt: Date | null; expiresAt: Date | null }, now: Date): ApiKeyStatus {
  if (key.revokedAt !== null) return ApiKeyStatus.REVOKED;
  return key.expiresAt !== null && key.expiresAt <= now ? ApiKeyStatus.EXPIRED : ApiKeyStatus.ACTIVE;
}

function withStatus(
  statuses: readonly ApiKeyStatus[] | null | undefined,
  now: Date,
): Prisma.ApiKeyWhereInput {
  const conditions: Record<ApiKeyStatus, Prisma.ApiKeyWhereInput> = {
    ACTIVE: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    EXPIRED: { revokedAt: null, expiresAt: { lte: now } },
    REVOKED: { revokedAt: { not: null } },
  };
  return statuses ? { OR: statuses.map((status) => conditions[status]) } : {};
}

/** API keys within the tenants of the caller. */
export function createApiKeyRepository(db: Pick<Database, 'app'>, now: () => Date) {
  /** Makers are looked up among the people the tenants see: a maker who has left is not shown. */
  async function complete(tx: Transaction, rows: readonly Row[]): Promise<ApiKey[]> {
    const ids = rows.flatMap(({ createdBy }) => createdBy ?? []);
    const people =
      ids.length === 0 ? [] : await tx.user.findMany({ where: { id: { in: ids } }, select: USER_COLUMNS });
    const byId = new Map(people.map((person) => [person.id, person]));
    return rows.map(({ createdBy, replacedBy, merchant, ...row }) => ({
      ...row,
      status: statusAt(row, now()),
      createdBy: (createdBy && byId.get(createdBy)) || null,
      replacedById: replacedBy,
      merchant: merchantOf(merchant),
    }));
  }

  return {
    /** The keys of a merchant, newest first. */
    list: (merchantId: string, filter: ApiKeyFilter, page: Page) =>
      withTenants(db.app, [merchantId], async (tx) => {
        const where = { merchantId, ...withStatus(filter.status, now()) };
        const { beyond, ...order } = byCreation(page, true);
        const rows = await tx.apiKey.findMany({ where: { AND: [where, beyond] }, ...order, select: COLUMNS });
        return { rows: await complete(tx, rows), totalCount: await tx.apiKey.count({ where }) };
      }),

    /** Keys with these ids, in no order. */
    byIds: (tenants: readonly string[], ids: readonly string[]): Promise<ApiKey[]> =>
      withTenants(db.app, tenants, async (tx) =>
        complete(
          tx,
          await tx.apiKey.findMany({ where: { id: { in: ids.filter(isUuid) } }, select: COLUMNS }),
        ),
      ),
  };
}

export type ApiKeyRepository = ReturnType<typeof createApiKeyRepository>;
