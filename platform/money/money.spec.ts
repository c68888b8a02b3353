import { describe, expect, it } from 'vitest';
import { averageAmount, formatAmount, parseAmount, relativeChange } from './index.ts';

describe('amounts', () => {
  it.each([
    ['0', 0n],
    ['19.99', 199_900n],
    ['-19.9900', -199_900n],
    ['-0.0001', -1n],
    ['1.23450000', 12_345n],
    ['99999999999999999999999999999999.9999', 999999999999999999999999999999999999n],
  ])('reads %s exactly', (text, units) => {
    expect(parseAmount(text)).toBe(units);
  });

  it.each(['', 'abc', '1.', '.5', '1e3', '0.00001', '1,5', '--1', ' 1'])('refuses %j', (text) => {
    expect(() => parseAmount(text)).toThrow(TypeError);
  });

  it.each([
    [0n, '0.0000'],
    [-1n, '-0.0001'],
    [199_900n, '19.9900'],
    [-123_456_789n, '-12345.6789'],
  ])('writes %s with four decimals', (units, text) => {
    expect(formatAmount(units)).toBe(text);
  });

  it('adds what floats cannot', () => {
    const sum = Array.from({ length: 10 }, () => parseAmount('0.1')).reduce((a, b) => a + b, 0n);
    expect(formatAmount(sum)).toBe('1.0000');
  });

  it('rounds averages to the nearest ten-thousandth, halves away from zero', () => {
    expect(averageAmount(10_000n, 3n)).toBe(3_333n);
    expect(averageAmount(20_000n, 3n)).toBe(6_667n);
    expect(averageAmount(1n, 2n)).toBe(1n);
    expect(averageAmount(-1n, 2n)).toBe(-1n);
    expect(averageAmount(5n, 0n)).toBeNull();
  });

  it('compares with a positive base only', () => {
    expect(relativeChange(125n, 100n)).toBe(0.25);
    expect(relativeChange(0n, 100n)).toBe(-1);
    expect(relativeChange(1n, 0n)).toBeNull();
    expect(relativeChange(1n, -5n)).toBeNull();
    expect(relativeChange(null, 5n)).toBeNull();
  });
});
