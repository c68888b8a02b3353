import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '#platform/identity/index.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';
import { cohortsOf, firstDayOf } from './cohorts.ts';

const wrap = (field: string, declared = '') => `query ($id: ID!, $from: Date!, $to: Date!${declared}) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant { report: ${field} } }
}`;
const SEGMENTS = wrap(
  `customerSegments(from: $from, to: $to, compareTo: $compareTo, filter: $filter) {
    from to currency timeZone definition freshness { status } customers comparison { from to }
    segments { segment customers customersBefore share grossRevenue { amount } revenueShare averageRevenue { amount }
      averageOrders averageRecencyDays } }`,
  ', $compareTo: ComparisonPeriod, $filter: ReportFilter',
);
const CUSTOMERS = wrap(
  `segmentCustomers(from: $from, to: $to, segment: $segment, orderBy: $orderBy, first: $first, after: $after,
    last: $last, before: $before) {
    totalCount pageInfo { hasNextPage startCursor endCursor }
    nodes { customer { id name } segment recencyDays orders grossRevenue { amount } recencyScore frequencyScore
      monetaryScore firstOrderOn lastOrderOn lifetimeValue { amount } customerSince } }`,
  ', $segment: CustomerSegment, $orderBy: SegmentCustomerOrder, $first: Int, $after: String, $last: Int, $before: String',
);
const COHORTS = wrap(
  `customerCohorts(from: $from, to: $to, filter: $filter) { customers lifetimeValue { amount }
    cohorts { month customers lifetimeValue { amount }
      months { month offset customers retention grossRevenue { amount } refunds { amount } lifetimeValue { amount } } } }`,
  ', $filter: ReportFilter',
);

const YEAR = { from: '2011-01-01', to: '2011-12-31' };

