import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createWarehouse, migrateWarehouse, type Warehouse } from '#warehouse/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { addDays } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';
import { testDataFolder } from '../testing/environment.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { quietLogger } from '../testing/subgraph.ts';
import { generateInsights } from './generate.ts';

const realShop = path.join(testDataFolder(inject('repositoryRoot')), 'orders/online_retail_daily.csv');

describe('the nightly job on ClickHouse', () => {
  let db: TestDatabase;
  let folder: string;
  let server: ClickHouseChild;
  let warehouse: Warehouse;
  const connection = () => ({ url: server.url, password: server.password, database: 'insights_test' });

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-insights-'));
    server = await startClickHouseChild(folder);
    await migrateWarehouse(connection());
    warehouse = createWarehouse(connection());
  });
  afterAll(async () => {
    await warehouse?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
    await db?.drop();
  });

  async function store(merchantId: string, series: DailySeries): Promise<void> {
    const client = createWarehouseClient(connection());
    const values = series.orders.flatMap((orders, index) =>
      orders === 0 && series.refunds[index] === 0
        ? []
        : [
            {
              merchant_id: merchantId,
              business_date: addDays(series.from, index),
              gross_revenue: series.grossRevenue[index]?.toFixed(4),
              refunds: series.refunds[index]?.toFixed(4),
              orders,
              units: series.units[index],
              version: 1,
            },
          ],
    );
    await client.insert({ table: 'daily_metrics', values, format: 'JSONEachRow' });
    await client.close();
  }

  const run = (merchantId: string, asOf: string) =>
    generateInsights({ db, warehouse, logger: quietLogger, asOf, merchantIds: [merchantId] });
  const cards = async (merchantId: string) =>
    (
      await db.admin.query<Record<string, string>>(
        `select kind, metric, direction, severity, title, body, as_of::text, window_from::text, window_to::text
         from insights.insights where merchant_id = $1 order by as_of, id`,
        [merchantId],
      )
    ).rows;

  it('reads the stored days, gaps and all, and writes what it finds', async () => {
    const { id } = await seed(db).merchant({ currency: 'EUR' }).create();
    const quiet = await seed(db).merchant().create();
    await store(id, scaled(steadyShop('2025-01-06', 200), '2025-05-26', '2025-06-01', 0.6));
    await store(quiet.id, steadyShop('2025-01-06', 200));
    expect(await run(id, '2025-06-02')).toMatchObject({ processed: 1, insights: 1, failures: 0 });
    expect(await run(quiet.id, '2025-06-02')).toMatchObject({ processed: 1, insights: 0, failures: 0 });
    expect(await cards(id)).toMatchObject([
      {
        kind: 'LEVEL_SHIFT',
        severity: 'WARNING',
        title: 'Revenue fell 40% in the week to 1 June',
        body: expect.stringContaining('€2,828.57 a day'),
      },
    ]);
  });

  // The data set is not part of the product; without it there is nothing to hold this against.
  it.skipIf(!existsSync(realShop))(
    `keeps the diary of a real shop's Christmas season (${existsSync(realShop) ? 'data found' : `no ${realShop}`})`,
    async () => {
      const { id } = await seed(db).merchant().create();
      const lines = (await readFile(realShop, 'utf8')).trim().split('\n').slice(1);
      const table = lines.map((line) => line.split(','));
      const column = (index: number) => table.map((row) => Number(row[index]));
      await store(id, {
        from: '2010-12-01',
        grossRevenue: column(1),
        orders: column(2),
        units: column(3),
        refunds: column(6),
      });
      for (let day = '2011-11-01'; day <= '2011-12-10'; day = addDays(day, 1)) await run(id, day);
      const diary = await cards(id);
      const told = (asOf: string) => diary.filter((card) => card.as_of === asOf);
      // A handful in forty days, none about a Saturday, on which the shop never sells.
      expect(diary.length).toBeGreaterThanOrEqual(4);
      expect(diary.length).toBeLessThanOrEqual(8);
      for (const { kind, window_from: from } of diary) {
        if (kind === 'WEEKDAY_ANOMALY') expect(new Date(from ?? '').getUTCDay()).not.toBe(6);
      }
      // The season began in September; what November adds to it is that no month was better.
      const buildUp = diary.filter(({ kind, direction }) => kind === 'RECORD' && direction === 'UP');
      expect(buildUp).toMatchObject([{ as_of: '2011-12-01', window_from: '2011-11-01' }]);
      expect(told('2011-12-10')).toMatchObject([
        { metric: 'REFUNDS', title: '£168,789.07 sold and refunded on Friday 9 December' },
      ]);
      for (let day = '2011-11-01'; day <= '2011-12-10'; day = addDays(day, 8)) {
        expect(await run(id, day)).toMatchObject({ insights: 0 });
      }
    },
    120_000,
  );
});
