import { describe, expect, it } from 'vitest';
import type { WatchedDays } from '#warehouse/index.ts';
import { addDays } from '../detection/calendar.ts';
import { type AlertRule, judge, reachOf } from './evaluate.ts';

/** A Monday. */
const FROM = '2026-01-05';
const day = (index: number): string => addDays(FROM, index);

const rule = (parts: Partial<AlertRule> = {}): AlertRule => ({
  metric: 'ORDERS',
  condition: 'ABOVE',
  threshold: 10,
  baseline: null,
  floor: 0,
  schedule: 'DAILY',
  weekday: null,
  cooldownDays: 0,
  ...parts,
});
const orders = (values: number[], firstDay: string | null = FROM): WatchedDays => ({
  from: FROM,
  firstDay,
  sums: { orders: values },
});
const outcomes = (given: AlertRule, watched: WatchedDays, from: number, to: number, past = {}) =>
  judge(given, watched, { from: day(from), to: day(to) }, past).map(({ outcome }) => outcome);
const last = (given: AlertRule, values: number[]) =>
  judge(given, orders(values), { from: day(values.length - 1), to: day(values.length - 1) })[0];

describe('an absolute threshold', () => {
  it('has to be passed, not met', () => {
    expect(outcomes(rule(), orders([9, 10, 11]), 0, 2)).toEqual(['QUIET', 'QUIET', 'FIRED']);
    expect(outcomes(rule({ condition: 'BELOW' }), orders([9, 10, 11]), 0, 2)).toEqual([
      'FIRED',
      'QUIET',
      'QUIET',
    ]);
  });

  it('tells what was seen and what had to be passed', () => {
    expect(last(rule(), [0, 12])).toEqual({
      outcome: 'FIRED',
      day: day(1),
      reading: {
        day: day(1),
        window: { from: day(1), to: day(1) },
        baseline: null,
        observed: 12,
        expected: null,
        threshold: 10,
        change: null,
        direction: 'UP',
      },
    });
  });

  it('compares sums of floats as the decimals they are', () => {
    const watched: WatchedDays = {
      from: FROM,
      firstDay: FROM,
      sums: { grossRevenue: [0.1, 0.2, 0, 0, 0, 0, 0] },
    };
    const weekly = rule({ metric: 'GROSS_REVENUE', threshold: 0.3, schedule: 'WEEKLY', weekday: 1 });
    expect(0.1 + 0.2).toBeGreaterThan(0.3);
    expect(outcomes(weekly, watched, 6, 6)).toEqual(['QUIET']);
  });

  it('takes a day without data for what it is: nothing sold', () => {
    expect(outcomes(rule({ condition: 'BELOW', threshold: 1 }), orders([5, 0, 5]), 0, 2)).toEqual([
      'QUIET',
      'FIRED',
      'QUIET',
    ]);
  });

  it('says nothing of days before the merchant had any', () => {
    const below = rule({ condition: 'BELOW', threshold: 1 });
    expect(outcomes(below, orders([0, 0, 0], day(2)), 0, 2)).toEqual(['NO_VALUE', 'NO_VALUE', 'FIRED']);
    expect(outcomes(below, orders([0, 0, 0], null), 0, 2)).toEqual(['NO_VALUE', 'NO_VALUE', 'NO_VALUE']);
  });

  it('keeps closed days quiet by a floor of one', () => {
    const below = rule({ condition: 'BELOW', threshold: 5, floor: 1 });
    expect(outcomes(below, orders([0, 1, 6]), 0, 2)).toEqual(['TOO_SMALL', 'FIRED', 'QUIET']);
  });
});

