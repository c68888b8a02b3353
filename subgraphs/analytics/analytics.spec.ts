import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import { createWarehouse } from '#warehouse/index.ts';
import type { SeededMerchant } from '../../tests/fixtures/seed.ts';
import { readWarehouse } from './report/warehouse-access.ts';
import { type AnalyticsFixture, startAnalytics } from './testing/fixture.ts';

const TREND = reportQuery('salesTrend');
const OVERVIEW = reportQuery('overview');

/** A report of one merchant under the name `report`. */
function reportQuery(field: 'salesTrend' | 'overview'): string {
  return `query ($id: ID!, $from: Date!, $to: Date!) {
    _entities(representations: [{ __typename: "Merchant", id: $id }]) {
      ... on Merchant { report: ${field}(from: $from, to: $to) { totals { orders } } }
    }
  }`;
}

describe('analytics', () => {
  let fixture: AnalyticsFixture;
  let shop: SeededMerchant;
  let stranger: SeededMerchant;

  beforeAll(async () => {
    fixture = await startAnalytics();
    ({ shop, stranger } = fixture);
  });
  afterAll(() => fixture.close());

  it('hides the reports of another merchant', async () => {
    const range = { id: shop.id, from: '2010-12-30', to: '2010-12-30' };
    const key: Identity = { kind: 'apiKey', keyId: crypto.randomUUID(), merchantId: shop.id, scopes: [] };
    const cases: [Identity | undefined, string][] = [
      [stranger.members[0]?.identity, 'NOT_FOUND'],
      [ANONYMOUS, 'UNAUTHENTICATED'],
      [key, 'FORBIDDEN'],
    ];
    for (const [identity, code] of cases) {
      for (const query of [TREND, OVERVIEW]) {
        const { data, errors } = await fixture.ask(query, range, { identity });
        expect(data._entities[0].report).toBeNull();
        expect(errors[0].extensions.code).toBe(code);
      }
    }
    const operator: Identity = { kind: 'operator', name: 'cli' };
    for (const id of [crypto.randomUUID(), 'nonsense'])
      expect(
        (await fixture.ask(TREND, { ...range, id }, { identity: operator })).errors[0].extensions.code,
      ).toBe('NOT_FOUND');
  });

  it('says so when ClickHouse is away or hangs', async () => {
    const variables = { id: shop.id, from: '2011-01-01', to: '2011-01-01' };
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    for (const [url, requestTimeoutMs] of [
      ['http://127.0.0.1:1', 60_000],
      [`http://127.0.0.1:${port}`, 300],
    ] as const) {
      const gone = createWarehouse({ url, password: '', database: 'x', requestTimeoutMs });
      const { data, errors } = await fixture.ask(TREND, variables, { store: gone });
      expect(data._entities[0].report).toBeNull();
      expect(errors[0].message).toContain('ClickHouse');
      expect(errors[0].extensions.code).toBe('UNAVAILABLE');
      await gone.close();
    }
    silent.close();
  });

  it('gives up a report that takes too long, by its own clock and by the one of the server', async () => {
    const client = createWarehouseClient({
      url: fixture.clickhouse.url,
      password: fixture.clickhouse.password,
      database: fixture.database,
    });
    const slow = (settings: string) => (signal: AbortSignal) =>
      client
        .query({
          query: `SELECT sum(cityHash64(number)) FROM numbers(100000000000) ${settings}`,
          format: 'JSONEachRow',
          abort_signal: signal,
        })
        .then((result) => result.json());
    const expected = { code: 'TIMEOUT', message: expect.stringContaining('ClickHouse') };
    await expect(readWarehouse(fixture.logger, slow(''), 200)).rejects.toMatchObject(expected);
    const bounded = slow('SETTINGS max_execution_time = 1');
    await expect(readWarehouse(fixture.logger, bounded)).rejects.toMatchObject(expected);
    await client.close();
  });

  it('owns customers, whose fields need customers:read', async () => {
    const create = (merchantId: string, name: string | null) =>
      withTenants(fixture.db.worker, [merchantId], (tx) =>
        tx.customer.create({ data: { merchantId, externalId: '12345', name, country: 'France' } }),
      );
    const mine = await create(shop.id, 'Grace');
    const theirs = await create(stranger.id, null);
    const query = `query ($ids: [_Any!]!) {
      _entities(representations: $ids) { ... on Customer { id externalId name email country createdAt } }
    }`;
    const ids = [mine, theirs].map(({ id }) => ({ __typename: 'Customer', id }));
    const transactions = vi.spyOn(fixture.db.app, '$transaction');
    const { data, errors } = await fixture.ask(query, { ids });
    expect(transactions).toHaveBeenCalledTimes(1);
    transactions.mockRestore();
    expect(data._entities).toEqual([
      {
        id: mine.id,
        externalId: '12345',
        name: 'Grace',
        email: null,
        country: 'France',
        createdAt: mine.createdAt.toISOString(),
      },
      null,
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'NOT_FOUND' } }]);
    const key: Identity = {
      kind: 'apiKey',
      keyId: crypto.randomUUID(),
      merchantId: shop.id,
      scopes: ['carts:read'],
    };
    const codeFor = async (identity: Identity) =>
      (await fixture.ask(query, { ids: ids.slice(0, 1) }, { identity })).errors?.[0].extensions.code;
    expect(await codeFor(key)).toBe('FORBIDDEN');
    expect(await codeFor(ANONYMOUS)).toBe('UNAUTHENTICATED');
    expect(await codeFor({ ...key, scopes: ['customers:read'] })).toBeUndefined();
  });
});
