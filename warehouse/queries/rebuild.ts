import { z } from 'zod';
import { day, uuid } from '../tables/columns.ts';
import { defineQuery } from './run.ts';

/**
 * Rows of the dirty days alone, which the parameters `merchants` and `days` name pair by pair. A constant, which the
 * sorting key finds at once, and which costs a quarter of what a subquery does before anything is read.
 */
const OF_DIRTY_DAYS = `(merchant_id, business_date) IN (arrayZip({merchants:Array(UUID)}, {days:Array(Date32)}))`;

/** Sums over lines, by the definitions that every report states. */
const SUMS = `sumIf(amount, kind = 'SALE') AS gross_revenue,
    -sumIf(amount, kind IN ('CANCELLATION', 'REFUND')) AS refunds,
    sumIf(toInt64(quantity), kind = 'SALE') AS units`;

/** What a key is that had a row and has no line any more: kinds that no line has keep out of every sum. */
const GONE = `'' AS kind, 0 AS amount, 0 AS quantity`;

/**
 * One row per order, day and currency. Its instant is that of its first sold line, or of its first line of any kind.
 * Keys that are held already are read beside the lines, so that those without a line are noticed in the same pass and
 * become tombstones.
 *
 * Not compiled: from its fourth run on, a compiled minimum takes instants before 1970, which are negative, for the latest.
 */
const REBUILD_ORDER_FACTS = `INSERT INTO order_facts
  (merchant_id, business_date, order_id, currency, customer_id, country, channel, occurred_at, gross_revenue, refunds,
   units, sold, lines, version, is_deleted)
WITH fact AS (
  SELECT merchant_id, business_date, order_id, currency, ${SUMS},
    if(max(kind = 'SALE'), minIf(occurred_at, kind = 'SALE'), minIf(occurred_at, kind != '')) AS first_at,
    max(kind = 'SALE') AS sold, countIf(kind != '') AS lines
  FROM (
    SELECT merchant_id, business_date, order_id, currency, kind, amount, quantity, occurred_at
    FROM order_items FINAL WHERE ${OF_DIRTY_DAYS}
    UNION ALL
    SELECT merchant_id, business_date, order_id, currency, ${GONE}, occurred_at
    FROM order_facts WHERE ${OF_DIRTY_DAYS} AND is_deleted = 0
  )
  GROUP BY merchant_id, business_date, order_id, currency
), known AS (
  SELECT merchant_id, id, customer_id, country, channel FROM orders FINAL
  WHERE merchant_id IN {merchants:Array(UUID)}
    AND (merchant_id, id) IN (SELECT merchant_id, order_id FROM order_items WHERE ${OF_DIRTY_DAYS})
)
SELECT fact.merchant_id, fact.business_date, fact.order_id, fact.currency, known.customer_id, known.country,
  known.channel, fact.first_at, fact.gross_revenue, fact.refunds, fact.units, fact.sold, fact.lines,
  {version:UInt64}, fact.lines = 0
FROM fact LEFT JOIN known ON known.merchant_id = fact.merchant_id AND known.id = fact.order_id
SETTINGS join_use_nulls = 0, compile_aggregate_expressions = 0`;

/** One row per product (by the shop's own number), day and currency, of what was sold or taken back. */
const REBUILD_PRODUCT_DAYS = `INSERT INTO product_days
  (merchant_id, business_date, sku, currency, gross_revenue, refunds, units, refunded_units, orders, version, is_deleted)
SELECT merchant_id, business_date, sku, currency, ${SUMS},
  -sumIf(toInt64(quantity), kind IN ('CANCELLATION', 'REFUND')) AS refunded_units,
  uniqExactIf(order_id, kind = 'SALE') AS orders, {version:UInt64}, max(kind != '') = 0
FROM (
  SELECT merchant_id, business_date, sku, currency, kind, amount, quantity, order_id
  FROM order_items FINAL WHERE ${OF_DIRTY_DAYS} AND kind IN ('SALE', 'CANCELLATION', 'REFUND')
  UNION ALL
  SELECT merchant_id, business_date, sku, currency, ${GONE}, toUUID('00000000-0000-0000-0000-000000000000')
  FROM product_days WHERE ${OF_DIRTY_DAYS} AND is_deleted = 0
)
GROUP BY merchant_id, business_date, sku, currency`;

