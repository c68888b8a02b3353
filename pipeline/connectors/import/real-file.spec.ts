import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { importOrders } from './index.ts';

const root = new URL('../../..', import.meta.url).pathname;
const data = path.resolve(root, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data');
const file = path.join(data, 'orders/online_retail.csv.gz');
const isThere = existsSync(file);
const logger = createLogger({ name: 'real-file', level: 'warn' });
if (!isThere) logger.warn({ file }, 'SKIPPED: the real order file is absent; set MERCHANTGRAPH_TEST_DATA');

/** Pennies of a decimal text; further decimals are rounded half up, as the published figures are. */
const pennies = (text: string): number => Math.round(Number(text) * 100);

describe.skipIf(!isThere)('the real order file', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  it('is accepted whole, comes to the published figures on every day, and changes nothing the second time', async () => {
    const merchant = await seed(database).merchant().create();
    const options = { pool: database.pools.worker, merchant, file, format: 'online-retail', logger } as const;
    const first = await importOrders(options);
    expect(first).toMatchObject({ lines: 541_909, accepted: 541_909, rejected: 0, orders: 25_900 });
    expect(first.durationMs).toBeLessThan(90_000);

    const { rows } = await database.admin.query<Record<string, string>>(
      `select i.business_date::text as date,
         coalesce(sum(i.amount) filter (where i.kind = 'SALE'), 0)::text as gross_revenue,
         (count(distinct i.order_id) filter (where i.kind = 'SALE'))::text as orders,
         coalesce(sum(i.quantity) filter (where i.kind = 'SALE'), 0)::text as units,
         (count(*) filter (where i.kind = 'SALE'))::text as lines,
         (count(distinct o.customer_id) filter (where i.kind = 'SALE'))::text as customers,
         coalesce(-sum(i.amount) filter (where i.kind in ('CANCELLATION', 'REFUND')), 0)::text as refunds
       from commerce.order_items i join commerce.orders o on o.id = i.order_id where i.merchant_id = $1 group by 1`,
      [merchant.id],
    );
    const found = new Map(rows.map((row) => [row.date, row]));
    const [header = '', ...days] = (await readFile(path.join(data, 'orders/online_retail_daily.csv'), 'utf8'))
      .trim()
      .split('\n');
    const names = header.split(',');
    const differences = days.flatMap((line) => {
      const values = line.split(',');
      const row = found.get(values[0]);
      found.delete(values[0]);
      return names.slice(1).flatMap((name, index) => {
        const [expected, actual] = [pennies(values[index + 1] ?? ''), pennies(row?.[name] ?? '0')];
        return expected === actual ? [] : [`${values[0]} ${name}: ${expected} published, ${actual} imported`];
      });
    });
    expect(days.length).toBeGreaterThan(300);
    expect(differences).toEqual([]);
    expect([...found.keys()]).toEqual([]);

    const versions = `select md5(string_agg(xmin::text, ',' order by id)) as v from commerce.order_items`;
    const before = await database.admin.query(versions);
    expect(await importOrders(options)).toMatchObject({
      lines: 541_909,
      accepted: 541_909,
      rejected: 0,
      orders: 25_900,
    });
    expect((await database.admin.query(versions)).rows).toEqual(before.rows);
  }, 240_000);
});
