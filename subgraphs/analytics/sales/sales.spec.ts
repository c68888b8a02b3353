import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Identity } from '#platform/identity/index.ts';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';

const FIGURES =
  'grossRevenue { amount currency } refunds { amount } netRevenue { amount } orders units averageOrderValue { amount }';
const TREND = `query ($id: ID!, $from: Date!, $to: Date!, $groupBy: TimeGrouping, $compareTo: ComparisonPeriod) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) {
    ... on Merchant {
      report: salesTrend(from: $from, to: $to, groupBy: $groupBy, compareTo: $compareTo) {
        from to groupBy currency timeZone definition
        points { date ${FIGURES} }
        totals { ${FIGURES} }
        comparison {
          from to points { date orders } totals { orders }
          change { grossRevenue refunds netRevenue orders units averageOrderValue }
        }
        freshness { lagSeconds replicatedAt status reconciledAt reconciliation }
      }
    }
  }
}`;
const OVERVIEW = `query ($id: ID!, $from: Date!, $to: Date!, $compareTo: ComparisonPeriod = PREVIOUS_PERIOD) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) {
    ... on Merchant {
      report: overview(from: $from, to: $to, compareTo: $compareTo) {
        from to currency timeZone totals { ${FIGURES} } customers abandonedCarts abandonmentRate definition
        comparison { from to totals { orders } change { orders grossRevenue } }
      }
    }
  }
}`;

