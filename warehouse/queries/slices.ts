import { ageOf, PLACE } from './insight-series.ts';
import { SEGMENT_BY_SCORES } from './report-scope.ts';

/** Slices of one merchant that are handed on. */
export const MOST_SLICES = 50;
/** Customers of a merchant that are looked at one by one: those who brought most in the last eight weeks. */
const CUSTOMERS = 12;
/**
 * Segments are what they were this many days ago, before every day that is judged and the weeks it is held against: who
 * bought lately is a champion of today because of that, and such a segment's revenue would always seem to rise.
 */
const SEGMENT_AGE = 84;

const OF_CHUNK = `merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
  AND currency = {currency:String}`;

const DAY = `merchant_id, ${ageOf('business_date')} AS age`;
const SUMS = `toFloat64(sum(f.gross_revenue)) AS gross, toInt32(sum(f.units)) AS pieces, toUInt32(countIf(f.sold)) AS sales`;

/** Rows of one slice and day: what it is cut by, its key, how old the day is, and what was sold. */
const DIMENSIONS: readonly { name: string; places: number; rows: string }[] = [
  {
    name: 'PRODUCT',
    places: 22,
    rows: `SELECT ${DAY}, sku AS key, toFloat64(gross_revenue) AS gross, toInt32(units) AS pieces, orders AS sales
      FROM product_days FINAL WHERE ${OF_CHUNK}`,
  },
  {
    // A product has the category that it has now, on all its days. An order with several products of a category must not
    // count several times, and which orders these are a product's days do not know: `sales` are those of the product
    // with most, which are never more than the category's orders.
    name: 'CATEGORY',
    places: 6,
    rows: `SELECT ${DAY}, of.name AS key, toFloat64(sum(p.gross_revenue)) AS gross, toInt32(sum(p.units)) AS pieces,
        toUInt32(max(p.orders)) AS sales
      FROM (
        SELECT merchant_id, business_date, sku, gross_revenue, units, orders FROM product_days FINAL WHERE ${OF_CHUNK}
      ) AS p INNER JOIN (
        SELECT merchant_id, toString(external_id) AS sku, toString(assumeNotNull(argMax(category, version))) AS name
        FROM products FINAL WHERE merchant_id IN {merchants:Array(UUID)} AND category != ''
        GROUP BY merchant_id, sku
      ) AS of ON of.merchant_id = p.merchant_id AND of.sku = p.sku
      GROUP BY p.merchant_id AS merchant_id, of.name, p.business_date AS business_date`,
  },
  {
    name: 'COUNTRY',
    places: 10,
    rows: `SELECT ${DAY}, assumeNotNull(country) AS key, ${SUMS} FROM order_facts AS f FINAL
      WHERE ${OF_CHUNK} AND country != '' GROUP BY merchant_id, country, business_date`,
  },
  {
    name: 'SEGMENT',
    places: 6,
    rows: `SELECT ${DAY}, member.segment AS key, ${SUMS} FROM (
        SELECT merchant_id, business_date, assumeNotNull(customer_id) AS customer, gross_revenue, units, sold
        FROM order_facts FINAL WHERE ${OF_CHUNK} AND isNotNull(customer_id)
      ) AS f INNER JOIN (
        SELECT merchant_id, customer, ${SEGMENT_BY_SCORES} AS segment
        FROM (
          SELECT merchant_id, customer, count() OVER (PARTITION BY merchant_id) AS n,
            toUInt8(1 + intDiv(5 * (rank() OVER (PARTITION BY merchant_id ORDER BY last_day) - 1), n)) AS r,
            toUInt8(1 + intDiv(5 * (rank() OVER (PARTITION BY merchant_id ORDER BY frequency) - 1), n)) AS f
          FROM (
            SELECT merchant_id, assumeNotNull(customer_id) AS customer, max(business_date) AS last_day,
              count() AS frequency
            FROM order_facts FINAL
            WHERE ${OF_CHUNK} AND isNotNull(customer_id) AND sold AND business_date <= {to:Date32} - ${SEGMENT_AGE}
            GROUP BY merchant_id, customer
          )
        )
      ) AS member ON member.merchant_id = f.merchant_id AND member.customer = f.customer
      GROUP BY f.merchant_id AS merchant_id, member.segment, f.business_date AS business_date`,
  },
  {
    name: 'CUSTOMER',
    places: 6,
    rows: `SELECT ${DAY}, toString(assumeNotNull(customer_id)) AS key, ${SUMS} FROM order_facts AS f FINAL
      WHERE ${OF_CHUNK} AND (merchant_id, customer_id) IN (
        SELECT merchant_id, customer_id FROM order_facts FINAL
        WHERE ${OF_CHUNK} AND business_date > {to:Date32} - 56 AND isNotNull(customer_id)
        GROUP BY merchant_id, customer_id ORDER BY sum(gross_revenue) DESC LIMIT ${CUSTOMERS} BY merchant_id)
      GROUP BY merchant_id, customer_id, business_date`,
  },
];

