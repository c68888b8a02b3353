import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '#platform/identity/index.ts';
import { addDays } from '../report/calendar.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';
import { forecast } from './model/forecast.ts';
import { createHolidayCalendar, type Holiday } from './model/holidays.ts';

const QUERY = `query ($id: ID!, $from: Date!, $days: Int, $holidays: [ForecastHolidayInput!], $useCalendar: Boolean) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    forecast(metric: UNITS, from: $from, horizonDays: $days, holidays: $holidays, useCalendar: $useCalendar) {
      calendar { source entries { from to kind name } } points { date value lo80 hi80 lo95 hi95 } } } } }`;

const FIRST = '2023-02-06';
const FROM = '2025-02-05';
const DAYS = 730;
/** Days on which a sale brought three times as much. */
const SALES = ['2023-05-10', '2023-11-24', '2024-02-14', '2024-11-29'];
const units = (at: number): number => (10 + (at % 7)) * (SALES.includes(addDays(FIRST, at)) ? 3 : 1);

describe('the calendar of a forecast', () => {
  let on: AnalyticsFixture;
  beforeAll(async () => {
    on = await startAnalytics();
    const lines = Array.from({ length: DAYS }, (_, at) => ({
      day: addDays(FIRST, at),
      amount: '1',
      quantity: units(at),
    }));
    await on.sell(on.shop.id, lines);
  });
  afterAll(() => on?.close());
  beforeEach(() => on.db.admin.query('delete from insights.calendar_entries'));

  const keep = (
    kind: string,
    name: string,
    from: string,
    to = from,
    yearly = false,
    merchantId = on.shop.id,
  ) =>
    on.db.admin.query(
      `insert into insights.calendar_entries (merchant_id, kind, name, from_day, to_day, yearly, created_by)
       values ($1, $2, $3, $4, $5, $6, 'x')`,
      [merchantId, kind, name, from, to, yearly],
    );
  const ask = async (variables: object = {}, identity?: Identity) => {
    const all = { id: on.shop.id, from: FROM, days: 30, ...variables };
    const { data, errors } = await on.ask(QUERY, all, identity ? { identity } : {});
    if (errors) throw new Error(JSON.stringify(errors));
    return data._entities[0].forecast;
  };
  const model = (holidays: Holiday[] = []) => {
    const values = Array.from({ length: DAYS }, (_, at) => units(at));
    const calendar = holidays.length > 0 ? createHolidayCalendar(holidays) : undefined;
    return forecast({ firstDay: FIRST, values, horizon: 30, holidays: calendar }).points.map(
      ({ date, ...figures }) => ({
        date,
        ...Object.fromEntries(
          Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(2))]),
        ),
      }),
    );
  };

  it('is none where the merchant keeps none', async () => {
    expect(await ask()).toEqual({ calendar: { source: 'NONE', entries: [] }, points: model() });
  });

  it('is the one the merchant keeps, with closures, and promotions learnt by name', async () => {
    const next = '2025-02-20';
    for (const [at, date] of SALES.entries()) await keep('PROMOTION', `Great Sale ${2023 + (at >> 1)}`, date);
    await keep('PROMOTION', 'great sale 2025', next);
    await keep('CLOSURE', 'Stocktaking', '2024-02-11', '2024-02-12', true);
    // Another merchant's calendar says nothing here.
    await keep('CLOSURE', 'Moving', FROM, addDays(FROM, 29), false, on.stranger.id);
    const { calendar, points } = await ask();
    expect(calendar).toEqual({
      source: 'STORED',
      entries: [
        { from: next, to: next, kind: 'PROMOTION', name: 'great sale 2025' },
        { from: '2025-02-11', to: '2025-02-12', kind: 'CLOSURE', name: 'Stocktaking' },
      ].sort((a, b) => (a.from < b.from ? -1 : 1)),
    });
    const closures = ['2024-02-11', '2024-02-12', '2025-02-11', '2025-02-12'];
    expect(points).toEqual(
      model([
        ...[...SALES, next].map((date) => ({ date, name: 'great sale', kind: 'PROMOTION' as const })),
        ...closures.map((date) => ({ date, name: '', kind: 'CLOSURE' as const })),
      ]),
    );
    const on20th = points.find(({ date }: { date: string }) => date === next);
    const before = model().find(({ date }) => date === next);
    expect(on20th.value).toBeGreaterThan(2 * Number(before && 'value' in before && before.value));
    expect(points[6]).toEqual({ date: '2025-02-11', value: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 });
  });

  it('can be turned off, or be another one', async () => {
    await keep('CLOSURE', 'Stocktaking', FROM, addDays(FROM, 29));
    const off = { calendar: { source: 'NONE', entries: [] }, points: model() };
    expect(await ask({ useCalendar: false })).toEqual(off);
    expect(await ask({ holidays: [] })).toEqual(off);
    const holidays = [
      { date: '2025-02-10', name: 'Holiday at home', kind: 'CLOSURE' },
      ...[...SALES, '2025-02-14'].map((date) => ({ date, name: 'Valentine' })),
    ];
    const given = await ask({ holidays });
    expect(given.calendar).toEqual({
      source: 'GIVEN',
      entries: [
        { from: '2025-02-10', to: '2025-02-10', kind: 'CLOSURE', name: 'Holiday at home' },
        { from: '2025-02-14', to: '2025-02-14', kind: 'HOLIDAY', name: 'Valentine' },
      ],
    });
    expect(given.points[5].hi95).toBe(0);
    expect(given.points[9].value).toBeGreaterThan(20);
    // Holidays given take its place whether or not it is turned off.
    expect(await ask({ holidays, useCalendar: false })).toEqual(given);
  });

  it('leaves out what lasts so long that it is no special day', async () => {
    await keep('PROMOTION', 'Always cheap', '2024-01-01', '2024-12-30');
    await keep('PROMOTION', 'Always cheap', '2025-01-01', '2025-12-31');
    expect(await ask()).toEqual({ calendar: { source: 'NONE', entries: [] }, points: model() });
  });

  it('is not shown to a key that may not see the merchant’s', async () => {
    await keep('CLOSURE', 'Surgery of the owner', FROM);
    const key = (scopes: string[]): Identity => ({
      kind: 'apiKey',
      keyId: crypto.randomUUID(),
      merchantId: on.shop.id,
      scopes,
    });
    const few = await ask({}, key(['reports:read']));
    expect(few.calendar).toEqual({ source: 'STORED', entries: null });
    expect(few.points[0].hi95).toBe(0);
    expect((await ask({}, key(['reports:read', 'calendar:read']))).calendar.entries).toHaveLength(1);
  });
});
