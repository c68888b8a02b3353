import { averageAmount } from '#platform/money/index.ts';

/** Sums over products, then (`base`) and now. Amounts are ten-thousandths. `kept` products were sold in both ranges. */
export interface RevenueSums {
  keptRevenue: bigint;
  keptBaseRevenue: bigint;
  keptUnits: bigint;
  keptBaseUnits: bigint;
  /** Units of now at each product's average price of then. */
  atBasePrices: bigint;
  /** Revenue of products that were not sold then. */
  newRevenue: bigint;
  /** Revenue, then, of products that are not sold now. */
  lostRevenue: bigint;
}

/** Parts of a change of revenue; they add up to it exactly. */
export interface RevenueParts {
  price: bigint;
  volume: bigint;
  mix: bigint;
  newProducts: bigint;
  lostProducts: bigint;
}

/**
 * Takes the change of revenue between two ranges apart. With p, q the average price and units of a product that was
 * sold in both, and Q, P the units and average price of all of those together (0 then, 1 now):
 *
 *   price  = sum over products of (p1 - p0) q1
 *   volume = (Q1 - Q0) P0
 *   mix    = sum over products of p0 q1 - P0 Q1
 *
 * which are the selling-price, sales-quantity and sales-mix variances of cost accounting (Horngren, Datar and Rajan,
 * "Cost Accounting: A Managerial Emphasis"), with the range compared with in the place of the budget. Products sold in
 * one range only have no second price: their revenue is a part of its own. Volume is rounded to 0.0001, and mix takes
 * what that leaves, so that the parts add up.
 */
export function decompose(sums: RevenueSums): RevenueParts {
  const price = sums.keptRevenue - sums.atBasePrices;
  const volume =
    averageAmount(sums.keptBaseRevenue * (sums.keptUnits - sums.keptBaseUnits), sums.keptBaseUnits) ?? 0n;
  return {
    price,
    volume,
    mix: sums.keptRevenue - sums.keptBaseRevenue - price - volume,
    newProducts: sums.newRevenue,
    lostProducts: -sums.lostRevenue,
  };
}
