import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';

const BREAKDOWN = `query ($id: ID!, $from: Date!, $to: Date!, $by: RevenueDimension!, $compareTo: ComparisonPeriod,
  $filter: ReportFilter, $first: Int, $after: String, $last: Int, $before: String) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    report: revenueBreakdown(from: $from, to: $to, by: $by, compareTo: $compareTo, filter: $filter,
      first: $first, after: $after, last: $last, before: $before) {
      by totalCount timeZone definition comparison { from to } pageInfo { hasNextPage startCursor endCursor }
      nodes { key label grossRevenue { amount } refunds { amount } netRevenue { amount } orders units customers share
        comparison { grossRevenue { amount } orders change } }
    }
  } }
}`;

const MARCH = { from: '2011-03-01', to: '2011-03-31' };

describe('a breakdown of revenue', () => {
  let fixture: AnalyticsFixture;
  let shop: string;
  const ada = crypto.randomUUID();

  const ask = (variables: object) => fixture.ask(BREAKDOWN, { id: shop, ...MARCH, ...variables });
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function report(variables: object): Promise<any> {
    const { data, errors } = await ask(variables);
    expect(errors).toBeUndefined();
    return data._entities[0].report;
  }
  const sums = (answer: { nodes: { key: string | null; grossRevenue: { amount: string } }[] }) =>
    answer.nodes.map(({ key, grossRevenue }) => [key, Number(grossRevenue.amount)]);
  const notZero = (answer: Parameters<typeof sums>[0]) => sums(answer).filter(([, amount]) => amount !== 0);

  beforeAll(async () => {
    fixture = await startAnalytics();
    shop = fixture.shop.id;
    await fixture.list(shop, { mug: 'Mug', cup: 'Cup' });
    await fixture.sell(shop, [
      { day: '2011-02-15', amount: '5', country: 'Peru', order: 'p' },
      { day: '2011-02-16', amount: '5', country: 'France', order: 'q' },
      // Saturday and Sunday: the clocks of London go forward at 01:00 UTC on the 27th.
      {
        day: '2011-03-26',
        at: '12:30:00',
        amount: '1',
        country: 'France',
        channel: 'web',
        order: 'a',
        customer: ada,
        sku: 'mug',
      },
      {
        day: '2011-03-26',
        at: '12:59:59',
        amount: '2',
        country: 'France',
        channel: 'web',
        order: 'a',
        customer: ada,
        sku: 'cup',
      },
      {
        day: '2011-03-27',
        at: '00:59:59',
        amount: '4',
        country: 'Spain',
        channel: 'web',
        order: 'b',
        sku: 'mug',
      },
      {
        day: '2011-03-27',
        at: '01:00:00',
        amount: '8',
        country: 'Spain',
        channel: 'shop',
        order: 'c',
        customer: ada,
        sku: 'mug',
      },
      { day: '2011-03-27', at: '12:30:00', amount: '16', order: 'd', sku: 'mug' },
      {
        day: '2011-03-27',
        at: '12:30:00',
        amount: '-100',
        order: 'e',
        kind: 'REFUND',
        country: 'Spain',
        sku: 'mug',
      },
      // Back again on 30 October at 01:00 UTC: two hours are called one o'clock.
      { day: '2011-10-30', at: '00:30:00', amount: '32', order: 'f' },
      { day: '2011-10-30', at: '01:30:00', amount: '64', order: 'g' },
      { day: '2011-10-30', at: '02:30:00', amount: '128', order: 'h' },
      // Late in the evening in UTC is the next day in London, as the writer has stamped it.
      { day: '2011-07-02', at: '23:30:00', amount: '256', order: 'i' },
    ]);
  });
  afterAll(() => fixture.close());

  it('by country, with what has none, refunds that outweigh sales, and customers counted once', async () => {
    const answer = await report({ by: 'COUNTRY', compareTo: 'PREVIOUS_PERIOD' });
    expect(answer).toMatchObject({
      by: 'COUNTRY',
      totalCount: 4,
      comparison: { from: '2011-01-29', to: '2011-02-28' },
    });
    expect(sums(answer)).toEqual([
      [null, 16],
      ['Spain', 12],
      ['France', 3],
      ['Peru', 0],
    ]);
    expect(answer.nodes[0].label).toBe('unknown');
    expect(answer.nodes[1]).toEqual({
      key: 'Spain',
      label: 'Spain',
      grossRevenue: { amount: '12.0000' },
      refunds: { amount: '100.0000' },
      netRevenue: { amount: '-88.0000' },
      orders: 2,
      units: 2,
      customers: 1,
      share: expect.closeTo(12 / 31, 12),
      comparison: { grossRevenue: { amount: '0.0000' }, orders: 0, change: null },
    });
    expect(answer.nodes[3].comparison).toMatchObject({ grossRevenue: { amount: '5.0000' }, change: -1 });
  });

  it('by channel, product and segment', async () => {
    expect(sums(await report({ by: 'CHANNEL' }))).toEqual([
      [null, 16],
      ['shop', 8],
      ['web', 7],
    ]);
    const products = await report({ by: 'PRODUCT' });
    expect(sums(products)).toEqual([
      ['mug', 29],
      ['cup', 2],
    ]);
    expect(products.nodes[0]).toMatchObject({
      label: 'Mug',
      customers: null,
      refunds: { amount: '100.0000' },
    });
    const segments = await report({ by: 'SEGMENT' });
    expect(sums(segments)).toEqual([
      [null, 20],
      ['HIBERNATING', 11],
    ]);
    expect(segments.nodes[1]).toMatchObject({ label: 'Hibernating', customers: 1, orders: 2 });
  });

  it('by weekday and by hour on the clock of the merchant, whichever way it is changed', async () => {
    const weekdays = await report({ by: 'WEEKDAY' });
    expect(weekdays.totalCount).toBe(7);
    expect(weekdays.nodes[0]).toMatchObject({ key: '1', label: 'Monday', orders: 0, share: 0 });
    expect(notZero(weekdays)).toEqual([
      ['6', 3],
      ['7', 28],
    ]);
    const march = await report({ by: 'HOUR', first: 100 });
    expect(march.totalCount).toBe(24);
    expect(march.nodes[2].label).toBe('02:00');
    expect(notZero(march)).toEqual([
      ['0', 4],
      // 01:00 UTC is two o'clock: that morning has no hour from one to two.
      ['2', 8],
      ['12', 3],
      ['13', 16],
    ]);
    const october = await report({ by: 'HOUR', from: '2011-10-30', to: '2011-10-30', first: 100 });
    expect(notZero(october)).toEqual([
      ['1', 96],
      ['2', 128],
    ]);
    const july = await report({ by: 'HOUR', from: '2011-07-02', to: '2011-07-02' });
    expect(notZero(july)).toEqual([['0', 256]]);
  });

  it('of what a filter lets through: a product alone of its orders, a segment by its own range', async () => {
    expect(sums(await report({ by: 'COUNTRY', filter: { product: ['mug'] } }))).toEqual([
      [null, 16],
      ['Spain', 12],
      ['France', 1],
    ]);
    expect(
      sums(await report({ by: 'COUNTRY', filter: { segment: ['HIBERNATING'], country: ['Spain'] } })),
    ).toEqual([['Spain', 8]]);
    expect(sums(await report({ by: 'PRODUCT', filter: { segment: ['HIBERNATING'] } }))).toEqual([
      ['mug', 9],
      ['cup', 2],
    ]);
    expect((await report({ by: 'COUNTRY', filter: { segment: ['NEW'] } })).nodes).toEqual([]);
  });

  it('pages both ways', async () => {
    const first = await report({ by: 'HOUR', first: 20 });
    const rest = await report({ by: 'HOUR', first: 20, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map((node) => node.key)).toEqual(
      Array.from({ length: 24 }, (_, hour) => String(hour)),
    );
    const back = await report({ by: 'HOUR', last: 20, before: rest.pageInfo.startCursor });
    expect(back.nodes).toEqual(first.nodes);
    const unknown = await report({ by: 'CHANNEL', first: 1 });
    const { errors } = await ask({ by: 'WEEKDAY', after: unknown.pageInfo.endCursor });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argumentPath: ['after'] });
  });

  it('of a merchant that has sold nothing', async () => {
    const empty = await report({ by: 'COUNTRY', from: '1999-01-01', to: '1999-12-31' });
    expect(empty).toMatchObject({ totalCount: 0, nodes: [] });
    const weekdays = await report({ by: 'WEEKDAY', from: '1999-01-01', to: '1999-12-31' });
    expect(weekdays.nodes[6]).toMatchObject({ label: 'Sunday', share: null, orders: 0 });
  });
});