/**
 * The same by the country of the order, whose key begins with it: what one country bought in a year lies together. Orders
 * without a country are in no country. Read from the facts above, which hold the order's country as it is now.
 */
const REBUILD_PRODUCT_COUNTRIES = `INSERT INTO product_countries
  (merchant_id, country, business_date, sku, currency, gross_revenue, refunds, units, refunded_units, orders, version,
   is_deleted)
WITH placed AS (
  SELECT merchant_id, business_date, order_id, currency, assumeNotNull(country) AS country FROM order_facts FINAL
  WHERE ${OF_DIRTY_DAYS} AND isNotNull(country)
)
SELECT merchant_id, country, business_date, sku, currency, ${SUMS},
  -sumIf(toInt64(quantity), kind IN ('CANCELLATION', 'REFUND')) AS refunded_units,
  uniqExactIf(order_id, kind = 'SALE') AS orders, {version:UInt64}, max(kind != '') = 0
FROM (
  SELECT merchant_id, placed.country AS country, business_date, sku, currency, kind, amount, quantity, order_id
  FROM (
    SELECT merchant_id, business_date, sku, currency, kind, amount, quantity, order_id
    FROM order_items FINAL WHERE ${OF_DIRTY_DAYS} AND kind IN ('SALE', 'CANCELLATION', 'REFUND')
  ) AS line INNER JOIN placed USING (merchant_id, business_date, order_id, currency)
  UNION ALL
  SELECT merchant_id, country, business_date, sku, currency, ${GONE}, toUUID('00000000-0000-0000-0000-000000000000')
  FROM product_countries WHERE ${OF_DIRTY_DAYS} AND is_deleted = 0
)
GROUP BY merchant_id, country, business_date, sku, currency`;

/**
 * One row per day, currency and status of the carts begun on it: how many, how many of them have events and so tell how far
 * they came (`known`), and in how many of these the checkout began, by an event that says so or by an order, to which no
 * other way leads.
 */
const REBUILD_CART_DAYS = `INSERT INTO cart_days
  (merchant_id, business_date, currency, status, carts, total, known, checkouts, checkout_total, version, is_deleted)
WITH told AS (
  SELECT merchant_id, cart_id, max(kind = 'CHECKOUT_STARTED') AS started, 1 AS here FROM cart_events FINAL
  WHERE merchant_id IN {merchants:Array(UUID)}
    AND (merchant_id, cart_id) IN (SELECT merchant_id, id FROM carts WHERE ${OF_DIRTY_DAYS})
  GROUP BY merchant_id, cart_id
)
SELECT merchant_id, business_date, currency, status, sum(here), sum(d.worth), sum(told_of), sum(reached),
  sumIf(d.worth, reached = 1), {version:UInt64}, sum(here) = 0
FROM (
  SELECT c.merchant_id AS merchant_id, c.business_date AS business_date, c.currency AS currency, c.status AS status,
    c.total AS worth, 1 AS here, told.here AS told_of,
    told.here = 1 AND (c.status IN ('ORDERED', 'RECOVERED') OR told.started = 1) AS reached
  FROM (
    SELECT merchant_id, business_date, id, currency, status, total FROM carts FINAL WHERE ${OF_DIRTY_DAYS}
  ) AS c LEFT JOIN told ON told.merchant_id = c.merchant_id AND told.cart_id = c.id
  UNION ALL
  SELECT merchant_id, business_date, currency, status, 0, 0, 0, 0 FROM cart_days WHERE ${OF_DIRTY_DAYS} AND is_deleted = 0
) AS d
GROUP BY merchant_id, business_date, currency, status
SETTINGS join_use_nulls = 0`;

/**
 * Daily metrics from the facts above. A day and currency of which nothing is left gets zeros, which replace what it had.
 * Days of which only carts have changed keep the version of their lines.
 */
