import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createWarehouse, MIRRORED, migrateWarehouse, type OrderItemRow, type Warehouse } from './index.ts';
import { mirrorAndMetrics } from './migrations/0001-mirror-and-metrics.ts';

const shop = '0190f2ee-0000-7000-8000-000000000001';
const other = '0190f2ee-0000-7000-8000-000000000002';
const nobody = '0190f2ee-0000-7000-8000-00000000ffff';
const id = (n: number): string => `0190f2ee-0000-7000-9000-${String(n).padStart(12, '0')}`;

let folder: string;
let child: ClickHouseChild;
let warehouse: Warehouse;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mg-warehouse-'));
  child = await startClickHouseChild(folder);
  const options = { url: child.url, password: child.password, database: 'warehouse' };
  // Two processes that start at once; then one that finds everything done.
  await Promise.all([migrateWarehouse(options), migrateWarehouse(options)]);
  expect(await migrateWarehouse(options)).toEqual([]);
  warehouse = createWarehouse(options);
});

afterAll(async () => {
  await warehouse.close();
  await child.stop();
  await rm(folder, { recursive: true, force: true });
});

const line = (n: number, overrides: Partial<OrderItemRow> = {}): OrderItemRow => ({
  merchant_id: shop,
  business_date: '2011-11-01',
  id: id(n),
  order_id: id(1000),
  line_no: 1,
  product_id: null,
  sku: "it's \\ odd\n",
  description: null,
  kind: 'SALE',
  quantity: 2,
  unit_price: '1.2500',
  amount: '2.5000',
  currency: 'GBP',
  occurred_at: '2011-11-01 08:26:00.123456',
  version: 10n,
  is_deleted: 0,
  ...overrides,
});

const order = (n: number, customer: string | null, overrides = {}) => ({
  merchant_id: shop,
  id: id(n),
  external_id: `inv-${n}`,
  kind: 'SALE',
  customer_id: customer,
  currency: 'GBP',
  country: 'France',
  channel: null,
  placed_at: '2011-11-01 08:26:00',
  business_date: '2011-11-01',
  version: 10n,
  is_deleted: 0 as const,
  ...overrides,
});

const metrics = async (from = '2011-11-01', to = '2011-11-30', merchantIds = [shop]) =>
  warehouse.dailyMetrics({ merchantIds, from, to });

