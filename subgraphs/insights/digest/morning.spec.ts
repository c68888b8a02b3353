import { describe, expect, it } from 'vitest';
import { type DigestPeriod, isMonday, isMorning, windowOf } from './morning.ts';

const window = (day: string, period: DigestPeriod, zone: string, last: string | null = null) => {
  const { from, to, fromDay } = windowOf(day, period, zone, last);
  return [from.toISOString().slice(0, 16), to.toISOString().slice(0, 16), fromDay];
};

describe('the period of a digest', () => {
  it('is from eight to eight of the local clock, also on days of 23 and 25 hours', () => {
    expect(window('2026-03-29', 'DAILY', 'Europe/Berlin')).toEqual([
      '2026-03-28T07:00',
      '2026-03-29T06:00',
      '2026-03-28',
    ]);
    expect(window('2026-10-25', 'DAILY', 'Europe/Berlin')).toEqual([
      '2026-10-24T06:00',
      '2026-10-25T07:00',
      '2026-10-24',
    ]);
    expect(window('2026-07-06', 'WEEKLY', 'Asia/Kathmandu')).toEqual([
      '2026-06-29T02:15',
      '2026-07-06T02:15',
      '2026-06-29',
    ]);
  });

  it('begins where the last one ended, as far as that is not long ago', () => {
    expect(window('2026-07-09', 'DAILY', 'UTC', '2026-07-06')[2]).toBe('2026-07-06');
    expect(window('2026-07-09', 'DAILY', 'UTC', '2026-07-01')[2]).toBe('2026-07-08');
    expect(window('2026-07-20', 'WEEKLY', 'UTC', '2026-07-06')[2]).toBe('2026-07-06');
    expect(window('2026-07-20', 'WEEKLY', 'UTC', '2026-07-05')[2]).toBe('2026-07-13');
    // From weekly to daily in the middle of a week.
    expect(window('2026-07-15', 'DAILY', 'UTC', '2026-07-13')[2]).toBe('2026-07-13');
  });

  it('is told in the morning; Mondays are those of the week', () => {
    expect([7, 8, 11, 12, 0].map(isMorning)).toEqual([false, true, true, false, false]);
    expect(['2026-07-05', '2026-07-06', '2026-07-07'].map(isMonday)).toEqual([false, true, false]);
  });
});
