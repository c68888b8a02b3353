import { describe, expect, it } from 'vitest';
import { type Market, simulateMarket } from '../../testing/market.ts';
import { addDays } from '../calendar.ts';
import type { CalendarEntry, Candidate, Kind, SliceSeries } from '../finding.ts';
import { readShop, type Shop } from '../shop.ts';
import { falseDiscoveryControl } from '../statistics.ts';
import { detectSlices, sliceStories } from './index.ts';

const FROM = '2024-01-01'; // a Monday
const DAYS = 300;
const RATES = [20, 15, 10, 8, 6, 4, 2, 1];
const day = (index: number) => addDays(FROM, index);

const shopOf = ({ series }: Market, asOf: string): Shop => {
  const shop = readShop(series, asOf);
  if (shop === undefined) throw new Error('the shop has no orders');
  return shop;
};
const detect = (market: Market, calendar: CalendarEntry[] = [], asOf = day(DAYS)): Candidate[] =>
  detectSlices(shopOf(market, asOf), { ...market, calendar });

/** What would be told: significant among all that was tested, and material. */
const tell = (market: Market, calendar: CalendarEntry[] = []) => {
  const candidates = detect(market, calendar);
  const significant = falseDiscoveryControl(
    candidates.map(({ p }) => p),
    0.05,
  );
  return sliceStories(candidates.filter(({ material }, index) => material && significant[index]));
};
const named = (market: Market, calendar: CalendarEntry[] = []) =>
  tell(market, calendar).map(({ lead }) => [lead.kind, lead.slice?.key, lead.direction]);

const market = (factor: (product: number, index: number) => number, seed = 7) =>
  simulateMarket({ seed, from: FROM, days: DAYS, rates: RATES, factor });
/** One product times a factor on the last days. */
const planted = (product: number, days: number, factor: number, seed = 7) =>
  market((one, index) => (one === product && index >= DAYS - days ? factor : 1), seed);

describe('slices of a shop where nothing happens', () => {
  it('are silent, and their p-values honest: no more below a bound than it says', () => {
    const p: number[] = [];
    let stories = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const quiet = market(() => 1, seed);
      for (const asOf of [220, 240, 260, 280, 300]) {
        p.push(...detect(quiet, [], day(asOf)).map((candidate) => candidate.p));
      }
      stories += tell(quiet).length;
    }
    expect(p.length).toBeGreaterThan(1000);
    for (const bound of [0.1, 0.01, 0.002]) {
      expect(p.filter((value) => value <= bound).length / p.length).toBeLessThan(bound);
    }
    expect(stories).toBeLessThanOrEqual(1);
  });

  it('are no news when the whole shop falls or rises with them', () => {
    for (let seed = 1; seed <= 5; seed++) {
      for (const factor of [0.3, 3]) {
        expect(named(market((_, index) => (index >= DAYS - 1 ? factor : 1), seed))).toEqual([]);
        expect(named(market((_, index) => (index >= DAYS - 7 ? factor : 1), seed))).toEqual([]);
      }
    }
  });
});

