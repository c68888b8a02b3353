import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';

/** Customers by id, of these merchants only; those that are not found are missing. */
export async function findCustomers(
  db: Pick<Database, 'app'>,
  merchantIds: readonly string[],
  ids: readonly string[],
) {
  const rows = await withTenants(db.app, merchantIds, (tx) =>
    tx.customer.findMany({
      where: { id: { in: [...ids] } },
      select: {
        id: true,
        merchantId: true,
        externalId: true,
        name: true,
        email: true,
        country: true,
        createdAt: true,
      },
    }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
