import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';

const OVERVIEW = `query ($id: ID!, $from: Date!, $to: Date!, $compareTo: ComparisonPeriod = NONE, $filter: ReportFilter) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    report: overview(from: $from, to: $to, compareTo: $compareTo, filter: $filter) {
      totals { grossRevenue { amount } refunds { amount } netRevenue { amount } orders units averageOrderValue { amount } }
      customers newCustomers returningCustomers refundRate carts abandonedCarts abandonmentRate cartConversionRate
      conversionRate unavailable { metric reason } definition
      otherCurrencies { currency grossRevenue { amount currency } refunds { amount } orders }
      comparison { customers newCustomers returningCustomers refundRate carts cartConversionRate
        change { orders } customerChange { customers newCustomers returningCustomers }
        rateChange { refundRate abandonmentRate cartConversionRate } }
    }
  } }
}`;
const TREND = `query ($id: ID!, $from: Date!, $to: Date!, $filter: ReportFilter, $groupBy: TimeGrouping) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    report: salesTrend(from: $from, to: $to, filter: $filter, groupBy: $groupBy) {
      points { date grossRevenue { amount } orders units } definition otherCurrencies { currency }
    }
  } }
}`;

describe('an overview', () => {
  let fixture: AnalyticsFixture;
  let shop: string;
  const [ada, ben, cleo] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function report(query: string, variables: object): Promise<any> {
    const { data, errors } = await fixture.ask(query, { id: shop, ...variables });
    expect(errors).toBeUndefined();
    return data._entities[0].report;
  }

  beforeAll(async () => {
    fixture = await startAnalytics();
    shop = fixture.shop.id;
    await fixture.list(shop, { mug: 'Mug', cup: 'Cup' });
    await fixture.sell(shop, [
      { day: '2011-02-01', amount: '100', customer: ada, order: 'a', sku: 'mug', country: 'France' },
      { day: '2011-03-01', amount: '10', customer: ada, order: 'b', sku: 'mug', country: 'France' },
      { day: '2011-03-01', amount: '20', customer: ada, order: 'b', sku: 'cup', country: 'France' },
      {
        day: '2011-03-02',
        amount: '30',
        customer: ben,
        order: 'c',
        sku: 'mug',
        country: 'Spain',
        channel: 'web',
      },
      { day: '2011-03-03', amount: '40', customer: cleo, order: 'd', sku: 'cup', country: 'Spain' },
      {
        day: '2011-03-03',
        amount: '-25',
        customer: cleo,
        order: 'e',
        sku: 'cup',
        kind: 'REFUND',
        quantity: -1,
      },
      { day: '2011-03-03', amount: '5', order: 'f', sku: 'cup' },
      { day: '2011-03-03', amount: '700', customer: ben, order: 'g', currency: 'EUR' },
      { day: '2011-03-04', amount: '-70', order: 'h', currency: 'EUR', kind: 'REFUND', quantity: -1 },
      { day: '2011-03-04', amount: '9', order: 'i', currency: 'CHF' },
      // A day on which more comes back than goes out.
      { day: '2011-05-01', amount: '10', customer: ada, order: 'j' },
      { day: '2011-05-01', amount: '-60', customer: ada, order: 'k', kind: 'CANCELLATION', quantity: -6 },
    ]);
    await fixture.fillCarts(shop, '2011-03-02', ['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED', 'ORDERED']);
    await fixture.fillCarts(shop, '2011-02-03', ['ABANDONED', 'ORDERED']);
    await fixture.sell(fixture.stranger.id, [
      { day: '2011-06-01', amount: '0.01', order: 'only', customer: ada },
    ]);
  });
  afterAll(() => fixture.close());

  const MARCH = { from: '2011-03-01', to: '2011-03-31' };

  it('tells customers, rates and what nothing tells, each beside the range before', async () => {
    const overview = await report(OVERVIEW, { ...MARCH, compareTo: 'PREVIOUS_PERIOD' });
    expect(overview).toMatchObject({
      totals: {
        grossRevenue: { amount: '105.0000' },
        netRevenue: { amount: '80.0000' },
        orders: 4,
        averageOrderValue: { amount: '26.2500' },
      },
      customers: 3,
      newCustomers: 2,
      returningCustomers: 1,
      refundRate: expect.closeTo(25 / 105, 12),
      carts: 5,
      abandonedCarts: 2,
      abandonmentRate: 0.4,
      cartConversionRate: 0.6,
      conversionRate: null,
      unavailable: [{ metric: 'conversionRate', reason: expect.stringContaining('Visits') }],
      comparison: {
        customers: 1,
        newCustomers: 1,
        returningCustomers: 0,
        refundRate: 0,
        carts: 2,
        cartConversionRate: 0.5,
        change: { orders: 3 },
        customerChange: { customers: 2, newCustomers: 1, returningCustomers: null },
        rateChange: {
          abandonmentRate: expect.closeTo(-0.1, 12),
          cartConversionRate: expect.closeTo(0.1, 12),
        },
      },
    });
  });

  it('adds no other currency to the own one, and shows it', async () => {
    const { otherCurrencies } = await report(OVERVIEW, MARCH);
    expect(otherCurrencies).toEqual([
      {
        currency: 'CHF',
        grossRevenue: { amount: '9.0000', currency: 'CHF' },
        refunds: { amount: '0.0000' },
        orders: 1,
      },
      {
        currency: 'EUR',
        grossRevenue: { amount: '700.0000', currency: 'EUR' },
        refunds: { amount: '70.0000' },
        orders: 1,
      },
    ]);
    const trend = await report(TREND, { from: '2011-03-03', to: '2011-03-04' });
    expect(
      trend.points.map((point: { grossRevenue: { amount: string } }) => point.grossRevenue.amount),
    ).toEqual(['45.0000', '0.0000']);
    expect(trend.otherCurrencies).toEqual([{ currency: 'CHF' }, { currency: 'EUR' }]);
  });

  it('counts what a filter lets through, and says that carts cannot be told apart by it', async () => {
    const spain = await report(OVERVIEW, { ...MARCH, filter: { country: ['Spain'] } });
    expect(spain).toMatchObject({
      totals: { grossRevenue: { amount: '70.0000' }, orders: 2 },
      customers: 2,
      newCustomers: 2,
      carts: null,
      abandonedCarts: null,
      abandonmentRate: null,
      cartConversionRate: null,
      otherCurrencies: [],
    });
    expect(spain.definition).toContain('filter');
    expect(spain.unavailable.map((one: { metric: string }) => one.metric)).toEqual([
      'conversionRate',
      'carts',
      'abandonedCarts',
      'abandonmentRate',
      'cartConversionRate',
    ]);
    // Ada is no new customer of March, whatever she buys.
    const mugs = await report(OVERVIEW, { ...MARCH, filter: { product: ['mug'], country: ['France'] } });
    expect(mugs).toMatchObject({
      totals: { grossRevenue: { amount: '10.0000' }, orders: 1, units: 1 },
      customers: 1,
      newCustomers: 0,
    });
    const trend = await report(TREND, { ...MARCH, to: '2011-03-03', filter: { product: ['cup'] } });
    expect(trend.points).toEqual([
      { date: '2011-03-01', grossRevenue: { amount: '20.0000' }, orders: 1, units: 1 },
      { date: '2011-03-02', grossRevenue: { amount: '0.0000' }, orders: 0, units: 0 },
      { date: '2011-03-03', grossRevenue: { amount: '45.0000' }, orders: 2, units: 2 },
    ]);
    const web = await report(TREND, { ...MARCH, groupBy: 'MONTH', filter: { channel: ['web', 'shop'] } });
    expect(web.points).toMatchObject([{ grossRevenue: { amount: '30.0000' }, orders: 1 }]);
  });

  it('makes sense of refunds larger than sales, of nothing at all and of a single order', async () => {
    const may = await report(OVERVIEW, { from: '2011-05-01', to: '2011-05-01' });
    expect(may).toMatchObject({
      totals: { netRevenue: { amount: '-50.0000' }, averageOrderValue: { amount: '10.0000' }, units: 1 },
      refundRate: 6,
    });
    const nothing = await report(OVERVIEW, {
      from: '1999-01-01',
      to: '1999-01-01',
      compareTo: 'PREVIOUS_YEAR',
    });
    expect(nothing).toMatchObject({
      totals: { grossRevenue: { amount: '0.0000' }, averageOrderValue: null },
      customers: 0,
      newCustomers: 0,
      refundRate: null,
      carts: 0,
      abandonmentRate: null,
      cartConversionRate: null,
      comparison: { customers: 0, refundRate: null, customerChange: { customers: null } },
    });
    const { data } = await fixture.ask(
      OVERVIEW,
      { id: fixture.stranger.id, from: '2011-06-01', to: '2011-06-01' },
      { identity: fixture.stranger.members[0]?.identity },
    );
    expect(data._entities[0].report).toMatchObject({
      totals: { grossRevenue: { amount: '0.0100' }, orders: 1 },
      customers: 1,
      newCustomers: 1,
      returningCustomers: 0,
      refundRate: 0,
    });
  });

  it('follows what changes: a line that moves, a customer that is found, a line that is deleted', async () => {
    const april = { from: '2011-04-01', to: '2011-04-30' };
    const common = { merchant_id: shop, is_deleted: 0 as const, currency: 'GBP' };
    const [order, line] = [crypto.randomUUID(), crypto.randomUUID()];
    const orders = (version: bigint, customer: string | null) =>
      fixture.warehouse.insert('orders', [
        {
          ...common,
          version,
          id: order,
          external_id: 'moving',
          kind: 'SALE',
          customer_id: customer,
          country: null,
          channel: null,
          placed_at: '2011-04-01 12:00:00',
          business_date: '2011-04-01',
        },
      ]);
    const lines = (version: bigint, day: string, deleted: 0 | 1 = 0) =>
      fixture.warehouse.insert('order_items', [
        {
          ...common,
          version,
          id: line,
          order_id: order,
          line_no: 1,
          product_id: null,
          sku: 'mug',
          description: null,
          kind: 'SALE',
          quantity: 1,
          unit_price: '3',
          amount: '3',
          occurred_at: `${day} 12:00:00`,
          business_date: day,
          is_deleted: deleted,
        },
      ]);
    const rebuild = (version: bigint) =>
      fixture.warehouse.rebuildDailyMetrics({
        days: ['2011-04-01', '2011-04-02'].map((businessDate) => ({ merchantId: shop, businessDate })),
        version,
      });
    const seen = async (filter?: object) => {
      const { customers, totals } = await report(OVERVIEW, { ...april, filter });
      return [customers, totals.orders, totals.grossRevenue.amount];
    };
    await orders(100n, null);
    await lines(100n, '2011-04-01');
    await rebuild(100n);
    expect([await seen(), await seen({ product: ['mug'] })]).toEqual([
      [0, 1, '3.0000'],
      [0, 1, '3.0000'],
    ]);
    await orders(101n, cleo);
    await rebuild(101n);
    expect(await seen()).toEqual([1, 1, '3.0000']);
    await lines(102n, '2011-04-01', 1);
    await lines(102n, '2011-04-02');
    await rebuild(102n);
    expect([await seen(), await seen({ product: ['mug'] })]).toEqual([
      [1, 1, '3.0000'],
      [1, 1, '3.0000'],
    ]);
    await lines(103n, '2011-04-02', 1);
    await rebuild(103n);
    expect([await seen(), await seen({ product: ['mug'] })]).toEqual([
      [0, 0, '0.0000'],
      [0, 0, '0.0000'],
    ]);
  });
});
