import { z } from 'zod';
import { day, decimal } from '../tables/columns.ts';
import {
  count,
  type FilterShape,
  facts,
  IN_RANGE,
  type ScopeParameters,
  SEGMENTS,
  UP_TO_END,
} from './report-scope.ts';
import { defineQuery } from './run.ts';

/** Days of the range that have data, oldest first. An order whose lines lie on two days counts on both. */
export const salesByDay = (shape: FilterShape) =>
  defineQuery<ScopeParameters>()({
    name: 'salesByDay',
    text: `SELECT business_date, toString(sum(f.gross_revenue)) AS gross_revenue,
        toString(sum(f.refunds)) AS refunds, countIf(f.sold) AS orders, sum(f.units) AS units
      FROM (${facts(shape)}) AS f GROUP BY business_date ORDER BY business_date`,
    row: z.object({
      business_date: day,
      gross_revenue: decimal,
      refunds: decimal,
      orders: count,
      units: count,
    }),
  });

/**
 * Distinct known customers who bought in the range, and those of them who never had before: the first purchase is
 * looked for among all sales of the merchant, whatever the filter.
 */
export const buyersOf = (shape: FilterShape) =>
  defineQuery<ScopeParameters>()({
    name: 'buyersOf',
    text: `SELECT count() AS customers, countIf(first_day >= {from:Date32}) AS new_customers
      FROM (
        SELECT customer_id, min(business_date) AS first_day, max(business_date) AS last_day FROM order_facts FINAL
        WHERE ${UP_TO_END} AND sold AND isNotNull(customer_id) GROUP BY customer_id
      )
      WHERE ${
        Object.values(shape).some(Boolean)
          ? `customer_id IN (SELECT customer_id FROM (${facts(shape)}) WHERE sold AND isNotNull(customer_id))`
          : // The days end with the range.
            'last_day >= {from:Date32}'
      }`,
    row: z.object({ customers: count, new_customers: count }),
  });

/** What a breakdown is by. */
export type Breakdown = 'COUNTRY' | 'CHANNEL' | 'WEEKDAY' | 'HOUR' | 'SEGMENT';

const KEYS: Record<Exclude<Breakdown, 'SEGMENT'>, string> = {
  COUNTRY: 'toNullable(toString(country))',
  CHANNEL: 'toNullable(toString(channel))',
  // ISO 8601: 1 is Monday.
  WEEKDAY: 'toNullable(toString(toDayOfWeek(business_date)))',
  HOUR: 'toNullable(toString(toHour(toTimeZone(occurred_at, {zone:String}))))',
};

/** Sums by a property of orders; a null key holds what has none. `zone` is the time zone of hours. */
export function salesBy(breakdown: Breakdown, shape: FilterShape) {
  const source =
    breakdown === 'SEGMENT'
      ? `SELECT f.*, nullIf(s.segment, '') AS key FROM (${facts(shape)}) AS f
         LEFT JOIN (SELECT toNullable(customer_id) AS customer_id, segment FROM (${SEGMENTS})) AS s
           ON s.customer_id = f.customer_id`
      : `SELECT *, ${KEYS[breakdown]} AS key FROM (${facts(shape)})`;
  return defineQuery<ScopeParameters & { zone: string }>()({
    name: 'salesBy',
    text: `SELECT key, toString(sum(b.gross_revenue)) AS gross_revenue, toString(sum(b.refunds)) AS refunds,
        countIf(b.sold) AS orders, sum(b.units) AS units,
        uniqExactIf(b.customer_id, b.sold AND isNotNull(b.customer_id)) AS customers
      FROM (${source}) AS b GROUP BY key ORDER BY sum(b.gross_revenue) DESC, key`,
    row: z.object({
      key: z.string().nullable(),
      gross_revenue: decimal,
      refunds: decimal,
      orders: count,
      units: count,
      customers: count,
    }),
  });
}

/** Carts begun in the range, by what became of them, and how far those came whose events tell it. */
export const cartsByStatus = defineQuery<ScopeParameters>()({
  name: 'cartsByStatus',
  text: `SELECT status, sum(d.carts) AS carts, toString(sum(d.total)) AS total, sum(d.known) AS known,
      sum(d.checkouts) AS checkouts, toString(sum(d.checkout_total)) AS checkout_total
    FROM cart_days AS d FINAL WHERE ${IN_RANGE} GROUP BY status ORDER BY status`,
  row: z.object({
    status: z.string(),
    carts: count,
    total: decimal,
    /** Carts with events of any kind. */
    known: count,
    /** Those of them whose checkout began, by an event that says so or by an order. */
    checkouts: count,
    /** What these hold. */
    checkout_total: decimal,
  }),
});

/**
 * What `data_states` says of merchants, as it lies there: several rows of one month are yet to be merged. `changes` and
 * `newest` change whenever anything does that a report of the merchant could show.
 */
export const dataStates = defineQuery<{ merchants: string[] }>()({
  name: 'dataStates',
  text: 'SELECT * FROM data_states WHERE merchant_id IN {merchants:Array(UUID)}',
  row: z.object({
    merchant_id: z.guid(),
    /** First day of the month; that of a year without reports for what belongs to none. */
    month: day,
    newest: z.coerce.bigint(),
    changes: z.coerce.bigint(),
    /** Version of the newest day, and that of the days which the sums of the month are of. */
    days: z.coerce.bigint(),
    sums: z.coerce.bigint(),
  }),
});
