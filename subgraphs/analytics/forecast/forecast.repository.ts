import type { Logger } from '#platform/log/index.ts';
import { isUuid, withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import type { DayRange } from '../sales/calendar.ts';
import { readWarehouse } from '../sales/warehouse-access.ts';

/** What forecasts need of the warehouse. */
export type ForecastWarehouse = Pick<Warehouse, 'dailyMetrics' | 'productDays'>;

/** A product as orders refer to it. */
export interface ProductKey {
  id: string;
  sku: string;
}

/** What a day sold. */
export interface SoldDay {
  day: string;
  revenue: number;
  orders: number;
  units: number;
}

/** A product of this merchant, by its id or its number in the shop; undefined when there is none. */
export async function findProduct(
  db: Pick<Database, 'app'>,
  merchantId: string,
  by: { id: string } | { sku: string },
): Promise<ProductKey | undefined> {
  if ('id' in by && !isUuid(by.id)) return undefined;
  const row = await withTenants(db.app, [merchantId], (tx) =>
    tx.product.findFirst({
      where: { merchantId, ...('id' in by ? { id: by.id } : { externalId: by.sku }) },
      select: { id: true, externalId: true },
    }),
  );
  return row ? { id: row.id, sku: row.externalId } : undefined;
}

/** Days of a range on which the merchant, or one product, sold anything. */
export async function findSoldDays(
  warehouse: ForecastWarehouse,
  logger: Logger,
  merchantId: string,
  range: DayRange,
  product?: ProductKey,
): Promise<SoldDay[]> {
  const rows = await readWarehouse(logger, (signal) =>
    product
      ? warehouse.productDays({ merchantId, product, ...range, signal })
      : warehouse.dailyMetrics({ merchantIds: [merchantId], ...range, signal }),
  );
  return rows.map((row) => ({
    day: row.business_date,
    revenue: Number(row.gross_revenue),
    orders: row.orders,
    units: row.units,
  }));
}