const REBUILD_DAILY_METRICS = `INSERT INTO daily_metrics
  (merchant_id, business_date, currency, gross_revenue, refunds, orders, units, customers, lines, carts,
   abandoned_carts, version, lines_version)
SELECT merchant_id, business_date, currency, sum(d.gross), sum(d.back), sum(d.bought), sum(d.pieces), sum(d.buyers),
  sum(d.counted), sum(d.begun), sum(d.abandoned), {version:UInt64},
  if((merchant_id, business_date) IN (arrayZip({lineMerchants:Array(UUID)}, {lineDays:Array(Date32)})),
    {version:UInt64}, max(d.lines_before))
FROM (
  SELECT merchant_id, business_date, currency, sum(gross_revenue) AS gross, sum(refunds) AS back,
    countIf(sold) AS bought, sum(units) AS pieces,
    uniqExactIf(customer_id, sold AND isNotNull(customer_id)) AS buyers, sum(lines) AS counted, 0 AS begun,
    0 AS abandoned, toUInt64(0) AS lines_before
  FROM order_facts FINAL WHERE ${OF_DIRTY_DAYS} GROUP BY merchant_id, business_date, currency
  UNION ALL
  SELECT merchant_id, business_date, currency, 0, 0, 0, 0, 0, 0, carts,
    if(status IN ('ABANDONED', 'RECOVERED'), carts, 0), 0
  FROM cart_days FINAL WHERE ${OF_DIRTY_DAYS}
  UNION ALL
  SELECT merchant_id, business_date, currency, 0, 0, 0, 0, 0, 0, 0, 0, lines_version
  FROM daily_metrics WHERE ${OF_DIRTY_DAYS}
) AS d
GROUP BY merchant_id, business_date, currency`;

/**
 * Statements that recompute everything derived of given (merchant, day) pairs but their months, from the rows as they are
 * now, without superseded and deleted ones: those of lines and orders, those of carts, and daily metrics. Parameters:
 * `merchants` and `days`, pair by pair; `version`; for metrics also `lineMerchants` and `lineDays`, the pairs whose
 * lines have changed.
 *
 * Daily metrics come last: whoever sees their new version (reports do, to know whether an answer they keep still
 * holds) finds the other tables new as well.
 */
export const REBUILD = {
  lines: [REBUILD_ORDER_FACTS, REBUILD_PRODUCT_DAYS, REBUILD_PRODUCT_COUNTRIES],
  carts: [REBUILD_CART_DAYS],
  metrics: [REBUILD_DAILY_METRICS],
} as const;

/** A merchant's day. */
export const merchantDay = z.object({ merchant_id: uuid, business_date: day });

/** Days on which lines of given orders lie: they change when the customer of an order does. */
export const daysOfOrders = defineQuery<{ merchants: string[]; orders: string[] }>()({
  name: 'daysOfOrders',
  text: `SELECT DISTINCT merchant_id, business_date FROM order_items
    WHERE merchant_id IN {merchants:Array(UUID)} AND order_id IN {orders:Array(UUID)}`,
  row: merchantDay,
});

/** Days of given carts: what happened to a cart counts on the day it was begun. */
export const daysOfCarts = defineQuery<{ merchants: string[]; carts: string[] }>()({
  name: 'daysOfCarts',
  text: `SELECT DISTINCT merchant_id, business_date FROM carts
    WHERE merchant_id IN {merchants:Array(UUID)} AND id IN {carts:Array(UUID)}`,
  row: merchantDay,
});

/**
 * Every day of every merchant that has, or had, anything. For loads and for repairs, never for a request.
 * Parameter: `merchants`, all when empty.
 */
export const allDays = defineQuery<{ merchants: string[] }>()({
  name: 'allDays',
  text: ['order_items', 'carts', 'daily_metrics']
    .map(
      (table) => `SELECT DISTINCT merchant_id, business_date FROM ${table}
        WHERE empty({merchants:Array(UUID)}) OR merchant_id IN {merchants:Array(UUID)}`,
    )
    .join(' UNION DISTINCT ')
    // Days of one merchant lie together, in the mirror as in a statement that rebuilds them.
    .replace(/^/, 'SELECT merchant_id, business_date FROM (')
    .concat(') ORDER BY merchant_id, business_date'),
  row: merchantDay,
});
