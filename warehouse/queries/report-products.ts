import { z } from 'zod';
import { decimal } from '../tables/columns.ts';
import type { MonthParameters } from './months.ts';
import { productSums } from './product-sums.ts';
import { count, type FilterShape, type ScopeParameters } from './report-scope.ts';
import { defineQuery } from './run.ts';

/** What products are called, by the shop's own numbers. */
export const productNames = defineQuery<{ merchant: string; skus: string[] }>()({
  name: 'productNames',
  text: `SELECT external_id AS sku, any(id) AS product_id, any(p.title) AS title FROM products AS p FINAL
    WHERE merchant_id = {merchant:UUID} AND external_id IN {skus:Array(String)} GROUP BY external_id`,
  row: z.object({ sku: z.string(), product_id: z.guid(), title: z.string().nullable() }),
});

/** Parameters of a report that compares. */
export type ComparedParameters = ScopeParameters & MonthParameters & { baseFrom: string; baseTo: string };

/** What a list of products is sorted by. */
export const PRODUCT_ORDERS = ['REVENUE', 'UNITS', 'ORDERS', 'REFUNDS', 'CHANGE', 'SKU'] as const;
export type ProductOrder = (typeof PRODUCT_ORDERS)[number];

const SORT_VALUES: Record<ProductOrder, string> = {
  REVENUE: 'gross_revenue',
  UNITS: 'toDecimal128(units, 4)',
  ORDERS: 'toDecimal128(orders, 4)',
  REFUNDS: 'refunds',
  CHANGE: 'gross_revenue - base_revenue',
  SKU: 'toDecimal128(0, 4)',
};

/** How to read a page: sorted by value and then by key, `ascending` in both, beyond a place if one is given. */
export interface PageShape {
  ascending: boolean;
  /** Whether `afterValue` and `afterKey` are bound. */
  after: boolean;
}

const productRow = z.object({
  sku: z.string(),
  gross_revenue: decimal,
  refunds: decimal,
  units: count,
  refunded_units: count,
  orders: count,
  base_revenue: decimal,
  base_units: count,
  base_orders: count,
  /** Gross revenue of all products of the range. */
  all_revenue: decimal,
  /** Products that match, over every page. */
  matches: count,
  sort_value: decimal,
});

const COLUMNS = `sku, toString(gross_revenue) AS gross_revenue, toString(refunds) AS refunds, units, refunded_units, orders,
  toString(base_revenue) AS base_revenue, base_units, base_orders, toString(all_revenue) AS all_revenue, matches,
  toString(sort_value) AS sort_value`;

/** What a page of products is made of, beside its order. */
export interface ProductPageShape extends PageShape {
  /** Whether there is a range to compare with. */
  compared: boolean;
  /** Whether `search` is bound. */
  search: boolean;
}

const FOUND = `positionCaseInsensitiveUTF8(sku, {search:String}) > 0 OR sku IN (
  SELECT external_id FROM products FINAL
  WHERE merchant_id = {merchant:UUID} AND positionCaseInsensitiveUTF8(ifNull(title, ''), {search:String}) > 0
)`;

/**
 * A page of the products that were sold or returned in the range. `search` is looked for in number and title, without
 * regard to case. Names are asked for afterwards, of the page alone (see `productNames`).
 */
export function productPage(shape: FilterShape, order: ProductOrder, page: ProductPageShape) {
  const beyond = page.ascending ? '>' : '<';
  const direction = page.ascending ? 'ASC' : 'DESC';
  const sums = productSums({ ...shape, compared: page.compared, soldNow: true });
  const sold = `SELECT *, sum(gross_revenue) OVER () AS all_revenue, ${SORT_VALUES[order]} AS sort_value`;
  const counted = page.search
    ? `SELECT *, count() OVER () AS matches FROM (${sold} FROM (${sums})) WHERE ${FOUND}`
    : `${sold}, count() OVER () AS matches FROM (${sums})`;
  return defineQuery<ComparedParameters & { search: string; limit: number }>()({
    name: 'productPage',
    text: `SELECT ${COLUMNS} FROM (${counted}) AS found
      ${page.after ? `WHERE (found.sort_value, sku) ${beyond} ({afterValue:Decimal(38, 4)}, {afterKey:String})` : ''}
      ORDER BY found.sort_value ${direction}, sku ${direction} LIMIT {limit:UInt32}`,
    row: productRow,
  });
}

/** Movers of each direction that are looked for. */
export const MAX_MOVERS = 50;

/** The first products of those that moved, by how far, as arrays: the first place sorts. */
const movers = (up: boolean): string =>
  `arraySlice(groupArraySortedIf(${MAX_MOVERS})((${up ? 'base_revenue - gross_revenue' : 'gross_revenue - base_revenue'}, sku,
    gross_revenue, refunds, units, refunded_units, orders, base_revenue, base_units, base_orders),
    gross_revenue ${up ? '>' : '<'} base_revenue), 1, {movers:UInt32})`;

const mover = z
  .tuple([decimal, z.string(), decimal, decimal, count, count, count, decimal, count, count])
  .transform(
    ([
      _,
      sku,
      gross_revenue,
      refunds,
      units,
      refunded_units,
      orders,
      base_revenue,
      base_units,
      base_orders,
    ]) => ({
      sku,
      gross_revenue,
      refunds,
      units,
      refunded_units,
      orders,
      base_revenue,
      base_units,
      base_orders,
    }),
  );

/**
 * Sums from which a change of revenue is taken apart, and the products that gained and lost most, the largest change
 * first. Products sold in both ranges are `kept`; `at_base_prices` is what their units of now would have brought at
 * their average prices of then, each product rounded down to 0.0001.
 */
export const revenueChange = (shape: FilterShape) =>
  defineQuery<ComparedParameters & { movers: number }>()({
    name: 'revenueChange',
    text: `SELECT toString(sum(gross_revenue)) AS revenue, toString(sum(base_revenue)) AS base,
        toString(sumIf(gross_revenue, is_kept)) AS kept_revenue, toString(sumIf(base_revenue, is_kept)) AS kept_base_revenue,
        sumIf(units, is_kept) AS kept_units, sumIf(base_units, is_kept) AS kept_base_units,
        toString(sumIf(gross_revenue, base_units <= 0)) AS new_revenue,
        toString(sumIf(base_revenue, units <= 0)) AS lost_revenue,
        toString(sumIf(intDiv(toInt256(toInt128(base_revenue * 10000)) * units, greatest(base_units, 1)), is_kept))
          AS at_base_prices,
        countIf(is_kept) AS kept_products, countIf(units > 0 AND base_units <= 0) AS new_products,
        countIf(base_units > 0 AND units <= 0) AS lost_products,
        ${movers(true)} AS up, ${movers(false)} AS down
      FROM (
        SELECT *, units > 0 AND base_units > 0 AS is_kept
        FROM (${productSums({ ...shape, compared: true, soldNow: false })})
      )`,
    row: z.object({
      revenue: decimal,
      base: decimal,
      kept_revenue: decimal,
      kept_base_revenue: decimal,
      kept_units: count,
      kept_base_units: count,
      new_revenue: decimal,
      lost_revenue: decimal,
      /** Ten-thousandths. */
      at_base_prices: z.string().regex(/^-?\d+$/),
      kept_products: count,
      new_products: count,
      lost_products: count,
      up: z.array(mover),
      down: z.array(mover),
    }),
  });
