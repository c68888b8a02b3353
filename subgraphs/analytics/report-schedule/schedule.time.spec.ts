import { describe, expect, it } from 'vitest';
import { localDayOf } from '#platform/time/index.ts';
import { nextRun, reportedRange, ScheduleCadence } from './schedule.time.ts';

const { DAILY, WEEKLY, MONTHLY } = ScheduleCadence;
const next = (after: string, cadence: ScheduleCadence, localHour: number, timeZone: string): string =>
  nextRun(new Date(after), { cadence, localHour, timeZone }).toISOString();

describe('the next run', () => {
  it('is once a day at the local hour, across both changes of clocks', () => {
    for (const from of ['2026-03-20', '2026-10-20']) {
      let at = `${from}T00:00:00Z`;
      const days = new Set<string>();
      for (let n = 0; n < 14; n += 1) {
        at = next(at, DAILY, 1, 'Europe/London');
        days.add(localDayOf(new Date(at), 'Europe/London'));
      }
      expect(days.size).toBe(14);
    }
  });

  it('is later than the last one, even at that very moment', () => {
    expect(next('2026-01-15T08:00:00Z', DAILY, 8, 'Europe/London')).toBe('2026-01-16T08:00:00.000Z');
    expect(next('2026-01-15T07:59:59Z', DAILY, 8, 'Europe/London')).toBe('2026-01-15T08:00:00.000Z');
    // The second time clocks show one is no further run.
    expect(next('2026-10-25T00:00:00Z', DAILY, 1, 'Europe/London')).toBe('2026-10-26T01:00:00.000Z');
  });

  it('is on local Mondays, and on the local first of the month', () => {
    expect(next('2026-01-15T00:00:00Z', WEEKLY, 9, 'Asia/Tokyo')).toBe('2026-01-19T00:00:00.000Z');
    expect(next('2026-01-18T20:00:00Z', WEEKLY, 6, 'Asia/Tokyo')).toBe('2026-01-18T21:00:00.000Z');
    expect(next('2026-01-15T00:00:00Z', MONTHLY, 0, 'America/Los_Angeles')).toBe('2026-02-01T08:00:00.000Z');
    expect(next('2024-02-01T12:00:00Z', MONTHLY, 12, 'UTC')).toBe('2024-03-01T12:00:00.000Z');
  });
});

describe('the days of a scheduled report', () => {
  it('are those that are over', () => {
    expect(reportedRange('2026-03-01', DAILY)).toEqual({ from: '2026-02-28', to: '2026-02-28' });
    expect(reportedRange('2024-03-01', DAILY)).toEqual({ from: '2024-02-29', to: '2024-02-29' });
    expect(reportedRange('2026-01-19', WEEKLY)).toEqual({ from: '2026-01-12', to: '2026-01-18' });
    // A run that is late tells of the same week.
    expect(reportedRange('2026-01-21', WEEKLY)).toEqual({ from: '2026-01-12', to: '2026-01-18' });
    expect(reportedRange('2024-03-01', MONTHLY)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(reportedRange('2026-01-05', MONTHLY)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });
});
