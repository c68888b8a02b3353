import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { type Merchant, MerchantStatus } from './merchant.type.ts';

/** A row of users.merchants. */
export interface MerchantRow {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
  status: string;
  createdAt: Date;
  locale: string;
  businessHours: unknown;
  recountSince: Date | null;
}

export const merchantOf = ({ status, businessHours, recountSince, ...row }: MerchantRow): Merchant => ({
  ...row,
  status: MerchantStatus[status as MerchantStatus],
  hours: businessHours as Merchant['hours'],
  recomputing: recountSince !== null,
});

/** Merchants within the tenants of the caller. */
export function createMerchantRepository(db: Pick<Database, 'app'>) {
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
