import { describe, expect, it } from 'vitest';
import { instantOf, localDayOf, nextRun, reportedRange, ScheduleCadence } from './schedule.time.ts';

const { DAILY, WEEKLY, MONTHLY } = ScheduleCadence;
const next = (after: string, cadence: ScheduleCadence, localHour: number, timeZone: string): string =>
  nextRun(new Date(after), { cadence, localHour, timeZone }).toISOString();

describe('an hour of the day in a zone', () => {
  it.each([
    ['2026-01-15', 8, 'Europe/London', '2026-01-15T08:00:00.000Z'],
    ['2026-07-15', 8, 'Europe/London', '2026-07-15T07:00:00.000Z'],
    ['2026-07-15', 0, 'Asia/Kolkata', '2026-07-14T18:30:00.000Z'],
    ['2026-07-15', 23, 'Pacific/Kiritimati', '2026-07-15T09:00:00.000Z'],
    ['2026-07-15', 23, 'Pacific/Pago_Pago', '2026-07-16T10:00:00.000Z'],
    // Skipped in spring: what they skip to. Lord Howe skips half an hour.
    ['2026-03-29', 1, 'Europe/London', '2026-03-29T01:00:00.000Z'],
    ['2026-03-08', 2, 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-10-04', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    // Shown twice in autumn: the first time.
    ['2026-10-25', 1, 'Europe/London', '2026-10-25T00:00:00.000Z'],
    ['2026-11-01', 1, 'America/New_York', '2026-11-01T05:00:00.000Z'],
    // A midnight that does not exist.
    ['2018-11-04', 0, 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s %i o’clock in %s', (day, hour, zone, instant) => {
    expect(instantOf(day, hour, zone).toISOString()).toBe(instant);
  });
});

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
