import { describe, expect, test } from 'vitest';
import { formatFor } from './format.ts';
import { addDays, isDay, today } from './period.ts';

const format = formatFor('GBP', 'America/New_York', 'en-GB');

describe('formats', () => {
  test('money is exact, whatever its size', () => {
    expect(format.money('9007199254740993.2500')).toBe('£9,007,199,254,740,993.25');
    expect(format.shortMoney('1234567.0000')).toBe('£1.2m');
    expect(format.shortMoney('999.5000')).toBe('£999.50');
  });

  test('a calendar day is never moved by a time zone; an instant is shown in it', () => {
    expect(format.day('2011-12-09')).toBe('Fri, 9 Dec 2011');
    expect(format.instant('2011-12-09T03:00:00Z')).toContain('8 Dec 2011');
  });

  test('changes carry their sign', () => {
    expect([0.1234, -0.5, 0].map(format.change)).toEqual(['+12.3%', '-50%', '0%']);
  });
});

describe('days', () => {
  test('today depends on where the merchant is', () => {
    const instant = new Date('2026-03-01T02:00:00Z');
    expect([today('Europe/Berlin', instant), today('America/New_York', instant)]).toEqual([
      '2026-03-01',
      '2026-02-28',
    ]);
  });

  test('are counted across months, leap days and clock changes', () => {
    expect([addDays('2024-02-28', 1), addDays('2026-03-28', 2), addDays('2026-01-01', -1)]).toEqual([
      '2024-02-29',
      '2026-03-30',
      '2025-12-31',
    ]);
  });

  test('other text is not one', () => {
    expect(['2026-02-30', '2026-13-01', 'yesterday', null, '2026-2-3'].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
