import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createWarehouse, migrateWarehouse, type Warehouse, type WatchedScope } from './index.ts';
import { WATCHED_SUMS } from './watched.ts';

const shop = '0190f2ee-0000-7000-8000-000000000001';
const other = '0190f2ee-0000-7000-8000-000000000002';
const nobody = '0190f2ee-0000-7000-8000-00000000ffff';
const id = (n: number): string => `0190f2ee-0000-7000-9000-${String(n).padStart(12, '0')}`;
const [FROM, TO] = ['2026-02-27', '2026-03-02'];

let folder: string;
let child: ClickHouseChild;
let warehouse: Warehouse;
let lines = 0;

/** An order with one line. */
async function sell(
  merchant: string,
  day: string,
  sale: {
    order: number;
    customer?: number;
    country?: string;
    sku?: string;
    amount?: string;
    kind?: string;
    currency?: string;
  },
): Promise<void> {
  const {
    order,
    customer,
    country = 'France',
    sku = 'A',
    amount = '10.0000',
    kind = 'SALE',
    currency = 'EUR',
  } = sale;
  const at = `${day} 12:00:00`;
  const shared = { merchant_id: merchant, business_date: day, currency, version: 1n, is_deleted: 0 as const };
  await warehouse.insert('orders', [
    {
      ...shared,
      id: id(order),
      external_id: `o-${order}`,
      kind: 'SALE',
      customer_id: customer === undefined ? null : id(customer),
      country,
      channel: null,
      placed_at: at,
    },
  ]);
  await warehouse.insert('order_items', [
    {
      ...shared,
      id: id(++lines),
      order_id: id(order),
      line_no: 1,
      product_id: null,
      sku,
      description: null,
      kind,
      quantity: kind === 'SALE' ? 2 : -2,
      unit_price: '5.0000',
      amount,
      occurred_at: at,
    },
  ]);
}

const cart = (n: number, day: string, status: string) => ({
  merchant_id: shop,
  business_date: day,
  id: id(n),
  external_id: `c-${n}`,
  customer_id: null,
  status,
  currency: 'EUR',
  total: '5.0000',
  item_count: 1,
  created_at: `${day} 10:00:00`,
  updated_at: `${day} 11:00:00`,
  abandoned_at: null,
  client_address: null,
  version: 1n,
  is_deleted: 0 as const,
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mg-watched-'));
  child = await startClickHouseChild(folder);
  const options = { url: child.url, password: child.password, database: 'warehouse' };
  await migrateWarehouse(options);
  warehouse = createWarehouse(options);
  await sell(shop, '2026-02-25', { order: 100, customer: 1 });
  await sell(shop, '2026-02-27', { order: 101, customer: 1, amount: '20.0000' });
  await sell(shop, '2026-02-27', { order: 102, customer: 2, country: 'Japan', sku: 'B' });
  await sell(shop, '2026-02-27', { order: 103 });
  await sell(shop, '2026-02-27', { order: 104, customer: 9, currency: 'USD', amount: '777.0000' });
  await sell(shop, '2026-03-02', { order: 105, customer: 2, amount: '0.1000' });
  await sell(shop, '2026-03-02', { order: 105, customer: 2, kind: 'REFUND', amount: '-4.5000' });
  await sell(other, '2026-03-01', { order: 200, customer: 1, amount: '50.0000' });
  await warehouse.insert('carts', [
    cart(300, '2026-02-28', 'OPEN'),
    cart(301, '2026-02-28', 'ABANDONED'),
    cart(302, '2026-02-28', 'RECOVERED'),
    cart(303, '2026-02-28', 'ORDERED'),
  ]);
  await warehouse.rebuildDailyMetrics({ days: await warehouse.allDays(), version: 1n });
});
afterAll(async () => {
  await warehouse?.close();
  await child?.stop();
  await rm(folder, { recursive: true, force: true });
});

