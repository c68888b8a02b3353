import { describe, expect, it } from 'vitest';
import { decompose } from './decomposition.ts';

const sum = (parts: ReturnType<typeof decompose>): bigint =>
  Object.values(parts).reduce((total, part) => total + part, 0n);

describe('a change of revenue', () => {
  it('comes apart by the textbook', () => {
    // Two products. Then: 100 at 2.00 and 50 at 4.00 = 400. Now: 120 at 2.50 and 30 at 5.00 = 450.
    // Price 120 * 0.50 + 30 * 1 = 90; all pieces 150 both times, so volume 0; mix 120 * 2 + 30 * 4 - 400 = -40.
    const parts = decompose({
      keptRevenue: 4_500_000n,
      keptBaseRevenue: 4_000_000n,
      keptUnits: 150n,
      keptBaseUnits: 150n,
      atBasePrices: 3_600_000n,
      newRevenue: 70_000n,
      lostRevenue: 30_000n,
    });
    expect(parts).toEqual({
      price: 900_000n,
      volume: 0n,
      mix: -400_000n,
      newProducts: 70_000n,
      lostProducts: -30_000n,
    });
    expect(sum(parts)).toBe(540_000n);
  });

  it('is all volume when twice as much of everything is sold at the same prices', () => {
    expect(
      decompose({
        keptRevenue: 800n,
        keptBaseRevenue: 400n,
        keptUnits: 20n,
        keptBaseUnits: 10n,
        atBasePrices: 800n,
        newRevenue: 0n,
        lostRevenue: 0n,
      }),
    ).toEqual({ price: 0n, volume: 400n, mix: 0n, newProducts: 0n, lostProducts: 0n });
  });

  it('adds up exactly where a third of a penny is rounded, and without anything that was sold in both', () => {
    const odd = decompose({
      keptRevenue: 1_001n,
      keptBaseRevenue: 1_000n,
      keptUnits: 4n,
      keptBaseUnits: 3n,
      atBasePrices: 1_334n,
      newRevenue: 7n,
      lostRevenue: 11n,
    });
    expect(sum(odd)).toBe(1_001n + 7n - 1_000n - 11n);
    const none = decompose({
      keptRevenue: 0n,
      keptBaseRevenue: 0n,
      keptUnits: 0n,
      keptBaseUnits: 0n,
      atBasePrices: 0n,
      newRevenue: 5n,
      lostRevenue: 9n,
    });
    expect(sum(none)).toBe(-4n);
  });
});
