import { z } from 'zod';

/** Segments of customers by recency and frequency; see `RFM` for the rules. Best first. */
export const RFM_SEGMENTS = [
  'CHAMPION',
  'LOYAL',
  'POTENTIAL_LOYALIST',
  'NEW',
  'PROMISING',
  'NEED_ATTENTION',
  'ABOUT_TO_SLEEP',
  'CANNOT_LOSE',
  'AT_RISK',
  'HIBERNATING',
] as const;
export type RfmSegment = (typeof RFM_SEGMENTS)[number];

/** What a report counts. Values of one filter are alternatives, filters add up; an empty list filters nothing. */
export interface ReportFilter {
  countries: readonly string[];
  channels: readonly string[];
  /** The shop's own numbers. */
  skus: readonly string[];
  /** Categories of products as the shop writes them. */
  categories: readonly string[];
  segments: readonly RfmSegment[];
}

/** One merchant's days, in one currency. Both ends belong to the range. */
export interface ReportScope {
  merchantId: string;
  from: string;
  to: string;
  /** ISO 4217; sales in other currencies are left out. */
  currency: string;
  filter: ReportFilter;
}

/** Bound parameters of `ReportScope`, for every query of a report. */
export type ScopeParameters = Record<string, unknown> & {
  merchant: string;
  from: string;
  to: string;
  currency: string;
};

export const parametersOf = ({ merchantId, from, to, currency, filter }: ReportScope): ScopeParameters => ({
  merchant: merchantId,
  from,
  to,
  currency,
  countries: [...filter.countries],
  channels: [...filter.channels],
  skus: [...filter.skus],
  categories: [...filter.categories],
  segments: [...filter.segments],
});

/** Which parts of a filter are set: the text of a query depends on these, never on the values. */
export interface FilterShape {
  country: boolean;
  channel: boolean;
  sku: boolean;
  category: boolean;
  segment: boolean;
}

export const shapeOf = (filter: ReportFilter): FilterShape => ({
  country: filter.countries.length > 0,
  channel: filter.channels.length > 0,
  sku: filter.skus.length > 0,
  category: filter.categories.length > 0,
  segment: filter.segments.length > 0,
});

/** One merchant's rows of the range in its currency: the condition of every read of facts or lines. */
export const IN_RANGE = `merchant_id = {merchant:UUID} AND business_date BETWEEN {from:Date32} AND {to:Date32}
  AND currency = {currency:String}`;

/** The same from the first day there is. */
export const UP_TO_END = `merchant_id = {merchant:UUID} AND business_date <= {to:Date32}
  AND currency = {currency:String}`;

/** The name of a customer's segment by its scores `r` (recency) and `f` (frequency). */
export const SEGMENT_BY_SCORES = `multiIf(r <= 2 AND f <= 2, 'HIBERNATING', r <= 2 AND f <= 4, 'AT_RISK', r <= 2, 'CANNOT_LOSE',
      r = 3 AND f <= 2, 'ABOUT_TO_SLEEP', r = 3 AND f = 3, 'NEED_ATTENTION', r <= 4 AND f >= 4, 'LOYAL',
      f >= 4, 'CHAMPION', f >= 2, 'POTENTIAL_LOYALIST', r = 4, 'PROMISING', 'NEW')`;

/**
 * Of a select of orders, as `facts` gives it: every known customer who bought in the range, scored from 1 to 5 by recency, frequency and money, and named.
 *
 * Recency is the number of days from the last purchase to the day after the range, frequency the number of distinct
 * orders, money the gross revenue. A score is `1 + floor(5 * b / n)`: of n customers, b are worse off (a longer
 * recency, fewer orders, less money). Equal values so get equal scores, whatever the order of rows. Scoring by
 * quintiles is Hughes's ("Strategic Database Marketing"); segments are cells of the recency-frequency grid in common
 * use, each under its usual name.
 */
