import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../report/calendar.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';
import { createForecaster } from './forecaster.ts';
import { forecast } from './model/forecast.ts';
import { createHolidayCalendar } from './model/holidays.ts';

const QUERY = `query ($id: ID!, $metric: ForecastMetric!, $days: Int, $from: Date, $productId: ID, $sku: String, $segment: CustomerSegment,
    $holidays: [ForecastHolidayInput!], $useCalendar: Boolean) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) {
    ... on Merchant {
      forecast(metric: $metric, horizonDays: $days, from: $from, productId: $productId, sku: $sku, segment: $segment, holidays: $holidays,
        useCalendar: $useCalendar) {
        calendar { source entries { from to kind name } }
        metric from to currency timeZone basis reason trainedDays definition
        methods { method weight }
        backtest { origins forecast { mase coverage95 } seasonalNaive { mase coverage95 } }
        freshness { status }
        points {
          date value lo80 hi80 lo95 hi95
          money { value { amount currency } lo80 { amount } hi80 { amount } lo95 { amount } hi95 { amount } }
        }
      }
    }
  }
}`;

const FIRST = '2024-02-01';
const DAYS = 120;
const FROM = addDays(FIRST, DAYS);
/** Orders by day of the week, from the first day on; and every tenth day one more. */
const WEEK = [2, 1, 1, 2, 3, 4, 1];
const ordersOn = (at: number): number => (WEEK[at % 7] ?? 0) + (at % 10 === 0 ? 1 : 0);

