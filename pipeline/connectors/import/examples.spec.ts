import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { createAddressHash, dryRun, type EntityName, type ImportFileOptions, importFile } from './index.ts';

const EXAMPLES = fileURLToPath(new URL('../../../docs/examples/', import.meta.url));
const logger = createLogger({ name: 'test', level: 'silent' });

/** The files the documentation shows, each through its whole import, twice. */
describe('the documented examples', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  const importExample = async (
    merchant: SeededMerchant,
    entity: EntityName,
    name: string,
    format: string,
    more: Partial<ImportFileOptions> = {},
  ) => {
    const options = {
      pool: database.pools.worker,
      merchant,
      entity,
      file: path.join(EXAMPLES, name),
      format,
      logger,
      ...more,
    };
    const tried = await dryRun(options);
    expect(tried).toMatchObject({ rejected: 0, reasons: [] });
    const first = await importFile(options);
    expect(first).toMatchObject({ lines: tried.lines, accepted: tried.accepted, orders: tried.orders });
    const before = await rowsOf(merchant, true);
    await importFile(options);
    expect(await rowsOf(merchant, true)).toEqual(before);
    return first;
  };
  const query = async <Row>(sql: string, merchant: SeededMerchant): Promise<Row[]> =>
    (await database.admin.query(sql, [merchant.id])).rows as Row[];
  /** Lines of orders: order, day, kind, sku, pieces, amount. With `versions`, everything there is, and which write it is of. */
  const rowsOf = async (merchant: SeededMerchant, versions = false): Promise<unknown[]> => {
    if (versions) {
      const tables = ['orders', 'order_items', 'customers', 'products', 'carts', 'cart_items', 'cart_events'];
      const found = await Promise.all(
        tables.map((table) =>
          query(`select *, xmin::text from commerce.${table} where merchant_id = $1 order by id`, merchant),
        ),
      );
      return found.flat();
    }
    const rows = await query<Record<string, unknown>>(
      `select o.external_id, i.business_date::text, i.kind, i.sku, i.quantity, i.amount, i.currency
       from commerce.order_items i join commerce.orders o on o.id = i.order_id
       where i.merchant_id = $1 order by o.external_id, i.line_no`,
      merchant,
    );
    return rows.map((row) => Object.values(row).join(' '));
  };
  const newMerchant = () => seed(database).merchant({ currency: 'GBP', timeZone: 'Europe/London' }).create();

  it('generic: refunds and cancellations on their days, other currencies kept, categories of products', async () => {
    const merchant = await newMerchant();
    const result = await importExample(merchant, 'orders', 'orders.csv', 'generic');
    expect(result).toMatchObject({ lines: 5, accepted: 5, orders: 3, otherCurrencies: { EUR: 1 } });
    expect(await rowsOf(merchant)).toEqual([
      '1001 2026-03-01 SALE MUG-BLUE 2 25.0000 GBP',
      '1001 2026-03-01 SALE TEA-MINT 1 4.2000 GBP',
      '1001 2026-03-09 REFUND MUG-BLUE -1 -12.5000 GBP',
      '1002 2026-03-02 SALE MUG-RED 1 12.5000 EUR',
      '1003 2026-03-03 SALE TEA-MINT 3 12.6000 GBP',
      '1003 2026-03-04 CANCELLATION TEA-MINT -3 -12.6000 GBP',
    ]);
    expect(
      await query(
        `select external_id, title, category from commerce.products where merchant_id = $1 order by 1`,
        merchant,
      ),
    ).toEqual([
      { external_id: 'MUG-BLUE', title: 'Blue mug', category: 'Mugs' },
      { external_id: 'MUG-RED', title: 'Mug, red "hot"', category: 'Mugs' },
      { external_id: 'TEA-MINT', title: 'Mint tea', category: 'Tea' },
    ]);
    expect(
      await query(
        `select o.business_date::text as day, o.currency, c.external_id, c.name from commerce.orders o
         left join commerce.customers c on c.id = o.customer_id where o.merchant_id = $1 order by o.external_id`,
        merchant,
      ),
    ).toEqual([
      { day: '2026-03-01', currency: 'GBP', external_id: 'C7', name: 'Ann Lee' },
      { day: '2026-03-02', currency: 'EUR', external_id: 'C8', name: 'Bo Dahl' },
      { day: '2026-03-03', currency: 'GBP', external_id: 'guest@example.com', name: null },
    ]);
  });

  it('generic with a mapping file: other names, dates, decimals and words', async () => {
    const merchant = await newMerchant();
    const result = await importExample(merchant, 'orders', 'orders-german.csv', 'generic', {
      mapping: path.join(EXAMPLES, 'mapping-german.json'),
      timezone: 'Europe/Berlin',
    });
    expect(result).toMatchObject({ accepted: 3, otherCurrencies: { EUR: 3 } });
    expect(await rowsOf(merchant)).toEqual([
      '9001 2026-03-01 SALE T-1 2 2025.0000 EUR',
      '9001 2026-03-05 REFUND T-1 -1 -1012.5000 EUR',
      '9002 2026-03-02 SALE K-9 1 1250.0000 EUR',
    ]);
  });

  it('jsonl: an order with its items and refunds, or one line of an order', async () => {
    const merchant = await newMerchant();
    await importExample(merchant, 'orders', 'orders.jsonl', 'jsonl');
    expect(new Set(await rowsOf(merchant))).toEqual(
      new Set([
        '2001 2026-03-01 SALE MUG-BLUE 2 25.0000 EUR',
        '2001 2026-03-01 SALE TEA-MINT 1 4.2000 EUR',
        '2001 2026-03-08 REFUND MUG-BLUE -1 -12.5000 EUR',
        '2001 2026-03-09 REFUND refund -1 -1.5000 EUR',
        '2002 2026-03-02 SALE TEA-MINT 3 12.6000 GBP',
      ]),
    );
    // What was given back of the order as a whole is no product.
    expect(
      await query(`select external_id from commerce.products where merchant_id = $1 order by 1`, merchant),
    ).toEqual([{ external_id: 'MUG-BLUE' }, { external_id: 'TEA-MINT' }]);
  });

  it('woocommerce: a row for every item, and refunds with dates of their own', async () => {
    const merchant = await newMerchant();
    await importExample(merchant, 'orders', 'woocommerce-one-row-per-item.csv', 'woocommerce');
    expect(await rowsOf(merchant)).toEqual([
      // 20.00 for three pieces: no price of four decimals comes to that.
      '5001 2026-03-01 SALE MUG-BLUE 3 20.0000 GBP',
      '5001 2026-03-01 SALE Mint tea 1 3.0000 GBP',
      '5002 2026-03-02 SALE MUG-BLUE 2 25.0000 GBP',
      '5002 2026-03-06 REFUND refund -1 -12.5000 GBP',
      '5003 2026-03-03 ADJUSTMENT MUG-BLUE 1 12.5000 GBP',
    ]);
    expect(
      await query(`select external_id from commerce.customers where merchant_id = $1 order by 1`, merchant),
    ).toEqual([{ external_id: '12' }, { external_id: 'bo@example.com' }, { external_id: 'cy@example.com' }]);
  });

  it('woocommerce: the order on its first row only', async () => {
    const merchant = await newMerchant();
    await importExample(merchant, 'orders', 'woocommerce-order-export.csv', 'woocommerce');
    expect(await rowsOf(merchant)).toEqual([
      '6001 2026-03-01 SALE MUG-BLUE 2 25.0000 GBP',
      '6001 2026-03-01 SALE TEA-MINT 1 4.2000 GBP',
      '6002 2026-03-02 SALE MUG-BLUE 1 12.5000 GBP',
      '6002 2026-03-02 REFUND MUG-BLUE -1 -12.5000 GBP',
      '6003 2026-03-03 ADJUSTMENT MUG-BLUE 1 12.5000 GBP',
    ]);
  });

  it('products and customers: a list replaces what is known, and an empty cell says nothing', async () => {
    const merchant = await newMerchant();
    await importExample(merchant, 'orders', 'orders.csv', 'generic');
    await database.admin.query(
      `update commerce.products set title = 'Old', category = 'Kept' where merchant_id = $1`,
      [merchant.id],
    );
    await importExample(merchant, 'products', 'products.csv', 'generic');
    await importExample(merchant, 'customers', 'customers.csv', 'generic');
    expect(
      await query(
        `select external_id, title, category from commerce.products where merchant_id = $1 order by 1`,
        merchant,
      ),
    ).toEqual([
      { external_id: 'MUG-BLUE', title: 'Blue mug', category: 'Mugs' },
      { external_id: 'MUG-RED', title: 'Old', category: 'Kept' },
      { external_id: 'TEA-FIG', title: 'Fig tea', category: null },
      { external_id: 'TEA-MINT', title: 'Mint tea', category: 'Tea' },
    ]);
    expect(
      await query(
        `select external_id, name from commerce.customers where merchant_id = $1 order by 1`,
        merchant,
      ),
    ).toEqual([
      { external_id: 'C7', name: 'Ann Lee' },
      { external_id: 'C8', name: 'Bo Dahl' },
      { external_id: 'guest@example.com', name: 'Guest' },
    ]);
  });

  it('carts: of an address is kept what only this deployment can make of it, and only within one merchant', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mg-addresses-'));
    const file = path.join(folder, 'addresses.csv');
    await writeFile(
      file,
      [
        'cart_id,created_at,client_address',
        'A,2026-03-01 10:00:00,203.0.113.7',
        'B,2026-03-01 10:00:00,::ffff:203.0.113.7',
        'C,2026-03-01 10:00:00,2001:db8:1:2::9',
        'D,2026-03-01 10:00:00,',
        'E,2026-03-01 10:00:00,somewhere',
        'A,2026-03-01 10:00:00,',
      ].join('\n'),
    );
    const imported = async (secret: string | undefined) => {
      const merchant = await newMerchant();
      const hashAddress = secret && createAddressHash({ secret, merchantId: merchant.id });
      const { rejected } = await importFile({
        pool: database.pools.worker,
        entity: 'carts',
        file,
        format: 'generic',
        logger,
        merchant: { ...merchant, ...(hashAddress ? { hashAddress } : {}) },
      });
      expect(rejected).toBe(1);
      const rows = await query<{ kept: string | null }>(
        'select client_address as kept from commerce.carts where merchant_id = $1 order by external_id',
        merchant,
      );
      return rows.map(({ kept }) => kept);
    };
    const [a, b, c, d] = await imported('one');
    expect(a).toMatch(/^[\w-]{16}$/);
    expect(b).toBe(a);
    expect([c === a, d]).toEqual([false, null]);
    // Another merchant of the same deployment has another hash of the same address.
    expect((await imported('one'))[0]).not.toBe(a);
    expect(await imported(undefined)).toEqual([null, null, null, null]);
    await rm(folder, { recursive: true });
  });

  it('carts: items, events, and what follows from them; never back to an earlier status', async () => {
    const merchant = await newMerchant();
    await importExample(merchant, 'carts', 'carts.csv', 'generic');
    await importExample(merchant, 'carts', 'carts.jsonl', 'jsonl');
    const carts = () =>
      query(
        `select k.external_id, k.status, k.total, k.item_count, k.abandoned_at, c.external_id as customer,
           (select string_agg(kind, ' ' order by occurred_at) from commerce.cart_events e where e.cart_id = k.id) as events
         from commerce.carts k left join commerce.customers c on c.id = k.customer_id
         where k.merchant_id = $1 order by 1`,
        merchant,
      );
    const expected = [
      {
        external_id: 'K1',
        status: 'ABANDONED',
        total: '29.2000',
        item_count: 3,
        abandoned_at: new Date('2026-03-01T10:05:00Z'),
        customer: 'C7',
        events: null,
      },
      {
        external_id: 'K2',
        status: 'ORDERED',
        total: '12.5000',
        item_count: 1,
        abandoned_at: null,
        customer: 'bo@example.com',
        events: 'CHECKOUT_STARTED ORDERED',
      },
      {
        external_id: 'K3',
        status: 'RECOVERED',
        total: '12.5000',
        item_count: 1,
        abandoned_at: new Date('2026-03-03T11:00:00Z'),
        customer: 'C7',
        events: 'ITEM_ADDED ABANDONED RECOVERED',
      },
    ];
    expect(await carts()).toEqual(expected);
    await database.admin.query(
      `update commerce.carts set status = 'ORDERED' where merchant_id = $1 and external_id = 'K1'`,
      [merchant.id],
    );
    await importExample(merchant, 'carts', 'carts.csv', 'generic');
    expect(await carts()).toMatchObject([{ external_id: 'K1', status: 'ORDERED' }, {}, {}]);
  });
});
