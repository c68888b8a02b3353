import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createLogger } from '#platform/log/index.ts';
import { dropSlot } from '#platform/postgres/testing/slot.ts';
import { createWarehouse, type DailyMetricsRow, migrateWarehouse, type Warehouse } from '#warehouse/index.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { type Cdc, createCdc } from './index.ts';

const logger = createLogger({ name: 'cdc', level: 'silent' });
const shop = '0190f2ee-0000-7000-8000-000000000001';
const other = '0190f2ee-0000-7000-8000-000000000002';

let database: TestDatabase;
let folder: string;
let child: ClickHouseChild;
let warehouse: Warehouse;
let cdc: Cdc;
let slot: string;

const sql = (text: string) => database.admin.query(text);

async function openWarehouse(): Promise<void> {
  child = await startClickHouseChild(folder);
  const options = { url: child.url, password: child.password, database: 'shop' };
  await migrateWarehouse(options);
  warehouse = createWarehouse(options);
}

function follow(): Cdc {
  cdc = createCdc({
    connectionString: database.urlFor('mg_cdc'),
    statePool: database.pools.worker,
    warehouse,
    logger,
    slot,
  });
  cdc.start();
  return cdc;
}

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'mg-cdc-'));
  slot = `cdc_${Math.random().toString(36).slice(2)}`;
  await openWarehouse();
});

