import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';

const FUNNEL = `query ($id: ID!, $from: Date!, $to: Date!, $compareTo: ComparisonPeriod, $filter: ReportFilter) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    report: conversionFunnel(from: $from, to: $to, compareTo: $compareTo, filter: $filter) {
      comparison { from to } openCarts lostCarts recoveredCarts unavailable { metric reason } definition
      stages { stage carts value { amount currency } rate cartsBefore rateChange }
    }
  } }
}`;

describe('the conversion funnel', () => {
  let fixture: AnalyticsFixture;
  beforeAll(async () => {
    fixture = await startAnalytics();
    await fixture.fillCarts(fixture.shop.id, '2011-03-01', [
      'OPEN',
      'ABANDONED',
      'RECOVERED',
      'ORDERED',
      'ABANDONED',
    ]);
    await fixture.fillCarts(fixture.shop.id, '2011-02-28', ['ORDERED', 'ABANDONED']);
    await fixture.fillCarts(fixture.stranger.id, '2011-03-01', ['ORDERED']);
  });
  afterAll(() => fixture.close());

  const ask = (variables: object) =>
    fixture.ask(FUNNEL, { id: fixture.shop.id, from: '2011-03-01', to: '2011-03-01', ...variables });

  it('leads from carts to orders, and says what nothing tells', async () => {
    const { data } = await ask({ compareTo: 'PREVIOUS_PERIOD' });
    expect(data._entities[0].report).toMatchObject({
      comparison: { from: '2011-02-28', to: '2011-02-28' },
      openCarts: 1,
      lostCarts: 2,
      recoveredCarts: 1,
      unavailable: [{ metric: 'CHECKOUT' }, { metric: 'VISIT' }],
      stages: [
        {
          stage: 'CART',
          carts: 5,
          value: { amount: '5.0000', currency: 'GBP' },
          rate: 1,
          cartsBefore: 2,
          rateChange: 0,
        },
        { stage: 'CHECKOUT', carts: null, value: null, rate: null, cartsBefore: null, rateChange: null },
        {
          stage: 'ORDER',
          carts: 2,
          value: { amount: '2.0000' },
          rate: 0.4,
          cartsBefore: 1,
          rateChange: expect.closeTo(-0.1, 12),
        },
      ],
    });
    const { data: empty } = await ask({ from: '1999-01-01', to: '1999-01-01' });
    expect(empty._entities[0].report.stages[2]).toMatchObject({ carts: 0, rate: null, cartsBefore: null });
  });

  it('knows checkouts where carts have events, all of them', async () => {
    const day = '2011-05-01';
    const range = { from: day, to: day };
    await fixture.fillCarts(fixture.shop.id, day, ['OPEN', 'OPEN', 'ABANDONED', 'ORDERED']);
    const client = createWarehouseClient({
      url: fixture.clickhouse.url,
      password: fixture.clickhouse.password,
      database: fixture.database,
    });
    const happened = async (kind: string, status: string) => {
      await client.command({
        query: `INSERT INTO cart_events (merchant_id, cart_id, id, kind, sku, occurred_at, version, is_deleted)
          SELECT merchant_id, id, generateUUIDv4(), {kind:String}, '', created_at, 1, 0 FROM carts FINAL
          WHERE merchant_id = {merchant:UUID} AND business_date = {day:Date32} AND match(status, {status:String})`,
        query_params: { merchant: fixture.shop.id, day, kind, status },
      });
      await fixture.warehouse.rebuildDailyMetrics({
        days: [{ merchantId: fixture.shop.id, businessDate: day, changed: 'CARTS' }],
        version: await fixture.warehouse.mirror.nextMetricsVersion(),
      });
    };
    await happened('CREATED', '^(OPEN|ABANDONED)$');
    await happened('CHECKOUT_STARTED', '^ABANDONED$');
    const { data: partly } = await ask(range);
    expect(partly._entities[0].report.stages[1]).toMatchObject({
      stage: 'CHECKOUT',
      carts: null,
      rate: null,
    });
    await happened('CREATED', '^ORDERED$');
    await client.close();
    const { data } = await ask({ ...range, compareTo: 'PREVIOUS_PERIOD' });
    expect(data._entities[0].report).toMatchObject({
      unavailable: [{ metric: 'VISIT' }],
      stages: [
        { carts: 4, rate: 1 },
        {
          stage: 'CHECKOUT',
          carts: 2,
          value: { amount: '2.0000', currency: 'GBP' },
          rate: 0.5,
          cartsBefore: null,
          rateChange: null,
        },
        { carts: 1, rate: 0.25 },
      ],
    });
    expect(data._entities[0].report.definition).toContain('checkout');
  });

  it('refuses filters that carts cannot answer', async () => {
    const { errors } = await ask({ filter: { country: ['France'] } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argumentPath: ['filter'] });
  });
});
