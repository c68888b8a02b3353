import { describe, expect, it } from 'vitest';
import { instantOf } from './index.ts';

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
