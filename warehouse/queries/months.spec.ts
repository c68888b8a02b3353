import { describe, expect, it } from 'vitest';
import { monthParameters, wholeMonths } from './months.ts';

describe('the months that lie in a range whole', () => {
  it.each([
    ['2011-01-01', '2011-01-31', '2011-01-01', '2011-02-01'],
    ['2011-01-02', '2011-01-31', '2011-02-01', '2011-02-01'],
    ['2011-01-31', '2011-03-01', '2011-02-01', '2011-03-01'],
    ['2011-12-15', '2012-02-29', '2012-01-01', '2012-03-01'],
    ['2011-12-15', '2012-02-28', '2012-01-01', '2012-02-01'],
    ['2010-12-01', '2011-12-31', '2010-12-01', '2012-01-01'],
    ['1969-12-31', '1970-02-01', '1970-01-01', '1970-02-01'],
  ])('from %s to %s begin at %s and end before %s', (from, to, first, beyond) => {
    expect(wholeMonths({ from, to })).toEqual({ first, beyond });
  });

  it.each([
    ['2011-01-05', '2011-01-05'],
    ['2011-01-01', '2011-01-30'],
    ['2011-01-02', '2011-02-27'],
  ])('are none from %s to %s', (from, to) => {
    const { first, beyond } = wholeMonths({ from, to });
    expect(first >= beyond).toBe(true);
  });
});

describe('what is read of a range, and of one it is compared with', () => {
  const year = { from: '2011-01-10', to: '2011-12-31' };
  const before = { from: '2010-01-20', to: '2011-01-09' };
  const monthsOf = (year: number, from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, n) => `${year}-${String(from + n).padStart(2, '0')}-01`);

  it('are whole months, and the days of the others', () => {
    const { months, days, baseMonths, baseDays } = monthParameters(year, before, []);
    expect(months).toEqual(monthsOf(2011, 2, 12));
    expect([days.length, days[0], days.at(-1)]).toEqual([22, '2011-01-10', '2011-01-31']);
    expect(baseMonths).toEqual(monthsOf(2010, 2, 12));
    expect([baseDays.length, baseDays[0], baseDays[11], baseDays[12], baseDays.at(-1)]).toEqual([
      21,
      '2010-01-20',
      '2010-01-31',
      '2011-01-01',
      '2011-01-09',
    ]);
  });

  it('are days where the sums of a month are not as new as they', () => {
    const stale = ['2010-01-01', '2010-02-01', '2011-01-01', '2011-02-01', '2012-01-01'];
    const { months, days, baseMonths, baseDays } = monthParameters(year, before, stale);
    expect(months).toEqual(monthsOf(2011, 3, 12));
    expect([days.length, days[22], days.at(-1)]).toEqual([50, '2011-02-01', '2011-02-28']);
    expect(baseMonths).toEqual(monthsOf(2010, 3, 12));
    expect(baseDays.length).toBe(49);
    const leap = monthParameters({ from: '2012-02-01', to: '2012-02-29' }, before, ['2012-02-01']);
    expect(leap).toMatchObject({ months: [], days: expect.objectContaining({ length: 29 }) });
  });

  it('hold every day once, whatever is stale', () => {
    const long = { from: '1999-12-31', to: '2004-03-01' };
    const { months, days } = monthParameters(long, long, ['2000-02-01', '2003-12-01']);
    const counted = months.reduce((sum, month) => {
      const [year = 0, number = 0] = month.split('-').map(Number);
      return sum + new Date(Date.UTC(year, number, 0)).getUTCDate();
    }, days.length);
    expect(counted).toBe((Date.parse(long.to) - Date.parse(long.from)) / 86_400_000 + 1);
    expect(new Set(days).size).toBe(days.length);
    expect(days.filter((day) => months.includes(`${day.slice(0, 8)}01`))).toEqual([]);
  });

  it('is nothing of an empty range', () => {
    expect(monthParameters(year, { from: '1970-01-02', to: '1970-01-01' }, [])).toMatchObject({
      baseMonths: [],
      baseDays: [],
    });
  });
});