const WEEKS = [1, 2, 3, 4, 5, 6, 7, 8];
const week = (number: number): string => `sumIf(gross, age BETWEEN ${7 * number} AND ${7 * number + 6})`;

/**
 * The slices of a chunk of merchants that are worth a look, at most `MOST_SLICES` each, with all their days. Every slice
 * is screened by a cheap statistic: the robust deviation of the last seven days from the eight weeks before (median and
 * median absolute deviation of their sums), that of the newest day from the eight weeks before it, and, for what has
 * stopped, the sales to be expected in the silence at the rate of the weeks before. Within a merchant and dimension the
 * largest slices (which explain what the shop does) and the oddest take turns; a dimension that has fewer than its places
 * leaves them to the others.
 */
export const SLICES = `SELECT place, dimension, key, ages, grosses, pieces, sales
  FROM (
    SELECT *, least(row_number() OVER (PARTITION BY merchant_id, dimension ORDER BY size DESC, key),
        row_number() OVER (PARTITION BY merchant_id, dimension ORDER BY oddity DESC, key)) / places AS turn
    FROM (
      SELECT merchant_id, ${PLACE} AS place, dimension, key, ages, grosses, pieces, sales, size,
        transform(dimension, ${list('name')}, ${list('places')}, 1) AS places,
        arraySort(weeks) AS sorted, (sorted[4] + sorted[5]) / 2 AS middle,
        arraySort(arrayMap(sum -> abs(sum - middle), weeks)) AS distances,
        greatest(1.4826 * (distances[4] + distances[5]) / 2, 0.1 * middle, 0.01) AS spread,
        greatest(abs(week - middle) / spread,
          abs(day - total / 56) / sqrt(greatest(squares / 56 - total * total / 3136, 0.01)),
          silence * busy / 84) AS oddity
      FROM (
        SELECT merchant_id, dimension, key, groupArray(age) AS ages, groupArray(gross) AS grosses,
          groupArray(slice.pieces) AS pieces, groupArray(slice.sales) AS sales,
          ${week(0)} AS week, [${WEEKS.map(week).join(', ')}] AS weeks, sumIf(gross, age = 0) AS day,
          sumIf(gross, age BETWEEN 1 AND 56) AS total, sumIf(gross * gross, age BETWEEN 1 AND 56) AS squares,
          minIf(age, gross > 0) AS silence,
          countIf(gross > 0 AND age BETWEEN 28 AND 111) AS busy, sumIf(gross, age < 112) AS size
        FROM (${DIMENSIONS.map(({ name, rows }) => `SELECT *, '${name}' AS dimension FROM (${rows})`).join('\nUNION ALL ')}) AS slice
        GROUP BY merchant_id, dimension, key HAVING size > 0
      )
    )
  )
  ORDER BY place, turn, dimension, key LIMIT ${MOST_SLICES} BY place`;

function list(field: 'name' | 'places'): string {
  return `[${DIMENSIONS.map((one) => (field === 'name' ? `'${one.name}'` : String(one.places))).join(', ')}]`;
}
