import { describe, expect, it } from 'vitest';
import { parseSeries } from './input.ts';

const parse = (text: string) => parseSeries(text, 'a.csv');

describe('a series from a file', () => {
  it('may have a header, quotes, further columns, other line ends and a byte order mark', () => {
    const expected = { timestamps: ['2024-01-01 00:00:00', 'x,y'], values: Float64Array.of(1.5, -2) };
    expect(parse('2024-01-01 00:00:00,1.5\n"x,y",-2\n')).toMatchObject(expected);
    expect(
      parse('\uFEFFTimeStamp,Value,Label\r\n"2024-01-01 00:00:00","1.5","0"\r\n"x,y","-2e0","1"\r\n'),
    ).toMatchObject({ ...expected, rest: [['0'], ['1']] });
    expect(parse('2024-01-01 00:00:00, 1.5 ,9\n\nx y,7').values).toEqual(Float64Array.of(1.5, 7));
  });

  it('takes what stands for no value as unknown, on the first line too', () => {
    expect(parse('a,\nb,NaN\nc,null\nd,3').values).toEqual(
      Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 3),
    );
  });

  it('names the line of what is not a number', () => {
    expect(() => parse('timestamp,value\na,1\nb,two\n')).toThrow(
      'a.csv, line 3: the value "two" is not a number.',
    );
    expect(() => parse('a,1\nb\n')).toThrow(
      'a.csv, line 2: "b" has no second column; expected timestamp,value.',
    );
    expect(() => parse('a,1\nb,1e999\n')).toThrow('a.csv, line 2: the value "1e999" is not finite.');
    expect(() => parse('a,1\n,two')).toThrow('line 2');
  });

  it('is never empty', () => {
    expect(() => parse('')).toThrow('a.csv has no line with a value.');
    expect(() => parse('timestamp,value\n')).toThrow('a.csv has no line with a value.');
  });
});
