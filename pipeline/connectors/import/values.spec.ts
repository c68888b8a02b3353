import { describe, expect, it } from 'vitest';
import { amountProblem, CellError, createDateParser, parseDecimal, parseQuantity } from './values.ts';
import { createZone, isTimeZone } from './zone.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

describe('createZone', () => {
  const london = createZone('Europe/London');
  const local = (text: string): number => Date.parse(`${text}Z`);

  it('takes the first occurrence of a time that comes twice', () => {
    expect(iso(london.toInstant(local('2011-10-30T01:30:00')))).toBe('2011-10-30T00:30:00.000Z');
    expect(iso(london.toInstant(local('2011-10-30T02:00:00')))).toBe('2011-10-30T02:00:00.000Z');
  });

  it('moves a time that is skipped forward', () => {
    const instant = london.toInstant(local('2011-03-27T01:30:00'));
    expect(iso(instant)).toBe('2011-03-27T01:30:00.000Z');
    expect(iso(london.toLocal(instant))).toBe('2011-03-27T02:30:00.000Z');
  });

  it.each([
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'UTC',
  ])('comes back to the same clock in %s on every hour of a year', (name) => {
    const zone = createZone(name);
    let moved = 0;
    for (let at = local('2011-01-01T00:00:00'); at < local('2012-01-01T00:00:00'); at += 3_600_000) {
      if (zone.toLocal(zone.toInstant(at)) !== at) moved += 1;
    }
    // Only skipped times move: an hour in spring, and the day Samoa left out.
    expect(moved).toBeLessThanOrEqual(name === 'Pacific/Apia' ? 25 : 1);
  });

  it('knows which names are zones', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });
});

describe('dates', () => {
  const zone = createZone('America/New_York');
  const now = Date.parse('2026-06-01T12:00:00Z');
  const parse = createDateParser({ zone, businessZone: zone, now, style: 'iso-or-us' });

  it.each([
    ['2026-03-01 22:15:00', '2026-03-02T03:15:00.000Z', '2026-03-01'],
    ['2026-03-01T22:15', '2026-03-02T03:15:00.000Z', '2026-03-01'],
    ['2026-03-01', '2026-03-01T05:00:00.000Z', '2026-03-01'],
    ['2026-03-02 02:00:00 +0000', '2026-03-02T02:00:00.000Z', '2026-03-01'],
    ['2026-03-02T02:00:00.250-05:00', '2026-03-02T07:00:00.250Z', '2026-03-02'],
    ['3/1/2026 22:15', '2026-03-02T03:15:00.000Z', '2026-03-01'],
  ])('reads %s', (text, instant, day) => {
    const moment = parse(text);
    if (moment instanceof CellError) throw new Error(moment.problem);
    expect([iso(moment.instant), moment.businessDate]).toEqual([instant, day]);
  });

  it.each([
    ['yesterday', 'write it like'],
    ['2026-02-30 10:00:00', 'calendar'],
    ['2026-02-20 25:00:00', 'calendar'],
    ['13/1/2026 10:00', 'calendar'],
    ['1889-12-31 10:00:00', 'before 1990'],
    ['2026-06-04 10:00:00', 'in the future'],
  ])('refuses %s', (text, problem) => {
    expect(parse(text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it('puts a day where the merchant is, whatever clock the file keeps', () => {
    const utc = createDateParser({ zone: createZone('UTC'), businessZone: zone, now, style: 'iso' });
    expect(utc('2026-03-02 02:00:00')).toMatchObject({ businessDate: '2026-03-01' });
  });
});

describe('numbers', () => {
  it.each([
    ['2.55', '2.55'],
    ['2.5500', '2.55'],
    ['007', '7'],
    ['-0.00', '0'],
    ['-11062.06', '-11062.06'],
    ['0.001', '0.001'],
  ])('keeps %s exactly', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it('reads a decimal comma where files are separated by semicolons', () => {
    expect(parseDecimal('1.234,50', 'either')).toBe('1234.5');
    expect(parseDecimal('12.50', 'either')).toBe('12.5');
    expect(parseDecimal('12,50')).toBeInstanceOf(CellError);
  });

  it.each([
    ['£2.55', 'without a currency sign'],
    ['1e5', 'is not a number'],
    ['2.54999', 'more than four decimals'],
    ['1234567890123456', 'fifteen digits'],
  ])('refuses the price %s', (text, problem) => {
    expect(parseDecimal(text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it('reads whole numbers in the range of an integer', () => {
    expect([parseQuantity('6'), parseQuantity('-12'), parseQuantity('3.0')]).toEqual([6, -12, 3]);
    expect(parseQuantity('2147483648')).toMatchObject({ problem: expect.stringContaining('out of range') });
    expect(parseQuantity('1.5')).toBeInstanceOf(CellError);
    expect(amountProblem(2_000_000_000, '900000')).toContain('fifteen digits');
  });
});