describe('a change', () => {
  const change = (parts: Partial<AlertRule>): AlertRule =>
    rule({ condition: 'RISES_BY', threshold: 50, baseline: { kind: 'PREVIOUS_PERIOD' }, ...parts });

  it.each([
    ['PREVIOUS_PERIOD', [100, 150]],
    ['SAME_WEEKDAY_LAST_WEEK', [100, 1, 1, 1, 1, 1, 1, 150]],
    ['SAME_DAYS_LAST_YEAR', [100, ...Array(363).fill(1), 150]],
  ] as const)('is measured against %s, the threshold included', (kind, values) => {
    const given = change({ baseline: { kind } });
    expect(last(given, [...values])).toMatchObject({
      outcome: 'FIRED',
      reading: { observed: 150, expected: 100, threshold: 150, change: 0.5, direction: 'UP' },
    });
    expect(last(given, [...values.slice(0, -1), 149])).toMatchObject({ outcome: 'QUIET' });
    expect(reachOf(given, day(values.length - 1))).toBe(FROM);
  });

  it('is measured against the mean of the last days, empty ones among them', () => {
    const given = change({ baseline: { kind: 'MEAN_OF_LAST_DAYS', days: 4 } });
    expect(last(given, [999, 100, 0, 200, 100, 150])).toMatchObject({
      outcome: 'FIRED',
      reading: { expected: 100, baseline: { from: day(1), to: day(4) } },
    });
  });

  it('may be a fall, or either', () => {
    expect(last(change({ condition: 'FALLS_BY' }), [100, 50])).toMatchObject({
      outcome: 'FIRED',
      reading: { threshold: 50, change: -0.5, direction: 'DOWN' },
    });
    expect(last(change({ condition: 'FALLS_BY' }), [100, 400])).toMatchObject({ outcome: 'QUIET' });
    const either = change({ condition: 'CHANGES_BY' });
    expect(last(either, [100, 40])).toMatchObject({ outcome: 'FIRED', reading: { direction: 'DOWN' } });
    expect(last(either, [100, 160])).toMatchObject({ outcome: 'FIRED', reading: { threshold: 150 } });
    expect(last(either, [100, 60])).toMatchObject({ outcome: 'QUIET' });
  });

  it('of small numbers does not alarm when there is a floor', () => {
    expect(last(change({ floor: 10 }), [1, 3])).toMatchObject({ outcome: 'TOO_SMALL' });
    expect(last(change({ floor: 10 }), [4, 10])).toMatchObject({ outcome: 'FIRED' });
    // What has fallen was large.
    expect(last(change({ floor: 10, condition: 'FALLS_BY' }), [100, 1])).toMatchObject({ outcome: 'FIRED' });
  });

  it('from nothing, or from before the first day, has no percentage', () => {
    expect(last(change({}), [0, 100])).toMatchObject({ outcome: 'NO_BASELINE' });
    const watched = orders([100, 100, 200], day(1));
    expect(outcomes(change({}), watched, 1, 2)).toEqual(['NO_BASELINE', 'FIRED']);
  });
});

describe('a rate', () => {
  const watched: WatchedDays = {
    from: FROM,
    firstDay: FROM,
    sums: { grossRevenue: [100, 0, 300], refunds: [10, 5, 150], orders: [4, 0, 3], carts: [10, 0, 4] },
  };

  it('is that of the days together, and nothing where there is nothing to divide by', () => {
    const given = rule({ metric: 'REFUND_RATE', threshold: 0.4 });
    expect(outcomes(given, watched, 0, 2)).toEqual(['QUIET', 'NO_VALUE', 'FIRED']);
    expect(outcomes(rule({ metric: 'AVERAGE_ORDER_VALUE', threshold: 50 }), watched, 0, 2)).toEqual([
      'QUIET',
      'NO_VALUE',
      'FIRED',
    ]);
  });

  it('is not scaled by how many days it is compared with', () => {
    const given = rule({
      metric: 'AVERAGE_ORDER_VALUE',
      condition: 'RISES_BY',
      threshold: 100,
      baseline: { kind: 'MEAN_OF_LAST_DAYS', days: 2 },
    });
    expect(judge(given, watched, { from: day(2), to: day(2) })).toMatchObject([
      { outcome: 'FIRED', reading: { observed: 100, expected: 25, change: 3 } },
    ]);
  });

  it('may be negative where it is a difference', () => {
    const net = rule({ metric: 'NET_REVENUE', condition: 'BELOW', threshold: 0 });
    expect(outcomes(net, watched, 0, 2)).toEqual(['QUIET', 'FIRED', 'QUIET']);
  });

  it('needs its sums and days to have been read', () => {
    expect(() => outcomes(rule({ metric: 'CONVERSION' }), watched, 0, 0)).toThrow(
      'orderedCarts was not read',
    );
    expect(() => outcomes(rule(), watched, 2, 3)).toThrow(RangeError);
  });
});

