import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';

const PRODUCTS = `query ($id: ID!, $from: Date!, $to: Date!, $compareTo: ComparisonPeriod, $filter: ReportFilter,
  $search: String, $orderBy: ProductOrder, $first: Int, $after: String, $last: Int, $before: String) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    report: productPerformance(from: $from, to: $to, compareTo: $compareTo, filter: $filter, search: $search,
      orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      from to currency timeZone definition freshness { status } totalCount comparison { from to }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes { productId sku title grossRevenue { amount currency } refunds { amount } netRevenue { amount } orders units
        refundedUnits averagePrice { amount } share
        comparison { grossRevenue { amount } units orders revenueChange { amount } change } }
    }
  } }
}`;
const CHANGE = `query ($id: ID!, $from: Date!, $to: Date!, $compareTo: ComparisonPeriod, $movers: Int) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    report: revenueChange(from: $from, to: $to, compareTo: $compareTo, movers: $movers) {
      comparison { from to } current { amount } base { amount } difference { amount } change
      parts { price { amount } volume { amount } mix { amount } newProducts { amount } lostProducts { amount } }
      keptProducts newProducts lostProducts
      up { sku comparison { revenueChange { amount } } } down { sku comparison { revenueChange { amount } } }
    }
  } }
}`;

const JUNE = { from: '2011-06-01', to: '2011-06-30' };

