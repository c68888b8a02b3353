import { describe, expect, it } from 'vitest';
import { scaled, simulateShop, steadyShop } from '../testing/shop.ts';
import { addDays } from './calendar.ts';
import { detectInsights, HISTORY_DAYS } from './detect.ts';
import type { CalendarEntry, DailySeries, Finding, Preferences, ToldStory } from './finding.ts';

const FROM = '2025-01-06'; // a Monday
const DAYS = 200;
const at = (index: number) => addDays(FROM, index);
const detect = (series: DailySeries, asOf: string, told: ToldStory[] = []) =>
  detectInsights({ series, asOf, currency: 'GBP', told });

const asTold = ({
  kind,
  metric,
  direction,
  window,
  asOf,
  observed,
  expected,
  stableKey,
}: Finding): ToldStory => ({
  stableKey,
  kind,
  metric,
  direction,
  from: window.from,
  to: window.to,
  asOf,
  observed,
  expected,
});

/** The new cards that the nightly job would write from one day to another. */
function nights(series: DailySeries, from: string, to: string): Finding[] {
  const all: Finding[] = [];
  const told = new Map<string, ToldStory>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const finding of detect(series, day, [...told.values()])) {
      if (!told.has(finding.stableKey)) all.push(finding);
      told.set(finding.stableKey, asTold(finding));
    }
  }
  return all;
}

/** A copy with one day's values replaced. */
function withDay(
  series: DailySeries,
  day: string,
  values: Partial<Record<keyof DailySeries, number>>,
): DailySeries {
  const index = Math.round((Date.parse(day) - Date.parse(series.from)) / 86_400_000);
  const set = (name: 'grossRevenue' | 'orders' | 'units' | 'refunds') =>
    series[name].map((value, position) => (position === index ? (values[name] ?? value) : value));
  return {
    from: series.from,
    grossRevenue: set('grossRevenue'),
    orders: set('orders'),
    units: set('units'),
    refunds: set('refunds'),
  };
}

describe('a shop where nothing happens', () => {
  it('gets nothing, closed Saturdays included', () => {
    expect(nights(steadyShop(FROM, DAYS), at(1), at(DAYS))).toEqual([]);
  });

  it('gets nothing without sales, before its first days, and long after its last', () => {
    const zeros = Array.from({ length: DAYS }, () => 0);
    const empty = { from: FROM, grossRevenue: zeros, orders: zeros, units: zeros, refunds: zeros };
    expect(nights(empty, at(0), at(50))).toEqual([]);
    expect(detect(steadyShop(FROM, DAYS), FROM)).toEqual([]);
    expect(detect(steadyShop(FROM, DAYS), at(-400))).toEqual([]);
    expect(detect(steadyShop(FROM, DAYS), at(5000))).toEqual([]);
  });

  it('gets less than about one card a month however noisy it is', () => {
    const months = 20 * 2;
    for (const [orders, noise] of [
      [3, 0.2],
      [40, 0.1],
      [150, 0.35],
    ] as const) {
      let cards = 0;
      for (let seed = 1; seed <= 20; seed++) {
        const series = simulateShop({
          seed,
          from: FROM,
          days: DAYS,
          orders,
          noise,
          closed: seed % 2 ? [5] : [],
        });
        cards += nights(series, at(130), at(189)).length;
      }
      expect(cards / months).toBeLessThan(1.2);
    }
  }, 120_000);
});

