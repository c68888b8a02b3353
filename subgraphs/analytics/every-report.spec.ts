import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { type AnalyticsFixture, startAnalytics } from './testing/fixture.ts';

const GROSS = 'grossRevenue { amount }';

interface Report {
  name: string;
  field(args: string): string;
  /** Gross revenue of the whole report, one amount or several that add up to it. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  gross(report: any): { grossRevenue: { amount: string } }[];
  /** What it takes beside a range. */
  compares?: boolean;
}

const breakdown = (by: string): Report => ({
  name: `revenueBreakdown by ${by}`,
  field: (args) => `revenueBreakdown(by: ${by}, first: 100, ${args}) { nodes { ${GROSS} } }`,
  gross: ({ nodes }) => nodes,
  compares: true,
});

/** Every report that tells revenue; forecasts and the funnel, which do not, have cases of their own beside them. */
const REPORTS: Report[] = [
  {
    name: 'overview',
    field: (args) => `overview(${args}) { totals { ${GROSS} netRevenue { amount } } }`,
    gross: ({ totals }) => [totals],
    compares: true,
  },
  {
    name: 'salesTrend',
    field: (args) => `salesTrend(${args}) { points { ${GROSS} } }`,
    gross: ({ points }) => points,
    compares: true,
  },
  {
    name: 'productPerformance',
    field: (args) => `productPerformance(first: 100, ${args}) { nodes { ${GROSS} } }`,
    gross: ({ nodes }) => nodes,
    compares: true,
  },
  {
    name: 'revenueChange',
    field: (args) => `revenueChange(${args}) { current { amount } parts { price { amount } } up { sku } }`,
    gross: ({ current }) => [{ grossRevenue: current }],
    compares: true,
  },
  ...['COUNTRY', 'CHANNEL', 'PRODUCT', 'WEEKDAY', 'HOUR', 'SEGMENT'].map(breakdown),
  {
    name: 'customerSegments',
    field: (args) => `customerSegments(${args}) { segments { ${GROSS} averageRevenue { amount } } }`,
    gross: ({ segments }) => segments,
    compares: true,
  },
  {
    name: 'segmentCustomers',
    field: (args) => `segmentCustomers(first: 100, ${args}) { nodes { ${GROSS} lifetimeValue { amount } } }`,
    gross: ({ nodes }) => nodes,
  },
  {
    name: 'customerCohorts',
    field: (args) => `customerCohorts(${args}) { lifetimeValue { amount } cohorts { months { ${GROSS} } } }`,
    gross: ({ cohorts }) => cohorts.flatMap(({ months }: { months: object[] }) => months),
  },
];
const FUNNEL: Report = {
  name: 'conversionFunnel',
  field: (args) => `conversionFunnel(${args}) { stages { carts } }`,
  gross: () => [],
  compares: true,
};

