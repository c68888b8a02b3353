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

/** Whose and of what day a row is, in six bytes: narrow columns are grouped and joined much faster than ids and text. */
const OWN = `${PLACE} AS place, ${ageOf('business_date')} AS age`;
const OF_CHUNK = `merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
  AND currency = {currency:String}`;
const KNOWN = `${OF_CHUNK} AND isNotNull(customer_id)`;

/** What orders were, added up by slice and day. */
const SUMS = `any(f.name) AS key, cityHash64(f.name) AS hash, toFloat64(sum(f.gross_revenue)) AS gross,
    toInt32(sum(f.units)) AS pieces, toUInt32(sum(f.sold)) AS sales`;

/**
 * Rows of one slice and day: its key, what was sold, and a hash of the key, by which rows are grouped. Of a merchant's ten
 * thousand products two have the same one with a chance of 3 in 10^12.
 */
const DIMENSIONS: readonly { name: string; places: number; rows: string }[] = [
  {
    name: 'PRODUCT',
    places: 22,
    rows: `SELECT ${OWN}, sku AS key, cityHash64(sku) AS hash, toFloat64(gross_revenue) AS gross,
        toInt32(units) AS pieces, orders AS sales
      FROM product_days FINAL WHERE ${OF_CHUNK}`,
  },
  {
    // A product has the category that it has now, on all its days. An order with several products of a category must not
    // count several times, and which orders these are a product's days do not know: `sales` are those of the product
    // with most, which are never more than the category's orders.
    name: 'CATEGORY',
    places: 6,
    rows: `SELECT f.place AS place, f.age AS age, any(of.name) AS key, of.id AS hash,
        toFloat64(sum(f.gross_revenue)) AS gross, toInt32(sum(f.units)) AS pieces, toUInt32(max(f.orders)) AS sales
      FROM (
        SELECT ${OWN}, cityHash64(sku) AS product, gross_revenue, units, orders FROM product_days FINAL WHERE ${OF_CHUNK}
      ) AS f INNER JOIN (
        SELECT ${PLACE} AS place, cityHash64(external_id) AS product,
          toString(assumeNotNull(argMax(category, version))) AS name, cityHash64(name) AS id
        FROM products FINAL WHERE merchant_id IN {merchants:Array(UUID)} AND category != ''
        GROUP BY place, product
      ) AS of ON of.place = f.place AND of.product = f.product
      GROUP BY f.place, f.age, of.id`,
  },
  {
    name: 'COUNTRY',
    places: 10,
    rows: `SELECT place, age, ${SUMS} FROM (
        SELECT ${OWN}, toString(assumeNotNull(country)) AS name, gross_revenue, units, sold
        FROM order_facts FINAL WHERE ${OF_CHUNK} AND country != ''
      ) AS f GROUP BY place, age, hash`,
  },
  {
    name: 'SEGMENT',
    places: 6,
    rows: `SELECT f.place AS place, f.age AS age, any(member.segment) AS key, member.id AS hash,
        toFloat64(sum(f.gross_revenue)) AS gross, toInt32(sum(f.units)) AS pieces, toUInt32(sum(f.sold)) AS sales
      FROM (
        SELECT ${OWN}, assumeNotNull(customer_id) AS customer, gross_revenue, units, sold
        FROM order_facts FINAL WHERE ${KNOWN}
      ) AS f INNER JOIN (
        SELECT place, customer, ${SEGMENT_BY_SCORES} AS segment, cityHash64(segment) AS id
        FROM (
          SELECT place, customer, count() OVER (PARTITION BY place) AS n,
            toUInt8(1 + intDiv(5 * (rank() OVER (PARTITION BY place ORDER BY last_age DESC) - 1), n)) AS r,
            toUInt8(1 + intDiv(5 * (rank() OVER (PARTITION BY place ORDER BY frequency) - 1), n)) AS f
          FROM (
            SELECT place, customer, min(age) AS last_age, count() AS frequency
            FROM (
              SELECT ${OWN}, assumeNotNull(customer_id) AS customer FROM order_facts FINAL
              WHERE ${KNOWN} AND sold AND business_date <= {to:Date32} - ${SEGMENT_AGE}
            ) GROUP BY place, customer
          )
        )
      ) AS member ON member.place = f.place AND member.customer = f.customer
      GROUP BY f.place, f.age, member.id`,
  },
  {
    name: 'CUSTOMER',
    places: 6,
    rows: `SELECT place, age, ${SUMS} FROM (
        SELECT ${OWN}, toString(assumeNotNull(customer_id)) AS name, gross_revenue, units, sold
        FROM order_facts FINAL WHERE ${KNOWN} AND (merchant_id, assumeNotNull(customer_id)) IN (
          SELECT merchant_id, assumeNotNull(customer_id) AS customer FROM order_facts FINAL
          WHERE ${KNOWN} AND business_date > {to:Date32} - 56
          GROUP BY merchant_id, customer ORDER BY sum(gross_revenue) DESC, customer LIMIT ${CUSTOMERS} BY merchant_id)
      ) AS f GROUP BY place, age, hash`,
  },
];

const list = (values: readonly (string | number)[]): string => `[${values.join(', ')}]`;
const NAMES = list(DIMENSIONS.map(({ name }) => `'${name}'`));
const PLACES = list(DIMENSIONS.map(({ places }) => places));
const ROWS = DIMENSIONS.map(
  ({ rows }, number) => `SELECT *, toUInt8(${number + 1}) AS number FROM (${rows})`,
).join('\nUNION ALL ');
export const SLICES = `SELECT toUInt32(place) AS place, ${NAMES}[number] AS dimension, key, ages, grosses, pieces, sales
  FROM (
    SELECT *, least(row_number() OVER (PARTITION BY place, number ORDER BY size DESC, key),
        row_number() OVER (PARTITION BY place, number ORDER BY oddity DESC, key)) / ${PLACES}[number] AS turn
    FROM (
      SELECT place, number, key, ages, grosses, pieces, sales, size,
        arraySort(arraySlice(weeks, 2)) AS sorted, (sorted[4] + sorted[5]) / 2 AS middle,
        arraySort(arrayMap(sum -> abs(sum - middle), sorted)) AS distances,
        greatest(1.4826 * (distances[4] + distances[5]) / 2, 0.1 * middle, 0.01) AS spread,
        greatest(abs(weeks[1] - middle) / spread,
          abs(day - total / 56) / sqrt(greatest(squares / 56 - total * total / 3136, 0.01)),
          silence * busy / 84) AS oddity
      FROM (
        SELECT place, number, any(slice.key) AS key, groupArray(age) AS ages, groupArray(gross) AS grosses,
          groupArray(slice.pieces) AS pieces, groupArray(slice.sales) AS sales,
          sumResample(0, 63, 7)(gross, age) AS weeks, sumIf(gross, age = 0) AS day,
          sumIf(gross, age BETWEEN 1 AND 56) AS total, sumIf(gross * gross, age BETWEEN 1 AND 56) AS squares,
          minIf(age, gross > 0) AS silence,
          countIf(gross > 0 AND age BETWEEN 28 AND 111) AS busy, sumIf(gross, age < 112) AS size
        FROM (${ROWS}) AS slice
        GROUP BY place, number, hash HAVING size > 0
      )
    )
  )
  ORDER BY place, turn, dimension, key LIMIT ${MOST_SLICES} BY place`;