describe('LEVEL_SHIFT', () => {
  const asOf = at(147); // a Monday: the last week is Monday to Sunday
  const grown = scaled(steadyShop(FROM, DAYS), at(140), at(146), 1.4);

  it('tells revenue, orders and units together, by hand: 660 orders a week become 924', () => {
    const [finding, ...others] = detect(grown, asOf);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'LEVEL_SHIFT',
      metric: 'GROSS_REVENUE',
      direction: 'UP',
      severity: 'INFO',
      stableKey: `level-shift:sales:up:${at(140)}`,
      window: { from: at(140), to: at(146), baselineFrom: at(112), baselineTo: at(139) },
    });
    expect(finding?.observed).toBeCloseTo((924 * 50) / 7, 6);
    expect(finding?.expected).toBeCloseTo((660 * 50) / 7, 6);
    expect(finding?.change).toBeCloseTo(0.4, 6);
    expect(finding?.also.map(({ metric }) => metric)).toEqual(['ORDERS', 'UNITS']);
  });

  it('is the same whatever else was handed in: a past before the history it reads, later days', () => {
    const long = scaled(steadyShop(addDays(FROM, -700), 900), at(140), at(146), 1.4);
    const enough = scaled(steadyShop(addDays(asOf, -HISTORY_DAYS), HISTORY_DAYS), at(140), at(146), 1.4);
    expect(detect(long, asOf)).toEqual(detect(enough, asOf));
    expect(detect(long, asOf)).toHaveLength(1);
  });

  it('warns when a week falls by a third, and is critical when it halves', () => {
    const severity = (factor: number) =>
      detect(scaled(steadyShop(FROM, DAYS), at(140), at(146), factor), asOf).map((one) => one.severity);
    expect(severity(0.66)).toEqual(['WARNING']);
    expect(severity(0.45)).toEqual(['CRITICAL']);
    expect(severity(0.9)).toEqual([]);
  });

  it('is told once while it lasts, and its end is not told as a fall', () => {
    const lasting = scaled(
      simulateShop({ seed: 5, from: FROM, days: DAYS, orders: 80, noise: 0.1 }),
      at(140),
      at(199),
      1.6,
    );
    const told = nights(lasting, at(141), at(172)).filter(({ direction }) => direction === 'UP');
    const shifts = told.filter(({ kind }) => kind === 'LEVEL_SHIFT');
    expect(shifts).toHaveLength(1);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(new Set(told.map(({ stableKey }) => stableKey)).size).toBe(told.length);
  });

  it('is not made by one wild day', () => {
    const wild = withDay(steadyShop(FROM, DAYS), at(142), {
      grossRevenue: 200_000,
      orders: 400,
      units: 9000,
    });
    expect(detect(wild, at(145)).filter(({ kind }) => kind === 'LEVEL_SHIFT')).toEqual([]);
  });

  it('leaves closed days out instead of telling them as a fall', () => {
    const closed = scaled(steadyShop(FROM, DAYS), at(142), at(144), 0);
    const found = detect(closed, at(147));
    expect(found.filter(({ kind }) => kind === 'LEVEL_SHIFT')).toEqual([]);
  });

  it('of three sigma is found within its week', () => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const sigma = Math.hypot(0.2, 1 / Math.sqrt(60));
      const factor = (index: number) => (index >= 140 ? 1 + 3 * sigma : 1);
      const series = simulateShop({ seed, from: FROM, days: DAYS, orders: 60, noise: 0.2, factor });
      if (nights(series, at(141), at(147)).some(({ direction }) => direction === 'UP')) found++;
    }
    expect(found).toBeGreaterThanOrEqual(19);
  });
});

