import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseClient, createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import {
  createWarehouse,
  migrateWarehouse,
  NO_DATA,
  type OrderItemRow,
  type ReportScope,
  type Warehouse,
} from './index.ts';
import { MIGRATIONS } from './migrations/migrate.ts';
import { REBUILD_MONTHS } from './queries/rebuild-months.ts';

const uuid = (kind: number, n: number): string =>
  `0190f2ee-0000-7000-${8000 + kind}-${String(n).padStart(12, '0')}`;

let folder: string;
let child: ClickHouseChild;
let client: ClickHouseClient;
let warehouse: Warehouse;
let shops = 0;
let shop: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mg-months-'));
  child = await startClickHouseChild(folder);
  const options = { url: child.url, password: child.password, database: 'warehouse' };
  await migrateWarehouse(options);
  client = createWarehouseClient(options);
  warehouse = createWarehouse(options);
});

afterAll(async () => {
  await warehouse.close();
  await client.close();
  await child.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  shops += 1;
  shop = uuid(0, shops);
});

/** A sold line: `n` tells it from others, the rest is what the test is about. */
const line = (n: number, overrides: Partial<OrderItemRow> = {}): OrderItemRow => ({
  merchant_id: shop,
  business_date: '2011-02-10',
  id: uuid(1, n),
  order_id: uuid(2, n),
  line_no: 1,
  product_id: null,
  sku: 'cup',
  description: null,
  kind: 'SALE',
  quantity: 1,
  unit_price: '1.0000',
  amount: '1.0000',
  currency: 'GBP',
  occurred_at: '2011-02-10 08:26:00',
  version: 1n,
  is_deleted: 0,
  ...overrides,
});

const RANGE = { from: '2011-01-15', to: '2011-03-15' };
const FEBRUARY = '2011-02-01';
const scopeOf = (range: { from: string; to: string }): ReportScope => ({
  merchantId: shop,
  ...range,
  currency: 'GBP',
  filter: { countries: [], channels: [], skus: [], categories: [], segments: [] },
});

const stateOf = async () => (await warehouse.reports.dataStates([shop])).get(shop) ?? NO_DATA;

/** Revenue by product, as a report has it. */
async function revenue(range = RANGE): Promise<Record<string, string>> {
  const rows = await warehouse.reports.products(scopeOf(range), {
    base: undefined,
    search: '',
    order: 'SKU',
    page: { limit: 100, ascending: true },
    data: await stateOf(),
  });
  return Object.fromEntries(rows.map((row) => [row.sku, row.gross_revenue]));
}

/** Days on which lines have changed, at a version, with their months or without. */
const daysOf = (...businessDates: string[]) =>
  businessDates.map((businessDate) => ({ merchantId: shop, businessDate }));

const stale = async (): Promise<string[]> => (await warehouse.staleMonths([shop])).map(({ month }) => month);

/** The statements of a rebuild of February that has read its version as `version`. */
async function runStatements(version: bigint, statements: readonly string[]): Promise<void> {
  const query_params = { merchants: [shop], months: [FEBRUARY], versions: [version] };
  for (const query of statements) await client.command({ query, query_params });
}

/** Makes the sums of February wrong: whoever reads them shows it. */
const spoil = (): Promise<unknown> =>
  client.command({
    query: `INSERT INTO product_months (merchant_id, month, sku, currency, gross_revenue, version, is_deleted)
      SELECT merchant_id, month, sku, currency, 777, version, 0 FROM product_months FINAL
      WHERE merchant_id = {shop:UUID} AND month = {month:Date32}`,
    query_params: { shop, month: FEBRUARY },
  });