describe('daily metrics', () => {
  it('follow their definitions, per merchant and day', async () => {
    await warehouse.insert('orders', [
      order(1000, id(1)),
      order(1001, id(2)),
      order(1002, null),
      order(1003, id(1)),
    ]);
    await warehouse.insert('order_items', [
      line(1),
      line(2, { quantity: 3, amount: '3.7500' }),
      line(3, { order_id: id(1001), amount: '0.0001' }),
      line(4, { order_id: id(1002), amount: '10.0000' }),
      line(5, { order_id: id(1003), kind: 'CANCELLATION', quantity: -1, amount: '-1.2500' }),
      line(6, { order_id: id(1003), kind: 'REFUND', quantity: 0, amount: '-0.5000' }),
      line(7, { order_id: id(1003), kind: 'ADJUSTMENT', quantity: -50, amount: '0.0000' }),
      line(8, { order_id: id(1003), kind: 'BAD_DEBT', quantity: 1, amount: '-11062.0600' }),
      line(9, { business_date: '2011-11-03', amount: '100.0000' }),
      line(1, { merchant_id: other, amount: '999.0000' }),
    ]);
    await warehouse.insert('carts', [
      {
        merchant_id: shop,
        business_date: '2011-11-03',
        id: id(1),
        external_id: 'cart',
        customer_id: null,
        status: 'ABANDONED',
        currency: 'GBP',
        total: '5.0000',
        item_count: 1,
        created_at: '2011-11-03 00:00:00',
        updated_at: '2011-11-03 00:00:00.5',
        abandoned_at: null,
        client_address: null,
        version: 1n,
        is_deleted: 0,
      },
    ]);
    const days = [
      { merchantId: shop, businessDate: '2011-11-01' },
      { merchantId: shop, businessDate: '2011-11-03' },
      { merchantId: shop, businessDate: '2011-11-03' },
      { merchantId: other, businessDate: '2011-11-01' },
    ];
    await warehouse.rebuildDailyMetrics({ days, version: 1n });
    expect(await metrics()).toEqual([
      {
        merchant_id: shop,
        business_date: '2011-11-01',
        currency: 'GBP',
        gross_revenue: '16.2501',
        refunds: '1.75',
        orders: 3,
        units: 9,
        customers: 2,
        lines: 8,
        carts: 0,
        abandoned_carts: 0,
      },
      {
        merchant_id: shop,
        business_date: '2011-11-03',
        currency: 'GBP',
        gross_revenue: '100',
        refunds: '0',
        orders: 1,
        units: 2,
        customers: 1,
        lines: 1,
        carts: 1,
        abandoned_carts: 1,
      },
    ]);
    expect((await metrics('2011-11-01', '2011-11-30', [other]))[0]?.gross_revenue).toBe('999');
    expect(await metrics('2011-11-01', '2011-11-30', [nobody])).toEqual([]);
  });

  it('do not count an update twice, nor a row written again, and are zero for an emptied day', async () => {
    await warehouse.insert('order_items', [
      line(1, { amount: '5.0000', version: 11n }),
      line(1, { version: 9n }),
    ]);
    await warehouse.insert('order_items', [line(2, { quantity: 3, amount: '3.7500' })]);
    await warehouse.insert('order_items', [
      line(9, { business_date: '2011-11-03', version: 12n, is_deleted: 1 }),
      line(9, { business_date: '2011-11-04', version: 12n }),
    ]);
    await warehouse.rebuildDailyMetrics({
      days: ['2011-11-01', '2011-11-03', '2011-11-04'].map((businessDate) => ({
        merchantId: shop,
        businessDate,
      })),
      version: 2n,
    });
    const rows = await metrics();
    expect(rows.map((row) => [row.business_date, row.gross_revenue, row.lines])).toEqual([
      ['2011-11-01', '18.7501', 8],
      ['2011-11-03', '0', 0],
      ['2011-11-04', '2.5', 1],
    ]);
    // An older version does not win, whenever it comes.
    await warehouse.insert('order_items', [line(3, { order_id: id(1001), amount: '7.0000', version: 1n })]);
    await warehouse.rebuildDailyMetrics({
      days: [{ merchantId: shop, businessDate: '2011-11-01' }],
      version: 1n,
    });
    expect((await metrics())[0]?.gross_revenue).toBe('18.7501');
  });

  it('are computed of what has changed alone, and of everything when that is not said', async () => {
    const at = { merchantId: other, businessDate: '2011-11-08' };
    const cart = {
      merchant_id: other,
      business_date: at.businessDate,
      id: id(70),
      external_id: 'cart',
      customer_id: null,
      status: 'ABANDONED',
      currency: 'GBP',
      total: '5.0000',
      item_count: 1,
      created_at: '2011-11-08 00:00:00',
      updated_at: '2011-11-08 00:00:00',
      abandoned_at: null,
      client_address: null,
      version: 1n,
      is_deleted: 0 as const,
    };
    const seen = async () =>
      (await metrics(at.businessDate, at.businessDate, [other])).map((row) => [
        row.gross_revenue,
        row.carts,
        row.abandoned_carts,
      ]);
    await warehouse.insert('order_items', [
      line(70, { merchant_id: other, business_date: at.businessDate, amount: '3.0000' }),
    ]);
    await warehouse.insert('carts', [cart]);
    await warehouse.rebuildDailyMetrics({ days: [{ ...at, changed: 'CARTS' }], version: 3n });
    expect(await seen()).toEqual([['0', 1, 1]]);
    await warehouse.insert('carts', [{ ...cart, status: 'OPEN', version: 2n }]);
    await warehouse.rebuildDailyMetrics({ days: [{ ...at, changed: 'LINES' }], version: 4n });
    expect(await seen()).toEqual([['3', 1, 1]]);
    await warehouse.rebuildDailyMetrics({ days: [at], version: 5n });
    expect(await seen()).toEqual([['3', 1, 0]]);
    // A day emptied of both.
    await warehouse.insert('carts', [{ ...cart, version: 3n, is_deleted: 1 }]);
    await warehouse.insert('order_items', [
      line(70, { merchant_id: other, business_date: at.businessDate, version: 90n, is_deleted: 1 }),
    ]);
    await warehouse.rebuildDailyMetrics({ days: [at], version: 6n });
    expect(await seen()).toEqual([['0', 0, 0]]);
  });
});

