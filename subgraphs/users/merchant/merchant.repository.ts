import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { type Merchant, MerchantStatus } from './merchant.type.ts';

const merchantOf = (row: Omit<Merchant, 'status'> & { status: string }): Merchant => ({
  ...row,
  status: MerchantStatus[row.status as MerchantStatus],
});

/** Merchants within the tenants of the caller. */
export function createMerchantRepository(db: Database) {
  return {
    byIds: (tenants: readonly string[], ids: readonly string[]): Promise<Merchant[]> =>
      withTenants(db.app, tenants, async (tx) =>
        (await tx.merchant.findMany({ where: { id: { in: [...ids] } } })).map(merchantOf),
      ),
    bySlug: (tenants: readonly string[], slug: string): Promise<Merchant | null> =>
      withTenants(db.app, tenants, async (tx) => {
        const row = await tx.merchant.findUnique({ where: { slug } });
        return row ? merchantOf(row) : null;
      }),
  };
}

export type MerchantRepository = ReturnType<typeof createMerchantRepository>;
