import { parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { connectionOf, encodeCursor, pageOf } from './pagination.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars.ts';
import { money } from './types.ts';

describe('scalars', () => {
  it('take what they describe and name what they do not', () => {
    expect(DateScalar.parseValue('2012-02-29')).toBe('2012-02-29');
    for (const wrong of ['2011-02-29', '2011-1-1', '20110101', '', 5, null, '2011-12-09T00:00:00Z']) {
      expect(() => DateScalar.parseValue(wrong)).toThrow(/calendar day such as "2011-12-09"/);
    }
    expect(DateTimeScalar.parseValue('2011-12-09T12:30:00+01:00').toISOString()).toBe(
      '2011-12-09T11:30:00.000Z',
    );
    for (const wrong of ['2011-12-09', '2011-12-09T12:30', 'now', 1]) {
      expect(() => DateTimeScalar.parseValue(wrong)).toThrow(/with its offset/);
    }
    expect(DecimalScalar.parseValue('19.9900')).toBe('19.9900');
    for (const wrong of ['1e3', '1,5', 'NaN', '', true, '--1']) {
      expect(() => DecimalScalar.parseValue(wrong)).toThrow(/exact number/);
    }
    expect(DecimalScalar.parseLiteral(parseValue('12.5'))).toBe('12.5');
  });

  it('show money with four decimals', () => {
    expect(money('12', 'GBP')).toEqual({ amount: '12.0000', currency: 'GBP' });
    expect(money('-0.5', 'GBP').amount).toBe('-0.5000');
    expect(money('1.23456', 'GBP').amount).toBe('1.2345');
  });
});

describe('pages', () => {
  it('are twenty by default and a hundred at most, and name the argument at fault', () => {
    expect(pageOf({})).toEqual({ limit: 20, direction: 'forward', cursor: undefined });
    expect(pageOf({ last: 5 }).direction).toBe('backward');
    const cases: [Parameters<typeof pageOf>[0], string][] = [
      [{ first: -1 }, 'first'],
      [{ first: 101 }, 'first'],
      [{ last: -3 }, 'last'],
      [{ first: 1, last: 1 }, 'last'],
      [{ first: 1, after: 'not a cursor' }, 'after'],
      [{ last: 1, before: encodeCursor(['a']).slice(1) }, 'before'],
      [{ last: 1, after: encodeCursor(['a', 'b']) }, 'after'],
      [{ first: 1, before: encodeCursor(['a', 'b']) }, 'before'],
    ];
    for (const [args, field] of cases) {
      expect(() => pageOf(args, 2), JSON.stringify(args)).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT', inputPath: [field] }),
      );
    }
  });

  it('refuse a cursor of another order', () => {
    expect(() => pageOf({ first: 1, after: encodeCursor(['a', 'b', 'c']) }, 2)).toThrow(/another order/);
  });

  it('tell whether more comes, in both directions', () => {
    const forward = connectionOf(
      ['a', 'b', 'c'],
      { limit: 2, direction: 'forward', cursor: undefined },
      9,
      (row) => [row],
    );
    expect(forward.nodes).toEqual(['a', 'b']);
    expect(forward.pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      endCursor: encodeCursor(['b']),
    });
    const backward = connectionOf(
      ['c', 'b', 'a'],
      { limit: 2, direction: 'backward', cursor: ['d'] },
      9,
      (row) => [row],
    );
    expect(backward.nodes).toEqual(['b', 'c']);
    expect(backward.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const empty = connectionOf(
      [],
      { limit: 2, direction: 'forward', cursor: undefined },
      0,
      (row: string) => [row],
    );
    expect(empty.pageInfo).toMatchObject({ hasNextPage: false, startCursor: null, endCursor: null });
  });
});
