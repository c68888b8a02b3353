import { z } from 'zod';
import { defineQuery } from './run.ts';

/**
 * Parameters of the queries below: things that are watched, one by one in arrays of equal length. `keys` are product
 * numbers or countries, and empty for whole shops.
 */
export type WatchedParameters = Record<string, unknown> & {
  merchants: string[];
  currencies: string[];
  keys: string[];
  from: string;
  to: string;
};

/** What is watched, as rows of (merchant_id, currency, key). */
const WATCHED = `SELECT one.1 AS merchant_id, one.2 AS currency, one.3 AS key
  FROM (SELECT arrayJoin(arrayDistinct(arrayZip({merchants:Array(UUID)}, {currencies:Array(String)}, {keys:Array(String)}))) AS one)`;

/** Rows of watched merchants in the range, in their currency; the first condition lets the sorting key find them. */
const OF_SHOPS = `merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
  AND (merchant_id, currency) IN (SELECT merchant_id, currency FROM (${WATCHED}))`;

const numbers = z.array(z.number());
const series = { merchant_id: z.guid(), key: z.string(), days: z.array(z.iso.date()) };

/** One row per thing, its days beside its figures. */
const perThing = (columns: readonly string[], days: string): string =>
  `SELECT merchant_id, key, groupArray(toString(business_date)) AS days,
    ${columns.map((column) => `groupArray(toFloat64(d.${column})) AS ${column}`).join(', ')}
  FROM (${days} ORDER BY merchant_id, key, business_date) AS d GROUP BY merchant_id, key`;

const SALES = ['gross_revenue', 'refunds', 'orders', 'units'] as const;
const salesRow = z.object({
  ...series,
  gross_revenue: numbers,
  refunds: numbers,
  orders: numbers,
  units: numbers,
});

/** What whole shops sold, and the carts begun in them. */
export const watchedShops = defineQuery<WatchedParameters>()({
  name: 'watchedShops',
  text: perThing(
    [...SALES, 'carts', 'abandoned_carts'],
    `SELECT merchant_id, '' AS key, business_date, gross_revenue, refunds, orders, units, carts, abandoned_carts
     FROM daily_metrics FINAL WHERE ${OF_SHOPS}`,
  ),
  row: salesRow.extend({ carts: numbers, abandoned_carts: numbers }),
});

/** Carts begun on the day that became orders, won back or not. */
export const watchedOrderedCarts = defineQuery<WatchedParameters>()({
  name: 'watchedOrderedCarts',
  text: perThing(
    ['ordered_carts'],
    `SELECT merchant_id, '' AS key, business_date, countIf(status IN ('ORDERED', 'RECOVERED')) AS ordered_carts
     FROM carts FINAL WHERE ${OF_SHOPS} GROUP BY merchant_id, business_date`,
  ),
  row: z.object({ ...series, ordered_carts: numbers }),
});

/** What products sold, by the shop's own number. */
export const watchedProducts = defineQuery<WatchedParameters>()({
  name: 'watchedProducts',
  text: perThing(
    SALES,
    `SELECT merchant_id, sku AS key, business_date, gross_revenue, refunds, orders, units
     FROM product_days FINAL
     WHERE ${OF_SHOPS} AND sku IN {keys:Array(String)} AND (merchant_id, currency, sku) IN (${WATCHED})`,
  ),
  row: salesRow,
});

const OF_COUNTRIES = `${OF_SHOPS} AND country IN {keys:Array(String)}
  AND (merchant_id, toString(currency), assumeNotNull(toString(country))) IN (${WATCHED})`;

/** What was sold to countries. */
export const watchedCountries = defineQuery<WatchedParameters>()({
  name: 'watchedCountries',
  text: perThing(
    SALES,
    `SELECT merchant_id, assumeNotNull(toString(country)) AS key, business_date, sum(o.gross_revenue) AS gross_revenue,
       sum(o.refunds) AS refunds, countIf(o.sold) AS orders, sum(o.units) AS units
     FROM (SELECT * FROM order_facts FINAL WHERE ${OF_COUNTRIES}) AS o
     GROUP BY merchant_id, key, business_date`,
  ),
  row: salesRow,
});

/**
 * Known customers of a day, by whether they had bought before: in this currency, anywhere. `byCountry` counts those who
 * bought from a watched country.
 */
export const watchedCustomers = (byCountry: boolean) =>
  defineQuery<WatchedParameters>()({
    name: 'watchedCustomers',
    text: perThing(
      ['new_customers', 'returning_customers'],
      `SELECT merchant_id, key, business_date, uniqExactIf(customer_id, business_date = first_day) AS new_customers,
         uniqExactIf(customer_id, business_date > first_day) AS returning_customers
       FROM (
         SELECT merchant_id, business_date, customer_id, ${byCountry ? 'assumeNotNull(toString(country))' : "''"} AS key
         FROM order_facts FINAL
         WHERE ${byCountry ? OF_COUNTRIES : OF_SHOPS} AND sold AND isNotNull(customer_id)
       ) AS bought INNER JOIN (
         SELECT merchant_id, customer_id, min(business_date) AS first_day FROM order_facts FINAL
         WHERE merchant_id IN {merchants:Array(UUID)} AND business_date <= {to:Date32}
           AND (merchant_id, currency) IN (SELECT merchant_id, currency FROM (${WATCHED}))
           AND sold AND isNotNull(customer_id)
         GROUP BY merchant_id, customer_id
       ) AS known USING (merchant_id, customer_id)
       GROUP BY merchant_id, key, business_date`,
    ),
    row: z.object({ ...series, new_customers: numbers, returning_customers: numbers }),
  });

/** The first day on which a shop had anything in its currency. */
export const firstDays = defineQuery<WatchedParameters>()({
  name: 'firstDays',
  text: `SELECT merchant_id, toString(min(business_date)) AS first_day FROM daily_metrics FINAL
    WHERE merchant_id IN {merchants:Array(UUID)} AND (lines > 0 OR orders > 0 OR carts > 0)
      AND (merchant_id, currency) IN (SELECT merchant_id, currency FROM (${WATCHED}))
    GROUP BY merchant_id`,
  row: z.object({ merchant_id: z.guid(), first_day: z.iso.date() }),
});

/** Whether anything was ever sold, or taken back, of one product or country of one merchant. */
export const sliceSold = (slice: 'product' | 'country') =>
  defineQuery<{ merchant: string; currency: string; key: string }>()({
    name: 'sliceSold',
    text: `SELECT count() > 0 AS sold FROM (
      SELECT 1 FROM ${slice === 'product' ? 'product_days' : 'order_facts'} FINAL
      WHERE merchant_id = {merchant:UUID} AND currency = {currency:String}
        AND ${slice === 'product' ? 'sku' : 'country'} = {key:String} LIMIT 1)`,
    row: z.object({ sold: z.union([z.boolean(), z.number()]).transform(Boolean) }),
  });
