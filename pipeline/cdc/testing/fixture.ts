import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createLogger } from '#platform/log/index.ts';
import { dropSlot } from '#platform/postgres/testing/slot.ts';
import { createWarehouse, type DailyMetricsRow, migrateWarehouse, type Warehouse } from '#warehouse/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { type Cdc, createCdc, MIRRORED_TABLES } from '../index.ts';

/** Two merchants of the tests. */
export const shop = '0190f2ee-0000-7000-8000-000000000001';
export const other = '0190f2ee-0000-7000-8000-000000000002';

/** A PostgreSQL database, a ClickHouse of the test's own, and replication between them. */
export interface MirrorFixture {
  database: TestDatabase;
  warehouse: Warehouse;
  /** The replication that was started last. */
  cdc: Cdc;
  slot: string;
  /** As superuser. */
  sql: TestDatabase['admin']['query'];
  /** Where the warehouse answers. */
  connection: { url: string; password: string; database: string };
  /** Starts replication, anew. */
  follow(): Cdc;
  /** Ends ClickHouse, as a crash does, and starts it again; with `empty`, without its data. */
  restartWarehouse(options?: { signal?: 'SIGTERM' | 'SIGKILL'; empty?: boolean }): Promise<void>;
  stopWarehouse(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  startWarehouse(): Promise<void>;
  /** What ClickHouse holds equals what PostgreSQL says it should: every day of every merchant, and the tables' sums. */
  expectEqual(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the fixture; replication is not started. */
export async function openMirror(): Promise<MirrorFixture> {
  const logger = createLogger({ name: 'cdc', level: 'silent' });
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'mg-cdc-'));
  const slot = `cdc_${Math.random().toString(36).slice(2)}`;
  let child: ClickHouseChild | undefined;
  let warehouse: Warehouse | undefined;
  let connection = { url: '', password: '', database: 'shop' };
  let cdc: Cdc | undefined;

  const fixture: MirrorFixture = {
    database,
    slot,
    sql: database.admin.query.bind(database.admin) as MirrorFixture['sql'],
    get warehouse() {
      if (!warehouse) throw new Error('The warehouse does not run.');
      return warehouse;
    },
    get connection() {
      return connection;
    },
    get cdc() {
      if (!cdc) throw new Error('Replication was never started.');
      return cdc;
    },
    follow() {
      cdc = createCdc({
        connectionString: database.urlFor('mg_cdc'),
        statePool: database.pools.worker,
        warehouse: fixture.warehouse,
        logger,
        slot,
      });
      cdc.start();
      return cdc;
    },
    async startWarehouse() {
      child = await startClickHouseChild(folder);
      connection = { url: child.url, password: child.password, database: 'shop' };
      await migrateWarehouse(connection);
      warehouse = createWarehouse(connection);
    },
    async stopWarehouse(signal = 'SIGTERM') {
      await child?.stop(signal);
      await warehouse?.close();
    },
    async restartWarehouse({ signal = 'SIGTERM', empty = false } = {}) {
      await fixture.stopWarehouse(signal);
      if (empty) await rm(folder, { recursive: true });
      await fixture.startWarehouse();
    },
    async expectEqual() {
      await fixture.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
      await expectSame(database, fixture.warehouse);
      await expectSameCarts(database, connection);
    },
    async close() {
      await cdc?.stop();
      await warehouse?.close();
      await child?.stop();
      await dropSlot(database.admin, slot);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await fixture.startWarehouse();
  return fixture;
}

/** Orders with lines over some days, of both kinds, written as the import writes them. */
export const orders = (merchant: string, from: number, to: number): string => `
  INSERT INTO commerce.customers (merchant_id, external_id, name, country)
    SELECT '${merchant}', 'c' || n, 'Name ' || n, 'France' FROM generate_series(0, 9) AS n ON CONFLICT DO NOTHING;
  INSERT INTO commerce.orders (merchant_id, external_id, kind, customer_id, currency, country, placed_at, business_date)
    SELECT '${merchant}', 'o' || n, CASE WHEN n % 7 = 0 THEN 'CANCELLATION' ELSE 'SALE' END,
      CASE WHEN n % 5 = 0 THEN NULL ELSE (SELECT id FROM commerce.customers WHERE merchant_id = '${merchant}' AND external_id = 'c' || n % 10) END,
      'GBP', 'United Kingdom', timestamptz '2011-01-01 08:00Z' + n * interval '7 hours', date '2011-01-01' + n * 7 / 24
    FROM generate_series(${from}, ${to}) AS n;
  INSERT INTO commerce.order_items (merchant_id, order_id, line_no, sku, description, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
    SELECT merchant_id, id, line, 'sku' || line, 'it''s a "thing" \\ number ' || line, kind,
      CASE WHEN kind = 'SALE' THEN line ELSE -line END, 1.2345, CASE WHEN kind = 'SALE' THEN line ELSE -line END * 1.2345,
      'GBP', placed_at, business_date
    FROM commerce.orders, generate_series(1, 4) AS line
    WHERE merchant_id = '${merchant}' AND substr(external_id, 2)::int BETWEEN ${from} AND ${to};
  INSERT INTO commerce.carts (merchant_id, external_id, status, currency, total, item_count, business_date)
    SELECT '${merchant}', 'k' || n, (ARRAY['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'])[n % 4 + 1], 'GBP', n, 1, date '2011-01-01' + n * 7 / 24
    FROM generate_series(${from}, ${to}) AS n;
  INSERT INTO commerce.cart_items (merchant_id, cart_id, line_no, sku, title, quantity, unit_price, amount)
    SELECT merchant_id, id, line, 'sku' || line, 'Thing', line, 2.5, line * 2.5 FROM commerce.carts, generate_series(1, 2) AS line
    WHERE merchant_id = '${merchant}' AND substr(external_id, 2)::int BETWEEN ${from} AND ${to};
  INSERT INTO commerce.cart_events (merchant_id, cart_id, kind, occurred_at)
    SELECT merchant_id, id, kind, created_at FROM commerce.carts, unnest(ARRAY['CREATED', 'CHECKOUT_STARTED']) AS kind
    WHERE merchant_id = '${merchant}' AND substr(external_id, 2)::int BETWEEN ${from} AND ${to};`;

/** The definitions, computed by PostgreSQL from its own rows. */
async function truth(database: TestDatabase): Promise<DailyMetricsRow[]> {
  const { rows } = await database.admin.query<DailyMetricsRow>(`
    WITH sold AS (
      SELECT i.merchant_id, i.business_date, i.currency, coalesce(sum(amount) FILTER (WHERE i.kind = 'SALE'), 0) AS gross_revenue,
        -coalesce(sum(amount) FILTER (WHERE i.kind IN ('CANCELLATION', 'REFUND')), 0) AS refunds,
        count(DISTINCT order_id) FILTER (WHERE i.kind = 'SALE') AS orders,
        coalesce(sum(quantity) FILTER (WHERE i.kind = 'SALE'), 0) AS units,
        count(DISTINCT o.customer_id) FILTER (WHERE i.kind = 'SALE') AS customers, count(*) AS lines
      FROM commerce.order_items i LEFT JOIN commerce.orders o ON o.id = i.order_id GROUP BY 1, 2, 3
    ), begun AS (
      SELECT merchant_id, business_date, currency, count(*) AS carts,
        count(*) FILTER (WHERE status IN ('ABANDONED', 'RECOVERED')) AS abandoned_carts
      FROM commerce.carts GROUP BY 1, 2, 3
    )
    SELECT merchant_id, business_date::text, currency, trim_scale(coalesce(gross_revenue, 0))::text AS gross_revenue,
      trim_scale(coalesce(refunds, 0))::text AS refunds, coalesce(orders, 0)::int AS orders, coalesce(units, 0)::int AS units,
      coalesce(customers, 0)::int AS customers, coalesce(lines, 0)::int AS lines, coalesce(carts, 0)::int AS carts,
      coalesce(abandoned_carts, 0)::int AS abandoned_carts
    FROM sold FULL JOIN begun USING (merchant_id, business_date, currency) ORDER BY 1, 2, 3`);
  return rows;
}

/** Every day and every table's number of rows. */
async function expectSame(database: TestDatabase, warehouse: Warehouse): Promise<void> {
  const range = { merchantIds: [shop, other], from: '2010-01-01', to: '2030-01-01' };
  const expected = await truth(database);
  expect(expected.length).toBeGreaterThan(0);
  const held = await warehouse.dailyMetrics(range);
  const byDay = (a: DailyMetricsRow, b: DailyMetricsRow) =>
    `${a.merchant_id}${a.business_date}${a.currency}` < `${b.merchant_id}${b.business_date}${b.currency}`
      ? -1
      : 1;
  expect(held.filter((day) => day.lines + day.carts > 0).sort(byDay)).toEqual(expected);
  for (const day of held.filter((one) => one.lines + one.carts === 0)) {
    expect(day).toMatchObject({ gross_revenue: '0', refunds: '0', orders: 0, units: 0, customers: 0 });
  }
  const totals = await warehouse.totals(range);
  for (const table of MIRRORED_TABLES) {
    const { rows } = await database.admin.query(`SELECT count(*)::int AS n FROM commerce.${table}`);
    expect([table, totals[table].rows]).toEqual([table, rows[0].n]);
  }
}

interface CartDay {
  merchant_id: string;
  day: string;
  status: string;
  carts: number;
  known: number;
  checkouts: number;
  worth: string;
}

/** How far the carts of every day came. */
async function expectSameCarts(
  database: TestDatabase,
  connection: MirrorFixture['connection'],
): Promise<void> {
  const { rows } = await database.admin.query<CartDay>(`
    WITH cart AS (
      SELECT c.*, EXISTS (SELECT FROM commerce.cart_events e WHERE e.cart_id = c.id) AS told,
        status IN ('ORDERED', 'RECOVERED')
          OR EXISTS (SELECT FROM commerce.cart_events e WHERE e.cart_id = c.id AND kind = 'CHECKOUT_STARTED') AS reached
      FROM commerce.carts c
    )
    SELECT merchant_id, business_date::text AS day, status, count(*)::int AS carts, count(*) FILTER (WHERE told)::int AS known,
      count(*) FILTER (WHERE told AND reached)::int AS checkouts,
      trim_scale(coalesce(sum(total) FILTER (WHERE told AND reached), 0))::text AS worth
    FROM cart GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  const client = createWarehouseClient(connection);
  const result = await client.query({
    query: `SELECT merchant_id, toString(business_date) AS day, status, toUInt32(carts) AS carts, toUInt32(known) AS known,
        toUInt32(checkouts) AS checkouts, toString(checkout_total) AS worth
      FROM cart_days FINAL ORDER BY toString(merchant_id), day, status`,
    format: 'JSONEachRow',
  });
  const held = await result.json<CartDay>();
  await client.close();
  expect(held).toEqual(rows);
}
