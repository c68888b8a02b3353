import { describe, expect, it } from 'vitest';
import { wholeMonths } from './months.ts';

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