describe('reports over customers', () => {
  let fixture: AnalyticsFixture;
  let shop: string;
  const people = Array.from({ length: 5 }, () => crypto.randomUUID());
  const [ada = '', ben = '', cleo = '', dan = '', eve = ''] = people;

  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function report(query: string, variables: object = {}): Promise<any> {
    const { data, errors } = await fixture.ask(query, { id: shop, ...YEAR, ...variables });
    expect(errors).toBeUndefined();
    return data._entities[0].report;
  }

  beforeAll(async () => {
    fixture = await startAnalytics();
    shop = fixture.shop.id;
    await fixture.db.admin.query(
      `insert into commerce.customers (id, merchant_id, external_id, name)
       select id, $1, 'c' || n, 'Customer ' || n from unnest($2::uuid[]) with ordinality as t (id, n)`,
      [shop, people],
    );
    await fixture.sell(shop, [
      // Ada bought the year before, and takes something back this year.
      { day: '2010-12-24', customer: ada, amount: '1000', order: 'a0' },
      { day: '2011-01-10', customer: ada, amount: '-40', order: 'a1', kind: 'CANCELLATION' },
      { day: '2011-12-31', customer: ada, amount: '10', order: 'a2', country: 'France' },
      { day: '2011-12-31', customer: ada, amount: '10', order: 'a2', country: 'France' },
      { day: '2011-11-30', customer: ada, amount: '30', order: 'a3' },
      { day: '2011-11-30', customer: ben, amount: '50', order: 'b1' },
      { day: '2011-06-15', customer: cleo, amount: '50', order: 'c1' },
      { day: '2011-06-15', customer: dan, amount: '20', order: 'd1' },
      { day: '2011-06-16', customer: dan, amount: '20', order: 'd2' },
      { day: '2011-07-01', customer: dan, amount: '20', order: 'd3', country: 'France' },
      { day: '2011-02-01', customer: eve, amount: '500', order: 'e1' },
      { day: '2011-04-01', customer: eve, amount: '-500', order: 'e2', kind: 'REFUND' },
      { day: '2011-05-01', amount: '7', order: 'nobody' },
      { day: '2011-05-01', customer: crypto.randomUUID(), amount: '-7', order: 'r', kind: 'REFUND' },
      { day: '2011-05-01', customer: crypto.randomUUID(), amount: '7', order: 'euro', currency: 'EUR' },
    ]);
  });
  afterAll(() => fixture.close());

  it('scores customers by quintiles, equal values equally, and names them', async () => {
    const { nodes, totalCount } = await report(CUSTOMERS);
    expect(totalCount).toBe(5);
    // Recency: ada 1, ben 32, dan 184, cleo 200, eve 334. Orders: dan 3, ada 2, others 1. Money: eve, dan, ada = ben = cleo 50.
    const scores = Object.fromEntries(
      nodes.map((node: Record<string, unknown>) => [
        (node.customer as { id: string }).id,
        [node.recencyDays, node.recencyScore, node.frequencyScore, node.monetaryScore, node.segment],
      ]),
    );
    expect(scores).toEqual({
      [ada]: [1, 5, 4, 1, 'CHAMPION'],
      [ben]: [32, 4, 1, 1, 'PROMISING'],
      [dan]: [184, 3, 5, 4, 'LOYAL'],
      [cleo]: [200, 2, 1, 1, 'HIBERNATING'],
      [eve]: [334, 1, 1, 5, 'HIBERNATING'],
    });
    expect(nodes.find((node: { customer: { id: string } }) => node.customer.id === ada)).toEqual({
      customer: { id: ada, name: 'Customer 1' },
      segment: 'CHAMPION',
      recencyDays: 1,
      orders: 2,
      grossRevenue: { amount: '50.0000' },
      recencyScore: 5,
      frequencyScore: 4,
      monetaryScore: 1,
      firstOrderOn: '2011-11-30',
      lastOrderOn: '2011-12-31',
      lifetimeValue: { amount: '1010.0000' },
      customerSince: '2010-12-24',
    });
  });

  it('pages, sorts and lists one segment', async () => {
    const idsOf = (answer: { nodes: { customer: { id: string } }[] }) =>
      answer.nodes.map((node) => node.customer.id);
    const orderBy = { field: 'RECENCY', direction: 'ASC' };
    expect(idsOf(await report(CUSTOMERS, { orderBy }))).toEqual([ada, ben, dan, cleo, eve]);
    const first = await report(CUSTOMERS, { first: 3 });
    const rest = await report(CUSTOMERS, { first: 3, after: first.pageInfo.endCursor });
    expect(rest.totalCount).toBe(5);
    expect(new Set([...idsOf(first), ...idsOf(rest)])).toEqual(new Set(people));
    expect(idsOf(await report(CUSTOMERS, { last: 3, before: rest.pageInfo.startCursor }))).toEqual(
      idsOf(first),
    );
    const sleepers = await report(CUSTOMERS, { segment: 'HIBERNATING' });
    expect(idsOf(sleepers)).toEqual([eve, cleo]);
    expect(await report(CUSTOMERS, { segment: 'NEW' })).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it('sums segments up, and compares them', async () => {
    const answer = await report(SEGMENTS, { compareTo: 'PREVIOUS_YEAR' });
    expect(answer).toMatchObject({ customers: 5, comparison: { from: '2010-01-01', to: '2010-12-31' } });
    expect(answer.segments).toHaveLength(10);
    const bySegment = Object.fromEntries(
      answer.segments.map((one: { segment: string }) => [one.segment, one]),
    );
    expect(bySegment.HIBERNATING).toEqual({
      segment: 'HIBERNATING',
      customers: 2,
      // The only customer of 2010 is worse off than nobody: every score is 1.
      customersBefore: 1,
      share: 0.4,
      grossRevenue: { amount: '550.0000' },
      revenueShare: expect.closeTo(550 / 710, 12),
      averageRevenue: { amount: '275.0000' },
      averageOrders: 1,
      averageRecencyDays: 267,
    });
    expect(bySegment.NEW).toMatchObject({
      customers: 0,
      averageRevenue: null,
      averageOrders: null,
      share: 0,
    });
    const french = await report(SEGMENTS, { filter: { country: ['France'] } });
    expect(french.customers).toBe(2);
    const empty = await report(SEGMENTS, { from: '1999-01-01', to: '1999-01-01' });
    expect(empty.segments[0]).toMatchObject({ customers: 0, share: null, revenueShare: null });
  });

  it('refuses to filter segments by segment, and hides names from who may not read customers', async () => {
    const variables = { id: shop, ...YEAR, filter: { segment: ['NEW'] } };
    expect((await fixture.ask(SEGMENTS, variables)).errors[0].extensions).toMatchObject({
      code: 'BAD_INPUT',
      argumentPath: ['filter', 'segment'],
    });
    const key: Identity = {
      kind: 'apiKey',
      keyId: crypto.randomUUID(),
      merchantId: shop,
      scopes: ['reports:read'],
    };
    const { data, errors } = await fixture.ask(CUSTOMERS, { id: shop, ...YEAR, first: 1 }, { identity: key });
    expect(data._entities[0].report.nodes).toMatchObject([{ customer: null, monetaryScore: 5 }]);
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('follows cohorts month by month', async () => {
    const answer = await report(COHORTS, { to: '2011-08-31' });
    // Ada's first purchase lies before the range.
    expect(answer.customers).toBe(3);
    expect(answer.lifetimeValue).toEqual({ amount: '36.6667' });
    expect(
      answer.cohorts.map((one: { month: string; customers: number }) => [one.month, one.customers]),
    ).toEqual([
      ['2011-02-01', 1],
      ['2011-06-01', 2],
    ]);
    expect(answer.cohorts[0].lifetimeValue).toEqual({ amount: '0.0000' });
    expect(answer.cohorts[0].months).toHaveLength(7);
    expect(answer.cohorts[0].months[2]).toEqual({
      month: '2011-04-01',
      offset: 2,
      customers: 0,
      retention: 0,
      grossRevenue: { amount: '0.0000' },
      refunds: { amount: '500.0000' },
      lifetimeValue: { amount: '0.0000' },
    });
    expect(answer.cohorts[1].months).toEqual([
      expect.objectContaining({
        month: '2011-06-01',
        customers: 2,
        retention: 1,
        lifetimeValue: { amount: '45.0000' },
      }),
      expect.objectContaining({
        month: '2011-07-01',
        customers: 1,
        retention: 0.5,
        lifetimeValue: { amount: '55.0000' },
      }),
      expect.objectContaining({
        month: '2011-08-01',
        customers: 0,
        retention: 0,
        lifetimeValue: { amount: '55.0000' },
      }),
    ]);
    const quiet = await report(COHORTS, { from: '1999-01-01', to: '1999-12-31' });
    expect(quiet).toEqual({ customers: 0, lifetimeValue: null, cohorts: [] });
  });
});

describe('cohorts', () => {
  it('have no gaps across a year end', () => {
    const row = { orders: 1, refunds: '0' };
    const [cohort] = cohortsOf(
      [
        { ...row, cohort: 201111, month: 201111, customers: 3, gross_revenue: '10' },
        { ...row, cohort: 201111, month: 201202, customers: 1, gross_revenue: '0.0002' },
      ],
      201202,
    );
    expect(cohort?.months.map((month) => [firstDayOf(month.month), month.offset, month.customers])).toEqual([
      ['2011-11-01', 0, 3],
      ['2011-12-01', 1, 0],
      ['2012-01-01', 2, 0],
      ['2012-02-01', 3, 1],
    ]);
    expect(cohort?.months.map((month) => month.lifetimeValue)).toEqual([33_333n, 33_333n, 33_333n, 33_334n]);
  });
});
