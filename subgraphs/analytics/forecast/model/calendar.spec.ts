import { describe, expect, it } from 'vitest';
import { calendarForecast } from './calendar-model.ts';
import { dayNumber, dayText, placeInMonth, yearsBefore } from './days.ts';
import { decompose } from './decomposition.ts';
import { createHolidayCalendar } from './holidays.ts';
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
function ratios(
  values: Float64Array,
  holidays?: { date: string; name: string }[],
  days = 60,
): Map<string, number> {
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
