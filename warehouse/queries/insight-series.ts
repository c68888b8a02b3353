import { z } from 'zod';
import { day, uuid } from '../tables/columns.ts';
import { defineQuery } from './run.ts';

/** Many merchants with one currency and one newest day; both ends of the range belong to it. */
export type ChunkParameters = { merchants: string[]; currency: string; from: string; to: string };

/** Place of a merchant in the parameter `merchants`, from 1. Looked up by a hash: `indexOf` would search for every row. */
export const PLACE = `toUInt32(transform(merchant_id, {merchants:Array(UUID)}, range(1, 1 + length({merchants:Array(UUID)})), 0))`;

/** How many days before the newest one a day is. */
export const ageOf = (column: string): string => `toUInt16(toInt32({to:Date32}) - toInt32(${column}))`;

const METRICS = ['gross_revenue', 'refunds', 'orders', 'units', 'customers', 'carts', 'abandoned_carts'];

/**
 * The daily metrics of a chunk of merchants, one row each: ages of the days that have data and a figure of each for every
 * metric; then ages and counts of the days on which known customers ordered for the first time, ever. Whoever ordered on
 * a day and is not new has ordered before: returning customers need no reading of their own.
 */
export const INSIGHT_SERIES = `SELECT place, ages, ${METRICS.join(', ')}, first.ages AS first_ages, first.counts AS first_counts
  FROM (
    SELECT merchant_id, ${PLACE} AS place, groupArray(age) AS ages,
      ${METRICS.map((name) => `groupArray(toFloat64(m_${name})) AS ${name}`).join(', ')}
    FROM (
      SELECT merchant_id, ${ageOf('business_date')} AS age, ${METRICS.map((name) => `sum(${name}) AS m_${name}`).join(', ')}
      FROM daily_metrics FINAL
      WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
        AND currency IN ('', {currency:String})
      GROUP BY merchant_id, business_date
    ) GROUP BY merchant_id
  ) AS metrics LEFT JOIN (
    SELECT merchant_id, groupArray(${ageOf('first_day')}) AS ages, groupArray(toFloat64(customers)) AS counts
    FROM (
      SELECT merchant_id, first_day, count() AS customers
      FROM (
        SELECT merchant_id, min(business_date) AS first_day FROM order_facts FINAL
        WHERE merchant_id IN {merchants:Array(UUID)} AND business_date <= {to:Date32} AND currency = {currency:String}
          AND sold AND isNotNull(customer_id)
        GROUP BY merchant_id, customer_id HAVING first_day >= {from:Date32}
      ) GROUP BY merchant_id, first_day
    ) GROUP BY merchant_id
  ) AS first ON first.merchant_id = metrics.merchant_id`;

/** What a cart has to be to be odd; amounts in major units. */
export type CartRuleParameters = {
  highValue: number;
  lowValue: number;
  /** Carts with fewer items are not too cheap but empty. */
  leastItems: number;
  itemsAMinute: number;
  /** More carts than this from one address within so many seconds are many. */
  addressCarts: number;
  addressSeconds: number;
};

/**
 * Carts begun within the range that break a rule, counted by merchant, day and rule, with the most extreme one. How fast a
 * cart was filled is known from its first moment to its last change, and only while nothing but filling has changed it. Of
 * addresses with a burst of carts, those of the day are counted, and the most within the time is told; the carts of the few
 * addresses that have enough in the whole range are all that is read twice.
 */