const scope = (parts: Partial<WatchedScope> = {}): WatchedScope => ({
  merchantId: shop,
  currency: 'EUR',
  ...parts,
});
const read = (scopes: WatchedScope[], sums = new Set(WATCHED_SUMS)) =>
  warehouse.watched.days({ scopes, from: FROM, to: TO, sums });

describe('watched days', () => {
  it('of a shop are every sum of every day, in its currency', async () => {
    expect(await read([scope()])).toEqual([
      {
        from: FROM,
        firstDay: '2026-02-25',
        sums: {
          grossRevenue: [40, 0, 0, 0.1],
          refunds: [0, 0, 0, 4.5],
          orders: [3, 0, 0, 1],
          units: [6, 0, 0, 2],
          newCustomers: [1, 0, 0, 0],
          returningCustomers: [1, 0, 0, 1],
          carts: [0, 4, 0, 0],
          abandonedCarts: [0, 2, 0, 0],
          orderedCarts: [0, 2, 0, 0],
        },
      },
    ]);
  });

  it('of products and countries, of several merchants, come together and in the order asked for', async () => {
    const found = await read([
      scope({ slice: { by: 'country', key: 'Japan' } }),
      scope({ slice: { by: 'product', key: 'A' } }),
      scope({ merchantId: other }),
      scope({ slice: { by: 'product', key: 'B' } }),
      scope({ slice: { by: 'country', key: 'France' } }),
      scope({ slice: { by: 'product', key: 'never seen' } }),
      scope({ merchantId: nobody }),
    ]);
    expect(found.map(({ sums }) => sums.grossRevenue)).toEqual([
      [10, 0, 0, 0],
      [30, 0, 0, 0.1],
      [0, 0, 50, 0],
      [10, 0, 0, 0],
      [30, 0, 0, 0.1],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(found.map(({ sums }) => sums.newCustomers)).toEqual([
      [1, 0, 0, 0],
      undefined,
      [0, 0, 1, 0],
      undefined,
      // Who bought from Japan before has bought before.
      [0, 0, 0, 0],
      undefined,
      [0, 0, 0, 0],
    ]);
    expect(found[4]?.sums.returningCustomers).toEqual([1, 0, 0, 1]);
    expect(found.map(({ firstDay }) => firstDay)).toEqual([
      ...Array(2).fill('2026-02-25'),
      '2026-03-01',
      ...Array(3).fill('2026-02-25'),
      null,
    ]);
    expect(found[0]?.sums.carts).toBeUndefined();
  });

  it('in another currency are others', async () => {
    const [dollars] = await read([scope({ currency: 'USD' })]);
    expect(dollars).toMatchObject({
      firstDay: '2026-02-27',
      sums: { grossRevenue: [777, 0, 0, 0], newCustomers: [1, 0, 0, 0] },
    });
  });

  it('hold the sums asked for', async () => {
    const [found] = await read([scope()], new Set(['orders']));
    expect(found?.sums).toEqual({ orders: [3, 0, 0, 1] });
    expect(await read([])).toEqual([]);
  });

  it('take any key for a value', async () => {
    const odd = "it's \\ odd\n');--";
    expect((await read([scope({ slice: { by: 'product', key: odd } })]))[0]?.sums.orders).toEqual([
      0, 0, 0, 0,
    ]);
    expect(await warehouse.watched.exists(scope({ slice: { by: 'country', key: odd } }))).toBe(false);
  });

  it('are there for what was ever sold', async () => {
    const exists = (by: 'product' | 'country', key: string, merchantId = shop) =>
      warehouse.watched.exists(scope({ merchantId, slice: { by, key } }));
    expect(await exists('product', 'B')).toBe(true);
    expect(await exists('product', 'b')).toBe(false);
    expect(await exists('product', 'B', other)).toBe(false);
    expect(await exists('country', 'Japan')).toBe(true);
    expect(await exists('country', 'Mars')).toBe(false);
  });
});
