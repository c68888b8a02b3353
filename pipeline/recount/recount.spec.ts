import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { importFile } from '../connectors/import/index.ts';
import { lockMerchant } from '../connectors/import/journal.ts';
import { recountDays } from './recount.ts';

describe('counting days again', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  const rows = async (sql: string, ...values: unknown[]) => (await db.admin.query(sql, values)).rows;
  const recount = () => recountDays({ pool: db.pools.worker });
  const waits = async ({ id }: SeededMerchant): Promise<boolean> =>
    (await rows('select 1 from users.merchants where id = $1 and recount_since is not null', id)).length > 0;
  const move = ({ id }: SeededMerchant, zone: string) =>
    rows(
      'update users.merchants set time_zone = $2, recount_since = clock_timestamp() where id = $1',
      id,
      zone,
    );
  /** How many rows of a merchant are on another day than their instant has in a zone. */
  async function wrong({ id }: SeededMerchant, zone: string): Promise<number[]> {
    const counts = await rows(
      `select (select count(*) from commerce.orders where merchant_id = $1 and business_date <> (placed_at at time zone $2)::date) as orders,
         (select count(*) from commerce.order_items where merchant_id = $1 and business_date <> (occurred_at at time zone $2)::date) as lines,
         (select count(*) from commerce.carts where merchant_id = $1 and business_date <> (created_at at time zone $2)::date) as carts`,
      id,
      zone,
    );
    return Object.values(counts[0]).map(Number);
  }

  /** 2,500 orders of two lines and as many carts, an hour apart, on the days of London. */
  async function shop(): Promise<SeededMerchant> {
    const merchant = await seed(db).merchant().create();
    await rows(
      `with o as (
         insert into commerce.orders (merchant_id, external_id, kind, currency, placed_at, business_date)
         select $1, 'o' || n, 'SALE', 'GBP', t, (t at time zone 'Europe/London')::date
         from generate_series(1, 2500) n, lateral (select timestamptz '2025-01-01 00:30Z' + n * interval '1 hour' as t) x
         returning id, placed_at, business_date)
       insert into commerce.order_items (merchant_id, order_id, line_no, sku, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
       select $1, id, line, 's', 'SALE', 1, 1, 1, 'GBP', placed_at, business_date from o, generate_series(1, 2) line`,
      merchant.id,
    );
    await rows(
      `insert into commerce.carts (merchant_id, external_id, status, currency, total, item_count, business_date, created_at, updated_at)
       select $1, 'c' || n, 'OPEN', 'GBP', 1, 1, (t at time zone 'Europe/London')::date, t, t
       from generate_series(1, 2500) n, lateral (select timestamptz '2025-01-01 00:30Z' + n * interval '1 hour' as t) x`,
      merchant.id,
    );
    return merchant;
  }

  it('moves every order, line and cart to its day in the new zone, and nobody else’s', async () => {
    const [moved, stays] = [await shop(), await shop()];
    await move(moved, 'America/New_York');
    expect((await wrong(moved, 'America/New_York')).every((count) => count > 400)).toBe(true);
    expect(await recount()).toEqual([moved.id]);
    expect(await wrong(moved, 'America/New_York')).toEqual([0, 0, 0]);
    expect(await wrong(stays, 'Europe/London')).toEqual([0, 0, 0]);
    expect(await waits(moved)).toBe(false);
    expect(await rows('select 1 from commerce.carts where updated_at <> created_at')).toEqual([]);
    expect(await recount()).toEqual([]);
  });

  it('waits for an import, and starts anew when it was ended', async () => {
    const merchant = await shop();
    await move(merchant, 'Asia/Tokyo');
    const client = await db.pools.worker.connect();
    const unlock = await lockMerchant(client, merchant.id, 0);
    expect(await recount()).toEqual([]);
    expect(await waits(merchant)).toBe(true);
    await unlock();
    client.release();
    await expect(recountDays({ pool: db.pools.worker, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await waits(merchant)).toBe(true);
    expect(await recount()).toEqual([merchant.id]);
    expect(await wrong(merchant, 'Asia/Tokyo')).toEqual([0, 0, 0]);
  });

  it('comes again after an import that had read the zone before it changed', async () => {
    const merchant = await shop();
    await move(merchant, 'Asia/Tokyo');
    expect(await recount()).toEqual([merchant.id]);
    await importFile({
      pool: db.pools.worker,
      merchant: { id: merchant.id, timeZone: 'America/Los_Angeles', currency: 'GBP' },
      entity: 'orders',
      file: fileURLToPath(new URL('../../docs/examples/orders.csv', import.meta.url)),
      format: 'generic',
      logger: createLogger({ name: 'recount', level: 'silent' }),
    });
    expect((await wrong(merchant, 'Asia/Tokyo')).some((count) => count > 0)).toBe(true);
    expect(await recount()).toEqual([merchant.id]);
    expect(await wrong(merchant, 'Asia/Tokyo')).toEqual([0, 0, 0]);
  });

  it('comes again when the zone changes while it counts', async () => {
    const merchant = await shop();
    await move(merchant, 'Asia/Tokyo');
    const counting = recount();
    await move(merchant, 'America/New_York');
    await counting;
    if (await waits(merchant)) await recount();
    expect(await waits(merchant)).toBe(false);
    expect(await wrong(merchant, 'America/New_York')).toEqual([0, 0, 0]);
  });
});
