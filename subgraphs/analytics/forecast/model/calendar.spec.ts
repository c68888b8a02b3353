import { describe, expect, it } from 'vitest';
import { calendarForecast } from './calendar-model.ts';
import { dayNumber, dayText, placeInMonth, yearsBefore } from './days.ts';
import { decompose } from './decomposition.ts';
import { forecast } from './forecast.ts';
import { createHolidayCalendar, type Holiday, type HolidayKind } from './holidays.ts';
import { commonEffect, singleEffect, specialProbability } from './recurrence.ts';
import { meanOf } from './statistics.ts';
import { noise } from './testing/noise.ts';

const WEEK = [100, 90, 95, 110, 150, 220, 60];
const FIRST = '2023-02-06';

/** Two years by day: a weekly pattern with 3% of noise, times what `factor` says of a day. */
function shop(factor: (date: string) => number, days = 730, first = FIRST): Float64Array {
  const random = noise(7);
  return Float64Array.from({ length: days }, (_, at) => {
    const day = dayNumber(first) + at;
    return (WEEK[day % 7] ?? 0) * factor(dayText(day)) * Math.exp(0.03 * random());
  });
}

/** Forecast beside what an ordinary day of its weekday brings, by date. */
function ratios(values: Float64Array, holidays?: Holiday[], days = 60): Map<string, number> {
  const start = dayNumber(FIRST) + values.length;
  const calendar = holidays && createHolidayCalendar(holidays);
  const { values: paths } = calendarForecast(values, dayNumber(FIRST), 7, days, calendar);
  return new Map(
    Array.from(paths.SAME_WEEKDAYS, (value, at) => [
      dayText(start + at),
      value / (WEEK[(start + at) % 7] ?? 1),
    ]),
  );
}

describe('days', () => {
  it('go back by years, and 29 February to the 28th', () => {
    expect(dayText(yearsBefore(dayNumber('2024-12-25'), 1))).toBe('2023-12-25');
    expect(dayText(yearsBefore(dayNumber('2024-02-29'), 1))).toBe('2023-02-28');
    expect(dayText(yearsBefore(dayNumber('2024-02-29'), 4))).toBe('2020-02-29');
    expect(dayText(yearsBefore(dayNumber('2024-03-01'), 1))).toBe('2023-03-01');
    expect(dayText(yearsBefore(dayNumber('1971-01-01'), 2))).toBe('1969-01-01');
  });

  it('count the end of a month from its end', () => {
    const places = ['2024-02-25', '2024-02-29', '2023-02-28', '2023-01-31', '2023-01-26', '2023-04-30'].map(
      (day) => placeInMonth(dayNumber(day)),
    );
    expect(places).toEqual([25, -1, -1, -1, -6, -1]);
  });
});

describe('holidays', () => {
  const calendar = createHolidayCalendar([
    { date: '2023-12-25', name: 'Christmas' },
    { date: '2024-12-25', name: 'Christmas' },
    { date: '2023-04-07', name: 'Easter' },
    { date: '2023-04-08', name: 'Easter' },
    { date: '2024-03-29', name: 'Easter' },
    { date: '2024-03-30', name: 'Easter' },
  ]);
  const labels = (day: string): readonly string[] => calendar.labelsOf(dayNumber(day));

  it('with a fixed date are that day alone; those that move take the days beside them along', () => {
    expect(labels('2024-12-25')).toEqual(['Christmas 0']);
    expect(labels('2024-12-24')).toEqual([]);
    expect(labels('2023-04-07')).toEqual(['Easter 0']);
    expect(labels('2024-03-30')).toEqual(['Easter 1']);
    expect(labels('2024-03-26')).toEqual(['Easter -3']);
    expect(labels('2024-04-02')).toEqual(['Easter 4']);
    expect(labels('2024-04-03')).toEqual([]);
  });
});

