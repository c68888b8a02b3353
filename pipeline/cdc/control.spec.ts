import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createLogger } from '#platform/log/index.ts';
import { startEmbeddedPostgres } from '#platform/postgres/embedded.ts';
import { migrateDatabase } from '#prisma/migrate.ts';
import { ROLES, type RolePasswords, urlForRole } from '#prisma/roles.ts';
import { createWarehouse, type MirroredTable, migrateWarehouse } from '#warehouse/index.ts';
import { until } from '../../tests/fixtures/wait.ts';
import { type ControlStore, createControlStore, type TableState, WHOLE } from './control-store.ts';
import { createCdc } from './index.ts';
import { type MirrorFixture, openMirror, orders, other, shop } from './testing/fixture.ts';

describe('operators', { timeout: 120_000 }, () => {
  let mirror: MirrorFixture;
  let control: ControlStore;

  beforeEach(async () => {
    mirror = await openMirror();
    control = createControlStore({ pool: mirror.database.pools.worker, slot: mirror.slot });
    mirror.follow();
    await mirror.sql(orders(shop, 0, 20));
    await mirror.expectEqual();
  });
  afterEach(() => mirror.close());

  const stateOf = async (table: MirroredTable | typeof WHOLE) => (await control.read()).get(table)?.state;
  const becomes = (table: MirroredTable | typeof WHOLE, state: TableState) =>
    until(`${table} to be ${state}`, async () => (await stateOf(table)) === state, 60_000);
  const rowsOf = async (table: MirroredTable) =>
    (await mirror.warehouse.totals({ merchantIds: [shop, other] }))[table].rows;

  it('pause one table and resume it: the others follow, and nothing is missing afterwards', async () => {
    const before = await rowsOf('order_items');
    await control.want(['order_items'], 'PAUSE');
    await becomes('order_items', 'PAUSED');
    await mirror.sql(orders(shop, 30, 40));
    await mirror.sql(`DELETE FROM commerce.order_items WHERE line_no = 1 AND business_date < '2011-01-04'`);
    await mirror.sql(`UPDATE commerce.order_items SET business_date = business_date + 1 WHERE line_no = 2`);
    await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
    expect(await rowsOf('order_items')).toBe(before);
    expect(await rowsOf('orders')).toBe(32);
    // A new process knows it too.
    await mirror.cdc.stop();
    mirror.follow();
    await mirror.sql(orders(shop, 50, 55));
    await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
    expect(await rowsOf('order_items')).toBe(before);
    await control.want(['order_items'], 'FOLLOW');
    // Changes go on while it is loaded.
    for (let n = 60; n < 120; n += 2) {
      await mirror.sql(orders(n % 4 ? shop : other, n, n + 1));
      await mirror.sql(`UPDATE commerce.order_items SET amount = amount + 1 WHERE random() < 0.2`);
      await mirror.sql(`DELETE FROM commerce.order_items WHERE random() < 0.02`);
    }
    await becomes('order_items', 'FOLLOWING');
    await mirror.expectEqual();
    expect((await control.read()).get('order_items')).toMatchObject({ loadReason: 'RESUMED', error: null });
  });

  it('pause everything and resume it', async () => {
    await control.want([WHOLE], 'PAUSE');
    await becomes(WHOLE, 'PAUSED');
    expect(mirror.cdc.status().phase).toBe('PAUSED');
    const before = await rowsOf('orders');
    await mirror.sql(orders(shop, 30, 40));
    expect(await rowsOf('orders')).toBe(before);
    await control.want([WHOLE], 'FOLLOW');
    await becomes(WHOLE, 'FOLLOWING');
    await mirror.expectEqual();
  });

  it('have a table loaded anew: what is missing comes back, and what PostgreSQL has not goes', async () => {
    const client = mirror.warehouse.mirror;
    // Hidden by rows that come from ahead of the log, as after a restored PostgreSQL.
    await client.removeOlder({ table: 'order_items', version: 2n ** 60n });
    await client.truncate(['carts']);
    await client.insert('customers', [
      {
        merchant_id: shop,
        id: '0190f2ee-0000-7000-8000-00000000dead',
        external_id: 'ghost',
        country: null,
        created_at: '2011-01-01 00:00:00',
        version: 5n,
        is_deleted: 0,
      },
    ]);
    await control.requestResync(['order_items', 'carts', 'customers']);
    await mirror.sql('TRUNCATE commerce.cart_items');
    await until(
      'the load',
      async () => (await control.read()).get('customers')?.loadReason === 'REQUESTED',
      60_000,
    );
    await mirror.expectEqual();
    const rows = await control.read();
    for (const table of ['order_items', 'carts', 'customers'] as const)
      expect(rows.get(table)).toMatchObject({ state: 'FOLLOWING', resyncRequestedAt: null });
  });

  it('lose nothing to a table that is truncated while it is loaded, before and after its snapshot', async () => {
    for (let round = 0; round < 3; round += 1) {
      await control.requestResync(['carts', 'cart_items', 'orders']);
      for (let n = 0; n < 10; n += 1) {
        if (n % 5 === 4) await mirror.sql('TRUNCATE commerce.carts, commerce.cart_items');
        const from = 1_000 + round * 100 + n * 5;
        await mirror.sql(orders(n % 2 ? shop : other, from, from + 4));
      }
      await mirror.expectEqual();
    }
  });

  it('add a table or a column: the stream goes on, and what was there before is loaded', async () => {
    await mirror.cdc.stop();
    // As in a deployment from before the table was mirrored.
    await mirror.warehouse.mirror.forgetLoads();
    await mirror.warehouse.mirror.truncate(['cart_items']);
    await mirror.warehouse.mirror.markLoaded({
      slot: mirror.slot,
      tables: ['order_items', 'orders', 'customers', 'products', 'carts'],
      consistentLsn: 1n,
      whole: true,
    });
    await mirror.sql('DELETE FROM events.cdc_tables');
    mirror.follow();
    await mirror.sql(`ALTER TABLE commerce.order_items ADD COLUMN note text`);
    await mirror.sql(`ALTER TABLE commerce.customers ADD COLUMN tier text DEFAULT 'none'`);
    await mirror.sql(orders(other, 0, 10));
    await mirror.sql(`UPDATE commerce.order_items SET note = 'gift', quantity = quantity + 1`);
    await mirror.expectEqual();
    expect((await control.read()).get('cart_items')).toMatchObject({
      loadReason: 'ADDED',
      state: 'FOLLOWING',
    });
    expect((await control.read()).get('orders')).toBeUndefined();
  });
});