describe('the mirror', () => {
  it('gives totals and days, and knows which slots were loaded', async () => {
    const totals = await warehouse.totals({ merchantIds: [shop] });
    expect(totals.order_items).toEqual({ rows: 9, amount: '-11042.5599', quantity: -39 });
    expect(totals.orders.rows).toBe(4);
    expect(totals.carts).toEqual({ rows: 1, amount: '5', quantity: 1 });
    expect(totals.daily_metrics.rows).toBe(3);
    expect(await warehouse.daysOfOrders({ merchantIds: [shop], orderIds: [id(1001)] })).toEqual([
      { merchantId: shop, businessDate: '2011-11-01' },
    ]);
    expect((await warehouse.allDays()).length).toBe(5);
    expect((await warehouse.allDays(other)).every(({ merchantId }) => merchantId === other)).toBe(true);
    const { mirror } = warehouse;
    expect(await mirror.isSlotLoaded('mg_cdc')).toBe(false);
    await mirror.markLoaded({ slot: 'mg_cdc', tables: ['carts'], consistentLsn: 2n ** 63n, whole: false });
    expect(await mirror.isSlotLoaded('mg_cdc')).toBe(false);
    expect(await mirror.loadedTables('mg_cdc')).toEqual(['carts']);
    await mirror.markLoaded({ slot: 'mg_cdc', tables: ['orders'], consistentLsn: 1n, whole: true });
    expect(await mirror.isSlotLoaded('mg_cdc')).toBe(true);
    await mirror.forgetLoads();
    expect(await mirror.isSlotLoaded('mg_cdc')).toBe(false);
    expect(await mirror.loadedTables('mg_cdc')).toEqual([]);
  });

  it('has the columns its writers send, and rows its schemas accept', () => {
    expect(MIRRORED.order_items.schema.parse(line(1))).toEqual(line(1));
    expect(() => MIRRORED.order_items.schema.parse(line(1, { amount: '1.23456' }))).toThrow();
  });

  it('takes many merchants and a hostile one as parameters', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => id(n));
    const range = { currency: 'GBP', from: '2011-11-01', to: '2011-11-30' };
    expect((await warehouse.insights.days({ merchantIds: [...many, shop], ...range })).length).toBe(1001);
    expect(
      (await warehouse.insights.days({ merchantIds: [shop], ...range, currency: "' OR 1=1 --" }))[0],
    ).toEqual({ shop: undefined, slices: undefined });
    await expect(metrics('2011-11-01', '2011-11-30', ["') OR 1=1 --"])).rejects.toThrow();
    await expect(metrics("2011-11-01' OR '1'='1")).rejects.toThrow();
  });
});

describe('a database of the first version', () => {
  it('is brought up to date with what it holds, loaded anew, and counts no day twice', async () => {
    const options = { url: child.url, password: child.password, database: 'first_version' };
    const server = createWarehouseClient({ ...options, database: 'default' });
    await server.command({ query: 'CREATE DATABASE first_version' });
    await server.close();
    const client = createWarehouseClient(options);
    for (const query of mirrorAndMetrics) await client.command({ query });
    const old = {
      merchant_id: shop,
      business_date: '2011-11-01',
      gross_revenue: '7',
      orders: 1,
      lines: 1,
      version: 5,
    };
    await client.insert({ table: 'daily_metrics', values: [old], format: 'JSONEachRow' });
    await client.insert({ table: 'loaded_slots', values: [{ slot: 'mg_cdc' }], format: 'JSONEachRow' });
    await client.close();
    await Promise.all([migrateWarehouse(options), migrateWarehouse(options)]);
    const upgraded = createWarehouse(options);
    expect(await upgraded.mirror.isSlotLoaded('mg_cdc')).toBe(false);
    expect(await upgraded.mirror.loadedTables('mg_cdc')).toEqual([]);
    await upgraded.insert('orders', [order(1000, null)]);
    await upgraded.insert('order_items', [line(1, { amount: '7.0000' })]);
    await upgraded.rebuildDailyMetrics({ days: await upgraded.allDays(), version: 6n });
    const range = { merchantIds: [shop], from: '2011-11-01', to: '2011-11-01' };
    const rows = await upgraded.dailyMetrics(range);
    expect(rows.map((row) => [row.currency, row.gross_revenue, row.orders, row.lines])).toEqual([
      ['', '0', 0, 0],
      ['GBP', '7', 1, 1],
    ]);
    await upgraded.close();
  });
});