describe('reports over products', () => {
  let fixture: AnalyticsFixture;
  let shop: string;

  const ask = (query: string, variables: object) => fixture.ask(query, { id: shop, ...JUNE, ...variables });
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function report(query: string, variables: object = {}): Promise<any> {
    const { data, errors } = await ask(query, variables);
    expect(errors).toBeUndefined();
    return data._entities[0].report;
  }
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  const skus = (answer: any): string[] => answer.nodes.map((node: { sku: string }) => node.sku);

  beforeAll(async () => {
    fixture = await startAnalytics();
    shop = fixture.shop.id;
    await fixture.list(shop, { mug: 'Red Mug', cup: 'Tea cup', lamp: 'Lämp', gone: 'Old thing' });
    await fixture.sell(shop, [
      // Textbook: mug 100 at 2.00, cup 50 at 4.00 in May; mug 120 at 2.50, cup 30 at 5.00 in June.
      { day: '2011-05-10', sku: 'mug', quantity: 100, amount: '200', order: 'a' },
      { day: '2011-05-10', sku: 'cup', quantity: 50, amount: '200', order: 'a' },
      { day: '2011-05-11', sku: 'gone', quantity: 3, amount: '3', order: 'b' },
      { day: '2011-06-01', sku: 'mug', quantity: 60, amount: '150', order: 'c', country: 'France' },
      { day: '2011-06-01', sku: 'mug', quantity: 30, amount: '75', order: 'c', country: 'France' },
      { day: '2011-06-30', sku: 'mug', quantity: 30, amount: '75', order: 'd', country: 'Spain' },
      { day: '2011-06-30', sku: 'cup', quantity: 30, amount: '150', order: 'd', country: 'Spain' },
      { day: '2011-06-30', sku: 'lamp', quantity: 1, amount: '7', order: 'e' },
      { day: '2011-06-30', sku: 'cup', quantity: -2, amount: '-10', order: 'f', kind: 'CANCELLATION' },
      { day: '2011-06-30', sku: 'returned', quantity: -1, amount: '-4', order: 'f', kind: 'REFUND' },
      {
        day: '2011-06-30',
        sku: 'counted',
        quantity: -5,
        amount: '0',
        order: 's',
        kind: 'ADJUSTMENT',
        country: 'France',
      },
      { day: '2011-06-30', sku: 'mug', quantity: 9, amount: '900', order: 'g', currency: 'EUR' },
      { day: '2011-07-01', sku: 'mug', quantity: 1, amount: '1', order: 'h' },
    ]);
    await fixture.sell(fixture.stranger.id, [{ day: '2011-06-15', sku: 'mug', amount: '5000', order: 'x' }]);
  });
  afterAll(() => fixture.close());

  it('lists what was sold or taken back, largest revenue first, in the currency of the merchant', async () => {
    const answer = await report(PRODUCTS);
    expect(answer).toMatchObject({
      ...JUNE,
      currency: 'GBP',
      timeZone: 'Europe/London',
      totalCount: 4,
      comparison: null,
      freshness: { status: 'UNKNOWN' },
    });
    expect(skus(answer)).toEqual(['mug', 'cup', 'lamp', 'returned']);
    expect(answer.nodes[0]).toEqual({
      productId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sku: 'mug',
      title: 'Red Mug',
      grossRevenue: { amount: '300.0000', currency: 'GBP' },
      refunds: { amount: '0.0000' },
      netRevenue: { amount: '300.0000' },
      orders: 2,
      units: 120,
      refundedUnits: 0,
      averagePrice: { amount: '2.5000' },
      share: expect.closeTo(300 / 457, 12),
      comparison: null,
    });
    expect(answer.nodes[3]).toMatchObject({
      productId: null,
      title: null,
      grossRevenue: { amount: '0.0000' },
      netRevenue: { amount: '-4.0000' },
      refundedUnits: 1,
      averagePrice: null,
      orders: 0,
    });
  });

  it('compares each product, and sorts by the change', async () => {
    const answer = await report(PRODUCTS, {
      compareTo: 'PREVIOUS_PERIOD',
      orderBy: { field: 'CHANGE', direction: 'ASC' },
    });
    expect(answer.comparison).toEqual({ from: '2011-05-02', to: '2011-05-31' });
    expect(skus(answer)).toEqual(['cup', 'returned', 'lamp', 'mug']);
    expect(answer.nodes[0].comparison).toEqual({
      grossRevenue: { amount: '200.0000' },
      units: 50,
      orders: 1,
      revenueChange: { amount: '-50.0000' },
      change: -0.25,
    });
    expect(answer.nodes[2].comparison).toMatchObject({ change: null });
  });

  it('finds by number and title, whatever the case, and keeps shares among all', async () => {
    expect(skus(await report(PRODUCTS, { search: 'MUG' }))).toEqual(['mug']);
    const lamp = await report(PRODUCTS, { search: 'lÄMP' });
    expect(lamp).toMatchObject({ totalCount: 1, nodes: [{ share: expect.closeTo(7 / 457, 12) }] });
    expect(await report(PRODUCTS, { search: "100%' or" })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it.each(['REVENUE', 'UNITS', 'ORDERS', 'REFUNDS', 'CHANGE', 'SKU'])(
    'pages by %s both ways without a gap',
    async (field) => {
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = { field, direction };
        const whole = skus(await report(PRODUCTS, { orderBy }));
        expect(whole).toHaveLength(4);
        const first = await report(PRODUCTS, { orderBy, first: 3 });
        expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
        const rest = await report(PRODUCTS, { orderBy, first: 3, after: first.pageInfo.endCursor });
        expect([...skus(first), ...skus(rest)]).toEqual(whole);
        expect(rest).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: false } });
        const back = await report(PRODUCTS, { orderBy, last: 3, before: rest.pageInfo.startCursor });
        expect(skus(back)).toEqual(skus(first));
        const beyond = await report(PRODUCTS, { orderBy, after: rest.pageInfo.endCursor });
        expect(beyond).toMatchObject({ totalCount: 4, nodes: [] });
      }
    },
  );

  it('refuses a cursor of another order', async () => {
    const { pageInfo } = await report(PRODUCTS, { first: 1 });
    const orderBy = { field: 'UNITS', direction: 'DESC' };
    const { errors } = await ask(PRODUCTS, { after: pageInfo.endCursor, orderBy });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argumentPath: ['after'] });
  });

  it('filters by country, product and both', async () => {
    const france = await report(PRODUCTS, { filter: { country: ['France'] } });
    expect(france.nodes).toMatchObject([
      { sku: 'mug', units: 90, orders: 1, grossRevenue: { amount: '225.0000' }, share: 1 },
    ]);
    const mugs = await report(PRODUCTS, { filter: { product: ['mug', 'lamp'] } });
    expect(skus(mugs)).toEqual(['mug', 'lamp']);
    const spanishCups = { country: ['Spain', 'Peru'], product: ['cup'] };
    expect((await report(PRODUCTS, { filter: spanishCups })).nodes).toMatchObject([
      { sku: 'cup', units: 30, refunds: { amount: '0.0000' } },
    ]);
    expect((await report(PRODUCTS, { filter: { channel: ['web'] } })).nodes).toEqual([]);
  });

  it('filters by category, also the reports that add up orders', async () => {
    await fixture.classify(shop, { mug: 'Kitchen', cup: 'Kitchen', lamp: 'Lights' });
    const kitchen = await report(PRODUCTS, { filter: { category: ['Kitchen'] } });
    expect(skus(kitchen)).toEqual(['mug', 'cup']);
    const both = { category: ['Kitchen', 'Lights'], product: ['lamp', 'cup'], country: ['Spain'] };
    expect(skus(await report(PRODUCTS, { filter: both }))).toEqual(['cup']);
    const overview = `query ($id: ID!, $from: Date!, $to: Date!, $filter: ReportFilter) {
      _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
        report: overview(from: $from, to: $to, filter: $filter) { totals { orders grossRevenue { amount } } } } } }`;
    expect((await report(overview, { filter: { category: ['Lights'] } })).totals).toEqual({
      orders: 1,
      grossRevenue: { amount: '7.0000' },
    });
  });

  it.each([
    [{ product: ['mug', 'nothing'] }, 'NOT_FOUND', ['filter', 'product'], /"nothing"/],
    [{ category: ['nothing'] }, 'NOT_FOUND', ['filter', 'category'], /"nothing"/],
    [{ country: Array.from({ length: 101 }, String) }, 'BAD_INPUT', ['filter', 'country'], /at most 100/],
  ])('refuses the filter %j', async (filter, code, argumentPath, message) => {
    const { data, errors } = await ask(PRODUCTS, { filter });
    expect(data._entities[0].report).toBeNull();
    expect(errors[0].message).toMatch(message);
    expect(errors[0].extensions).toMatchObject({ code, argumentPath });
  });

  it('adds whole months and single days up alike', async () => {
    const days = ['2020-01-31', '2020-02-01', '2020-02-29', '2020-03-01', '2020-03-31', '2020-04-01'];
    await fixture.sell(
      shop,
      days.map((day, at) => ({ day, sku: 'ruler', amount: String(10 ** at), order: `ruler ${at}` })),
    );
    const gross = async (from: string, to: string) =>
      (await report(PRODUCTS, { from, to, search: 'ruler' })).nodes.map(
        (node: { grossRevenue: { amount: string }; orders: number }) => [
          node.grossRevenue.amount,
          node.orders,
        ],
      );
    expect(await gross('2020-01-31', '2020-04-01')).toEqual([['111111.0000', 6]]);
    expect(await gross('2020-02-01', '2020-03-31')).toEqual([['11110.0000', 4]]);
    expect(await gross('2020-02-02', '2020-03-31')).toEqual([['11100.0000', 3]]);
    expect(await gross('2020-02-01', '2020-03-30')).toEqual([['1110.0000', 3]]);
    expect(await gross('2020-02-29', '2020-02-29')).toEqual([['100.0000', 1]]);
    expect(await gross('2020-02-28', '2020-02-28')).toEqual([]);
  });

  it('takes a change apart, and names who moved it', async () => {
    const change = await report(CHANGE);
    expect(change).toEqual({
      comparison: { from: '2011-05-02', to: '2011-05-31' },
      current: { amount: '457.0000' },
      base: { amount: '403.0000' },
      difference: { amount: '54.0000' },
      change: expect.closeTo(54 / 403, 12),
      parts: {
        price: { amount: '90.0000' },
        volume: { amount: '0.0000' },
        mix: { amount: '-40.0000' },
        newProducts: { amount: '7.0000' },
        lostProducts: { amount: '-3.0000' },
      },
      keptProducts: 2,
      newProducts: 1,
      lostProducts: 1,
      up: [
        { sku: 'mug', comparison: { revenueChange: { amount: '100.0000' } } },
        { sku: 'lamp', comparison: { revenueChange: { amount: '7.0000' } } },
      ],
      down: [
        { sku: 'cup', comparison: { revenueChange: { amount: '-50.0000' } } },
        { sku: 'gone', comparison: { revenueChange: { amount: '-3.0000' } } },
      ],
    });
    expect((await report(CHANGE, { movers: 1 })).up).toHaveLength(1);
    const nothing = await report(CHANGE, { from: '1999-01-01', to: '1999-12-31' });
    expect(nothing).toMatchObject({ difference: { amount: '0.0000' }, change: null, up: [], down: [] });
  });

  it.each([
    [{ compareTo: 'NONE' }, ['compareTo']],
    [{ movers: 51 }, ['movers']],
  ])('refuses a change with %j', async (variables, argumentPath) => {
    const { errors } = await ask(CHANGE, variables);
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argumentPath });
  });

  it('answers anew when the data have changed, and nothing of another merchant', async () => {
    const before = await report(PRODUCTS, { from: '2012-01-01', to: '2012-01-31' });
    expect(before.nodes).toEqual([]);
    await fixture.sell(shop, [{ day: '2012-01-05', sku: 'mug', amount: '12', order: 'n' }]);
    const after = await report(PRODUCTS, { from: '2012-01-01', to: '2012-01-31' });
    expect(after.nodes).toMatchObject([{ sku: 'mug', grossRevenue: { amount: '12.0000' } }]);
    const { errors } = await ask(PRODUCTS, { id: fixture.stranger.id });
    expect(errors[0].extensions.code).toBe('NOT_FOUND');
  });
});