export const oddCarts = defineQuery<ChunkParameters & CartRuleParameters>()({
  name: 'oddCarts',
  text: `SELECT * FROM (
    SELECT merchant_id, business_date, rule, count() AS carts, toString(argMax(id, extremity)) AS worst_id,
      argMax(figure, extremity) AS worst_figure
    FROM (
      SELECT merchant_id, business_date, id, toFloat64(total) AS value,
        item_count / greatest(dateDiff('millisecond', created_at, updated_at) / 60000, 1) AS speed,
        arrayJoin(arrayFilter(pair -> pair.2, [
          ('VALUE_TOO_HIGH', value > {highValue:Float64}),
          ('VALUE_TOO_LOW', value < {lowValue:Float64} AND item_count >= {leastItems:UInt32}),
          ('ITEMS_TOO_FAST', speed > {itemsAMinute:Float64})])).1 AS rule,
        if(rule = 'ITEMS_TOO_FAST', speed, value) AS figure, if(rule = 'VALUE_TOO_LOW', -value, figure) AS extremity
      FROM carts FINAL
      WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
        AND currency = {currency:String}
        AND (total > {highValue:Float64} OR total < {lowValue:Float64} OR item_count > {itemsAMinute:Float64})
    )
    GROUP BY merchant_id, business_date, rule
    UNION ALL
    SELECT merchant_id, business_date, 'MANY_FROM_ONE_ADDRESS' AS rule, sum(begun) AS carts,
      toString(argMax(last, most)) AS worst_id, toFloat64(max(most)) AS worst_figure
    FROM (
      SELECT merchant_id, business_date, count() AS begun, argMax(id, within) AS last, max(within) AS most
      FROM (
        SELECT merchant_id, business_date, id, client_address, count() OVER (
          PARTITION BY merchant_id, client_address ORDER BY toUnixTimestamp(created_at)
          RANGE BETWEEN {addressSeconds:UInt32} PRECEDING AND CURRENT ROW) AS within
        FROM carts FINAL
        WHERE business_date BETWEEN {from:Date32} AND {to:Date32} AND (merchant_id, client_address) IN (
          SELECT merchant_id, client_address FROM carts
          WHERE merchant_id IN {merchants:Array(UUID)} AND business_date BETWEEN {from:Date32} AND {to:Date32}
            AND isNotNull(client_address)
          GROUP BY merchant_id, client_address HAVING count() > {addressCarts:UInt32})
      )
      GROUP BY merchant_id, business_date, client_address HAVING most > {addressCarts:UInt32}
    )
    GROUP BY merchant_id, business_date
  ) ORDER BY merchant_id, business_date, rule`,
  row: z.object({
    merchant_id: uuid,
    business_date: day,
    rule: z.enum(['VALUE_TOO_HIGH', 'VALUE_TOO_LOW', 'ITEMS_TOO_FAST', 'MANY_FROM_ONE_ADDRESS']),
    carts: z.coerce.number().int(),
    worst_id: uuid,
    worst_figure: z.number(),
  }),
});

/** What people call products and customers, of keys pair by pair with their merchants. */
export const sliceLabels = defineQuery<{ merchants: string[]; dimensions: string[]; keys: string[] }>()({
  name: 'sliceLabels',
  text: `WITH wanted AS (
      SELECT w.1 AS merchant_id, w.2 AS dimension, w.3 AS key
      FROM (SELECT arrayJoin(arrayZip({merchants:Array(UUID)}, {dimensions:Array(String)}, {keys:Array(String)})) AS w)
    )
    SELECT merchant_id, 'PRODUCT' AS dimension, external_id AS key, assumeNotNull(title) AS label FROM products FINAL
    WHERE merchant_id IN {merchants:Array(UUID)} AND title != ''
      AND (merchant_id, external_id) IN (SELECT merchant_id, key FROM wanted WHERE dimension = 'PRODUCT')
    UNION ALL
    SELECT merchant_id, 'CUSTOMER' AS dimension, toString(id) AS key, external_id AS label FROM customers FINAL
    WHERE merchant_id IN {merchants:Array(UUID)} AND external_id != ''
      AND (merchant_id, id) IN (SELECT merchant_id, toUUIDOrZero(key) FROM wanted WHERE dimension = 'CUSTOMER')`,
  row: z.object({ merchant_id: uuid, dimension: z.string(), key: z.string(), label: z.string() }),
});
