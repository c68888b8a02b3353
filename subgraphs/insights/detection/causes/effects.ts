import type { Explanation } from '../finding.ts';
import type { Sums } from './comparison.ts';

/** Revenue and pieces of one product, now and in the baseline. */
export interface ProductSums {
  readonly revenue: Sums;
  readonly units: Sums;
}

/** Amounts are kept to four places, as money is everywhere. */
const PLACES = 10_000;

/**
 * Takes a change of revenue apart. With p, q the average price and pieces of a product that was sold in both spans, and
 * Q, P the pieces and average price of all of those together (0 the baseline, 1 the window):
 *
 *   price  = sum over products of (p1 - p0) q1
 *   volume = (Q1 - Q0) P0
 *   mix    = everything else of the change
 *
 * the selling-price, sales-quantity and sales-mix variances of cost accounting (Horngren, Datar and Rajan, "Cost
 * Accounting: A Managerial Emphasis"), as in the report of the product subgraph. There the revenue of products that were
 * sold in one span only is a part of its own; here it belongs to the mix, and so do they who have no pieces. "Everything
 * else" that was not handed in as a product counts as one product.
 *
 * The effects are multiples of 0.0001 and add up to the change, rounded likewise, exactly. Undefined when nothing was
 * sold in both spans, so that there are no prices to compare.
 */
export function effectsOf(products: readonly ProductSums[]): Explanation['effects'] {
  let change = 0;
  let price = 0;
  let keptRevenue = 0;
  let keptUnits = 0;
  let keptBaseUnits = 0;
  for (const { revenue, units } of products) {
    change += revenue.observed - revenue.expected;
    if (!(units.observed > 0) || !(units.expected > 0)) continue;
    price += revenue.observed - (revenue.expected / units.expected) * units.observed;
    keptRevenue += revenue.expected;
    keptUnits += units.observed;
    keptBaseUnits += units.expected;
  }
  if (!(keptBaseUnits > 0)) return undefined;
  const volume = ((keptUnits - keptBaseUnits) * keptRevenue) / keptBaseUnits;
  const whole = Math.round(change * PLACES);
  const priceParts = Math.round(price * PLACES);
  const volumeParts = Math.round(volume * PLACES);
  // Minus zero is no amount.
  const amount = (parts: number) => parts / PLACES + 0;
  return {
    price: amount(priceParts),
    volume: amount(volumeParts),
    mix: amount(whole - priceParts - volumeParts),
  };
}