describe('WEEKDAY_ANOMALY', () => {
  const shop = simulateShop({ seed: 11, from: FROM, days: DAYS, orders: 100, noise: 0.1, closed: [5] });
  const day = at(142); // a Wednesday
  const spike = scaled(shop, day, day, 2.5);

  it('names a day that stands out from its weekday, with its figures', () => {
    const [finding, ...others] = detect(spike, at(143));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'WEEKDAY_ANOMALY',
      metric: 'GROSS_REVENUE',
      direction: 'UP',
      severity: 'NOTICE',
      stableKey: `weekday-anomaly:sales:up:${day}`,
      window: { from: day, to: day, baselineFrom: at(72), baselineTo: at(141) },
    });
    expect(finding?.observed).toBe(spike.grossRevenue[142]);
  });

  it('is told once: not again by the next nights', () => {
    const cards = nights(spike, at(143), at(150)).filter(
      ({ window }) => window.from <= day && window.to >= day,
    );
    expect(cards).toHaveLength(1);
  });

  it('asked again for the same day gives the same card, as one that is there already', () => {
    const first = detect(spike, at(143));
    expect(first).toHaveLength(1);
    const again = first.map((finding) => ({ ...finding, continues: true }));
    expect(detect(spike, at(143), first.map(asTold))).toEqual(again);
  });

  it('does not judge the day on which it runs, nor any later one', () => {
    expect(detect(spike, day)).toEqual([]);
  });

  it('says nothing of a weekday on which the shop never sells', () => {
    for (let week = 10; week < 25; week++) {
      const sunday = at(week * 7 + 6);
      expect(detect(steadyShop(FROM, DAYS), sunday)).toEqual([]);
    }
    const sale = withDay(steadyShop(FROM, DAYS), at(145), { orders: 3, grossRevenue: 100, units: 4 });
    expect(detect(sale, at(146))).toEqual([]);
  });

  it('tells a closure once, by its first day, however long it lasts', () => {
    const closed = scaled(steadyShop(FROM, DAYS), at(142), at(152), 0);
    const cards = nights(closed, at(143), at(160));
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({
      metric: 'ORDERS',
      closedDays: 1,
      severity: 'WARNING',
      direction: 'DOWN',
    });
    const later = detect(closed, at(150));
    expect(later[0]).toMatchObject({ stableKey: cards[0]?.stableKey, closedDays: 7, severity: 'CRITICAL' });
    expect(later[0]?.window).toMatchObject({ from: at(142), to: at(149) });
  });

  it('takes a day without orders in a small shop for what it is', () => {
    const small = steadyShop(FROM, DAYS, [2, 1, 2, 3, 2, 0, 1]);
    expect(detect(withDay(small, at(142), { orders: 0, grossRevenue: 0, units: 0 }), at(143))).toEqual([]);
  });

  it('calls many refunds bad news, and few no news', () => {
    const usual = (shop.grossRevenue[142] ?? 0) * 0.6;
    const [refunds] = detect(withDay(shop, day, { refunds: usual }), at(143));
    expect(refunds).toMatchObject({ metric: 'REFUNDS', direction: 'UP', severity: 'WARNING' });
    expect(detect(withDay(shop, day, { refunds: 0 }), at(143))).toEqual([]);
  });

  it('tells a large order that was cancelled at once as one story', () => {
    const revenue = shop.grossRevenue[142] ?? 0;
    const odd = withDay(shop, day, { grossRevenue: revenue + 90_000, refunds: 88_000, units: 80_000 });
    const [finding, ...others] = detect(odd, at(143));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ metric: 'REFUNDS', cancelledAtOnce: true, severity: 'WARNING' });
    expect(finding?.also.map(({ metric }) => metric)).toContain('GROSS_REVENUE');
  });
});

describe('what the merchant knows beforehand', () => {
  const shop = simulateShop({ seed: 11, from: FROM, days: DAYS, orders: 100, noise: 0.1, closed: [5] });
  const day = at(142);
  const told = (series: DailySeries, kind: CalendarEntry['kind']) =>
    detectInsights({
      series,
      asOf: at(143),
      currency: 'GBP',
      calendar: [{ from: day, to: day, kind, name: 'known' }],
    });

  it('explains a closure and a holiday, whatever they do', () => {
    expect(told(scaled(shop, day, day, 0), 'CLOSURE')).toEqual([]);
    expect(told(scaled(shop, day, day, 0.3), 'CLOSURE')).toEqual([]);
    expect(told(scaled(shop, day, day, 0.3), 'HOLIDAY')).toEqual([]);
    expect(told(scaled(shop, day, day, 2.5), 'HOLIDAY')).toEqual([]);
  });

  it('explains the rise of a promotion, not a fall in it', () => {
    expect(told(scaled(shop, day, day, 2.5), 'PROMOTION')).toEqual([]);
    expect(told(scaled(shop, day, day, 0.3), 'PROMOTION')).toMatchObject([{ direction: 'DOWN' }]);
  });

  it('keeps its days out of what is expected later', () => {
    const sale = scaled(steadyShop(FROM, DAYS), at(130), at(139), 4);
    const calendar: CalendarEntry[] = [{ from: at(130), to: at(139), kind: 'PROMOTION', name: 'Sale' }];
    for (let after = 140; after < 150; after++) {
      expect(detectInsights({ series: sale, asOf: at(after), currency: 'GBP', calendar })).toEqual([]);
    }
  });
});