afterEach(async () => {
  await cdc.stop();
  await warehouse.close();
  await child.stop();
  await dropSlot(database.admin, slot);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Orders with lines over some days, of both kinds, written as the import writes them. */
const orders = (merchant: string, from: number, to: number): string => `
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
    FROM generate_series(${from}, ${to}) AS n;`;

/** The definitions, computed by PostgreSQL from its own rows. */
async function truth(): Promise<DailyMetricsRow[]> {
  const { rows } = await sql(`
    WITH sold AS (
      SELECT i.merchant_id, i.business_date, coalesce(sum(amount) FILTER (WHERE i.kind = 'SALE'), 0) AS gross_revenue,
        -coalesce(sum(amount) FILTER (WHERE i.kind IN ('CANCELLATION', 'REFUND')), 0) AS refunds,
        count(DISTINCT order_id) FILTER (WHERE i.kind = 'SALE') AS orders,
        coalesce(sum(quantity) FILTER (WHERE i.kind = 'SALE'), 0) AS units,
        count(DISTINCT o.customer_id) FILTER (WHERE i.kind = 'SALE') AS customers, count(*) AS lines
      FROM commerce.order_items i LEFT JOIN commerce.orders o ON o.id = i.order_id GROUP BY 1, 2
    ), begun AS (
      SELECT merchant_id, business_date, count(*) AS carts,
        count(*) FILTER (WHERE status IN ('ABANDONED', 'RECOVERED')) AS abandoned_carts
      FROM commerce.carts GROUP BY 1, 2
    )
    SELECT merchant_id, business_date::text, trim_scale(coalesce(gross_revenue, 0))::text AS gross_revenue,
      trim_scale(coalesce(refunds, 0))::text AS refunds, coalesce(orders, 0)::int AS orders, coalesce(units, 0)::int AS units,
      coalesce(customers, 0)::int AS customers, coalesce(lines, 0)::int AS lines, coalesce(carts, 0)::int AS carts,
      coalesce(abandoned_carts, 0)::int AS abandoned_carts
    FROM sold FULL JOIN begun USING (merchant_id, business_date) ORDER BY 1, 2`);
  return rows;
}

/** What ClickHouse holds equals what PostgreSQL says it should: every day of every merchant, and the tables' sums. */
async function expectEqual(): Promise<void> {
  await cdc.waitUntilCaughtUp({ timeoutMs: 20_000 });
  const range = { merchantIds: [shop, other], from: '2010-01-01', to: '2030-01-01' };
  const expected = await truth();
  expect(expected.length).toBeGreaterThan(0);
  const held = await warehouse.dailyMetrics(range);
  const byDay = (a: DailyMetricsRow, b: DailyMetricsRow) =>
    `${a.merchant_id}${a.business_date}` < `${b.merchant_id}${b.business_date}` ? -1 : 1;
  expect(held.filter((day) => day.lines + day.carts > 0).sort(byDay)).toEqual(expected);
  for (const day of held.filter((one) => one.lines + one.carts === 0)) {
    expect(day).toMatchObject({ gross_revenue: '0', refunds: '0', orders: 0, units: 0, customers: 0 });
  }
  const totals = await warehouse.totals(range);
  for (const table of ['order_items', 'orders', 'customers', 'products', 'carts'] as const) {
    const { rows } = await sql(`SELECT count(*)::int AS n FROM commerce.${table}`);
    expect([table, totals[table].rows]).toEqual([table, rows[0].n]);
  }
}

describe('what changes in PostgreSQL', () => {
  it('is mirrored and counted: inserts, updates, moves, deletes, and what was there before', async () => {
    await sql(orders(shop, 0, 40));
    follow();
    await sql(orders(other, 0, 20));
    await expectEqual();
    await sql(
      `UPDATE commerce.order_items SET quantity = quantity + 1, amount = amount + unit_price WHERE line_no = 2`,
    );
    await expectEqual();
    // A line moves to another day (the merchant's time zone changed): its old day must not keep it.
    await sql(`UPDATE commerce.order_items SET business_date = business_date + 1 WHERE line_no = 1`);
    await sql(
      `UPDATE commerce.carts SET business_date = business_date + 1, status = 'ABANDONED' WHERE item_count = 1 AND total < 9`,
    );
    await expectEqual();
    // Only the order changes, and with it the customers of its days.
    await sql(
      `UPDATE commerce.orders SET customer_id = (SELECT min(id::text)::uuid FROM commerce.customers WHERE merchant_id = '${shop}') WHERE merchant_id = '${shop}'`,
    );
    await expectEqual();
    // Back and forth in one transaction, and the same row several times.
    await sql(`BEGIN;
      UPDATE commerce.order_items SET business_date = '2012-12-12' WHERE line_no = 3;
      UPDATE commerce.order_items SET amount = 7 WHERE line_no = 3;
      UPDATE commerce.order_items SET business_date = '2011-01-05' WHERE line_no = 3;
      DELETE FROM commerce.order_items WHERE line_no = 4;
      COMMIT`);
    await expectEqual();
    await sql(
      `DELETE FROM commerce.order_items WHERE business_date = '2011-01-03'; DELETE FROM commerce.carts WHERE business_date = '2011-01-03'`,
    );
    await expectEqual();
    await sql('TRUNCATE commerce.carts CASCADE');
    await sql(orders(shop, 100, 110));
    await expectEqual();
  }, 60_000);

  it('is shown with its lag in events.cdc_state', async () => {
    follow();
    await cdc.waitUntilCaughtUp({ timeoutMs: 20_000 });
    await sql(orders(shop, 0, 5));
    await cdc.waitUntilCaughtUp({ timeoutMs: 20_000 });
    await sleep(2_500);
    const { rows } = await sql(
      `SELECT *, now() - heartbeat_at < interval '6 seconds' AS fresh FROM events.cdc_state WHERE slot = '${slot}'`,
    );
    expect(rows[0]).toMatchObject({ caught_up: true, lag_seconds: 0, fresh: true });
    expect(rows[0].flushed_lsn).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
    expect(rows[0].last_commit_at).toBeInstanceOf(Date);
  });
});

describe('what breaks', () => {
  it('loses nothing: stop, start, dead connections, and ClickHouse killed in the middle', async () => {
    follow();
    const writing = (async () => {
      for (let n = 0; n < 40; n += 1) {
        await sql(orders(n % 2 ? shop : other, n * 20, n * 20 + 19));
        if (n % 5 === 4)
          await sql(
            `UPDATE commerce.order_items SET business_date = business_date + 1, amount = amount + 1 WHERE random() < 0.1`,
          );
        if (n % 7 === 6) await sql(`DELETE FROM commerce.order_items WHERE random() < 0.05`);
      }
    })();
    await sleep(300);
    await cdc.stop();
    follow();
    await sleep(300);
    await sql(
      `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '${slot}'`,
    );
    await sleep(400);
    await child.stop('SIGKILL');
    await sleep(300);
    await cdc.stop();
    await warehouse.close();
    await openWarehouse();
    follow();
    await writing;
    await expectEqual();
  }, 90_000);

  it('is loaded again when the warehouse is lost, or the slot', async () => {
    follow();
    await sql(orders(shop, 0, 30));
    await expectEqual();
    await cdc.stop();
    await warehouse.close();
    await child.stop();
    await rm(folder, { recursive: true });
    await openWarehouse();
    follow();
    await sleep(500);
    await expectEqual();
    await cdc.stop();
    await dropSlot(database.admin, slot);
    await sql(`DELETE FROM commerce.order_items WHERE line_no = 1`);
    follow();
    await sleep(500);
    await expectEqual();
  }, 60_000);
});
