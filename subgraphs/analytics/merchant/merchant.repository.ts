import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';

/** What a report must know of its merchant. */
export interface MerchantProfile {
  id: string;
  /** ISO 4217. */
  currency: string;
  /** IANA name; days of reports are days there. */
  timeZone: string;
}

/** Profiles of merchants the caller was found to have access to; those that do not exist are missing. */
export async function findMerchantProfiles(
  db: Pick<Database, 'app'>,
  merchantIds: readonly string[],
): Promise<Map<string, MerchantProfile>> {
  const rows = await withTenants(db.app, merchantIds, (tx) =>
    tx.merchant.findMany({
      where: { id: { in: [...merchantIds] } },
      select: { id: true, currency: true, timeZone: true },
    }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Those of the given categories in which the merchant has no product. */
export async function findUnknownCategories(
  db: Pick<Database, 'app'>,
  merchantId: string,
  categories: readonly string[],
): Promise<string[]> {
  const rows = await withTenants(db.app, [merchantId], (tx) =>
    tx.product.findMany({
      where: { merchantId, category: { in: [...categories] } },
      distinct: ['category'],
      select: { category: true },
    }),
  );
  const known = new Set(rows.map((row) => row.category));
  return categories.filter((category) => !known.has(category));
}

/** Those of the given numbers under which the merchant has no product. */
export async function findUnknownProducts(
  db: Pick<Database, 'app'>,
  merchantId: string,
  skus: readonly string[],
): Promise<string[]> {
  const rows = await withTenants(db.app, [merchantId], (tx) =>
    tx.product.findMany({
      where: { merchantId, externalId: { in: [...skus] } },
      select: { externalId: true },
    }),
  );
  const known = new Set(rows.map((row) => row.externalId));
  return skus.filter((sku) => !known.has(sku));
}