export const rfm = (orders: string): string => `SELECT *,
    ${SEGMENT_BY_SCORES} AS segment
  FROM (
    SELECT *, count() OVER () AS n,
      toUInt8(1 + intDiv(5 * (rank() OVER (ORDER BY recency DESC) - 1), n)) AS r,
      toUInt8(1 + intDiv(5 * (rank() OVER (ORDER BY frequency) - 1), n)) AS f,
      toUInt8(1 + intDiv(5 * (rank() OVER (ORDER BY monetary) - 1), n)) AS m
    FROM (
      SELECT assumeNotNull(customer_id) AS customer_id, min(business_date) AS first_day,
        max(business_date) AS last_day, toInt64(dateDiff('day', last_day, {to:Date32})) + 1 AS recency,
        uniqExact(order_id) AS frequency, sum(gross_revenue) AS monetary
      FROM (SELECT * FROM (${orders}) WHERE sold AND isNotNull(customer_id))
      GROUP BY customer_id
    )
  )`;

const COLUMNS =
  'business_date, order_id, customer_id, country, channel, occurred_at, gross_revenue, refunds, units, sold';

/** Everything that was sold in the range. */
const UNFILTERED = `SELECT ${COLUMNS} FROM order_facts FINAL WHERE ${IN_RANGE}`;

/** Customers of the range and their segments, whatever else is filtered. */
export const SEGMENTS = `SELECT customer_id, segment FROM (${rfm(UNFILTERED)})`;

/** The condition on orders that count; nothing where all do. */
export const chosenOrders = (shape: FilterShape): string =>
  [
    shape.country ? 'AND country IN {countries:Array(String)}' : '',
    shape.channel ? 'AND channel IN {channels:Array(String)}' : '',
    shape.segment
      ? `AND customer_id IN (SELECT customer_id FROM (${SEGMENTS}) WHERE segment IN {segments:Array(String)})`
      : '',
  ].join(' ');

/** Whether only some products count. */
const byProduct = (shape: FilterShape): boolean => shape.sku || shape.category;

/** The condition on `sku` of products that count; nothing where all do. */
export const chosenProducts = (shape: FilterShape): string =>
  [
    shape.sku ? 'AND sku IN {skus:Array(String)}' : '',
    shape.category
      ? `AND sku IN (SELECT external_id FROM products FINAL
          WHERE merchant_id = {merchant:UUID} AND category IN {categories:Array(String)})`
      : '',
  ].join(' ');

/** What a line came to. */
export const LINE_SUMS = `sumIf(amount, kind = 'SALE') AS gross_revenue,
    -sumIf(amount, kind IN ('CANCELLATION', 'REFUND')) AS refunds,
    sumIf(toInt64(quantity), kind = 'SALE') AS units`;

/**
 * A select of what the scope counts, one row per order and day. Chosen products are read from the lines, and then only
 * their lines count; everything else comes from the facts. `days` is the condition on merchant, days and currency.
 */
export function facts(shape: FilterShape, days = IN_RANGE): string {
  const orders = `SELECT ${COLUMNS} FROM order_facts FINAL WHERE ${days} ${chosenOrders(shape)}`;
  if (!byProduct(shape)) return orders;
  return `SELECT line.business_date AS business_date, line.order_id AS order_id, fact.customer_id AS customer_id,
      fact.country AS country, fact.channel AS channel, fact.occurred_at AS occurred_at,
      line.gross_revenue AS gross_revenue, line.refunds AS refunds, line.units AS units, line.sold AS sold
    FROM (
      SELECT business_date, order_id, ${LINE_SUMS}, max(kind = 'SALE') AS sold FROM order_items FINAL
      WHERE ${days} ${chosenProducts(shape)} GROUP BY business_date, order_id
    ) AS line INNER JOIN (${orders}) AS fact
      ON fact.business_date = line.business_date AND fact.order_id = line.order_id`;
}

/** Whole numbers as they come from the server, also those that travel as text. */
export const count = z.coerce.number().int();
