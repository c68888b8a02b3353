import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createWarehouse, migrateWarehouse, type Warehouse } from '#warehouse/index.ts';

/** A real, migrated analytical store of a spec's own, and a way to sell things in it. */
export interface TestWarehouse {
  warehouse: Warehouse;
  /** Writes orders of one line each and rebuilds their days. */
  sell(merchantId: string, sales: readonly Sale[]): Promise<void>;
  close(): Promise<void>;
}

export interface Sale {
  day: string;
  /** How many orders; 1 when absent. */
  orders?: number;
  /** Of each order, in major units; 10 when absent. */
  amount?: number;
  sku?: string;
  country?: string;
  /** ISO 4217; GBP when absent. */
  currency?: string;
}

export async function createTestWarehouse(): Promise<TestWarehouse> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mg-insights-'));
  const server = await startClickHouseChild(folder);
  const options = { url: server.url, password: server.password, database: 'warehouse' };
  await migrateWarehouse(options);
  const warehouse = createWarehouse(options);
  let version = 0n;
  return {
    warehouse,
    async sell(merchantId, sales) {
      version++;
      const lines = sales.flatMap(
        ({ day, orders = 1, amount = 10, sku = 'A', country = 'FR', currency = 'GBP' }) =>
          Array.from({ length: orders }, () => {
            const shared = {
              merchant_id: merchantId,
              business_date: day,
              currency,
              version,
              is_deleted: 0 as const,
            };
            const order_id = crypto.randomUUID();
            const order = { ...shared, id: order_id, external_id: order_id, kind: 'SALE', customer_id: null };
            const price = amount.toFixed(4);
            const line = { ...shared, id: crypto.randomUUID(), order_id, line_no: 1, product_id: null, sku };
            const at = `${day} 12:00:00`;
            return {
              order: { ...order, country, channel: null, placed_at: at },
              line: {
                ...line,
                description: null,
                kind: 'SALE',
                quantity: 1,
                unit_price: price,
                amount: price,
                occurred_at: at,
              },
            };
          }),
      );
      await warehouse.insert(
        'orders',
        lines.map(({ order }) => order),
      );
      await warehouse.insert(
        'order_items',
        lines.map(({ line }) => line),
      );
      await warehouse.rebuildDailyMetrics({ days: await warehouse.allDays(merchantId), version });
    },
    async close() {
      await warehouse.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
