import { describe, expect, it } from 'vitest';
import type { CartSignal } from '../finding.ts';
import { CART_HABIT_DAYS, ODD_CART_RULES, oddCarts } from './index.ts';

const asOf = '2025-06-30';
const signal = (rule: CartSignal['rule'], carts: number, day = '2025-06-29', value = 12_000): CartSignal => ({
  day,
  rule,
  carts,
  worst: { cartId: `${day}-${value}`, value },
});

describe('odd carts', () => {
  it('are told on the day they happen, one candidate a rule, with the worst of them', () => {
    const found = oddCarts({
      asOf,
      carts: [
        signal('VALUE_TOO_HIGH', 1),
        signal('VALUE_TOO_HIGH', 2, '2025-06-29', 50_000),
        signal('VALUE_TOO_LOW', 3, '2025-06-29', 0.5),
        signal('VALUE_TOO_LOW', 1, '2025-06-29', 0.01),
      ],
    });
    expect(found.map(({ kind, carts, observed }) => [kind, carts?.rule, observed])).toEqual([
      ['ODD_CARTS', 'VALUE_TOO_HIGH', 3],
      ['ODD_CARTS', 'VALUE_TOO_LOW', 4],
    ]);
    expect(found.map(({ carts }) => carts?.worst.value)).toEqual([50_000, 0.01]);
    for (const { p, material, expected, change } of found) {
      expect([material, expected, change]).toEqual([true, 0, null]);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThan(1e-6);
    }
  });

  it('are silent without any, for other days, and below the floor of a rule', () => {
    expect(oddCarts({ asOf })).toEqual([]);
    expect(oddCarts({ asOf, carts: [signal('VALUE_TOO_HIGH', 5, '2025-06-28')] })).toEqual([]);
    expect(oddCarts({ asOf, carts: [signal('VALUE_TOO_HIGH', 5, '2025-06-30')] })).toEqual([]);
    expect(oddCarts({ asOf, carts: [signal('ITEMS_TOO_FAST', 0)] })).toEqual([]);
    const [cheap] = oddCarts({ asOf, carts: [signal('VALUE_TOO_LOW', 2, '2025-06-29', 0.5)] });
    expect(cheap).toMatchObject({ material: false, p: 1 });
  });

  it('need an excess where they are usual: a wholesaler with two a day hears of seven, not of six', () => {
    const habit = Array.from({ length: CART_HABIT_DAYS }, (_, index) =>
      signal('VALUE_TOO_HIGH', 2, `2025-06-${String(index + 1).padStart(2, '0')}`),
    );
    // 2 + 3 * sqrt(2) = 6.24
    const materialWith = (carts: number) =>
      oddCarts({ asOf, carts: [...habit, signal('VALUE_TOO_HIGH', carts)] })[0];
    expect(materialWith(6)).toMatchObject({ material: false, expected: 2, p: 1 });
    expect(materialWith(7)).toMatchObject({ material: true, expected: 2, change: 2.5 });
  });

  it('are told again about once a month where there is one a month: 1 exceeds 1/28 + 3 / sqrt(28)', () => {
    const carts = [signal('VALUE_TOO_HIGH', 1, '2025-06-10'), signal('VALUE_TOO_HIGH', 1)];
    expect(oddCarts({ asOf, carts })[0]?.material).toBe(true);
    expect(
      oddCarts({ asOf, carts: [...carts, signal('VALUE_TOO_HIGH', 3, '2025-06-11')] })[0]?.material,
    ).toBe(false);
  });

  it('have the rules that were agreed on', () => {
    expect(ODD_CART_RULES.VALUE_TOO_HIGH.above).toBe(10_000);
    expect(ODD_CART_RULES.VALUE_TOO_LOW.below).toBe(1);
    expect(ODD_CART_RULES.ITEMS_TOO_FAST.itemsAMinute).toBe(100);
  });
});
