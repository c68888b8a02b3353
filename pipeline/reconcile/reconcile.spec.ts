import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { createLogger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import { COMPARED } from '#warehouse/index.ts';
import { until } from '../../tests/fixtures/wait.ts';
import { createControlStore } from '../cdc/index.ts';
import { type MirrorFixture, openMirror, orders, other, shop } from '../cdc/testing/fixture.ts';
import { differing, readMirror } from './compare.ts';
import { createReconciler, type Reconciler } from './index.ts';
import { CONTENT_EVERY } from './slices.ts';
import { parseKey, readSource } from './source.ts';

let mirror: MirrorFixture;
let reconciler: Reconciler;

beforeEach(async () => {
  mirror = await openMirror();
  reconciler = createReconciler({
    connectionString: mirror.database.urlFor('mg_cdc'),
    pool: mirror.database.pools.worker,
    warehouse: mirror.warehouse,
    logger: createLogger({ name: 'reconcile', level: 'silent' }),
    slot: mirror.slot,
  });
  mirror.follow();
  for (const id of [shop, other])
    await mirror.sql(
      `INSERT INTO users.merchants (id, slug, name, time_zone, currency, status) VALUES ('${id}', '${id}', 'Shop', 'Europe/London', 'GBP', 'ACTIVE')`,
    );
  await mirror.sql(orders(shop, 0, 20));
  await mirror.sql(orders(other, 0, 10));
  await mirror.sql(
    `INSERT INTO commerce.products (merchant_id, external_id, title) VALUES ('${shop}', 'p', 'Größe | "x"')`,
  );
  await mirror.sql(
    `UPDATE commerce.order_items SET occurred_at = '1901-02-03 04:05:06.789012Z' WHERE line_no = 3`,
  );
  await mirror.sql(`UPDATE commerce.carts SET abandoned_at = now() WHERE status = 'ABANDONED'`);
  await mirror.expectEqual();
});
afterEach(() => mirror.close());

/** Changes the warehouse behind everybody's back. */
async function spoil(...statements: string[]): Promise<void> {
  const client = createWarehouseClient(mirror.connection);
  for (const query of statements) await client.command({ query });
  await client.close();
}

const stateOf = async (merchantId: string) =>
  (await mirror.sql(`SELECT * FROM analytics.reconciliations WHERE merchant_id = '${merchantId}'`)).rows[0];
const recordsOf = async (merchantId: string) =>
  (
    await mirror.sql(
      `SELECT table_name, business_date::text AS day, source_rows::int, mirror_rows::int, repaired_at IS NOT NULL AS repaired
       FROM analytics.reconciliation_differences WHERE merchant_id = '${merchantId}' ORDER BY 1, 2`,
    )
  ).rows;

describe('reconciliation', { timeout: 120_000 }, () => {
  it('finds both sides equal, row for row, in every table', async () => {
    const client = await mirror.database.admin.connect();
    await client.query('SET timezone = UTC');
    const source = await readSource(client, [shop, other], COMPARED);
    client.release();
    const held = await readMirror(mirror.warehouse, [shop, other], COMPARED);
    expect(differing(source, held)).toEqual([]);
    // No table is equal only because nothing of it was compared.
    expect([...new Set([...held.keys()].map((key) => parseKey(key).table))].sort()).toEqual(
      [...COMPARED].sort(),
    );
    expect(await reconciler.run({})).toMatchObject({ merchants: 2, differences: 0, unsettled: 0 });
    expect(await stateOf(shop)).toMatchObject({ state: 'RECONCILED', differences: 0 });
    expect(await reconciler.run({ onlyDue: true })).toMatchObject({ merchants: 0 });
    await mirror.sql(orders(shop, 30, 31));
    await until(
      'the change to be shown',
      async () => (await reconciler.run({ onlyDue: true })).merchants === 2,
      60_000,
    );
  });

  it('repairs rows that are missing, spoilt or too many, and keeps a record of each', async () => {
    await spoil(
      `ALTER TABLE order_items DELETE WHERE merchant_id = '${shop}' AND business_date = '2011-01-03' SETTINGS mutations_sync = 2`,
      `ALTER TABLE carts UPDATE status = 'OPEN' WHERE merchant_id = '${shop}' AND status = 'ABANDONED' SETTINGS mutations_sync = 2`,
      `INSERT INTO order_items SELECT * REPLACE (generateUUIDv4() AS id, toDate32('2013-03-03') AS business_date)
         FROM order_items FINAL WHERE merchant_id = '${shop}' AND line_no = 1`,
      `INSERT INTO customers (merchant_id, id, external_id, created_at, version) VALUES ('${other}', generateUUIDv4(), 'ghost', '2011-01-01', 5)`,
      `ALTER TABLE daily_metrics UPDATE refunds = refunds + 1 WHERE merchant_id = '${other}' SETTINGS mutations_sync = 2`,
    );
    const summary = await reconciler.run({});
    expect(summary.differences).toBeGreaterThan(10);
    expect(summary).toMatchObject({ repaired: summary.differences, unsettled: 0 });
    await mirror.expectEqual();
    expect(await stateOf(shop)).toMatchObject({ state: 'REPAIRED' });
    const records = await recordsOf(shop);
    expect(records.every(({ repaired }) => repaired)).toBe(true);
    expect(records).toContainEqual({
      table_name: 'order_items',
      day: '2011-01-03',
      source_rows: 16,
      mirror_rows: 0,
      repaired: true,
    });
    expect(await reconciler.run({})).toMatchObject({ differences: 0 });
    expect(await stateOf(shop)).toMatchObject({ state: 'RECONCILED' });
    expect(await recordsOf(shop)).toEqual(records);
  });

  it('repairs what is added up by month, by country and of carts, and notices what costs no sum', async () => {
    const changed = (table: string, column: string): string =>
      `ALTER TABLE ${table} UPDATE ${column} WHERE merchant_id = '${shop}' SETTINGS mutations_sync = 2`;
    await spoil(
      changed('product_months', 'orders = orders + 1'),
      changed('product_countries', 'refunded_units = refunded_units + 1'),
      changed('cart_days', 'total = total + 1'),
      `INSERT INTO product_countries SELECT * REPLACE ('Nowhere' AS country) FROM product_countries FINAL WHERE merchant_id = '${other}' LIMIT 1`,
      `ALTER TABLE product_months DELETE WHERE merchant_id = '${other}' SETTINGS mutations_sync = 2`,
    );
    const summary = await reconciler.run({});
    expect(summary).toMatchObject({ repaired: summary.differences, unsettled: 0 });
    const tables = async (id: string) => [
      ...new Set((await recordsOf(id)).map(({ table_name }) => table_name)),
    ];
    expect(await tables(shop)).toEqual(['cart_days', 'product_countries', 'product_months']);
    expect(await tables(other)).toEqual(['product_countries', 'product_months']);
    expect(await reconciler.run({})).toMatchObject({ differences: 0 });
  });

  it('calls nothing a difference while six writers go on', async () => {
    let isWriting = true;
    const writers = Array.from({ length: 6 }, async (_, lane) => {
      for (let n = 0; isWriting; n += 1) {
        await mirror.sql(
          orders(lane % 2 ? shop : other, 1_000 * (lane + 1) + n * 2, 1_000 * (lane + 1) + n * 2 + 1),
        );
        await mirror.sql(
          `UPDATE commerce.order_items SET amount = amount + 1 WHERE line_no = 2 AND random() < 0.05`,
        );
        await mirror.sql(`DELETE FROM commerce.order_items WHERE line_no = 4 AND random() < 0.05`);
        await sleep(300);
      }
    });
    try {
      expect(await reconciler.run({})).toMatchObject({ merchants: 2, differences: 0 });
    } finally {
      isWriting = false;
      await Promise.all(writers);
    }
    expect(await reconciler.run({})).toMatchObject({ differences: 0, unsettled: 0 });
  }, 180_000);

  it('says what it cannot repair, and when that has come right', async () => {
    await mirror.sql(
      `UPDATE commerce.order_items SET amount = 'NaN' WHERE line_no = 1 AND business_date = '2011-01-02'`,
    );
    await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
    const first = await reconciler.run({});
    expect(first.differences).toBeGreaterThan(first.repaired);
    expect(await stateOf(shop)).toMatchObject({ state: 'DIFFERENT' });
    const open = (await recordsOf(shop)).filter(({ repaired }) => !repaired);
    expect(open.map(({ table_name }) => table_name)).toContain('order_items');
    await reconciler.run({});
    expect((await recordsOf(shop)).length).toBe(open.length);
    const { rows } = await mirror.sql(
      'SELECT count(*)::int AS n, count(DISTINCT row_id)::int AS rows FROM events.cdc_poison',
    );
    expect(rows[0].n).toBe(rows[0].rows);
    await mirror.sql(`UPDATE commerce.order_items SET amount = 1 WHERE amount = 'NaN'`);
    expect(await reconciler.run({})).toMatchObject({ differences: 0 });
    expect(await stateOf(shop)).toMatchObject({ state: 'RECONCILED' });
    expect((await recordsOf(shop)).every(({ repaired }) => repaired)).toBe(true);
    // What was set aside is settled without anybody.
    const waiting = await mirror.sql('SELECT 1 FROM events.cdc_poison WHERE settled_at IS NULL');
    expect(waiting.rowCount).toBe(0);
  });

  it('has a table loaded anew when rows from ahead of the log hide the true ones', async () => {
    await spoil(
      `INSERT INTO orders SELECT * REPLACE (18000000000000000000 AS version, 'France' AS country) FROM orders FINAL WHERE merchant_id = '${other}'`,
      `INSERT INTO daily_metrics SELECT * REPLACE (18000000000000000000 AS version, 7 AS units) FROM daily_metrics FINAL WHERE merchant_id = '${other}'`,
    );
    expect((await reconciler.run({ merchantIds: [other] })).repaired).toBe(0);
    expect(await stateOf(other)).toMatchObject({ state: 'DIFFERENT' });
    const control = createControlStore({ pool: mirror.database.pools.worker, slot: mirror.slot });
    expect(await reconciler.run({})).toMatchObject({
      merchants: 0,
      skipped: expect.stringMatching(/is being loaded/),
    });
    await until(
      'the load',
      async () =>
        [...(await control.read()).values()].every(
          ({ state, resyncRequestedAt }) => state === 'FOLLOWING' && !resyncRequestedAt,
        ),
      60_000,
    );
    await mirror.expectEqual();
    expect(await reconciler.run({})).toMatchObject({ merchants: 2, differences: 0 });
  });

  it('compares a large merchant month by month, goes on where it stopped, and repairs what it finds', async () => {
    await mirror.sql(orders(shop, 100, 400));
    await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
    const patient = createReconciler({
      connectionString: mirror.database.urlFor('mg_cdc'),
      pool: mirror.database.pools.worker,
      warehouse: mirror.warehouse,
      logger: createLogger({ name: 'reconcile', level: 'silent' }),
      slot: mirror.slot,
      largeFromRows: 500,
    });
    /** Runs until the merchant is done, each run stopping after one month. */
    async function pass(): Promise<{ runs: number; differences: number; repaired: number }> {
      const sum = { runs: 0, differences: 0, repaired: 0 };
      for (;;) {
        const { merchants, differences, repaired } = await patient.run({ merchantIds: [shop], budgetMs: 0 });
        sum.runs += 1;
        sum.differences += differences;
        sum.repaired += repaired;
        if (merchants === 1) return sum;
        expect(sum.runs).toBeLessThan(20);
      }
    }
    // January to April, and what has no days.
    expect(await pass()).toEqual({ runs: 5, differences: 0, repaired: 0 });
    expect(await stateOf(shop)).toMatchObject({ state: 'RECONCILED' });
    await spoil(
      `ALTER TABLE order_items DELETE WHERE merchant_id = '${shop}' AND business_date = '2011-02-03' SETTINGS mutations_sync = 2`,
      `INSERT INTO orders SELECT * REPLACE (generateUUIDv4() AS id, toDate32('1999-09-09') AS business_date, 'ghost' AS external_id)
         FROM orders FINAL WHERE merchant_id = '${shop}' LIMIT 1`,
    );
    expect(await pass()).toEqual({ runs: 5, differences: 2, repaired: 2 });
    expect(await stateOf(shop)).toMatchObject({ state: 'REPAIRED' });
    // Of no consequence for any sum, and in the newest month.
    await spoil(
      `ALTER TABLE product_days UPDATE orders = orders + 1 WHERE merchant_id = '${shop}' AND business_date = '2011-04-20' SETTINGS mutations_sync = 2`,
    );
    expect(await pass()).toEqual({ runs: 5, differences: 1, repaired: 1 });
    expect((await recordsOf(shop)).map(({ table_name, day }) => [table_name, day])).toEqual(
      expect.arrayContaining([
        ['order_items', '2011-02-03'],
        ['orders', '1999-09-09'],
        ['product_days', '2011-04-20'],
      ]),
    );
    await mirror.expectEqual();
    // Row by row in the end, whatever month it is: each has its turn.
    await spoil(
      `ALTER TABLE carts UPDATE status = 'OPEN' WHERE merchant_id = '${shop}' AND status = 'ABANDONED' AND business_date < '2011-02-01' SETTINGS mutations_sync = 2`,
    );
    let repaired = 0;
    for (let n = 0; n < CONTENT_EVERY; n += 1) repaired += (await pass()).repaired;
    expect(repaired).toBeGreaterThan(3);
    expect(await reconciler.run({})).toMatchObject({ differences: 0 });
  }, 180_000);

  it('does not compare while replication is paused, and shows a merchant only its own record', async () => {
    await reconciler.run({});
    const control = createControlStore({ pool: mirror.database.pools.worker, slot: mirror.slot });
    await control.want(['orders'], 'PAUSE');
    expect(await reconciler.run({})).toMatchObject({ merchants: 0, skipped: 'orders is paused' });
    const seen = await withTenants(mirror.database.app, [other], (tx) => tx.reconciliation.findMany());
    expect(seen.map(({ merchantId }) => merchantId)).toEqual([other]);
  });
});
