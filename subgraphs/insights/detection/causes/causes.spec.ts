import { describe, expect, it } from 'vitest';
import { randomSource } from '../../testing/shop.ts';
import { addDays } from '../calendar.ts';
import type { Candidate, DailySeries, Dimension, SliceSeries } from '../finding.ts';
import { effectsOf } from './effects.ts';
import { everythingElse, explain } from './index.ts';

const FROM = '2024-01-01'; // a Monday
const DAYS = 420;
const LAST = DAYS - 1;
const day = (index: number) => addDays(FROM, index);

/** A column that is `usual` on every day and `recent` on the last seven. */
const column = (usual: number, recent: number, from = DAYS - 7) =>
  Array.from({ length: DAYS }, (_, index) => (index >= from ? recent : usual));

const slice = (
  dimension: Dimension,
  key: string,
  revenue: readonly [number, number],
  units: readonly [number, number] = [0, 0],
): SliceSeries => ({
  slice: { dimension, key, label: key },
  grossRevenue: column(...revenue),
  units: column(...units),
  orders: column(...units),
});

const shop = (
  revenue: readonly [number, number],
  units: readonly [number, number],
  orders: readonly [number, number] = [10, 10],
): DailySeries => ({
  from: FROM,
  grossRevenue: column(...revenue),
  units: column(...units),
  orders: column(...orders),
  refunds: column(0, 0),
});

const shift = (change: Partial<Candidate> = {}): Candidate => ({
  kind: 'LEVEL_SHIFT',
  metric: 'GROSS_REVENUE',
  direction: 'UP',
  observed: 0,
  expected: 0,
  change: null,
  score: 5,
  p: 1e-5,
  material: true,
  window: {
    from: day(DAYS - 7),
    to: day(LAST),
    baselineFrom: day(DAYS - 35),
    baselineTo: day(DAYS - 8),
  },
  ...change,
});

const sums = (revenue: [number, number], units: [number, number]) => ({
  revenue: { expected: revenue[0], observed: revenue[1] },
  units: { expected: units[0], observed: units[1] },
});

describe('price, volume and mix', () => {
  it('come apart by the textbook, as in the report of the product subgraph', () => {
    // Then 100 at 2.00 and 50 at 4.00 = 400; now 120 at 2.50 and 30 at 5.00 = 450, all pieces 150 both times.
    const kept = [sums([200, 300], [100, 120]), sums([200, 150], [50, 30])];
    expect(effectsOf(kept)).toEqual({ price: 90, volume: 0, mix: -40 });
    // One that is new with 7 and one that went with 3 belong to the mix: -40 + 7 - 3.
    const changed = [...kept, sums([0, 7], [0, 1]), sums([3, 0], [1, 0])];
    expect(effectsOf(changed)).toEqual({ price: 90, volume: 0, mix: -36 });
  });

  it('are all price, or all volume, where only that changed, and nothing without prices to compare', () => {
    expect(effectsOf([sums([100, 150], [50, 50])])).toEqual({ price: 50, volume: 0, mix: 0 });
    expect(effectsOf([sums([100, 150], [50, 75])])).toEqual({ price: 0, volume: 50, mix: 0 });
    expect(effectsOf([sums([100, 0], [50, 0])])).toBeUndefined();
    expect(effectsOf([])).toBeUndefined();
  });

  it('add up to the change exactly, in ten-thousandths, whatever the numbers', () => {
    const random = randomSource(5);
    for (let round = 0; round < 200; round++) {
      const products = Array.from({ length: 1 + Math.floor(random() * 8) }, () =>
        sums(
          [random() * 1000 - 50, random() * 1000 - 50],
          [Math.floor(random() * 30), Math.floor(random() * 30)],
        ),
      );
      const effects = effectsOf(products);
      if (effects === undefined) continue;
      let change = 0;
      for (const { revenue } of products) change += revenue.observed - revenue.expected;
      const parts = [effects.price, effects.volume, effects.mix].map((part) => Math.round(part * 10_000));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Math.round(change * 10_000));
    }
  });
});