describe('a calendar of a shop', () => {
  // Sales of other names each time, on days of no pattern, that triple what is sold.
  const sales = ['2023-05-10', '2023-09-21', '2024-02-14', '2024-10-02'];
  const coming = '2025-02-20';
  const tripled = shop((date) => (sales.includes(date) ? 3 : 1));
  const named = (date: string, kind: HolidayKind) => ({ date, name: `Sale of ${date}`, kind });

  it('expects of a promotion with a new name what others did, and of a holiday nothing of the kind', () => {
    const known = sales.map((date) => named(date, 'PROMOTION'));
    const ratio = (kind: HolidayKind) => ratios(tripled, [...known, named(coming, kind)]).get(coming);
    expect(ratio('PROMOTION')).toBeGreaterThan(2);
    expect(ratio('HOLIDAY')).toBeLessThan(1.3);
    // A name that was seen says more than the kind.
    const weak = shop((date) => (sales.includes(date) ? 3 : date === '2024-06-06' ? 1.5 : 1));
    const again = ['2024-06-06', coming].map((date) => ({
      date,
      name: 'Small sale',
      kind: 'PROMOTION' as const,
    }));
    expect(ratios(weak, [...known, ...again]).get(coming)).toBeLessThan(1.8);
  });

  it('learns nothing from closures, and expects nothing of them', () => {
    const shut = (date: string): boolean => date >= '2025-01-20' && date <= '2025-02-16';
    const values = shop((date) => (shut(date) ? 0 : 1), 742);
    const closures = Array.from({ length: 28 }, (_, at) => ({
      date: dayText(dayNumber('2025-01-20') + at),
      name: '',
      kind: 'CLOSURE' as const,
    }));
    const input = { firstDay: FIRST, values, horizon: 30 };
    const [without, knowing] = [
      forecast(input),
      forecast({ ...input, holidays: createHolidayCalendar(closures) }),
    ];
    expect(without.silentDays).toBe(28);
    expect(knowing).toMatchObject({ kind: 'REGULAR', silentDays: 0 });
    // All days of the history but the last twelve are ordinary, and so is the first week after the closure.
    for (const { date, value, hi95 } of knowing.points.slice(0, 7)) {
      const usual = WEEK[dayNumber(date) % 7] ?? 0;
      expect([value > 0.8 * usual, value < 1.2 * usual, hi95 > value]).toEqual([true, true, true]);
    }
    const ahead = { date: knowing.points[3]?.date ?? '', name: '', kind: 'CLOSURE' as const };
    const { points } = forecast({ ...input, holidays: createHolidayCalendar([...closures, ahead]) });
    expect(points[3]).toEqual({ date: ahead.date, value: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 });
    expect(points.toSpliced(3, 1)).toEqual(knowing.points.toSpliced(3, 1));
  });
});

describe('effects that recur', () => {
  const spread = { ordinary: 0.01, special: 0.25 };

  it('of one day are the posterior mean of a mixture, worked by hand', () => {
    // Densities of 0.5 under variances 0.26 and 0.01, without the common factor: 1.2126 and 3.727e-5.
    const special = (0.05 * 1.2126) / (0.05 * 1.2126 + 0.95 * 3.727e-5);
    expect(specialProbability(0.5, spread)).toBeCloseTo(special, 4);
    expect(singleEffect(0.5, spread)).toBeCloseTo(special * (0.25 / 0.26) * 0.5, 4);
    expect(Math.abs(singleEffect(0.05, spread))).toBeLessThan(0.005);
  });

  it('count nearly in full when two years agree, in part when one was seen, hardly when they disagree', () => {
    const agreeing = commonEffect([0.8, 0.78], spread, 0.05);
    const single = commonEffect([0.8], spread, 0.05);
    const disagreeing = commonEffect([0.8, 0.0], spread, 0.05);
    expect(agreeing).toBeGreaterThan(0.7);
    expect(single).toBeGreaterThan(0.2);
    expect(single).toBeLessThan(0.6);
    expect(Math.abs(disagreeing)).toBeLessThan(0.1);
    expect(commonEffect([0.8, Number.NaN], spread, 0.05)).toBe(single);
    expect(commonEffect([-0.8], spread, 0.05)).toBeCloseTo(-single, 12);
    expect(commonEffect([], spread, 0.05)).toBeNaN();
  });
});