describe('Merchant.forecast', () => {
  let fixture: AnalyticsFixture;
  let product: { id: string };

  beforeAll(async () => {
    fixture = await startAnalytics();
    product = await withTenants(fixture.db.worker, [fixture.shop.id], (tx) =>
      tx.product.create({ data: { merchantId: fixture.shop.id, externalId: 'MUG', title: 'Mug' } }),
    );
    const lines = Array.from({ length: DAYS }, (_, at) => {
      const day = addDays(FIRST, at);
      const sold = { day, amount: '12.5000', quantity: 2 };
      const ordinary = Array.from({ length: ordersOn(at) }, (__, n) => ({ ...sold, order: `${at}-${n}` }));
      const mugs = [
        { day, amount: '4.0000', quantity: 3, order: `${at}-0`, sku: 'MUG' },
        { day, amount: '1.0000', quantity: 1, order: `${at}-0`, sku: 'MUG' },
        {
          day,
          amount: '-4.0000',
          quantity: 1,
          order: `${at}-0`,
          kind: 'REFUND',
          product: product.id,
          sku: 'MUG',
        },
      ];
      return [...ordinary, ...mugs];
    });
    await fixture.sell(fixture.shop.id, lines.flat());
  });
  afterAll(() => fixture.close());

  const ask = async (variables: object, identity?: Identity) => {
    const all = { id: fixture.shop.id, from: FROM, ...variables };
    const { data, errors } = await fixture.ask(QUERY, all, identity ? { identity } : {});
    return { forecast: data?._entities[0].forecast, error: errors?.[0] };
  };
  const history = Array.from({ length: DAYS }, (_, at) => ordersOn(at));

  it('says what the model says of the merchant’s own days, and how far to trust it', async () => {
    const { forecast: answer, error } = await ask({ metric: 'ORDERS', days: 14 });
    expect(error).toBeUndefined();
    const model = forecast({ firstDay: FIRST, values: history, horizon: 14 });
    expect(answer).toMatchObject({
      metric: 'ORDERS',
      from: FROM,
      to: addDays(FROM, 13),
      currency: 'GBP',
      timeZone: 'Europe/London',
      basis: 'REGULAR',
      reason: null,
      trainedDays: DAYS,
      methods: model.methods,
      backtest: model.backtest,
      freshness: { status: 'UNKNOWN' },
      definition: expect.stringContaining('MASE'),
    });
    expect(answer.backtest.origins).toBeGreaterThan(0);
    expect(answer.points).toEqual(
      model.points.map(({ date, ...figures }) => ({
        date,
        ...Object.fromEntries(
          Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(2))]),
        ),
        money: null,
      })),
    );
  });

  it('gives revenue as money, thirty days when not told otherwise', async () => {
    const { forecast: answer } = await ask({ metric: 'REVENUE', days: null });
    const values = history.map((orders) => orders * 12.5 + 5);
    const model = forecast({ firstDay: FIRST, values, horizon: 30 });
    expect(answer.points).toHaveLength(30);
    expect(answer.points[3].value).toBe(Number(model.points[3]?.value.toFixed(4)));
    expect(answer.points[3].money).toMatchObject({
      value: { amount: model.points[3]?.value.toFixed(4), currency: 'GBP' },
      hi95: { amount: model.points[3]?.hi95.toFixed(4) },
    });
  });

  it('forecasts one product, by its id or its number, from sold lines alone', async () => {
    for (const by of [{ productId: product.id }, { sku: 'MUG' }]) {
      const { forecast: units } = await ask({ metric: 'UNITS', days: 3, ...by });
      expect(units.points.map((point: { value: number }) => point.value)).toEqual([4, 4, 4]);
      expect(units.backtest.forecast.mase).toBeNull();
      const { forecast: orders } = await ask({ metric: 'ORDERS', days: 1, ...by });
      expect(orders.points[0].value).toBe(1);
      const { forecast: revenue } = await ask({ metric: 'REVENUE', days: 1, ...by });
      expect(revenue.points[0].money.value.amount).toBe('5.0000');
    }
  });

  it('forecasts the customers of one segment by what they bought before', async () => {
    const shop = await seed(fixture.db).merchant().withMember('OWNER').create();
    const identity = shop.members[0]?.identity;
    // One buys every day, nine bought once long ago.
    const [often, ...seldom] = Array.from({ length: 10 }, () => crypto.randomUUID());
    await fixture.sell(shop.id, [
      ...seldom.map((customer) => ({ day: FIRST, amount: '100', customer, order: customer })),
      ...Array.from({ length: 60 }, (_, at) => ({
        day: addDays(FIRST, 60 + at),
        amount: '2',
        customer: often ?? null,
        order: `often ${at}`,
      })),
    ]);
    const orders = async (segment: string) => {
      const found = await ask({ id: shop.id, metric: 'REVENUE', days: 1, segment }, identity);
      return [found.forecast.basis, found.forecast.points[0].money.value.amount];
    };
    expect(await orders('CHAMPION')).toEqual(['REGULAR', '2.0000']);
    expect(await orders('CANNOT_LOSE')).toEqual(['EMPTY', '0.0000']);
  });

  it('learns only from days before the first one forecast', async () => {
    const from = addDays(FIRST, 30);
    const { forecast: answer } = await ask({ metric: 'ORDERS', from, days: 2 });
    expect(answer).toMatchObject({ from, trainedDays: 30, backtest: null });
    expect(answer.reason).toContain('30 days');
    expect(answer.points[0].value).toBe(
      forecast({ firstDay: FIRST, values: history.slice(0, 30), horizon: 1 }).points[0]?.value,
    );
  });

  it('answers honestly where there is nothing to say', async () => {
    const empty = await seed(fixture.db)
      .merchant({ timeZone: 'Pacific/Auckland' })
      .withMember('OWNER')
      .create();
    const identity = empty.members[0]?.identity;
    const { forecast: none } = await ask({ id: empty.id, metric: 'REVENUE', from: null, days: 1 }, identity);
    expect(none).toMatchObject({
      basis: 'EMPTY',
      trainedDays: 0,
      backtest: null,
      timeZone: 'Pacific/Auckland',
    });
    expect(none.reason).toContain('Nothing was sold');
    expect(none.points[0].money.value).toEqual({ amount: '0.0000', currency: 'GBP' });
    await fixture.sell(empty.id, [{ day: '2024-05-30', amount: '9.0000' }]);
    const { forecast: one } = await ask(
      { id: empty.id, metric: 'UNITS', from: '2024-05-31', days: 2 },
      identity,
    );
    expect(one).toMatchObject({
      basis: 'SHORT',
      trainedDays: 1,
      backtest: null,
      methods: [{ method: 'MEAN' }],
    });
    expect(one.points.map((point: { value: number }) => point.value)).toEqual([1, 1]);
    const { forecast: dead } = await ask({ metric: 'ORDERS', from: addDays(FROM, 60), days: 1 });
    expect(dead).toMatchObject({ basis: 'DEAD', methods: [{ method: 'ZERO', weight: 1 }] });
    expect(dead.reason).toContain('60 days');
    expect(dead.points[0]).toMatchObject({ value: 0, lo95: 0, hi80: 0, hi95: 2 });
  });

  it('refuses what it cannot answer, and says what it accepts', async () => {
    const holidays = (count: number, name = 'Feast') =>
      Array.from({ length: count }, () => ({ date: FROM, name }));
    const cases: [object, string, string][] = [
      [{ days: 0 }, 'BAD_INPUT', 'between 1 and 180'],
      [{ days: 181 }, 'BAD_INPUT', 'between 1 and 180'],
      [{ from: '1989-12-31' }, 'BAD_INPUT', '1990-01-01'],
      [{ from: '2999-01-01' }, 'BAD_INPUT', 'today'],
      [{ productId: product.id, sku: 'MUG' }, 'BAD_INPUT', 'not by both'],
      [{ segment: 'LOYAL', sku: 'MUG' }, 'BAD_INPUT', 'not both'],
      [{ holidays: holidays(1_001) }, 'BAD_INPUT', 'at most 1000'],
      [{ holidays: holidays(1, ' ') }, 'BAD_INPUT', '1 to 100'],
      [{ sku: 'CUP' }, 'NOT_FOUND', 'product'],
      [{ productId: crypto.randomUUID() }, 'NOT_FOUND', 'product'],
      [{ productId: 'nonsense' }, 'NOT_FOUND', 'product'],
      [{ id: fixture.stranger.id }, 'NOT_FOUND', 'merchant'],
    ];
    for (const [variables, code, words] of cases) {
      const { forecast: answer, error } = await ask({ metric: 'ORDERS', ...variables });
      expect(answer).toBeNull();
      expect(error.extensions.code).toBe(code);
      expect(error.message).toContain(words);
    }
    const key: Identity = {
      kind: 'apiKey',
      keyId: crypto.randomUUID(),
      merchantId: fixture.shop.id,
      scopes: [],
    };
    expect((await ask({ metric: 'ORDERS' }, key)).error.extensions.code).toBe('FORBIDDEN');
    expect((await ask({ metric: 'ORDERS' }, ANONYMOUS)).error.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('does not find a product of another merchant', async () => {
    const identity = fixture.stranger.members[0]?.identity;
    for (const by of [{ productId: product.id }, { sku: 'MUG' }]) {
      const { error } = await ask({ id: fixture.stranger.id, metric: 'UNITS', ...by }, identity);
      expect(error.extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe('forecaster', () => {
  const values = Array.from({ length: 500 }, (_, at) => 50 + 10 * (WEEK[at % 7] ?? 0) + ((at * 7919) % 13));
  const holidays = ['2024-05-01', '2025-05-01'].map((date) => ({ date, name: 'May' }));
  const input = { firstDay: FIRST, values, horizon: 5, holidays };

  it('answers in its thread what the function says here, in any number at once', async () => {
    const forecaster = createForecaster();
    const answers = await Promise.all([1, 2, 3].map(() => forecaster.forecast(input)));
    const here = forecast({ ...input, holidays: createHolidayCalendar(holidays) });
    expect(answers).toEqual([here, here, here]);
    await forecaster.close();
  });

  it('fails what it cannot do without failing others, and refuses more than it can serve', async () => {
    const forecaster = createForecaster();
    await expect(forecaster.forecast({ ...input, firstDay: 'nonsense' })).rejects.toThrow(
      'The forecast failed',
    );
    const many = Array.from({ length: 201 }, () => forecaster.forecast({ ...input, values: [1] }));
    const results = await Promise.allSettled(many);
    expect(results.map(({ status }) => status)).toEqual([...new Array(200).fill('fulfilled'), 'rejected']);
    await expect(many[200]).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await forecaster.close();
  });

  it('ends what waits when it is closed, and starts again after its thread has failed', async () => {
    const forecaster = createForecaster();
    const waiting = forecaster.forecast(input);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await forecaster.close();
    await refused;
    const broken = createForecaster(new URL('./no-such-file.ts', import.meta.url));
    await expect(broken.forecast(input)).rejects.toThrow();
    await expect(broken.forecast(input)).rejects.toThrow();
    await broken.close();
  });
});
