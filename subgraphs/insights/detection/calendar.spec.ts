import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, isoDay, weekdayOf } from './calendar.ts';

describe('days as numbers', () => {
  it('agree with the Date object over four centuries', () => {
    for (let day = -74_000; day < 74_000; day += 13) {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(isoDay(day)).toBe(iso);
      expect(dayNumber(iso)).toBe(day);
    }
  });

  it('know leap days and month ends', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(weekdayOf(dayNumber('2011-12-09'))).toBe(4);
  });

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '', 'yesterday'])('refuse %j', (day) => {
    expect(() => dayNumber(day)).toThrow('is not a calendar day');
  });
});