describe('decomposition', () => {
  it('gives back the week and the special day, and cleans the history of it', () => {
    const values = shop((date) => (date === '2024-05-15' ? 3 : 1));
    const parts = decompose(values, dayNumber(FIRST), 7);
    const at = dayNumber('2024-05-15') - dayNumber(FIRST);
    expect(parts.deviation[at]).toBeCloseTo(Math.log(3), 0);
    expect(Math.exp(parts.expected[at] ?? 0)).toBeGreaterThan(0.9 * (WEEK[dayNumber('2024-05-15') % 7] ?? 0));
    expect(Math.exp(parts.cleaned[at] ?? 0)).toBeLessThan(1.2 * (WEEK[dayNumber('2024-05-15') % 7] ?? 0));
    expect(Math.sqrt(parts.spread.ordinary)).toBeLessThan(0.05);
  });

  it('leaves no gaps, whatever is missing', () => {
    const values = shop(() => 1);
    values.fill(0, 0, 3).fill(Number.NaN, 100, 190);
    expect(decompose(values, dayNumber(FIRST), 7).cleaned.every(Number.isFinite)).toBe(true);
  });
});

describe('calendar forecast', () => {
  it('repeats what happened on a date in both years, and not what happened in one', () => {
    const values = shop((date) => (date.endsWith('02-20') ? 2.5 : date === '2024-03-05' ? 2.5 : 1));
    const forecast = ratios(values);
    expect(forecast.get('2025-02-20')).toBeGreaterThan(1.8);
    expect(forecast.get('2025-03-05')).toBeLessThan(1.2);
    expect(forecast.get('2025-02-14')).toBeCloseTo(1, 1);
  });

  it('finds what returns on the same days of every month', () => {
    const forecast = ratios(shop((date) => (date.endsWith('-01') || date.endsWith('-02') ? 1.15 : 1)));
    expect(forecast.get('2025-03-01')).toBeGreaterThan(1.08);
    expect(forecast.get('2025-04-02')).toBeGreaterThan(1.08);
    expect(forecast.get('2025-03-10')).toBeLessThan(1.05);
  });

  it('follows a holiday that moves, once it has a name, and leaves its old dates alone', () => {
    const kept = ['2023-04-07', '2024-03-12'];
    const values = shop((date) => (kept.includes(date) ? 3 : 1));
    const holidays = [...kept, '2025-03-27'].map((date) => ({ date, name: 'Feast' }));
    const named = ratios(values, holidays);
    expect(named.get('2025-03-27')).toBeGreaterThan(2.2);
    expect(named.get('2025-03-12')).toBeLessThan(1.1);
    expect(ratios(values).get('2025-03-27')).toBeLessThan(1.2);
  });

  it('expects nothing on a weekday that never sells and on a date on which no year sold', () => {
    const sunday = dayNumber('2025-02-09') % 7;
    const closed = (date: string): boolean => dayNumber(date) % 7 === sunday || date.endsWith('02-20');
    const forecast = ratios(shop((date) => (closed(date) ? 0 : 1)));
    for (const [date, ratio] of forecast) {
      if (closed(date)) expect(ratio).toBe(0);
      else expect(ratio).toBeGreaterThan(0.8);
    }
  });

  it('does not take a day without a sale by chance for a closure', () => {
    const random = noise(23);
    const forecast = ratios(shop(() => (random() > 1.1 ? 0 : 1), 430));
    for (const ratio of forecast.values()) expect(ratio).toBeGreaterThan(0);
  });

  it('learns how the level moves with the season of the year', () => {
    const forecast = ratios(shop((date) => (date.slice(5, 7) === '03' ? 1.5 : 1)));
    const march = [...forecast].filter(([date]) => date.startsWith('2025-03-')).map(([, ratio]) => ratio);
    expect(meanOf(march)).toBeGreaterThan(1.25);
    expect(meanOf(march)).toBeLessThan(1.6);
    expect(forecast.get('2025-02-14')).toBeLessThan(1.1);
  });
});
