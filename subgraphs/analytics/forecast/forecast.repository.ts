import { isUuid, withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';

/** The number in the shop of a product of this merchant, by that number or by its id; undefined when there is none. */
export async function findSku(
  db: Pick<Database, 'app'>,
  merchantId: string,
  by: { id: string } | { sku: string },
): Promise<string | undefined> {
  if ('id' in by && !isUuid(by.id)) return undefined;
  const row = await withTenants(db.app, [merchantId], (tx) =>
    tx.product.findFirst({
      where: { merchantId, ...('id' in by ? { id: by.id } : { externalId: by.sku }) },
      select: { externalId: true },
    }),
  );
  return row?.externalId;
}