describe('what the merchant does not want to hear', () => {
  const shop = simulateShop({ seed: 11, from: FROM, days: DAYS, orders: 100, noise: 0.1, closed: [5] });
  const spike = scaled(shop, at(142), at(142), 2.5);
  const preferring = (mutes: Preferences['mutes'], weights: Preferences['weights'] = {}) =>
    detectInsights({ series: spike, asOf: at(143), currency: 'GBP', preferences: { mutes, weights } });

  it('is not told while the mute holds', () => {
    expect(preferring([{ kind: 'WEEKDAY_ANOMALY' }])).toEqual([]);
    expect(preferring([{ kind: 'WEEKDAY_ANOMALY', until: at(143) }])).toEqual([]);
    expect(preferring([{ kind: 'WEEKDAY_ANOMALY', until: at(142) }])).toHaveLength(1);
    expect(preferring([{ kind: 'RECORD' }])).toHaveLength(1);
  });

  it('leaves the story to other metrics when one is muted', () => {
    expect(preferring([{ metric: 'GROSS_REVENUE' }])).toMatchObject([{ metric: 'ORDERS' }]);
  });

  it('needs more evidence the less useful it was found', () => {
    const small = scaled(shop, at(142), at(142), 1.7);
    const weighted = (weight: number) =>
      detectInsights({
        series: small,
        asOf: at(143),
        currency: 'GBP',
        preferences: { mutes: [], weights: { WEEKDAY_ANOMALY: weight } },
      }).length;
    expect(weighted(1)).toBe(1);
    expect(weighted(1e-6)).toBe(0);
  });
});

describe('a finding', () => {
  const shop = simulateShop({ seed: 11, from: FROM, days: DAYS, orders: 100, noise: 0.1, closed: [5] });
  const [finding] = detect(scaled(shop, at(142), at(142), 0.15), at(143));

  it('shows eight weeks with what was expected, says what to do and what it rests on', () => {
    expect(finding?.evidence?.from).toBe(at(87));
    expect(finding?.evidence?.observed).toHaveLength(56);
    expect(finding?.evidence?.observed.at(-1)).toBe(finding?.observed);
    expect(finding?.evidence?.expected.at(-1)).toBeCloseTo(finding?.expected ?? 0, 6);
    expect(finding?.action).toBe('CHECK_SHOP');
    expect(finding?.anomalies?.[0]).toMatchObject({ metric: 'GROSS_REVENUE', direction: 'DOWN' });
  });

  it('can be sent to another thread', () => {
    expect(structuredClone(finding)).toEqual(finding);
    const [shift] = detect(scaled(steadyShop(FROM, DAYS), at(140), at(146), 1.4), at(147));
    expect(structuredClone(shift)).toEqual(shift);
  });

  it('goes on under its key while it lasts', () => {
    const fallen = scaled(steadyShop(FROM, DAYS), at(140), at(160), 0.6);
    const first = detect(fallen, at(147));
    expect(first).toMatchObject([{ kind: 'LEVEL_SHIFT', direction: 'DOWN' }]);
    const next = detect(fallen, at(148), first.map(asTold));
    expect(next).toMatchObject([{ stableKey: first[0]?.stableKey, continues: true }]);
    expect(next[0]?.window.to).toBe(at(147));
  });
});

describe('input that makes no sense', () => {
  it('is refused with its reason', () => {
    expect(() => detect(steadyShop(FROM, 40), '2025-02-30')).toThrow('"2025-02-30" is not a calendar day');
    const crooked = { ...steadyShop(FROM, 40), refunds: [] };
    expect(() => detect(crooked, at(40))).toThrow('equally many days');
  });
});