describe('one slice', () => {
  it('has an unusual day: its own weekday, and what the floors and windows say', () => {
    const [story, ...others] = tell(planted(0, 1, 8));
    expect(others).toEqual([]);
    expect(story?.lead).toMatchObject({
      kind: 'WEEKDAY_ANOMALY',
      metric: 'GROSS_REVENUE',
      direction: 'UP',
      slice: { dimension: 'PRODUCT', key: 'p0', label: 'Product 0' },
      window: { from: day(DAYS - 1), to: day(DAYS - 1), baselineTo: day(DAYS - 2) },
    });
    const { series, slices } = planted(0, 1, 8);
    expect(story?.lead.observed).toBe(slices[0]?.grossRevenue[DAYS - 1]);
    expect(story?.lead.observed).toBeLessThan(series.grossRevenue[DAYS - 1] ?? 0);
  });

  it('has a week that fell or rose, told once and in means a day', () => {
    expect(named(planted(0, 7, 0.2))).toEqual([['LEVEL_SHIFT', 'p0', 'DOWN']]);
    const rise = planted(4, 7, 4);
    expect(named(rise)).toEqual([['LEVEL_SHIFT', 'p4', 'UP']]);
    const days = [...(rise.slices[4]?.grossRevenue ?? [])].slice(-7);
    const week = days.reduce((sum, value) => sum + value, 0);
    expect(tell(rise)[0]?.lead.observed).toBeCloseTo(week / 7, 9);
  });

  it('does not fall when one wild day leaves its baseline, nor rise for a week with one', () => {
    const shifts = (days: number) =>
      detect(market((one, index) => (one === 4 && index === DAYS - days ? 40 : 1))).filter(
        ({ kind, slice, material, p }) =>
          kind === 'LEVEL_SHIFT' && slice?.key === 'p4' && material && p <= 0.05,
      );
    for (const days of [2, 5, 9, 15, 22]) expect(shifts(days)).toEqual([]);
  });

  it('takes off from nothing', () => {
    const newcomer = market((product, index) => (product !== 2 ? 1 : index >= DAYS - 7 ? 1.5 : 0));
    expect(tell(newcomer)[0]?.lead).toMatchObject({
      kind: 'LEVEL_SHIFT',
      direction: 'UP',
      expected: 0,
      change: null,
    });
  });

  it('is not told for a share too small to matter', () => {
    const tiny = simulateMarket({
      seed: 3,
      from: FROM,
      days: DAYS,
      rates: [60, 40, 0.5],
      factor: (product, index) => (product === 2 && index >= DAYS - 7 ? 3 : 1),
    });
    expect(named(tiny)).toEqual([]);
  });

  it('stopped selling and is back, once each, the first sale again and not a stray order', () => {
    const stopped = planted(2, 4, 0);
    expect(named(stopped)).toEqual([['STOPPED_SELLING', 'p2', 'DOWN']]);
    expect(tell(stopped)[0]?.lead).toMatchObject({
      observed: 0,
      change: -1,
      window: { from: day(DAYS - 4) },
    });
    const back = market((one, index) => (one === 2 && index >= DAYS - 30 && index < DAYS - 2 ? 0 : 1));
    const [story] = tell(back).filter(({ lead }) => lead.kind === 'BACK_IN_SALE');
    expect(story?.lead).toMatchObject({
      direction: 'UP',
      slice: { key: 'p2' },
      window: { from: day(DAYS - 2), to: day(DAYS - 1), baselineTo: day(DAYS - 31) },
    });
    const stray = market((one, index) =>
      one === 2 && index >= DAYS - 30 ? (index >= DAYS - 2 ? 0.06 : 0) : 1,
    );
    expect(named(stray).filter(([kind]) => kind === 'BACK_IN_SALE')).toEqual([]);
  });

  it('has come to carry too much', () => {
    const grown = market((one, index) => (one === 3 && index >= DAYS - 28 ? 5 : 1));
    const found = tell(grown).find(({ lead }) => lead.kind === 'CONCENTRATION')?.lead;
    expect(found?.slice?.key).toBe('p3');
    const sum = (values: Iterable<number> = []) =>
      [...values].slice(-28).reduce((total, value) => total + value, 0);
    expect(found?.observed).toBeCloseTo(
      sum(grown.slices[3]?.grossRevenue) / sum(grown.series.grossRevenue),
      9,
    );
    expect(found?.observed).toBeGreaterThan(0.3);
    expect(found?.expected).toBeLessThan(0.2);
  });

  it('is no concentration when another of the same size gives way, by the Herfindahl index', () => {
    const swap = market((one, index) => {
      if (one === 1) return index >= DAYS - 28 ? 0.4 : 3;
      return one === 3 && index >= DAYS - 28 ? 5 : 1;
    });
    const found = detect(swap).filter(({ kind, slice }) => kind === 'CONCENTRATION' && slice?.key === 'p3');
    expect(found.map(({ material }) => material)).toEqual([false]);
  });

  it('is none of one wholesale order', () => {
    const order = market((one, index) => (one === 3 && index === DAYS - 5 ? 60 : 1));
    const found = detect(order).filter(({ kind, material }) => kind === 'CONCENTRATION' && material);
    expect(found).toEqual([]);
  });
});

describe('what the merchant marked', () => {
  const entry = (kind: CalendarEntry['kind'], from: number, to: number): CalendarEntry => ({
    kind,
    from: day(from),
    to: day(to),
    name: kind,
  });

  it('explains: nothing on a closure, no unusual day in a promotion', () => {
    const spike = planted(0, 1, 8);
    expect(detect(spike, [entry('CLOSURE', DAYS - 1, DAYS + 3)])).toEqual([]);
    const kinds = detect(spike, [entry('PROMOTION', DAYS - 1, DAYS - 1)]).map(({ kind }) => kind);
    expect(kinds).not.toContain('WEEKDAY_ANOMALY');
    expect(kinds).not.toContain('LEVEL_SHIFT');
  });

  it('is no gap', () => {
    const away = [entry('HOLIDAY', DAYS - 4, DAYS - 1)];
    expect(named(planted(2, 4, 0), away)).toEqual([]);
  });
});

