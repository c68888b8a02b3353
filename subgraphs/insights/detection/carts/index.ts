import { addDays } from '../calendar.ts';
import type { Candidate, CartSignal } from '../finding.ts';
import type { DetectionInput } from '../input.ts';

/**
 * When a cart is odd, for the query that counts them and the page that explains them. Values are in major units of the
 * merchant's currency, as they stand; carts without any item are never odd.
 */
export const ODD_CART_RULES = {
  /** The cart's total is above this. */
  VALUE_TOO_HIGH: { above: 10_000 },
  /** The cart holds something, and its total is below this: a wrong price, or a test. */
  VALUE_TOO_LOW: { below: 1, leastItems: 1 },
  /** More pieces than this were put into the cart within one minute: a machine. */
  ITEMS_TOO_FAST: { itemsAMinute: 100 },
  /** More carts than this were begun from one address within the minutes. */
  MANY_FROM_ONE_ADDRESS: { carts: 20, withinMinutes: 60 },
} as const satisfies Record<CartSignal['rule'], Record<string, number>>;

/** The days before the newest whose signals are the shop's habit, when they are handed in. */
export const CART_HABIT_DAYS = 28;

/** Fewer odd carts than this on a day are no story; a cheap cart alone is a sample or a voucher. */
const LEAST_CARTS: Record<CartSignal['rule'], number> = {
  VALUE_TOO_HIGH: 1,
  VALUE_TOO_LOW: 3,
  ITEMS_TOO_FAST: 1,
  MANY_FROM_ONE_ADDRESS: 1,
};
/** Where odd carts are usual, a day must have this many times as many, and this many Poisson deviations more. */
const LEAST_TIMES = 2;
const LEAST_DEVIATIONS = 3;
/** A rule is not a test: what it finds is there. Small enough for any allowance, never zero. */
const P_OF_A_RULE = 1e-9;

/**
 * Rules of odd carts, one candidate a rule that was broken on the newest complete day. `carts` may hold the signals of
 * the CART_HABIT_DAYS before that day, too: a shop where such carts are usual hears of them only when there are clearly
 * more. Signals of other days are not read; several of one day and rule are added up. A candidate that is not material
 * has p = 1.
 */
export function oddCarts(input: Pick<DetectionInput, 'asOf' | 'carts'>): Candidate[] {
  const today = addDays(input.asOf, -1);
  const from = addDays(today, -CART_HABIT_DAYS);
  const found: Candidate[] = [];
  for (const rule of Object.keys(ODD_CART_RULES) as CartSignal['rule'][]) {
    const ofRule = (input.carts ?? []).filter((one) => one.rule === rule && one.carts > 0);
    const now = ofRule.filter(({ day }) => day === today).reduce<CartSignal | undefined>(together, undefined);
    if (now === undefined) continue;
    const before = ofRule.filter(({ day }) => day >= from && day < today);
    const usual = before.reduce((sum, { carts }) => sum + carts, 0) / CART_HABIT_DAYS;
    const excess = now.carts - usual;
    const material =
      now.carts >= LEAST_CARTS[rule] &&
      now.carts >= LEAST_TIMES * usual &&
      excess >= LEAST_DEVIATIONS * Math.sqrt(usual);
    found.push({
      kind: 'ODD_CARTS',
      metric: 'CARTS',
      direction: 'UP',
      observed: now.carts,
      expected: usual,
      change: usual > 0 ? now.carts / usual - 1 : null,
      score: excess / Math.sqrt(Math.max(usual, 1 / CART_HABIT_DAYS)),
      p: material ? P_OF_A_RULE : 1,
      material,
      window: { from: today, to: today, baselineFrom: from, baselineTo: addDays(today, -1) },
      carts: now,
    });
  }
  return found;
}

function together(a: CartSignal | undefined, b: CartSignal): CartSignal {
  if (a === undefined) return b;
  const low = a.rule === 'VALUE_TOO_LOW';
  const worst = low === b.worst.value < a.worst.value && a.worst.value !== b.worst.value ? b.worst : a.worst;
  return { ...a, carts: a.carts + b.carts, worst };
}