describe('a schedule', () => {
  const weeks = orders([...Array(7).fill(10), ...Array(7).fill(20), ...Array(7).fill(10)]);

  it('of a week looks at seven days on one morning a week', () => {
    const given = rule({ threshold: 100, schedule: 'WEEKLY', weekday: 1 });
    expect(judge(given, weeks, { from: day(6), to: day(20) })).toMatchObject([
      { outcome: 'QUIET', day: day(6) },
      {
        outcome: 'FIRED',
        day: day(13),
        reading: { observed: 140, window: { from: day(7), to: day(13) } },
      },
      { outcome: 'QUIET', day: day(20) },
    ]);
    expect(
      judge({ ...given, weekday: 4 }, weeks, { from: day(6), to: day(20) }).map((one) => one.day),
    ).toEqual([day(9), day(16)]);
  });

  it('of a week compares weeks with weeks', () => {
    const given = rule({ condition: 'RISES_BY', threshold: 90, schedule: 'WEEKLY', weekday: 1 });
    for (const baseline of [
      { kind: 'PREVIOUS_PERIOD' },
      { kind: 'SAME_WEEKDAY_LAST_WEEK' },
      { kind: 'MEAN_OF_LAST_DAYS', days: 3 },
    ] as const) {
      expect(judge({ ...given, baseline }, weeks, { from: day(13), to: day(13) })).toMatchObject([
        { outcome: 'FIRED', reading: { observed: 140, expected: 70, change: 1 } },
      ]);
    }
  });
});

describe('quiet times', () => {
  const always = orders(Array(10).fill(99));

  it('follow a firing for as many days as asked for, also one before the range', () => {
    const given = rule({ cooldownDays: 2 });
    expect(outcomes(given, always, 0, 6)).toEqual([
      'FIRED',
      'COOLING_DOWN',
      'COOLING_DOWN',
      'FIRED',
      'COOLING_DOWN',
      'COOLING_DOWN',
      'FIRED',
    ]);
    expect(outcomes(given, always, 1, 3, { lastFired: day(0) })).toEqual([
      'COOLING_DOWN',
      'COOLING_DOWN',
      'FIRED',
    ]);
  });

  it('last through the day named, and do not count as firings', () => {
    const given = rule({ cooldownDays: 5 });
    expect(outcomes(given, always, 0, 3, { silencedUntil: day(1) })).toEqual([
      'SILENCED',
      'SILENCED',
      'FIRED',
      'COOLING_DOWN',
    ]);
  });

  it('do not depend on how the days are divided between calls', () => {
    const given = rule({
      cooldownDays: 3,
      condition: 'CHANGES_BY',
      threshold: 20,
      floor: 5,
      baseline: { kind: 'PREVIOUS_PERIOD' },
    });
    const watched = orders([10, 13, 13, 2, 9, 20, 20, 20, 5, 12, 4, 1, 3, 30, 10, 10]);
    const whole = judge(given, watched, { from: day(1), to: day(15) });
    let lastFired: string | null = null;
    const pieces = whole.flatMap((_, index) => {
      const one = judge(given, watched, { from: day(index + 1), to: day(index + 1) }, { lastFired });
      lastFired = one.find(({ outcome }) => outcome === 'FIRED')?.day ?? lastFired;
      return one;
    });
    expect(pieces).toEqual(whole);
    expect(whole.filter(({ outcome }) => outcome === 'FIRED').length).toBeGreaterThan(2);
  });
});
