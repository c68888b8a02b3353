import { describe, expect, it } from 'vitest';
import { steadyShop } from '../testing/shop.ts';
import { addDays } from './calendar.ts';
import { fromEven, slopeAt, toEven } from './even-scale.ts';
import { expectedAt, windowError } from './expectation.ts';
import type { CalendarEntry } from './finding.ts';
import { readShop, type Shop } from './shop.ts';

const FROM = '2025-01-06';
const shopOf = (series = steadyShop(FROM, 120), calendar: CalendarEntry[] = []): Shop => {
  const shop = readShop(series, addDays(FROM, 120), calendar);
  if (shop === undefined) throw new Error('a shop with orders is expected');
  return shop;
};

describe('the even scale', () => {
  it('leads back to where it came from, zero included', () => {
    const scale = { noise: 0.04, unit: 1 };
    for (const value of [0, 1, 7, 300, 1e6])
      expect(fromEven(scale, toEven(scale, value))).toBeCloseTo(value, 6);
    expect(toEven(scale, -5)).toBe(0);
  });

  it('is a logarithm for large values and a root for small ones, by hand', () => {
    const scale = { noise: 0.04, unit: 1 };
    expect(toEven(scale, 2e6) - toEven(scale, 1e6)).toBeCloseTo(Math.LN2, 4);
    expect(toEven(scale, 0.02) / toEven(scale, 0.01)).toBeCloseTo(Math.SQRT2, 3);
    // 0.04 x 25 = 1: half of the variance is counting.
    expect(slopeAt(scale, 25)).toBeCloseTo(Math.SQRT1_2, 10);
  });
});

describe('what is expected of a day', () => {
  it('is the day itself where every week is like the other', () => {
    const track = shopOf().track('ORDERS');
    expect(track).toBeDefined();
    if (track === undefined) return;
    // Thursday 130, Friday 140, Saturday closed, Sunday 60.
    // The first weeks' rhythm is drawn towards none, which takes months to wear off: within one order in a hundred.
    expect(Math.abs(expectedAt(track, 115) - 130)).toBeLessThan(1.3);
    expect(Math.abs(expectedAt(track, 116) - 140)).toBeLessThan(1.4);
    expect(track.forecast[117]).toBeNaN();
    expect(windowError(track, 116, 7)).toBeCloseTo(0, 2);
  });

  it('does not follow a wild day, and follows a new level', () => {
    const series = steadyShop(FROM, 120);
    const wild = {
      ...series,
      orders: series.orders.map((value, index) => (index === 80 ? value * 50 : value)),
    };
    const after = shopOf(wild).track('ORDERS');
    expect(after && expectedAt(after, 87) / (series.orders[87] ?? 1)).toBeCloseTo(1, 1);
    const grown = {
      ...series,
      orders: series.orders.map((value, index) => (index >= 60 ? value * 1.3 : value)),
    };
    const track = shopOf(grown).track('ORDERS');
    expect(track && expectedAt(track, 119) / ((series.orders[119] ?? 1) * 1.3)).toBeGreaterThan(0.95);
  });

  it('measures a window against the evening before it', () => {
    const series = steadyShop(FROM, 120);
    const double = series.orders.map((value, index) => (index >= 118 ? value * 2 : value));
    const track = shopOf({ ...series, orders: double }).track('ORDERS');
    expect(track).toBeDefined();
    if (track === undefined) return;
    const [first, second] = [118, 119].map(
      (index) => toEven(track.scale, double[index] ?? 0) - toEven(track.scale, series.orders[index] ?? 0),
    );
    expect(windowError(track, 119, 2)).toBeCloseTo(((first ?? 0) + (second ?? 0)) / 2, 1);
    expect(windowError(track, 119, 2, undefined, new Set([118]))).toBeCloseTo(second ?? 0, 1);
  });

  it('leaves days of the calendar out of the past', () => {
    const series = steadyShop(FROM, 120);
    const sale = {
      ...series,
      orders: series.orders.map((value, index) => (index >= 90 && index < 97 ? value * 3 : value)),
    };
    const calendar: CalendarEntry[] = [
      { from: addDays(FROM, 90), to: addDays(FROM, 96), kind: 'PROMOTION', name: 'Spring sale' },
    ];
    const track = shopOf(sale, calendar).track('ORDERS');
    expect(track?.counts.slice(90, 97).every((counts) => counts === 0)).toBe(true);
    expect(track && expectedAt(track, 98)).toBeCloseTo(series.orders[98] ?? 0, 0);
  });
});
