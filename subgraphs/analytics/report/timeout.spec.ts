import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouseClient, createWarehouseClient } from '#platform/clickhouse/client.ts';
import { createWarehouse, type ReportScope } from '#warehouse/index.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';
import { readWarehouse } from './warehouse-access.ts';

const FUNNEL = `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
  conversionFunnel(from: "2011-03-01", to: "2011-03-01") { openCarts } } } }`;

describe('a report that takes too long', () => {
  let fixture: AnalyticsFixture;
  let client: ClickHouseClient;

  beforeAll(async () => {
    fixture = await startAnalytics();
    const { clickhouse, database } = fixture;
    client = createWarehouseClient({ url: clickhouse.url, password: clickhouse.password, database });
    // Each row takes a second to read, in a block of its own: 400 of them take minutes.
    for (const query of [
      'ALTER TABLE cart_days DROP COLUMN total',
      'ALTER TABLE cart_days ADD COLUMN total Decimal(38, 4) ALIAS toDecimal128(sleepEachRow(1), 4)',
      'SYSTEM STOP MERGES cart_days',
      `INSERT INTO cart_days (merchant_id, business_date, currency, status, carts, version, is_deleted)
        SELECT '${fixture.shop.id}', '2011-03-01', 'GBP', toString(generateUUIDv4()), 1, 1, 0 FROM numbers(400)
        SETTINGS max_block_size = 1, min_insert_block_size_rows = 1, min_insert_block_size_bytes = 1`,
    ])
      await client.command({ query });
  });
  afterAll(async () => {
    await client.close();
    await fixture.close();
  });

  /** How many statements over days of carts run in ClickHouse; a cancelled one stays listed until its connection is used again. */
  const running = async (): Promise<number> => {
    const result = await client.query({
      query: `SELECT count() AS n FROM system.processes WHERE query LIKE '%FROM cart_days AS d FINAL%' AND query NOT LIKE '%processes%' AND NOT is_cancelled`,
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ n: string }>();
    return Number(row?.n);
  };

  it('is answered with TIMEOUT when ClickHouse gives it up, and costs nothing any more', async () => {
    const { clickhouse, database } = fixture;
    const store = createWarehouse({
      url: clickhouse.url,
      password: clickhouse.password,
      database,
      reportSeconds: 1,
    });
    const { data, errors } = await fixture.ask(FUNNEL, { id: fixture.shop.id }, { store });
    await store.close();
    expect(data._entities[0].conversionFunnel).toBeNull();
    expect(errors[0].extensions.code).toBe('TIMEOUT');
    expect(errors[0].message).toContain('30 seconds');
    await expect.poll(running, { timeout: 20_000 }).toBe(0);
  });

  it('is stopped in ClickHouse when nobody waits for it any more', async () => {
    const scope: ReportScope = {
      merchantId: fixture.shop.id,
      from: '2011-03-01',
      to: '2011-03-01',
      currency: 'GBP',
      filter: { countries: [], channels: [], skus: [], categories: [], segments: [] },
    };
    const given = readWarehouse(
      fixture.logger,
      (signal) => fixture.warehouse.reports.carts(scope, signal),
      3_000,
    );
    const refused = expect(given).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expect.poll(running, { timeout: 2_500 }).toBe(1);
    await refused;
    await expect.poll(running, { timeout: 20_000 }).toBe(0);
  });
});