describe('sales reports', () => {
  let fixture: AnalyticsFixture;
  let shop: SeededMerchant;
  let stranger: SeededMerchant;

  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function report(query: string, variables: object): Promise<any> {
    const { data, errors } = await fixture.ask(query, { id: shop.id, ...variables });
    expect(errors).toBeUndefined();
    return data._entities[0].report;
  }

  beforeAll(async () => {
    fixture = await startAnalytics();
    ({ shop, stranger } = fixture);
    const ada = crypto.randomUUID();
    await fixture.sell(shop.id, [
      { day: '2010-12-30', amount: '0.1', quantity: 3, order: 'a', customer: ada },
      { day: '2010-12-30', amount: '0.2', quantity: 4, order: 'a', customer: ada },
      { day: '2010-12-31', amount: '10', order: 'b', customer: ada },
      { day: '2010-12-31', amount: '-2.5', quantity: -1, kind: 'CANCELLATION', order: 'c' },
      { day: '2011-01-02', amount: '5.0001', order: 'd', customer: crypto.randomUUID() },
      { day: '2011-01-02', amount: '0', quantity: -7, kind: 'ADJUSTMENT', order: 'e' },
      { day: '2011-01-02', amount: '-900', kind: 'BAD_DEBT', order: 'f' },
      { day: '2011-01-03', amount: '7', order: 'g' },
      { day: '2024-02-28', amount: '1', order: 'h' },
      { day: '2024-02-29', amount: '2', order: 'i' },
      { day: '2024-03-01', amount: '4', order: 'j' },
      { day: '2023-02-28', amount: '8', order: 'k' },
      { day: '2023-03-01', amount: '16', order: 'l' },
    ]);
    await fixture.sell(stranger.id, [{ day: '2010-12-30', amount: '999', order: 'x' }]);
    await fixture.fillCarts(shop.id, '2010-12-31', [
      'OPEN',
      'ABANDONED',
      'RECOVERED',
      'ORDERED',
      'ABANDONED',
    ]);
  });
  afterAll(() => fixture.close());

  it('answers a point for every day, zero where nothing was sold, with exact sums', async () => {
    const trend = await report(TREND, { from: '2010-12-29', to: '2011-01-02' });
    expect(trend).toMatchObject({
      from: '2010-12-29',
      to: '2011-01-02',
      groupBy: 'DAY',
      currency: 'GBP',
      timeZone: 'Europe/London',
      comparison: null,
      freshness: {
        lagSeconds: null,
        replicatedAt: null,
        status: 'UNKNOWN',
        reconciledAt: null,
        reconciliation: 'NEVER',
      },
    });
    expect(trend.definition).toContain('Gross revenue');
    const zero = {
      grossRevenue: { amount: '0.0000', currency: 'GBP' },
      refunds: { amount: '0.0000' },
      netRevenue: { amount: '0.0000' },
      orders: 0,
      units: 0,
      averageOrderValue: null,
    };
    expect(trend.points).toEqual([
      { ...zero, date: '2010-12-29' },
      {
        date: '2010-12-30',
        grossRevenue: { amount: '0.3000', currency: 'GBP' },
        refunds: { amount: '0.0000' },
        netRevenue: { amount: '0.3000' },
        orders: 1,
        units: 7,
        averageOrderValue: { amount: '0.3000' },
      },
      {
        date: '2010-12-31',
        grossRevenue: { amount: '10.0000', currency: 'GBP' },
        refunds: { amount: '2.5000' },
        netRevenue: { amount: '7.5000' },
        orders: 1,
        units: 1,
        averageOrderValue: { amount: '10.0000' },
      },
      { ...zero, date: '2011-01-01' },
      expect.objectContaining({
        date: '2011-01-02',
        grossRevenue: { amount: '5.0001', currency: 'GBP' },
        units: 1,
      }),
    ]);
    expect(trend.totals).toEqual({
      grossRevenue: { amount: '15.3001', currency: 'GBP' },
      refunds: { amount: '2.5000' },
      netRevenue: { amount: '12.8001' },
      orders: 3,
      units: 9,
      averageOrderValue: { amount: '5.1000' },
    });
  });

  it('answers the query partners rely on', async () => {
    const { data } = await fixture.ask(
      `query ($ids: [_Any!]!, $from: Date!, $to: Date!) {
        _entities(representations: $ids) { ... on Merchant {
          salesTrend(from: $from, to: $to, groupBy: DAY) {
            points { date grossRevenue { amount currency } orders units refunds { amount } }
          }
        } }
      }`,
      { ids: [{ __typename: 'Merchant', id: shop.id }], from: '2011-01-03', to: '2011-01-03' },
    );
    expect(data._entities[0].salesTrend.points).toEqual([
      {
        date: '2011-01-03',
        grossRevenue: { amount: '7.0000', currency: 'GBP' },
        orders: 1,
        units: 1,
        refunds: { amount: '0.0000' },
      },
    ]);
  });

  const points = (trend: { points: { date: string; orders: number }[] }) =>
    trend.points.map(({ date, orders }) => [date, orders]);

  it('groups by weeks from Monday and by months, across a year end', async () => {
    const range = { from: '2010-12-30', to: '2011-01-04' };
    expect(points(await report(TREND, { ...range, groupBy: 'WEEK' }))).toEqual([
      ['2010-12-30', 3],
      ['2011-01-03', 1],
    ]);
    expect(points(await report(TREND, { ...range, groupBy: 'MONTH' }))).toEqual([
      ['2010-12-30', 2],
      ['2011-01-01', 2],
    ]);
    expect(points(await report(TREND, { from: '2024-02-01', to: '2024-03-31', groupBy: 'MONTH' }))).toEqual([
      ['2024-02-01', 2],
      ['2024-03-01', 1],
    ]);
  });

  it('compares with the period before', async () => {
    const trend = await report(TREND, { from: '2011-01-01', to: '2011-01-03', compareTo: 'PREVIOUS_PERIOD' });
    expect(trend.comparison).toMatchObject({ from: '2010-12-29', to: '2010-12-31', totals: { orders: 2 } });
    expect(points(trend.comparison)).toEqual([
      ['2010-12-29', 0],
      ['2010-12-30', 1],
      ['2010-12-31', 1],
    ]);
    expect(trend.comparison.change).toEqual({
      grossRevenue: expect.closeTo(12.0001 / 10.3 - 1, 12),
      refunds: -1,
      netRevenue: expect.closeTo(12.0001 / 7.8 - 1, 12),
      orders: 0,
      units: -0.75,
      averageOrderValue: expect.closeTo(6.0001 / 5.15 - 1, 4),
    });
  });

  it('compares with the year before over a leap day, and says nothing of a change from zero', async () => {
    const trend = await report(TREND, { from: '2024-02-29', to: '2024-03-01', compareTo: 'PREVIOUS_YEAR' });
    expect(trend.comparison).toMatchObject({ from: '2023-02-28', to: '2023-03-01', totals: { orders: 2 } });
    expect(trend.comparison.change).toMatchObject({ grossRevenue: -0.75, refunds: null });
  });

  it('shows a range in one overview', async () => {
    const overview = await report(OVERVIEW, { from: '2010-12-30', to: '2011-01-03' });
    expect(overview).toMatchObject({
      from: '2010-12-30',
      to: '2011-01-03',
      currency: 'GBP',
      timeZone: 'Europe/London',
      totals: { orders: 4, netRevenue: { amount: '19.8001' } },
      // One bought on two days, and two orders have no known customer.
      customers: 2,
      abandonedCarts: 3,
      abandonmentRate: 0.6,
      comparison: { from: '2010-12-25', to: '2010-12-29', change: { orders: null, grossRevenue: null } },
    });
    expect(overview.definition).toContain('abandonment rate');
    const quiet = await report(OVERVIEW, { from: '2015-01-01', to: '2015-01-01', compareTo: 'NONE' });
    expect(quiet).toMatchObject({
      comparison: null,
      customers: 0,
      abandonedCarts: 0,
      abandonmentRate: null,
      totals: { averageOrderValue: null },
    });
  });

  it('asks the warehouse once for all merchants of a request', async () => {
    const asked = vi.spyOn(fixture.warehouse, 'dailyMetrics');
    const both: Identity = {
      kind: 'user',
      userId: crypto.randomUUID(),
      sessionId: crypto.randomUUID(),
      memberships: [shop, stranger].map(({ id }) => ({ merchantId: id, role: 'OWNER' })),
    };
    const query = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Merchant {
      salesTrend(from: "2010-12-30", to: "2010-12-30") { totals { orders grossRevenue { amount } } }
      overview(from: "2010-12-30", to: "2010-12-30", compareTo: NONE) { totals { orders } }
    } } }`;
    const ids = [shop, stranger].map(({ id }) => ({ __typename: 'Merchant', id }));
    const { data } = await fixture.ask(query, { ids }, { identity: both });
    expect(
      data._entities.map(
        (entity: { salesTrend: { totals: { grossRevenue: { amount: string } } } }) =>
          entity.salesTrend.totals.grossRevenue.amount,
      ),
    ).toEqual(['0.3000', '999.0000']);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  it('asks again only when the data have changed, and gives nobody the figures of another', async () => {
    const range = { from: '2009-05-01', to: '2009-05-02' };
    await fixture.sell(shop.id, [{ day: '2009-05-01', amount: '3' }]);
    const asked = vi.spyOn(fixture.warehouse, 'dailyMetrics');
    const gross = async () => (await report(TREND, range)).totals.grossRevenue.amount;
    expect([await gross(), await gross()]).toEqual(['3.0000', '3.0000']);
    expect((await report(OVERVIEW, { ...range, compareTo: 'NONE' })).totals.orders).toBe(1);
    expect(asked).toHaveBeenCalledTimes(1);
    const { data } = await fixture.ask(
      TREND,
      { id: stranger.id, ...range },
      { identity: stranger.members[0]?.identity },
    );
    expect(data._entities[0].report.totals).toMatchObject({ orders: 0, grossRevenue: { amount: '0.0000' } });
    expect(asked).toHaveBeenCalledTimes(2);
    await fixture.sell(shop.id, [
      { day: '2009-05-02', amount: '4' },
      { day: '2009-05-02', amount: '900', currency: 'EUR' },
    ]);
    expect(await gross()).toBe('7.0000');
    expect(asked).toHaveBeenCalledTimes(3);
    asked.mockRestore();
  });

  it('tells how fresh a report is', async () => {
    const range = { from: '2011-01-01', to: '2011-01-01' };
    const state = (lag: number, age: number, caughtUp: boolean) =>
      fixture.db.admin.query(
        `insert into events.cdc_state (slot, flushed_lsn, last_commit_at, heartbeat_at, caught_up, lag_seconds)
         values ('mg_cdc', '0/1', '2011-01-01T00:00:00Z', now() - $2 * interval '1 second', $3, $1)
         on conflict (slot) do update set heartbeat_at = excluded.heartbeat_at, caught_up = excluded.caught_up,
           lag_seconds = excluded.lag_seconds`,
        [lag, age, caughtUp],
      );
    await state(0.25, 1, true);
    const live = (await report(TREND, range)).freshness;
    expect(live).toMatchObject({ lagSeconds: 0.25, status: 'LIVE' });
    expect(Date.now() - Date.parse(live.replicatedAt)).toBeLessThan(60_000);
    await state(42, 0, false);
    expect((await report(TREND, range)).freshness).toMatchObject({
      lagSeconds: 42,
      status: 'DELAYED',
      replicatedAt: '2011-01-01T00:00:00.000Z',
    });
    await state(0, 60, true);
    const silent = (await report(TREND, range)).freshness;
    expect(silent.status).toBe('DELAYED');
    expect(silent.lagSeconds).toBeGreaterThanOrEqual(60);
  });

  it("says when they were compared with the shop's own records, of each merchant its own", async () => {
    const range = { from: '2011-01-01', to: '2011-01-01' };
    for (const [id, state] of [
      [shop.id, 'REPAIRED'],
      [fixture.stranger.id, 'DIFFERENT'],
    ])
      await fixture.db.admin.query(
        `insert into analytics.reconciliations (merchant_id, state, reconciled_at, confirmed_lsn, rows, cells, differences, repaired, unsettled, duration_ms)
         values ($1, $2, '2026-01-02T03:04:05Z', '0/1', 1, 1, 1, 1, 0, 1)`,
        [id, state],
      );
    expect((await report(TREND, range)).freshness).toMatchObject({
      reconciledAt: '2026-01-02T03:04:05.000Z',
      reconciliation: 'REPAIRED',
    });
  });

  it.each([
    [{ from: '2011-01-02', to: '2011-01-01' }, ['to'], /must not be before from/],
    [{ from: '2011-01-01', to: '2014-01-05' }, ['to'], /at most 1100 days, and this one has 1101/],
    [{ from: '2011-01-01', to: '2021-01-01', groupBy: 'MONTH' }, ['to'], /at most 10 years/],
    [{ from: '1979-12-31', to: '1980-01-01' }, ['from'], /between 1980-01-01 and 2100-12-31/],
    [{ from: '2100-12-31', to: '2101-01-01' }, ['to'], /between 1980-01-01 and 2100-12-31/],
  ])('refuses %j and names the argument', async (variables, argumentPath, message) => {
    const { data, errors } = await fixture.ask(TREND, { id: shop.id, ...variables });
    expect(data._entities[0].report).toBeNull();
    expect(errors[0].message).toMatch(message);
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argumentPath });
  });

  it('takes ranges up to their limits, and refuses a day that is none', async () => {
    expect((await report(TREND, { from: '2011-01-01', to: '2014-01-04' })).points).toHaveLength(1100);
    const decade = { from: '2011-01-01', to: '2020-12-31', groupBy: 'MONTH' };
    expect((await report(TREND, decade)).points).toHaveLength(120);
    await report(OVERVIEW, { from: '1980-01-01', to: '1989-12-31' });
    const { errors } = await fixture.ask(TREND, { id: shop.id, from: '2011-02-29', to: '2011-03-01' });
    expect(errors[0].extensions.code).toBe('BAD_INPUT');
    expect(errors[0].message).toContain('2011-02-29');
  });
});
