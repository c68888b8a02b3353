import { describe, expect, it } from 'vitest';
import {
  addDays,
  addYears,
  daysOf,
  firstOfMonth,
  lengthOf,
  mondayOf,
  previousPeriod,
  previousYear,
} from './calendar.ts';

describe('days', () => {
  it('counts across months, years, leap days and the epoch', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2011-01-01', -1)).toBe('2010-12-31');
    expect(addDays('1970-01-01', -1)).toBe('1969-12-31');
    expect(lengthOf({ from: '2024-01-01', to: '2024-12-31' })).toBe(366);
    expect(lengthOf({ from: '2011-12-09', to: '2011-12-09' })).toBe(1);
    expect(daysOf({ from: '2010-12-30', to: '2011-01-02' })).toEqual([
      '2010-12-30',
      '2010-12-31',
      '2011-01-01',
      '2011-01-02',
    ]);
  });

  it('finds the Monday of a week, also across a year end and before the epoch', () => {
    expect(mondayOf('2011-01-01')).toBe('2010-12-27');
    expect(mondayOf('2010-12-27')).toBe('2010-12-27');
    expect(mondayOf('2011-01-02')).toBe('2010-12-27');
    expect(mondayOf('2011-01-03')).toBe('2011-01-03');
    expect(mondayOf('1969-12-28')).toBe('1969-12-22');
    expect(firstOfMonth('2011-01-31')).toBe('2011-01-01');
  });

  it('compares with as many days right before', () => {
    expect(previousPeriod({ from: '2011-12-01', to: '2011-12-09' })).toEqual({
      from: '2011-11-22',
      to: '2011-11-30',
    });
    expect(previousPeriod({ from: '2024-03-01', to: '2024-03-01' })).toEqual({
      from: '2024-02-29',
      to: '2024-02-29',
    });
  });

  it('compares with the same dates a year earlier; 29 February becomes 28 February', () => {
    expect(addYears('2024-02-29', -1)).toBe('2023-02-28');
    expect(addYears('2024-02-29', -4)).toBe('2020-02-29');
    expect(addYears('2025-02-28', -1)).toBe('2024-02-28');
    expect(previousYear({ from: '2024-02-29', to: '2024-03-01' })).toEqual({
      from: '2023-02-28',
      to: '2023-03-01',
    });
  });
});
