import { z } from 'zod';
import { decimal } from '../tables/columns.ts';
import type { MonthParameters } from './months.ts';
import { count, type FilterShape, productSums, type ScopeParameters } from './report-scope.ts';
import { defineQuery } from './run.ts';

/** Sums per product in the range, and in the one compared with if there is one: what each source has is put together. */
const perProduct = (
  shape: FilterShape,
  compared: boolean,
): string => `SELECT sku, sum(x.gross_revenue) AS gross_revenue,
    sum(x.refunds) AS refunds, sum(x.units) AS units, sum(x.refunded_units) AS refunded_units, sum(x.orders) AS orders,
    sum(x.base_revenue) AS base_revenue, sum(x.base_units) AS base_units, sum(x.base_orders) AS base_orders,
    max(x.now) AS now
  FROM (${productSums(shape, compared)
    // A select that begins with WITH cannot stand in a union as it is.
    .map((sums) => `(${sums})`)
    .join(' UNION ALL ')}) AS x
  GROUP BY sku`;

/** Names of the merchant's products. */
const TITLES = `SELECT external_id, any(id) AS product_id, any(p.title) AS title FROM products AS p FINAL
  WHERE merchant_id = {merchant:UUID} GROUP BY external_id`;

/** The rows of a select `p` that has `sku`, with their names. */
const named = (rows: string, columns = 'p.*'): string => `SELECT ${columns},
    if(t.external_id = '', NULL, t.product_id) AS product_id, t.title AS title
  FROM (${rows}) AS p LEFT JOIN (${TITLES}) AS t ON t.external_id = p.sku`;

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
  product_id: z.guid().nullable(),
  title: z.string().nullable(),
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

const COLUMNS = `sku, product_id, title, toString(gross_revenue) AS gross_revenue, toString(refunds) AS refunds, units,
  refunded_units, orders, toString(base_revenue) AS base_revenue, base_units, base_orders,
  toString(all_revenue) AS all_revenue, matches, toString(sort_value) AS sort_value`;

/** What a page of products is made of, beside its order. */
export interface ProductPageShape extends PageShape {
  /** Whether there is a range to compare with. */
  compared: boolean;
  /** Whether `search` is bound. */
  search: boolean;
}

/**
 * A page of the products that were sold or returned in the range. `search` is looked for in number and title, without
 * regard to case. Without it, only the products of the page are given their names.
 */
export function productPage(shape: FilterShape, order: ProductOrder, page: ProductPageShape) {
  const beyond = page.ascending ? '>' : '<';
  const direction = page.ascending ? 'ASC' : 'DESC';
  const sold = `SELECT x.*, sum(x.gross_revenue) OVER () AS all_revenue, ${SORT_VALUES[order]} AS sort_value
    FROM (${perProduct(shape, page.compared)}) AS x WHERE now = 1`;
  const counted = page.search
    ? `SELECT *, count() OVER () AS matches FROM (${named(sold)})
       WHERE positionCaseInsensitiveUTF8(sku, {search:String}) > 0
         OR positionCaseInsensitiveUTF8(ifNull(title, ''), {search:String}) > 0`
    : `SELECT *, count() OVER () AS matches FROM (${sold})`;
  const sorted = `ORDER BY found.sort_value ${direction}, sku ${direction}`;
  const rows = `SELECT * FROM (${counted}) AS found
    ${page.after ? `WHERE (found.sort_value, sku) ${beyond} ({afterValue:Decimal(38, 4)}, {afterKey:String})` : ''}
    ${sorted} LIMIT {limit:UInt32}`;
  return defineQuery<ComparedParameters & { search: string; limit: number }>()({
    name: 'productPage',
    text: `SELECT ${COLUMNS} FROM (${page.search ? rows : named(rows)}) AS found ${sorted}`,
    row: productRow,
  });
}

/** Movers of each direction that are looked for. */
export const MAX_MOVERS = 50;

/** The first products of those that moved, by how far, as arrays: the first place sorts. */
const movers = (up: boolean): string =>
  `arraySlice(groupArraySortedIf(${MAX_MOVERS})((${up ? 'base_revenue - gross' : 'gross - base_revenue'}, sku, product_id, title,
    gross, refunds, units, refunded_units, orders, base_revenue, base_units, base_orders),
    gross ${up ? '>' : '<'} base_revenue), 1, {movers:UInt32})`;

const mover = z
  .tuple([
    decimal,
    z.string(),
    z.guid().nullable(),
    z.string().nullable(),
    decimal,
    decimal,
    count,
    count,
    count,
    decimal,
    count,
    count,
  ])
  .transform(
    ([
      _,
      sku,
      product_id,
      title,
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
      product_id,
      title,
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
    text: `SELECT toString(sum(gross)) AS revenue, toString(sum(base_revenue)) AS base,
        toString(sumIf(gross, both)) AS kept_revenue, toString(sumIf(base_revenue, both)) AS kept_base_revenue,
        sumIf(units, both) AS kept_units, sumIf(base_units, both) AS kept_base_units,
        toString(sumIf(gross, NOT base_units > 0)) AS new_revenue,
        toString(sumIf(base_revenue, NOT units > 0)) AS lost_revenue,
        toString(sumIf(intDiv(toInt256(toInt128(base_revenue * 10000)) * units, greatest(base_units, 1)), both))
          AS at_base_prices,
        countIf(both) AS kept_products, countIf(units > 0 AND NOT base_units > 0) AS new_products,
        countIf(base_units > 0 AND NOT units > 0) AS lost_products,
        ${movers(true)} AS up, ${movers(false)} AS down
      FROM (${named(
        perProduct(shape, true),
        'p.*, p.gross_revenue AS gross, p.units > 0 AND p.base_units > 0 AS both',
      )})`,
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