describe('a slot whose log the server threw away', () => {
  it('is made anew and everything is loaded, without anybody doing anything and without emptying the reports', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mg-lost-'));
    const logger = createLogger({ name: 'cdc', level: 'silent' });
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(folder, 'postgres'),
      password: 'secret',
      settings: { fsync: 'off', max_slot_wal_keep_size: '16MB', max_wal_size: '32MB', min_wal_size: '32MB' },
    });
    const passwords = Object.fromEntries(ROLES.map((role) => [role, 'secret'])) as RolePasswords;
    const admin = new pg.Pool({ connectionString: postgres.url, max: 2 });
    admin.on('error', () => undefined);
    const pool = new pg.Pool({ connectionString: urlForRole(postgres.url, 'mg_worker', 'secret'), max: 3 });
    pool.on('error', () => undefined);
    const child = await startClickHouseChild(path.join(folder, 'clickhouse'));
    const connection = { url: child.url, password: child.password, database: 'shop' };
    const warehouse = createWarehouse(connection);
    const follow = () => {
      const cdc = createCdc({
        connectionString: urlForRole(postgres.url, 'mg_cdc', 'secret'),
        statePool: pool,
        warehouse,
        logger,
      });
      cdc.start();
      return cdc;
    };
    let cdc: ReturnType<typeof follow> | undefined;
    try {
      await migrateDatabase({ adminUrl: postgres.url, passwords, logger });
      await migrateWarehouse(connection);
      cdc = follow();
      await admin.query(orders(shop, 0, 50));
      await cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
      await cdc.stop();
      await admin.query(orders(shop, 60, 70));
      await admin.query(`DELETE FROM commerce.order_items WHERE line_no = 1`);
      await until(
        'the slot to be lost',
        async () => {
          await admin.query(
            `CREATE TABLE IF NOT EXISTS filler (t text);
             INSERT INTO filler SELECT repeat(md5(n::text), 100) FROM generate_series(1, 5000) n; CHECKPOINT`,
          );
          const { rows } = await admin.query(
            `SELECT wal_status FROM pg_replication_slots WHERE slot_name = 'mg_cdc'`,
          );
          return rows[0]?.wal_status === 'lost';
        },
        60_000,
      );
      const totals = () => warehouse.totals({ merchantIds: [shop] });
      const before = await totals();
      let least = before.order_items.rows;
      cdc = follow();
      const watching = (async () => {
        while (cdc?.status().phase !== 'STREAMING')
          least = Math.min(least, (await totals()).order_items.rows);
      })();
      await admin.query(orders(shop, 80, 90));
      await cdc.waitUntilCaughtUp({ timeoutMs: 30_000 });
      await watching;
      const { rows } = await admin.query(
        `SELECT (SELECT count(*)::int FROM commerce.order_items) AS lines, (SELECT count(*)::int FROM commerce.orders) AS orders,
           (SELECT load_reason FROM events.cdc_tables WHERE table_name = 'orders') AS reason`,
      );
      const after = await totals();
      expect([after.order_items.rows, after.orders.rows, rows[0].reason]).toEqual([
        rows[0].lines,
        rows[0].orders,
        'SLOT_LOST',
      ]);
      // Some were gone in PostgreSQL too; never was there nothing.
      expect(least).toBeGreaterThan(before.order_items.rows / 2);
    } finally {
      await cdc?.stop();
      await Promise.allSettled([admin.end(), pool.end(), warehouse.close()]);
      await child.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
