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

describe('months that are not as new as their days', () => {
  const year = { from: '2011-01-10', to: '2011-12-31' };
  const before = { from: '2010-01-20', to: '2011-01-09' };

  it('are left to all of their days where a range holds them whole', () => {
    const months = ['2010-01-01', '2010-02-01', '2011-01-01', '2011-02-01', '2012-01-01'];
    const { stale, staleDays, ...whole } = monthParameters(year, before, months);
    expect(whole).toEqual({
      first: '2011-02-01',
      beyond: '2012-01-01',
      baseFirst: '2010-02-01',
      baseBeyond: '2011-01-01',
    });
    expect(stale).toEqual(['2010-02-01', '2011-02-01']);
    expect(staleDays.length).toBe(56);
    expect([staleDays[0], staleDays[27], staleDays[28], staleDays[55]]).toEqual([
      '2010-02-01',
      '2010-02-28',
      '2011-02-01',
      '2011-02-28',
    ]);
    expect(monthParameters({ from: '2012-02-01', to: '2012-02-29' }, before, ['2012-02-01'])).toMatchObject({
      stale: ['2012-02-01'],
      staleDays: expect.objectContaining({ length: 29 }),
    });
  });

  it('leave no month to the sums when they are many', () => {
    const long = { from: '2000-01-01', to: '2011-12-31' };
    const many = Array.from({ length: 25 }, (_, n) =>
      new Date(Date.UTC(2005, n, 1)).toISOString().slice(0, 10),
    );
    expect(monthParameters(long, before, many)).toEqual({
      first: '2000-01-01',
      beyond: '2000-01-01',
      baseFirst: '2010-02-01',
      baseBeyond: '2010-02-01',
      stale: [],
      staleDays: [],
    });
    expect(monthParameters(long, before, many.slice(1)).stale.length).toBe(24);
  });
});