describe.each([...REPORTS, FUNNEL])('$name', (report) => {
  let fixture: AnalyticsFixture;
  beforeAll(async () => {
    fixture ??= await shared();
  });

  const ask = async (shop: SeededMerchant, from: string, to: string, more = '') => {
    const field = report.field(`from: "${from}", to: "${to}"${more}`);
    const { data, errors } = await fixture.ask(
      `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant { report: ${field} } } }`,
      { id: shop.id },
      { identity: shop.members[0]?.identity as Identity },
    );
    return { report: data?._entities[0].report, error: errors?.[0] };
  };
  const gross = async (shop: SeededMerchant, from: string, to = from, more = ''): Promise<number> => {
    const { report: answer, error } = await ask(shop, from, to, more);
    expect(error).toBeUndefined();
    return report.gross(answer).reduce((sum, { grossRevenue }) => sum + Number(grossRevenue.amount), 0);
  };
  const newShop = () => seed(fixture.db).merchant().withMember('OWNER').create();
  const lastYear = report.compares ? ', compareTo: PREVIOUS_YEAR' : '';
  /** The funnel is about carts. */
  const told = (amount: number): number => (report.name === FUNNEL.name ? 0 : amount);

  it('refuses ranges and days that are none, and names the argument', async () => {
    const shop = await newShop();
    for (const [from, to, argument] of [
      ['2011-01-02', '2011-01-01', 'to'],
      ['1979-12-31', '1980-01-01', 'from'],
      ['2100-12-31', '2101-01-01', 'to'],
      ['2011-01-01', '2021-01-01', 'to'],
    ] as const)
      expect((await ask(shop, from, to)).error.extensions).toMatchObject({
        code: 'BAD_INPUT',
        argumentPath: [argument],
      });
    const { error } = await ask(shop, '2023-02-29', '2023-03-01');
    expect(error.message).toContain('2023-02-29');
  });

  it('does not know products and categories that nobody has listed', async () => {
    const shop = await newShop();
    for (const field of ['product', 'category']) {
      const { error } = await ask(shop, '2011-01-01', '2011-01-02', `, filter: { ${field}: ["nothing"] }`);
      expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', argumentPath: ['filter', field] });
    }
  });

  it('says nothing where nothing was sold, and compares it', async () => {
    expect(await gross(await newShop(), '2024-01-01', '2024-12-31', lastYear)).toBe(0);
  });

  it('tells one order, on a leap day, compared with the year before', async () => {
    const shop = await newShop();
    await fixture.sell(shop.id, [{ day: '2024-02-29', amount: '12.34', customer: crypto.randomUUID() }]);
    expect(await gross(shop, '2024-02-29', '2024-02-29', lastYear)).toBe(told(12.34));
    expect(await gross(shop, '2024-02-01', '2024-02-29', lastYear)).toBe(told(12.34));
    expect(await gross(shop, '2024-03-01', '2024-03-31')).toBe(0);
  });

  it('keeps refunds that are larger than sales out of gross revenue', async () => {
    const shop = await newShop();
    const customer = crypto.randomUUID();
    await fixture.sell(shop.id, [
      { day: '2011-05-02', amount: '10', customer, order: 'a' },
      { day: '2011-05-02', amount: '-60', quantity: -6, kind: 'REFUND', customer, order: 'a' },
      { day: '2011-05-03', amount: '-5', quantity: -1, kind: 'CANCELLATION', customer, order: 'b' },
    ]);
    expect(await gross(shop, '2011-05-01', '2011-05-31', lastYear)).toBe(told(10));
    expect(await gross(shop, '2011-05-03')).toBe(0);
  });

  it('adds no other currency to that of the merchant', async () => {
    const shop = await newShop();
    const customer = crypto.randomUUID();
    await fixture.sell(shop.id, [
      { day: '2011-05-02', amount: '5', customer, order: 'a' },
      { day: '2011-05-02', amount: '700', currency: 'EUR', customer, order: 'b' },
    ]);
    expect(await gross(shop, '2011-05-01', '2011-05-31')).toBe(told(5));
    expect(await gross(shop, '2011-05-02')).toBe(told(5));
  });

  it('follows a line to another day, and back, as a change of the time zone moves it', async () => {
    const shop = await newShop();
    const [order, line, customer] = Array.from({ length: 3 }, () => crypto.randomUUID());
    const common = { merchant_id: shop.id, currency: 'GBP', is_deleted: 0 as const };
    let version = 1_000n;
    const stamp = async (day: string, before?: string) => {
      version += 1n;
      await fixture.warehouse.insert('orders', [
        {
          ...common,
          version,
          id: order ?? '',
          external_id: 'moving',
          kind: 'SALE',
          customer_id: customer ?? null,
          country: null,
          channel: null,
          placed_at: '2011-02-01 03:00:00',
          business_date: day,
        },
      ]);
      const rows = [
        { day, is_deleted: 0 as const },
        ...(before ? [{ day: before, is_deleted: 1 as const }] : []),
      ];
      await fixture.warehouse.insert(
        'order_items',
        rows.map((row) => ({
          ...common,
          version,
          id: line ?? '',
          order_id: order ?? '',
          line_no: 1,
          product_id: null,
          sku: 'mug',
          description: null,
          kind: 'SALE',
          quantity: 1,
          unit_price: '8',
          amount: '8',
          occurred_at: '2011-02-01 03:00:00',
          business_date: row.day,
          is_deleted: row.is_deleted,
        })),
      );
      await fixture.warehouse.rebuildDailyMetrics({
        days: ['2011-01-31', '2011-02-01'].map((businessDate) => ({ merchantId: shop.id, businessDate })),
        version,
      });
    };
    const months = async () => [
      await gross(shop, '2011-01-01', '2011-01-31'),
      await gross(shop, '2011-02-01', '2011-02-28'),
      await gross(shop, '2011-01-31', '2011-02-01'),
    ];
    await stamp('2011-02-01');
    expect(await months()).toEqual([0, 8, 8].map(told));
    await stamp('2011-01-31', '2011-02-01');
    expect(await months()).toEqual([8, 0, 8].map(told));
    await stamp('2011-02-01', '2011-01-31');
    expect(await months()).toEqual([0, 8, 8].map(told));
  });
});

let started: Promise<AnalyticsFixture> | undefined;
function shared(): Promise<AnalyticsFixture> {
  started ??= startAnalytics();
  return started;
}
afterAll(async () => {
  await (await started)?.close();
});
