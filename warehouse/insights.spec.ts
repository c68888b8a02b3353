import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createWarehouse, migrateWarehouse, type Warehouse } from './index.ts';
import { MOST_SLICES } from './queries/slices.ts';
import { decodeShop, decodeSlices, type SliceDays } from './shop-days.ts';

const uuid = (kind: number, number: number): string =>
  `0000000${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`;
const [shop, other, nobody] = [uuid(1, 1), uuid(1, 2), uuid(1, 3)];
const TO = '2026-03-31';
const DAYS = 120;
const day = (age: number): string =>
  new Date(Date.parse(`${TO}T00:00:00Z`) - age * 86_400_000).toISOString().slice(0, 10);
const CHUNK = { currency: 'EUR', from: day(DAYS - 1), to: TO };

interface Sale {
  age: number;
  sku?: string;
  customer?: number;
  country?: string;
  amount?: number;
  merchant?: string;
  currency?: string;
}

const CART_RULES = {
  highValue: 10_000,
  lowValue: 1,
  leastItems: 1,
  itemsAMinute: 100,
  addressCarts: 20,
  addressSeconds: 3_600,
};

describe('what the insight job reads', () => {
  let folder: string;
  let server: ClickHouseChild;
  let warehouse: Warehouse;
  const connection = () => ({ url: server.url, password: server.password, database: 'insights' });
  let orders = 0;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mg-insights-'));
    server = await startClickHouseChild(folder);
    await migrateWarehouse(connection());
    warehouse = createWarehouse(connection());
  });
  afterAll(async () => {
    await warehouse?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Orders of one line each, as the mirror would hold them. */
  async function sell(sales: readonly Sale[]): Promise<void> {
    const rows = sales.map((sale) => ({
      merchant: shop,
      currency: 'EUR',
      amount: 10,
      ...sale,
      id: ++orders,
    }));
    await warehouse.insert(
      'orders',
      rows.map(({ id, merchant, currency, customer, country, age }) => ({
        merchant_id: merchant,
        id: uuid(2, id),
        external_id: String(id),
        kind: 'SALE',
        customer_id: customer === undefined ? null : uuid(4, customer),
        currency,
        country: country ?? null,
        channel: null,
        placed_at: `${day(age)} 12:00:00.000000`,
        business_date: day(age),
        version: 1n,
        is_deleted: 0,
      })),
    );
    await warehouse.insert(
      'order_items',
      rows.map(({ id, merchant, currency, sku, amount, age }) => ({
        merchant_id: merchant,
        business_date: day(age),
        id: uuid(3, id),
        order_id: uuid(2, id),
        line_no: 1,
        product_id: null,
        sku: sku ?? 'a',
        description: null,
        kind: 'SALE',
        quantity: 2,
        unit_price: (amount / 2).toFixed(4),
        amount: amount.toFixed(4),
        currency,
        occurred_at: `${day(age)} 12:00:00.000000`,
        version: 1n,
        is_deleted: 0,
      })),
    );
    await warehouse.rebuildDailyMetrics({
      days: rows.map(({ merchant, age }) => ({ merchantId: merchant, businessDate: day(age) })),
      version: BigInt(orders),
    });
  }

  const read = async (merchantIds: string[], chunk = CHUNK) =>
    (await warehouse.insights.days({ ...chunk, merchantIds })).map(({ shop: days, slices }) => ({
      shop: days && decodeShop(days, DAYS),
      slices: slices ? decodeSlices(slices, DAYS) : [],
    }));
  const keys = (slices: readonly SliceDays[], dimension: string) =>
    slices.flatMap((slice) => (slice.dimension === dimension ? [slice.key] : []));
  const at = (values: ArrayLike<number> | undefined, age: number) => values?.[DAYS - 1 - age];

  it('is every day of every merchant asked for, in its currency, without those outside the range', async () => {
    await sell([
      { age: 0, amount: 12.5, customer: 1 },
      { age: 0, amount: 7.5, customer: 2 },
      { age: 3, customer: 1 },
      { age: DAYS, customer: 1 },
      { age: 5, customer: 2 },
      { age: 1, amount: 99, currency: 'USD', customer: 3 },
      { age: 2, merchant: other, customer: 1 },
    ]);
    const [none, first, second] = await read([nobody, shop, other]);
    expect(none).toEqual({ shop: undefined, slices: [] });
    expect(first?.shop?.grossRevenue).toHaveLength(DAYS);
    expect([0, 1, 3, 5].map((age) => at(first?.shop?.grossRevenue, age))).toEqual([20, 0, 10, 10]);
    expect([0, 3, 5].map((age) => at(first?.shop?.units, age))).toEqual([4, 2, 2]);
    expect(at(first?.shop?.orders, 0)).toBe(2);
    // The first customer had bought before the range began, the second's first order is five days old.
    expect([0, 3, 5].map((age) => at(first?.shop?.newCustomers, age))).toEqual([0, 0, 1]);
    expect([0, 3, 5].map((age) => at(first?.shop?.customers, age))).toEqual([2, 1, 1]);
    expect(first?.shop?.known).toBe(3);
    expect(at(second?.shop?.newCustomers, 2)).toBe(1);
    expect((await read([shop], { ...CHUNK, currency: 'USD' }))[0]?.shop?.known).toBe(1);
  });

  it('cuts a shop into its products, countries, customers and what customers were to it weeks ago', async () => {
    const merchant = uuid(1, 10);
    const sales: Sale[] = [];
    for (let age = 0; age < 119; age++) {
      sales.push({ merchant, age, sku: 'daily', country: 'DE', customer: 20 });
      if (age % 7 === 0) sales.push({ merchant, age, sku: 'weekly', country: 'FR', amount: 30 });
    }
    await sell(sales);
    const [found] = await read([merchant]);
    const slices = found?.slices ?? [];
    expect(keys(slices, 'PRODUCT').sort()).toEqual(['daily', 'weekly']);
    expect(keys(slices, 'COUNTRY').sort()).toEqual(['DE', 'FR']);
    expect(keys(slices, 'CUSTOMER')).toEqual([uuid(4, 20)]);
    expect(keys(slices, 'SEGMENT')).toHaveLength(1);
    const weekly = slices.find(({ key }) => key === 'weekly');
    expect([0, 1, 7].map((age) => at(weekly?.grossRevenue, age))).toEqual([30, 0, 30]);
    expect([at(weekly?.units, 7), at(weekly?.orders, 7), weekly?.known]).toEqual([2, 1, 17]);
    const countries = slices.filter(({ dimension }) => dimension === 'COUNTRY');
    const sum = countries.reduce((total, slice) => total + (at(slice.grossRevenue, 7) ?? 0), 0);
    expect(sum).toBe(at(found?.shop?.grossRevenue, 7));
  });

  it('adds products up to their categories; what has none is in no category', async () => {
    const merchant = uuid(1, 13);
    const sales: Sale[] = [];
    for (let age = 0; age < 60; age++) {
      sales.push({ merchant, age, sku: 'mug' }, { merchant, age, sku: 'mug' });
      sales.push({ merchant, age, sku: 'plate', amount: 25 }, { merchant, age, sku: 'voucher' });
      if (age > 0) sales.push({ merchant, age, sku: 'scarf', amount: 40 });
    }
    await sell(sales);
    const product = (number: number, sku: string, category: string | null, owner = merchant) => ({
      merchant_id: owner,
      id: uuid(5, number),
      external_id: sku,
      title: null,
      category,
      created_at: `${day(100)} 12:00:00.000000`,
      version: 1n,
      is_deleted: 0 as const,
    });
    await warehouse.insert('products', [
      product(1, 'mug', 'Kitchen'),
      product(2, 'plate', 'Kitchen'),
      product(3, 'scarf', 'Clothes'),
      product(4, 'voucher', null),
      // Another shop's words for the same numbers.
      product(5, 'mug', 'Gifts', other),
    ]);
    const [found] = await read([merchant]);
    const slices = found?.slices ?? [];
    expect(keys(slices, 'CATEGORY').sort()).toEqual(['Clothes', 'Kitchen']);
    const kitchen = slices.find(({ key }) => key === 'Kitchen');
    expect([at(kitchen?.grossRevenue, 0), at(kitchen?.units, 0), kitchen?.known]).toEqual([45, 6, 60]);
    // Two orders of mugs and one of a plate; at least two of them are known to be different ones.
    expect(at(kitchen?.orders, 0)).toBe(2);
    const clothes = slices.find(({ key }) => key === 'Clothes');
    expect([0, 1].map((age) => at(clothes?.grossRevenue, age))).toEqual([0, 40]);
  });

  it('hands on fifty slices at most: the largest, and small ones of which something became', async () => {
    const merchant = uuid(1, 11);
    const sales: Sale[] = [];
    for (let product = 0; product < 90; product++) {
      // Even weeks, so that nothing is odd by chance; the larger the number, the smaller the product.
      for (let age = 1; age < 90; age += 3)
        sales.push({ merchant, age, sku: `p${product}`, amount: 200 - product });
    }
    sales.push({ merchant, age: 0, sku: 'risen', amount: 60 });
    for (let age = 7; age < 70; age += 3) sales.push({ merchant, age, sku: 'risen', amount: 1 });
    for (let age = 28; age < 100; age += 1) sales.push({ merchant, age, sku: 'stopped', amount: 1 });
    await sell(sales);
    const [found] = await read([merchant]);
    const products = keys(found?.slices ?? [], 'PRODUCT');
    expect(found?.slices).toHaveLength(MOST_SLICES);
    expect(products).toEqual(expect.arrayContaining(['p0', 'p1', 'p2', 'risen', 'stopped']));
    // The same question has the same answer.
    expect((await read([merchant]))[0]).toEqual(found);
  });

  it('counts carts that break a rule, by day, with the most extreme one', async () => {
    const merchant = uuid(1, 12);
    const cart = (number: number, total: string, items: number, seconds: number, status = 'OPEN') => ({
      merchant_id: merchant,
      business_date: day(0),
      id: uuid(6, number),
      external_id: String(number),
      customer_id: null,
      status,
      currency: 'EUR',
      total,
      item_count: items,
      created_at: `${day(0)} 12:00:00.000000`,
      updated_at: `${day(0)} 12:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.000000`,
      abandoned_at: null,
      client_address: null,
      version: 1n,
      is_deleted: 0 as const,
    });
    await warehouse.insert('carts', [
      cart(1, '10000.0000', 100, 60),
      cart(2, '10000.0100', 5, 60),
      cart(3, '25000.0000', 5, 60),
      cart(4, '0.5000', 1, 60, 'ORDERED'),
      cart(5, '0.0000', 0, 60),
      cart(6, '50.0000', 250, 120),
      cart(7, '50.0000', 150, 120),
    ]);
    const found = await warehouse.insights.oddCarts({ ...CHUNK, merchantIds: [merchant, shop] }, CART_RULES);
    const base = { merchantId: merchant, day: TO };
    expect(found).toEqual([
      { ...base, rule: 'ITEMS_TOO_FAST', carts: 1, worst: { cartId: uuid(6, 6), value: 125 } },
      { ...base, rule: 'VALUE_TOO_HIGH', carts: 2, worst: { cartId: uuid(6, 3), value: 25_000 } },
      { ...base, rule: 'VALUE_TOO_LOW', carts: 1, worst: { cartId: uuid(6, 4), value: 0.5 } },
    ]);
  });

  it('counts carts of an address from which many were begun within the time', async () => {
    const [merchant, neighbour] = [uuid(1, 13), uuid(1, 14)];
    let number = 0;
    const begun = (owner: string, age: number, minute: number, client_address: string | null) => ({
      merchant_id: owner,
      business_date: day(age),
      id: uuid(8, ++number),
      external_id: String(number),
      customer_id: null,
      status: 'OPEN',
      currency: 'EUR',
      total: '50.0000',
      item_count: 1,
      created_at: `${day(age)} ${String(12 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000000`,
      updated_at: `${day(age)} 23:00:00.000000`,
      abandoned_at: null,
      client_address,
      version: 1n,
      is_deleted: 0 as const,
    });
    const many = Array.from({ length: 24 }, (_, n) => n);
    const burst = many.slice(0, 22).map((n) => begun(merchant, 1, n, 'fast'));
    const later = begun(merchant, 1, 300, 'fast');
    await warehouse.insert('carts', [
      ...burst,
      later,
      // Twenty are not too many, twenty-four over a day are none at once, and those without an address are of nobody.
      ...many.slice(0, 20).map((n) => begun(merchant, 0, n, 'busy')),
      ...many.map((n) => begun(merchant, 0, n * 20, 'office')),
      ...many.map((n) => begun(merchant, 0, n, null)),
      // The same word is another address elsewhere.
      ...many.slice(0, 4).map((n) => begun(neighbour, 1, n, 'fast')),
    ]);
    // A row that came twice is one.
    await warehouse.insert('carts', [{ ...later, version: 2n }]);
    const merchantIds = [merchant, neighbour];
    expect(await warehouse.insights.oddCarts({ ...CHUNK, merchantIds }, CART_RULES)).toEqual([
      {
        merchantId: merchant,
        day: day(1),
        rule: 'MANY_FROM_ONE_ADDRESS',
        carts: 23,
        worst: { cartId: burst.at(-1)?.id, value: 22 },
      },
    ]);
  });

  it('names products and customers, each merchant its own', async () => {
    const client = createWarehouseClient(connection());
    const values = [shop, other].map((merchant_id, index) => ({
      merchant_id,
      id: uuid(5, index),
      external_id: 'a',
      title: `Article ${index}`,
      version: 1,
    }));
    await client.insert({ table: 'products', values, format: 'JSONEachRow' });
    await client.insert({
      table: 'customers',
      values: [{ merchant_id: shop, id: uuid(4, 1), external_id: 'C-1', version: 1 }],
      format: 'JSONEachRow',
    });
    await client.close();
    const wanted = [
      { merchantId: other, dimension: 'PRODUCT', key: 'a' },
      { merchantId: shop, dimension: 'CUSTOMER', key: uuid(4, 1) },
      { merchantId: shop, dimension: 'CUSTOMER', key: 'no id' },
      { merchantId: shop, dimension: 'PRODUCT', key: "'; --" },
    ];
    const labels = await warehouse.insights.labels(wanted);
    expect(labels).toHaveLength(2);
    expect(labels).toEqual(
      expect.arrayContaining([
        { ...wanted[0], label: 'Article 1' },
        { ...wanted[1], label: 'C-1' },
      ]),
    );
  });
});