describe('a month of products', () => {
  it('is read while it is as new as its days, and its days when it is not', async () => {
    await warehouse.insert('order_items', [
      line(1),
      line(2, { business_date: '2011-03-02', amount: '5.0000' }),
    ]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-10', '2011-03-02'), version: 10n });
    expect(await stale()).toEqual([]);
    expect(await revenue()).toEqual({ cup: '6' });
    await spoil();
    expect(await revenue()).toEqual({ cup: '782' });
    expect(await revenue({ from: '2011-02-02', to: '2011-03-15' })).toEqual({ cup: '6' });

    await warehouse.insert('order_items', [line(3, { business_date: '2011-02-11', amount: '2.0000' })]);
    await warehouse.rebuildDays({ days: daysOf('2011-02-11'), version: 11n });
    expect(await stale()).toEqual([FEBRUARY]);
    expect((await stateOf()).staleMonths).toEqual([FEBRUARY]);
    expect(await revenue()).toEqual({ cup: '8' });

    await warehouse.rebuildMonths([{ merchantId: shop, month: FEBRUARY }]);
    expect(await stale()).toEqual([]);
    expect(await revenue()).toEqual({ cup: '8' });
    await spoil();
    expect(await revenue()).toEqual({ cup: '782' });
  });

  it('is told of by what is left when rows from ahead of the log are taken away', async () => {
    const { mirror } = warehouse;
    const before = await stateOf();
    await warehouse.insert('order_items', [line(50, { business_date: '2011-02-27', amount: '9.0000' })]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-27'), version: 9_000n });
    expect((await stateOf()).version).not.toBe(before.version);
    await mirror.removeFrom('daily_metrics', 9_000n);
    // Rebuilt at an earlier version than the one that was removed.
    await warehouse.rebuildDays({ days: daysOf('2011-02-10', '2011-02-27'), version: 500n });
    expect((await stateOf()).staleMonths).toEqual([FEBRUARY]);
    expect(await stale()).toEqual([FEBRUARY]);
    await warehouse.rebuildMonths([{ merchantId: shop, month: FEBRUARY }]);
    expect((await stateOf()).staleMonths).toEqual([]);
    await mirror.truncate(['daily_metrics']);
    expect(await stateOf()).toEqual(NO_DATA);
  });

  it('stays stale when its rebuild is killed before the end, and is found by whoever looks', async () => {
    await warehouse.insert('order_items', [line(1)]);
    await warehouse.rebuildDays({ days: daysOf('2011-02-10'), version: 10n });
    expect(await warehouse.staleMonths()).toContainEqual({ merchantId: shop, month: FEBRUARY });
    await runStatements(10n, REBUILD_MONTHS.slice(0, 1));
    expect(await stale()).toEqual([FEBRUARY]);
    expect(await revenue()).toEqual({ cup: '1' });
    await warehouse.rebuildMonths(await warehouse.staleMonths([shop]));
    expect(await stale()).toEqual([]);
  });

  it('does not become older by what a rebuild that began before brings late', async () => {
    await warehouse.insert('order_items', [line(1), line(2, { sku: 'gone', amount: '3.0000' })]);
    // It has read both products of version 10, and is held up.
    await warehouse.rebuildDays({ days: daysOf('2011-02-10'), version: 10n });
    const late = ['cup', 'gone'].map((sku) => ({
      merchant_id: shop,
      month: FEBRUARY,
      sku,
      currency: 'GBP',
      gross_revenue: '3.0000',
      version: '10',
      is_deleted: 0,
    }));
    await warehouse.insert('order_items', [line(2, { sku: 'gone', version: 2n, is_deleted: 1 })]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-10'), version: 11n });
    expect(await revenue()).toEqual({ cup: '1' });

    await client.insert({ table: 'product_months', values: late, format: 'JSONEachRow' });
    await runStatements(10n, REBUILD_MONTHS.slice(1));
    expect(await stale()).toEqual([]);
    expect(await revenue()).toEqual({ cup: '1' });
    await client.command({ query: 'OPTIMIZE TABLE product_months FINAL' });
    await client.command({ query: 'OPTIMIZE TABLE month_versions FINAL' });
    expect(await stale()).toEqual([]);
    expect(await revenue()).toEqual({ cup: '1' });
  });

  it('is not called new by a rebuild whose rows lose against later ones', async () => {
    await warehouse.insert('order_items', [line(1)]);
    await warehouse.rebuildDays({ days: daysOf('2011-02-10'), version: 10n });
    // Another one of version 12 was killed before it could say so, and its days were removed.
    await runStatements(12n, REBUILD_MONTHS.slice(0, 1));
    await spoil();
    await warehouse.rebuildMonths(await warehouse.staleMonths([shop]));
    expect(await stale()).toEqual([FEBRUARY]);
    expect(await revenue()).toEqual({ cup: '1' });
  });

  it('loses what a deleted order had, and what moved to another month', async () => {
    await warehouse.insert('order_items', [
      line(1),
      line(2, { sku: 'deleted' }),
      line(3, { sku: 'moved', amount: '4.0000' }),
    ]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-10'), version: 10n });
    await warehouse.insert('order_items', [
      line(2, { version: 2n, is_deleted: 1 }),
      line(3, { version: 2n, is_deleted: 1 }),
      line(3, { sku: 'moved', amount: '4.0000', business_date: '2011-01-20', version: 2n }),
    ]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-10', '2011-01-20'), version: 11n });
    expect(await stale()).toEqual([]);
    const february = { from: '2011-02-01', to: '2011-02-28' };
    expect(await revenue(february)).toEqual({ cup: '1' });
    expect(await revenue({ from: '2011-01-01', to: '2011-02-28' })).toEqual({ cup: '1', moved: '4' });
    await warehouse.insert('order_items', [line(1, { version: 3n, is_deleted: 1 })]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-10'), version: 12n });
    expect(await stale()).toEqual([]);
    expect(await revenue(february)).toEqual({});
  });

  it('is not touched by carts', async () => {
    await warehouse.insert('order_items', [line(1)]);
    await warehouse.rebuildDailyMetrics({ days: daysOf('2011-02-10'), version: 10n });
    const before = await stateOf();
    const carts = daysOf('2011-02-10', '2011-02-12').map((day) => ({ ...day, changed: 'CARTS' as const }));
    await warehouse.rebuildDailyMetrics({ days: carts, version: 11n });
    expect(await stale()).toEqual([]);
    expect((await stateOf()).version).not.toBe(before.version);
    await warehouse.rebuildDays({ days: [...carts, ...daysOf('2011-02-11')], version: 12n });
    expect(await stale()).toEqual([]);
    await warehouse.rebuildDays({ days: [...carts, ...daysOf('2011-02-10')], version: 13n });
    expect(await stale()).toEqual([FEBRUARY]);
  });

  it('gives every report the same as its days do', async () => {
    const random = (n: number, below: number): number => (Math.imul(n, 2654435761) >>> 8) % below;
    const days = Array.from({ length: 90 }, (_, n) =>
      new Date(Date.UTC(2011, 0, 5 + n)).toISOString().slice(0, 10),
    );
    const kinds = ['SALE', 'SALE', 'SALE', 'CANCELLATION', 'REFUND', 'ADJUSTMENT'];
    await warehouse.insert(
      'order_items',
      Array.from({ length: 1_500 }, (_, n) =>
        line(n, {
          order_id: uuid(2, random(n, 400)),
          business_date: days[random(n + 7, 90)] ?? '',
          sku: `sku-${random(n + 3, 12)}`,
          kind: kinds[random(n + 11, 6)] ?? '',
          amount: `${random(n + 5, 900)}.2500`,
          currency: random(n + 13, 9) === 0 ? 'EUR' : 'GBP',
        }),
      ),
    );
    await warehouse.rebuildDailyMetrics({ days: daysOf(...days), version: 10n });
    const data = await stateOf();
    expect(data.staleMonths).toEqual([]);
    const months = ['2011-01-01', '2011-02-01', '2011-03-01', '2011-04-01'];
    const base = { from: '2011-01-01', to: '2011-02-28' };
    for (const range of [base, RANGE, { from: '2011-03-01', to: '2011-04-30' }]) {
      const scope = scopeOf(range);
      const ask = (staleMonths: readonly string[]) =>
        Promise.all([
          warehouse.reports.products(scope, {
            base,
            search: '',
            order: 'REVENUE',
            page: { limit: 100, ascending: false },
            data: { ...data, staleMonths },
          }),
          warehouse.reports.revenueChange(scope, { base, movers: 5, data: { ...data, staleMonths } }),
        ]);
      const bySums = await ask([]);
      expect(bySums[0].length).toBe(12);
      for (const some of [months, months.slice(1, 2), months.slice(2)])
        expect(await ask(some)).toEqual(bySums);
      // So many that they are not named one by one.
      const many = Array.from({ length: 40 }, (_, n) => `20${String(50 + n)}-01-01`);
      expect(await ask([...months, ...many])).toEqual(bySums);
    }
  });
});

describe('a warehouse of before the versions of months', () => {
  it('takes its months for as new as their days, but for those that are ahead of them', async () => {
    const options = { url: child.url, password: child.password, database: 'before_versions' };
    const server = createWarehouseClient({ ...options, database: 'default' });
    await server.command({ query: 'CREATE DATABASE before_versions' });
    await server.close();
    const old = createWarehouseClient(options);
    for (const { statements } of MIGRATIONS.filter(({ version }) => version < 60))
      for (const query of statements) await old.command({ query });
    const day = { merchant_id: shop, currency: 'GBP', lines: 1 };
    await old.insert({
      table: 'daily_metrics',
      values: [
        { ...day, business_date: '2011-01-10', version: 5 },
        { ...day, business_date: '2011-01-11', version: 7 },
        { ...day, business_date: '2011-02-10', version: 5 },
      ],
      format: 'JSONEachRow',
    });
    const product = { merchant_id: shop, sku: 'cup', currency: 'GBP' };
    await old.insert({
      table: 'product_months',
      values: [
        { ...product, month: '2011-01-01', version: 7 },
        { ...product, month: '2011-02-01', version: 6 },
      ],
      format: 'JSONEachRow',
    });
    await old.close();
    await migrateWarehouse(options);
    const upgraded = createWarehouse(options);
    expect(await upgraded.staleMonths()).toEqual([{ merchantId: shop, month: FEBRUARY }]);
    // The first change of a day to come puts it right.
    await upgraded.rebuildDailyMetrics({
      days: daysOf('2011-02-10'),
      version: await upgraded.mirror.nextMetricsVersion(),
    });
    expect(await upgraded.staleMonths()).toEqual([]);
    await upgraded.close();
  });
});