describe('explain', () => {
  const slices = [
    slice('PRODUCT', 'a', [60, 120], [30, 60]),
    slice('PRODUCT', 'b', [40, 30], [10, 5]),
    slice('COUNTRY', 'DE', [70, 130]),
  ];
  // 100 a day become 150: a gave 60 of 50, b took 10.
  const series = shop([100, 150], [40, 65]);

  it('takes a week apart by hand: a at 2.00 doubled, b fell from 10 at 4.00 to 5 at 6.00', () => {
    const { effects, contributions, lastYear } = explain(shift(), { series, slices });
    // A day: price 5 * (6 - 4) = 10; volume (65 - 40) * 100 / 40 = 62.5; mix 50 - 72.5 = -22.5. Seven days of it.
    expect(effects).toEqual({ price: 70, volume: 437.5, mix: -157.5 });
    expect(contributions.filter(({ slice: { dimension } }) => dimension === 'PRODUCT')).toEqual([
      { slice: slices[0]?.slice, observed: 840, expected: 420, share: 1.2 },
      { slice: slices[1]?.slice, observed: 210, expected: 280, share: -0.2 },
    ]);
    expect(lastYear).toEqual({ observed: 100, expected: 100 });
  });

  it('says "everything else" where not all were handed in, so that each dimension adds up to the change', () => {
    const { contributions } = explain(shift(), { series, slices });
    const countries = contributions.filter(({ slice: { dimension } }) => dimension === 'COUNTRY');
    expect(countries.map(({ slice: { key }, share }) => [key, share])).toEqual([
      ['DE', 1.2],
      ['', expect.closeTo(-0.2, 9)],
    ]);
    expect(countries[1]?.slice).toEqual(everythingElse('COUNTRY'));
    const many = Array.from({ length: 9 }, (_, index) => slice('SEGMENT', `s${index}`, [10, 10 + index]));
    const segments = explain(shift(), { series, slices: many }).contributions;
    expect(segments.map(({ slice: { key } }) => key)).toEqual(['s8', 's7', 's6', 's5', 's4', '']);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('treats what the products leave as one more product', () => {
    const [a] = slices;
    const { effects } = explain(shift(), { series, slices: a ? [a] : [] });
    expect(effects).toEqual({ price: 70, volume: 437.5, mix: -157.5 });
  });

  it('holds a day against the mean of its own weekday, and ends where that fell instead', () => {
    const window = {
      from: day(LAST),
      to: day(LAST),
      baselineFrom: day(LAST - 70),
      baselineTo: day(LAST - 1),
    };
    const grossRevenue = column(100, 100);
    for (let back = 7; back <= 70; back += 7) grossRevenue[LAST - back] = 20;
    const weekly = { ...series, grossRevenue };
    const up = explain(shift({ kind: 'WEEKDAY_ANOMALY', window }), { series: weekly, slices: [] });
    // All of 80 is price or volume of the one product that the whole shop is: 65 pieces in place of 36 and a half.
    const { price = 0, volume = 0, mix = 0 } = up.effects ?? {};
    expect(price + volume + mix).toBeCloseTo(80, 9);
    const down = explain(shift({ kind: 'WEEKDAY_ANOMALY', window, direction: 'DOWN' }), {
      series: weekly,
      slices: [],
    });
    expect(down.effects).toBeUndefined();
    expect(down.contributions).toEqual([]);
  });

  it('leaves the days the merchant marked out of the baseline', () => {
    const grossRevenue = column(100, 150).map((value, index) => (index === DAYS - 10 ? 9_999 : value));
    const calendar = [{ from: day(DAYS - 10), to: day(DAYS - 10), kind: 'PROMOTION', name: 'Sale' } as const];
    const { effects } = explain(shift(), { series: { ...series, grossRevenue }, slices: [], calendar });
    const { price = 0, volume = 0, mix = 0 } = effects ?? {};
    expect(price + volume + mix).toBeCloseTo(350, 9);
  });

  it('explains a slice by its own prices and its part of the change', () => {
    const finding = shift({ slice: { dimension: 'PRODUCT', key: 'a', label: 'a' } });
    const { effects, contributions } = explain(finding, { series, slices });
    expect(effects).toEqual({ price: 0, volume: 420, mix: 0 });
    expect(contributions).toEqual([{ slice: slices[0]?.slice, observed: 840, expected: 420, share: 1.2 }]);
    const unknown = shift({ slice: { dimension: 'PRODUCT', key: 'z', label: 'z' } });
    expect(explain(unknown, { series, slices })).toEqual({ contributions: [] });
  });

  it('has only last year for what is not about sales, ratios of the whole window, and nothing for rules', () => {
    const refunds = Array.from({ length: DAYS }, (_, index) => (index < 100 ? 10 : 30));
    const withRefunds = { ...series, refunds };
    const { effects, contributions, lastYear } = explain(shift({ metric: 'REFUND_RATE' }), {
      series: withRefunds,
      slices,
    });
    expect([effects, contributions]).toEqual([undefined, []]);
    expect(lastYear).toEqual({ observed: 0.1, expected: 0.1 });
    expect(explain(shift({ metric: 'NEW_CUSTOMERS' }), { series }).lastYear).toBeUndefined();
    expect(explain(shift({ kind: 'ODD_CARTS' }), { series, slices })).toEqual({ contributions: [] });
  });

  it('has no last year in a shop younger than that, nor for a window outside the series', () => {
    const young = { ...series, orders: column(0, 10, DAYS - 200) };
    expect(explain(shift(), { series: young, slices }).lastYear).toBeUndefined();
    const window = { from: day(LAST + 5), to: day(LAST + 6), baselineFrom: day(LAST), baselineTo: day(LAST) };
    expect(explain(shift({ window }), { series, slices })).toEqual({ contributions: [] });
  });

  it('has no holes: zeros, negative revenue and values that are none give numbers', () => {
    const random = randomSource(9);
    const wild = () =>
      Array.from({ length: DAYS }, () => (random() < 0.1 ? Number.NaN : Math.floor(random() * 9) - 3));
    for (let round = 0; round < 20; round++) {
      const wildSeries = { from: FROM, grossRevenue: wild(), orders: wild(), units: wild(), refunds: wild() };
      const own = { slice: { dimension: 'PRODUCT', key: 'w', label: 'w' } as const };
      const wildSlices = [{ ...own, grossRevenue: wild(), units: wild(), orders: wild() }];
      for (const metric of ['GROSS_REVENUE', 'UNITS', 'AVERAGE_ORDER_VALUE', 'REFUND_RATE'] as const) {
        for (const part of [{}, own]) {
          const said = explain(shift({ metric, ...part }), { series: wildSeries, slices: wildSlices });
          expect(JSON.stringify(said)).not.toContain('null');
        }
      }
    }
    const zeros = shop([0, 0], [0, 0], [0, 0]);
    expect(explain(shift(), { series: zeros, slices })).toEqual({ contributions: [] });
  });
});
