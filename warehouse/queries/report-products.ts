import { z } from 'zod';
import { decimal } from '../tables/columns.ts';
import { count, type FilterShape, onBase, productFacts, type ScopeParameters } from './report-scope.ts';
import { defineQuery } from './run.ts';

/** Sums per product in the range (`now`) and in the one compared with (`base`); without one, `baseFrom > baseTo`. */
const perProduct = (shape: FilterShape): string => `SELECT sku,
    sumIf(x.gross_revenue, now) AS gross_revenue, sumIf(x.refunds, now) AS refunds, sumIf(x.units, now) AS units,
    sumIf(x.refunded_units, now) AS refunded_units, sumIf(x.orders, now) AS orders,
    sumIf(x.gross_revenue, NOT now) AS base_revenue, sumIf(x.units, NOT now) AS base_units,
    sumIf(x.orders, NOT now) AS base_orders, countIf(now) AS rows_now
  FROM (
    SELECT *, true AS now FROM (${productFacts(shape)})
    UNION ALL SELECT *, false AS now FROM (${onBase(productFacts(shape))})
  ) AS x
  GROUP BY sku`;

/** Names of the merchant's products. */
const TITLES = `SELECT external_id, any(id) AS product_id, any(p.title) AS title FROM products AS p FINAL
  WHERE merchant_id = {merchant:UUID} GROUP BY external_id`;

/** Parameters of a report that compares. */
export type ComparedParameters = ScopeParameters & { baseFrom: string; baseTo: string };

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

/** How to read a page: sorted by value and then by number, `ascending` in both, beyond a place if one is given. */
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

/**
 * A page of the products that were sold or returned in the range. `search` is looked for in number and title, without
 * regard to case; empty finds all.
 */
export function productPage(shape: FilterShape, order: ProductOrder, page: PageShape) {
  const beyond = page.ascending ? '>' : '<';
  const direction = page.ascending ? 'ASC' : 'DESC';
  return defineQuery<ComparedParameters & { search: string; limit: number }>()({
    name: 'productPage',
    text: `SELECT ${COLUMNS} FROM (
        SELECT *, count() OVER () AS matches FROM (
          SELECT p.*, if(t.external_id = '', NULL, t.product_id) AS product_id, t.title AS title,
            sum(p.gross_revenue) OVER () AS all_revenue, ${SORT_VALUES[order]} AS sort_value
          FROM (${perProduct(shape)} HAVING rows_now > 0) AS p LEFT JOIN (${TITLES}) AS t ON t.external_id = p.sku
        )
        WHERE {search:String} = '' OR positionCaseInsensitiveUTF8(sku, {search:String}) > 0
          OR positionCaseInsensitiveUTF8(ifNull(title, ''), {search:String}) > 0
      ) AS found
      ${page.after ? `WHERE (found.sort_value, sku) ${beyond} ({afterValue:Decimal(38, 4)}, {afterKey:String})` : ''}
      ORDER BY found.sort_value ${direction}, sku ${direction} LIMIT {limit:UInt32}`,
    row: productRow,
  });
}

/** A product as a list of texts, in the order of `productOf`. */
const MOVER = `[sku, toString(product_id), title, toString(gross), toString(refunds), toString(units),
  toString(refunded_units), toString(orders), toString(base_revenue), toString(base_units), toString(base_orders)]`;

/** The first products of those that moved, by how far. */
const movers = (up: boolean): string =>
  `arrayMap(one -> one.3, arraySlice(arraySort(one -> (one.1, one.2), groupArrayIf((${up ? 'base_revenue - gross' : 'gross - base_revenue'}, sku, ${MOVER}), gross ${up ? '>' : '<'} base_revenue)), 1, {movers:UInt32}))`;

const mover = z
  .tuple([
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
      FROM (
        SELECT p.*, p.gross_revenue AS gross, p.units > 0 AND p.base_units > 0 AS both,
          if(t.external_id = '', NULL, t.product_id) AS product_id, t.title AS title
        FROM (${perProduct(shape)}) AS p LEFT JOIN (${TITLES}) AS t ON t.external_id = p.sku
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