describe('any slices', () => {
  const wild = market((product, index) => (index % 97 === product ? 9 : index > 290 ? product / 3 : 1), 11);

  it('give the same again, and the same in another currency unit', () => {
    expect(detect(wild)).toEqual(detect(wild));
    const times = (factor: number): Market => ({
      series: { ...wild.series, grossRevenue: wild.series.grossRevenue.map((value) => value * factor) },
      slices: wild.slices.map((one) => ({
        ...one,
        grossRevenue: one.grossRevenue.map((value) => value * factor),
      })),
    });
    const plain = detect(wild);
    const scaled = detect(times(1000));
    expect(scaled.map(({ material, kind }) => [material, kind])).toEqual(
      plain.map(({ material, kind }) => [material, kind]),
    );
    scaled.forEach(({ p }, index) => {
      expect(p).toBeCloseTo(plain[index]?.p ?? -1, 9);
    });
  });

  it('do not depend on what comes after the newest complete day', () => {
    const cut = (values: Iterable<number>) => [...values].slice(0, 250);
    const { series, slices } = wild;
    const past: Market = {
      series: {
        from: series.from,
        grossRevenue: cut(series.grossRevenue),
        orders: cut(series.orders),
        units: cut(series.units),
        refunds: cut(series.refunds),
      },
      slices: slices.map((one) => ({
        slice: one.slice,
        grossRevenue: cut(one.grossRevenue),
        orders: cut(one.orders),
        units: cut(one.units),
      })),
    };
    expect(detect(past, [], day(250))).toEqual(detect(wild, [], day(250)));
  });

  it('count more tests where the warehouse chose them from many: 992 more beside the one that is small', () => {
    const rates = [...RATES.slice(0, 7), 0.5];
    const market = simulateMarket({
      seed: 7,
      from: FROM,
      days: DAYS,
      rates,
      factor: (product, index) => (product === 7 && index >= DAYS - 7 ? 14 : 1),
    });
    const shop = shopOf(market, day(DAYS));
    const chance = (slicesScreened?: number) =>
      detectSlices(shop, { ...market, slicesScreened }).find(
        ({ kind, slice }) => kind === 'LEVEL_SHIFT' && slice?.key === 'p7',
      )?.p ?? 1;
    expect(chance()).toBeLessThan(1e-3);
    expect(chance(1000)).toBeCloseTo(Math.min(1, 993 * chance()), 9);
  });

  it('have no holes: zeros, one order, negative revenue and values that are none', () => {
    const zeros = () => Array.from({ length: DAYS }, () => 0);
    const one = zeros();
    one[DAYS - 1] = 1;
    const negative = zeros().map((_, index) => (index % 3) - 2);
    const broken = zeros().map((_, index) => (index % 5 === 0 ? Number.NaN : index % 7));
    const columns = [zeros(), one, negative, broken, zeros().map(() => 5)];
    for (const revenue of columns) {
      for (const orders of columns) {
        const series = { from: FROM, grossRevenue: revenue, orders, units: orders, refunds: revenue };
        const shop = readShop(series, day(DAYS));
        if (shop === undefined) continue;
        const slices: SliceSeries[] = columns.map((values, index) => ({
          slice: { dimension: index % 2 ? 'PRODUCT' : 'CUSTOMER', key: `${index}`, label: '' },
          grossRevenue: values,
          orders: values,
          units: values,
        }));
        for (const { p, score, observed, expected, change } of detectSlices(shop, { series, slices })) {
          for (const value of [p, score, observed, expected, change ?? 0])
            expect(value).toSatisfy(Number.isFinite);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('must reach the newest day', () => {
    const { series, slices } = wild;
    const short = slices.map((one) => ({ ...one, orders: one.orders.slice(5) }));
    expect(() => detectSlices(shopOf(wild, day(DAYS)), { series, slices: short })).toThrow(RangeError);
    expect(detectSlices(shopOf(wild, day(DAYS)), { series })).toEqual([]);
  });
});

describe('stories of slices', () => {
  const candidate = (
    kind: Kind,
    dimension: 'PRODUCT' | 'CATEGORY',
    observed: number,
    p: number,
    key = 'k',
  ): Candidate => ({
    kind,
    metric: 'GROSS_REVENUE',
    direction: observed > 100 ? 'UP' : 'DOWN',
    observed,
    expected: 100,
    change: 0,
    score: 5,
    p,
    material: true,
    slice: { dimension, key, label: key },
    window: { from: FROM, to: FROM, baselineFrom: FROM, baselineTo: FROM },
  });

  it('are one a slice and direction, led by what says most, and one for the same money', () => {
    const stopped = candidate('STOPPED_SELLING', 'PRODUCT', 0, 1e-4);
    const week = candidate('LEVEL_SHIFT', 'PRODUCT', 10, 1e-6);
    const category = candidate('LEVEL_SHIFT', 'CATEGORY', 20, 1e-5);
    const other = candidate('LEVEL_SHIFT', 'CATEGORY', 900, 1e-3, 'other');
    expect(sliceStories([week, other, category, stopped])).toEqual([
      { lead: stopped, also: [week, category] },
      { lead: other, also: [] },
    ]);
    expect(sliceStories([{ ...week, slice: undefined }])).toEqual([]);
  });
});
